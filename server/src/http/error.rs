//! Refusals and failures, as the API words them.

use crate::random::NoRandomness;
use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use meta_api::{BodyError, ErrorBody, ErrorCode, FieldErrors};
use std::any::Any;

/// An answer that is not the one asked for. The id of the request is added on the way out, by
/// the outermost step, which alone knows it.
#[derive(Clone, Debug)]
pub struct ApiError {
    code: ErrorCode,
    message: String,
    fields: FieldErrors,
    /// For the log, never for the client.
    cause: Option<String>,
}

impl ApiError {
    /// A refusal without field errors.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fields: FieldErrors::default(),
            cause: None,
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
            cause: None,
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

    /// What the log says about the reason.
    pub(super) fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The same request may succeed later.
    pub(super) fn unavailable(cause: impl Into<String>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(
                ErrorCode::ServiceNotAvailable,
                "The server cannot answer at the moment. Try again shortly.",
            )
        }
    }

    fn internal(cause: impl Into<String>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(
                ErrorCode::InternalError,
                "The server failed. Its log has the reason under the id of this request.",
            )
        }
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
        if error.is_transient() {
            Self::unavailable(error.to_string())
        } else {
            Self::internal(error.to_string())
        }
    }
}

impl From<NoRandomness> for ApiError {
    fn from(NoRandomness: NoRandomness) -> Self {
        Self::unavailable("the operating system gave no random bytes")
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

/// A defect: the process goes on and the request is answered. The panic hook has printed where
/// it happened.
pub(super) fn panicked(_panic: Box<dyn Any + Send>) -> Response {
    ApiError::internal("a panic").into_response()
}
