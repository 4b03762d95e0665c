//! Reading a request: its body and the ids in its path.

use super::error::ApiError;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, RawPathParams, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use meta_api::ErrorCode;
use serde::de::DeserializeOwned;

/// The longest body that is read, in bytes.
pub const MAX_BODY: usize = 64 * 1024;

/// The bytes of a body of up to [`MAX_BODY`]. Its `Content-Type` is not looked at: clients send
/// JSON under several names, or none.
#[derive(Clone, Debug)]
pub struct Body(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Bytes::from_request(request, state).await {
            Ok(body) => Ok(Self(body)),
            Err(rejection) => Err(refusal(rejection)),
        }
    }
}

fn refusal(rejection: BytesRejection) -> ApiError {
    if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
        return ApiError::new(
            ErrorCode::RequestTooLarge,
            "The body is longer than 64 KiB, the most that this API reads.",
        );
    }
    ApiError::new(
        ErrorCode::BadRequest,
        "The body ended early or could not be read.",
    )
}

/// The ids in a path. Whatever cannot be an id (bytes that are no UTF-8, a NUL, which
/// PostgreSQL takes in no text) names nothing, so it is not found.
#[derive(Clone, Debug)]
pub struct ApiPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for ApiPath<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let not_found = || ApiError::not_found("What this path names");
        let raw = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| not_found())?;
        if raw.iter().any(|(_, value)| value.contains('\0')) {
            return Err(not_found());
        }
        match Path::from_request_parts(parts, state).await {
            Ok(Path(ids)) => Ok(Self(ids)),
            Err(_) => Err(not_found()),
        }
    }
}
