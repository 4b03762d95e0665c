//! Who asks: `Authorization: DeveloperKey KEY`.

use super::error::ApiError;
use crate::App;
use crate::store::DeveloperId;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use meta_api::ErrorCode;

/// The developer whose key the request carries.
#[derive(Clone, Copy, Debug)]
pub struct Developer(pub DeveloperId);

impl FromRequestParts<App> for Developer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let key = developer_key(&parts.headers)?;
        let developer = app.store.authenticate(key).await?;
        developer.map(Self).ok_or_else(|| {
            ApiError::new(
                ErrorCode::Unauthorized,
                "This developer key is unknown or was revoked.",
            )
        })
    }
}

fn developer_key(headers: &HeaderMap) -> Result<&str, ApiError> {
    let missing = || {
        ApiError::new(
            ErrorCode::AuthenticationRequired,
            "Send your developer key: Authorization: DeveloperKey [KEY].",
        )
    };
    let other_kind = || {
        ApiError::new(
            ErrorCode::InvalidToken,
            "The Meta API takes developer keys only: Authorization: DeveloperKey [KEY].",
        )
    };
    let header = headers.get(header::AUTHORIZATION).ok_or_else(missing)?;
    let header = header.to_str().map_err(|_| other_kind())?.trim();
    let (scheme, key) = header.split_once(' ').unwrap_or((header, ""));
    match (scheme, key.trim()) {
        ("", _) => Err(missing()),
        // RFC 9110, section 11.1: the scheme is case-insensitive.
        (scheme, _) if !scheme.eq_ignore_ascii_case("DeveloperKey") => Err(other_kind()),
        (_, "") => Err(missing()),
        (_, key) => Ok(key),
    }
}
