//! Points in time as the API prints them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 8601 timestamp in UTC with microseconds, such as `2014-03-18T03:57:16.770685Z`.
/// It is kept as text: the server prints it, and the browser's own `Date` and `Intl` read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timestamp(String);

impl Timestamp {
    /// Wraps a timestamp as the API prints it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The timestamp as the API prints it; empty when the API left it out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
