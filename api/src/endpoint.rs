//! The one table of endpoints. The client, the API Explorer and the test that holds the server's
//! OpenAPI document against it all read this; its text is the reference's.

mod table;

pub use table::*;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// An HTTP method that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Changes the keys that are in the body.
    Patch,
    /// Deletes.
    Delete,
}

/// One endpoint of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What it does, such as "List applications".
    pub title: &'static str,
    /// More about it, from the reference.
    pub description: &'static str,
    /// How to ask.
    pub method: Method,
    /// Where, below the base URL: `/applications/{application_id}`.
    pub path: &'static str,
    /// What may stand in the query.
    pub query: &'static [QueryParameter],
    /// What may stand in the body; empty for endpoints that take none.
    pub body: &'static [BodyField],
    /// What comes back when it worked.
    pub answer: Answer,
    /// The reference's own examples; for an endpoint without one, its general form.
    pub curl: &'static [&'static str],
}

/// A parameter of the query. All are optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryParameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: QueryKind,
    /// What it does, from the reference.
    pub description: &'static str,
}

/// What a query parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// `True` or `False`; no filter when left out.
    Boolean,
    /// A whole number.
    Number {
        /// The smallest allowed.
        min: u64,
        /// The largest allowed.
        max: u64,
        /// What is used when it is left out.
        default: u64,
    },
}

/// A key of a JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyField {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether the endpoint refuses a body without it.
    pub required: bool,
    /// What it means, from the reference.
    pub description: &'static str,
}

/// What a key of a JSON body takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text of so many characters.
    Text {
        /// The fewest, after trimming.
        min: usize,
        /// The most.
        max: usize,
    },
    /// An absolute http(s) URL; `optional` also takes the empty text.
    Url {
        /// Whether it may be empty.
        optional: bool,
    },
    /// `true` or `false`.
    Boolean,
    /// The id of one of the account's applications.
    ApplicationId,
}

/// What an endpoint answers when it worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200 with one object.
    Object(Resource),
    /// 200 with a page of objects.
    Page(Resource),
    /// 201 with the new object.
    Created(Resource),
    /// 204 without a body.
    Nothing,
}

/// What the API has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// [`crate::Application`]
    Application,
    /// [`crate::ApiKey`]
    ApiKey,
    /// [`crate::WebHook`]
    WebHook,
}

impl Method {
    /// As HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl Answer {
    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::Object(_) | Self::Page(_) => 200,
            Self::Created(_) => 201,
            Self::Nothing => 204,
        }
    }
}

impl Endpoint {
    /// The names in the path template, in order.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path.split('/').filter_map(parameter)
    }

    /// The path with `values` in the place of its parameters, in order, each percent-encoded so
    /// that it stays one segment whatever it holds.
    pub fn path(&self, values: &[&str]) -> String {
        fill(self.path, values)
    }
}

/// A path template with `values` in the place of its parameters, like [`Endpoint::path`]. Whoever
/// has only the template need not carry the whole endpoint with its texts.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut path = String::new();
    for segment in template.split('/').skip(1) {
        path.push('/');
        match parameter(segment).and_then(|_| values.next()) {
            Some(value) => path.extend(encode_segment(value)),
            None => path.push_str(segment),
        }
    }
    path
}

/// What RFC 3986 calls unreserved stays as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn encode_segment(value: &str) -> impl Iterator<Item = &str> {
    // A URL parser would take "." and ".." out of the path; an empty segment ends it early.
    // `%2E` is read as "." by the same parsers, so there is no way to send these: "%00" is an
    // id that no API has.
    let value = if matches!(value, "" | "." | "..") {
        "\0"
    } else {
        value
    };
    utf8_percent_encode(value, SEGMENT)
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}
