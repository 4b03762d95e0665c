//! Refusals: the API's error body, and the field errors that travel from the server's
//! validation to the input that they are about.

use crate::json::null_as_default;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What the API answers instead of a result. Some answers leave out some of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// The HTTP status once more.
    #[serde(default, deserialize_with = "null_as_default")]
    pub status_code: u16,
    /// A sentence for a person.
    #[serde(default, deserialize_with = "null_as_default")]
    pub message: String,
    /// A word for a program; see [`ErrorCode`].
    #[serde(default, deserialize_with = "null_as_default")]
    pub error_code: String,
    /// The id of the request, for a log or a support case.
    #[serde(default, deserialize_with = "null_as_default")]
    pub id: String,
    /// What is wrong with which field of the body or which parameter of the query.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "FieldErrors::is_empty"
    )]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = std::collections::BTreeMap<String, String>)
    )]
    pub fields: FieldErrors,
    /// With 409: the resource that is in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflicting_resource_id: Option<String>,
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $code:literal;)*) => {
        /// The error codes of the API, each with its status (source: public clients of the API).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode { $($(#[$doc])* $name,)* }

        impl ErrorCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it stands in the body.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }
        }
    };
}

error_codes! {
    /// The request cannot be read.
    BadRequest = 400, "bad_request";
    /// Fields or parameters are refused; `fields` names them.
    InvalidParameters = 400, "invalid_parameters";
    /// The developer key is unknown.
    Unauthorized = 401, "unauthorized";
    /// There are no credentials.
    AuthenticationRequired = 401, "authentication_required";
    /// The credentials are of another kind.
    InvalidToken = 401, "invalid_token";
    /// The key may not do this.
    Forbidden = 403, "forbidden";
    /// The key may not do this.
    PermissionDenied = 403, "permission_denied";
    /// There is no such resource in this account.
    NotFound = 404, "not_found";
    /// The resource does not take this method.
    MethodNotAllowed = 405, "method_not_allowed";
    /// The answer cannot be given in the form asked for.
    NotAcceptable = 406, "not_acceptable";
    /// The name is taken.
    NamingConflict = 409, "naming_conflict";
    /// The body is longer than 64 KiB. Ours: the hosted service's limit is not known.
    RequestTooLarge = 413, "request_too_large";
    /// Too many requests; `Retry-After` says when to go on.
    TooManyRequests = 429, "too_many_requests";
    /// The server failed.
    InternalError = 500, "internal_error";
    /// The server does not know how.
    NotImplemented = 501, "not_implemented";
    /// A server behind the server failed.
    BadGateway = 502, "bad_gateway";
    /// The server cannot answer now.
    ServiceNotAvailable = 503, "service_not_available";
    /// A server behind the server took too long.
    GatewayTimeout = 504, "gateway_timeout";
}

/// Why a request body cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyError {
    /// It is not JSON; where reading stopped, both from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// It is JSON, but not an object.
    NotAnObject,
    /// Fields are missing or refused.
    Fields(FieldErrors),
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => {
                write!(
                    formatter,
                    "The body is not JSON (line {line}, column {column})."
                )
            }
            Self::NotAnObject => formatter.write_str("The body must be a JSON object."),
            Self::Fields(fields) => fields.fmt(formatter),
        }
    }
}

/// What is wrong with which field, in the order in which it was found. On the wire:
/// `{"name": "Enter a name."}`; lists of sentences, as other services send them, are read too.
/// A field without a sentence (`null`, an empty list) is not refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, String)>);

impl FieldErrors {
    /// A single refusal.
    pub fn one(field: &str, sentence: impl Into<String>) -> Self {
        Self(vec![(field.to_owned(), sentence.into())])
    }

    /// Adds a refusal.
    pub fn push(&mut self, field: &str, sentence: String) {
        self.0.push((field.to_owned(), sentence));
    }

    /// Whether nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this field is refused.
    pub fn contains(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// The first sentence about a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.iter()
            .find(|(name, _)| *name == field)
            .map(|(_, sentence)| sentence)
    }

    /// Each refusal: the field and a sentence.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }

    /// Takes out what is said about a field, because it was changed.
    pub fn remove(&mut self, field: &str) {
        self.0.retain(|(name, _)| name != field);
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (field, sentence)) in self.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(formatter, "{gap}{field}: {sentence}")?;
        }
        Ok(())
    }
}

impl Serialize for FieldErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for FieldErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = FieldErrors;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of sentences")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FieldErrors, A::Error> {
                let mut fields = FieldErrors::default();
                while let Some((field, sentence)) = map.next_entry()? {
                    let field: String = field;
                    match sentence {
                        Some(Sentence(sentence)) if !sentence.is_empty() => {
                            fields.push(&field, sentence);
                        }
                        _ => {}
                    }
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// A sentence, or a list of sentences put one after the other.
struct Sentence(String);

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Sentences;

        impl<'de> Visitor<'de> for Sentences {
            type Value = Sentence;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a sentence or a list of sentences")
            }

            fn visit_str<E: de::Error>(self, sentence: &str) -> Result<Sentence, E> {
                Ok(Sentence(sentence.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Sentence, A::Error> {
                let mut sentences: Vec<String> = Vec::new();
                while let Some(sentence) = list.next_element()? {
                    sentences.push(sentence);
                }
                Ok(Sentence(sentences.join(" ")))
            }
        }

        deserializer.deserialize_any(Sentences)
    }
}
