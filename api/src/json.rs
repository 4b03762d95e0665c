//! Decoding helpers. Answers are read leniently (see the crate's docs); request bodies are read
//! field by field, so that each refused field can be named.

use crate::error::{BodyError, FieldErrors};
use serde::{Deserialize, Deserializer, de};
use serde_json::{Map, Value};
use std::fmt;

/// Reads `null` as the type's default. Use with `#[serde(default)]`, which covers a missing key.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads text, or a whole number as its decimal text: the reference shows webhook ids as text
/// and calls nothing a number, but a proxy or an older service may answer either.
pub(crate) fn text_or_number<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    struct TextOrNumber;

    impl de::Visitor<'_> for TextOrNumber {
        type Value = String;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("text or a whole number")
        }

        fn visit_str<E: de::Error>(self, value: &str) -> Result<String, E> {
            Ok(value.to_owned())
        }

        fn visit_string<E: de::Error>(self, value: String) -> Result<String, E> {
            Ok(value)
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<String, E> {
            Ok(value.to_string())
        }
    }

    deserializer.deserialize_any(TextOrNumber)
}

/// A request body on its way to a typed value. Keys that nobody takes are ignored.
pub(crate) struct BodyReader {
    object: Map<String, Value>,
    errors: FieldErrors,
}

impl BodyReader {
    /// # Errors
    /// The body is no JSON, or JSON but no object.
    pub(crate) fn new(body: &[u8]) -> Result<Self, BodyError> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Ok(Self {
                object,
                errors: FieldErrors::default(),
            }),
            Ok(_) => Err(BodyError::NotAnObject),
            Err(error) => Err(BodyError::NotJson {
                line: error.line(),
                // Where a line ends before it began, serde_json counts from 0.
                column: error.column().max(1),
            }),
        }
    }

    /// Whether the key is there, with any value, `null` included.
    pub(crate) fn contains(&self, field: &str) -> bool {
        self.object.contains_key(field)
    }

    /// The text under `field`; `null` is the empty text, a missing key is `None`.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<String> {
        match self.object.remove(field)? {
            Value::String(text) => Some(text),
            Value::Null => Some(String::new()),
            other => {
                self.refuse(field, format!("Send text, not {}.", kind(&other)));
                None
            }
        }
    }

    /// The truth value under `field`; a missing key is `None`.
    pub(crate) fn boolean(&mut self, field: &'static str) -> Option<bool> {
        match self.object.remove(field)? {
            Value::Bool(value) => Some(value),
            other => {
                self.refuse(field, format!("Send true or false, not {}.", kind(&other)));
                None
            }
        }
    }

    /// Runs `parse` on a value that is there and notes what it refuses.
    pub(crate) fn checked<T>(
        &mut self,
        field: &'static str,
        value: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        match parse(&value?) {
            Ok(value) => Some(value),
            Err(sentence) => {
                self.refuse(field, sentence);
                None
            }
        }
    }

    /// Like [`Self::checked`], for a field that has to be there.
    pub(crate) fn required<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.text(field);
        if value.is_none() && !self.errors.contains(field) {
            self.refuse(field, "This field is required.".to_owned());
        }
        self.checked(field, value, parse)
    }

    pub(crate) fn refuse(&mut self, field: &'static str, sentence: String) {
        self.errors.push(field, sentence);
    }

    /// `value`, unless a field was refused on the way.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, BodyError> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(BodyError::Fields(self.errors)),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
