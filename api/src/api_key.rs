//! API keys: what an application uses to call the other APIs.

use crate::json::null_as_default;
use crate::{ApiKeyValue, Timestamp};
use serde::{Deserialize, Serialize};

/// A key of one application. Creating one takes an empty body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    /// The key itself, unique across all applications. It also stands in the URL that deletes it.
    pub key: ApiKeyValue,
    /// When it was created.
    #[serde(default, deserialize_with = "null_as_default")]
    pub created: Timestamp,
    /// When it was last changed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub modified: Timestamp,
}
