//! The wire of the Meta API, described once: what the console sends, what the server answers,
//! and what both of them refuse.
//!
//! This crate does no I/O and knows neither a browser nor a database, so the two sides cannot
//! drift apart. Its source is the public reference of the Meta API v0; where the reference is
//! vague, decoding is lenient: unknown keys are ignored, missing optional fields take their
//! default, and `null` counts as empty.

pub mod api_key;
pub mod application;
pub mod endpoint;
pub mod error;
pub mod id;
mod json;
pub mod page;
pub mod sample;
pub mod secret;
pub mod text;
pub mod timestamp;
pub mod url;
pub mod webhook;

pub use api_key::ApiKey;
pub use application::{Application, CreateApplication, UpdateApplication};
pub use endpoint::{ENDPOINTS, Endpoint, Method};
pub use error::{BodyError, ErrorBody, ErrorCode, FieldErrors};
pub use id::{ApplicationId, WebHookId};
pub use page::{ApplicationsQuery, Page, PageNumber, PageSize, Paging};
pub use secret::{ApiKeyValue, DeveloperKey};
pub use timestamp::Timestamp;
pub use url::{HttpUrl, LogoUrl};
pub use webhook::{CreateWebHook, WebHook};
