//! Webhooks: URLs that are told about events of an application.

use crate::error::BodyError;
use crate::json::{BodyReader, null_as_default};
use crate::{HttpUrl, Timestamp, WebHookId};
use serde::{Deserialize, Serialize};

/// A webhook of one application. The same URL may be added twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebHook {
    /// Unique across all applications.
    pub id: WebHookId,
    /// Where events are sent.
    #[serde(default, deserialize_with = "null_as_default")]
    pub url: HttpUrl,
    /// When it was created.
    #[serde(default, deserialize_with = "null_as_default")]
    pub created: Timestamp,
    /// When it was last changed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub modified: Timestamp,
}

/// The body that creates a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateWebHook {
    /// Where events are to be sent.
    pub url: HttpUrl,
}

impl CreateWebHook {
    /// Reads a request body.
    ///
    /// # Errors
    /// The body is no JSON object, or `url` is missing or refused.
    pub fn from_json(body: &[u8]) -> Result<Self, BodyError> {
        let mut reader = BodyReader::new(body)?;
        let url = reader.required("url", HttpUrl::parse);
        reader.finish(url.map(|url| Self { url }))
    }
}
