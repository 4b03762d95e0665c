//! A request as it is shown to a person, and as code in the languages people call APIs with.
//! It never holds a developer key.

use crate::Method;
use serde::{Deserialize, Serialize};

/// The environment variable that holds the developer key wherever a sample runs.
pub const KEY_VARIABLE: &str = "META_DEVELOPER_KEY";

/// What stands in the `Authorization` header of a [`Request`] in place of the real value.
pub const AUTHORIZATION: &str = "DeveloperKey $META_DEVELOPER_KEY";

/// One request, exactly as it is sent but for the secrets: its `Authorization` header is
/// [`AUTHORIZATION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The absolute URL with its query, percent-encoded as it is sent.
    pub url: String,
    /// The headers the console sets, in order: names and values.
    pub headers: Vec<(String, String)>,
    /// The body: JSON text.
    pub body: Option<String>,
}
