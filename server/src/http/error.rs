//! Refusals and failures, as the API words them.

use crate::random::NoRandomness;
use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use meta_api::{BodyError, ErrorBody, ErrorCode, FieldErrors};
use std::any::Any;

/// An answer that is not the one asked for. The id of the request is added on the way out, by
/// [`super::answer::finish`], which alone knows it.
#[derive(Clone, Debug)]
pub struct ApiError {
    code: ErrorCode,
    message: String,
    fields: FieldErrors,
}

impl ApiError {
    /// A refusal without field errors.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fields: FieldErrors::default(),
        }
    }

    /// Nothing is there, or it belongs to somebody else.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(
            ErrorCode::NotFound,
            format!("{what} was not found in this account."),
        )
    }

    /// Fields of the body or parameters of the query are refused.
    #[must_use]
    pub fn invalid(fields: FieldErrors) -> Self {
        Self {
            code: ErrorCode::InvalidParameters,
            message: format!("The request was refused. {fields}"),
            fields,
        }
    }

    /// The path has no such method.
    pub(super) fn method_not_allowed() -> Self {
        Self::new(
            ErrorCode::MethodNotAllowed,
            "This path does not take this method. The Allow header lists those that it takes.",
        )
    }

    /// The JSON body.
    pub(super) fn body(&self, request_id: &str) -> ErrorBody {
        ErrorBody {
            status_code: self.code.status(),
            message: self.message.clone(),
            error_code: self.code.as_str().to_owned(),
            id: request_id.to_owned(),
            fields: self.fields.clone(),
            conflicting_resource_id: None,
        }
    }

    /// The same request may succeed later.
    pub(super) fn unavailable() -> Self {
        Self::new(
            ErrorCode::ServiceNotAvailable,
            "The server cannot answer at the moment. Try again shortly.",
        )
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status());
        let mut response = status
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response();
        let headers = response.headers_mut();
        match self.code {
            ErrorCode::Unauthorized
            | ErrorCode::AuthenticationRequired
            | ErrorCode::InvalidToken => {
                let scheme = HeaderValue::from_static("DeveloperKey");
                headers.insert(header::WWW_AUTHENTICATE, scheme);
            }
            ErrorCode::ServiceNotAvailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        // The drivers' messages name tables and constraints, never values.
        tracing::error!(%error, "the database failed");
        if error.is_transient() {
            return Self::unavailable();
        }
        Self::new(
            ErrorCode::InternalError,
            "The server failed. Its log has the reason under the id of this request.",
        )
    }
}

impl From<NoRandomness> for ApiError {
    fn from(NoRandomness: NoRandomness) -> Self {
        tracing::error!("the operating system gave no random bytes");
        Self::unavailable()
    }
}

impl From<FieldErrors> for ApiError {
    fn from(fields: FieldErrors) -> Self {
        Self::invalid(fields)
    }
}

impl From<BodyError> for ApiError {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::Fields(fields) => Self::invalid(fields),
            BodyError::NotJson { .. } | BodyError::NotAnObject => {
                Self::invalid(FieldErrors::one("body", error.to_string()))
            }
        }
    }
}

/// Answers every path below `/v0` that is no endpoint.
pub(super) async fn unknown_path() -> ApiError {
    no_such_path()
}

pub(super) fn no_such_path() -> ApiError {
    ApiError::new(
        ErrorCode::NotFound,
        "This path is no part of the API. /openapi.json lists those that are.",
    )
}

/// A defect: the process goes on, the request is answered, and the panic's message is printed
/// by the panic hook.
#[expect(clippy::needless_pass_by_value, reason = "the layer's signature")]
pub(super) fn panicked(_panic: Box<dyn Any + Send>) -> Response {
    ApiError::new(
        ErrorCode::InternalError,
        "The server failed. Its log has the reason under the id of this request.",
    )
    .into_response()
}
