//! Pages of other origins: which of them may call the API, and what they may send and see.

use super::answer::REQUEST_ID;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;
use tower::{Layer, ServiceExt as _};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The origin of a page: `https://console.example.com`, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(HeaderValue);

/// The text is no origin; prints as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginError(String);

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let error = || OriginError(text.to_owned());
        let authority = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or_else(error)?;
        let is_authority = !authority.is_empty()
            && authority
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte));
        if !is_authority {
            return Err(error());
        }
        // Browsers send origins in lower case.
        HeaderValue::try_from(text.to_ascii_lowercase())
            .map(Self)
            .map_err(|_| error())
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} is no origin. Write scheme, host and port only, such as \
             https://console.example.com or http://localhost:8080.",
            self.0
        )
    }
}

impl std::error::Error for OriginError {}

/// The answer to pages of these origins; to those of any other, the browser shows nothing.
pub(super) fn layer(origins: Vec<Origin>) -> CorsLayer {
    let origins = origins.into_iter().map(|Origin(origin)| origin);
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        // The date lets a page compare the clocks.
        .expose_headers([REQUEST_ID, header::RETRY_AFTER, header::DATE])
        .max_age(Duration::from_hours(1))
}

/// Applies the layer. It would answer every OPTIONS request as a preflight; one that is none
/// asks which methods a path takes, and the router knows.
pub(super) async fn answer(
    State(cors): State<CorsLayer>,
    request: Request,
    next: Next,
) -> Response {
    let is_options = request.method() == Method::OPTIONS;
    let headers = request.headers();
    if is_options && !headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
        let answer = next.run(request).await;
        return match answer.status() {
            // The router adds the Allow header on the way out.
            StatusCode::METHOD_NOT_ALLOWED => StatusCode::NO_CONTENT.into_response(),
            _ => answer,
        };
    }
    match cors.layer(next).oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_has_scheme_host_and_port_only() {
        for origin in [
            "https://console.example.com",
            "http://localhost:8080",
            "http://[::1]:80",
        ] {
            assert!(origin.parse::<Origin>().is_ok(), "{origin}");
        }
        for other in [
            "",
            "*",
            "null",
            "console.example.com",
            "https://",
            "https://example.com/",
            "https://example.com/app",
            "ftp://example.com",
            "https://user@example.com",
        ] {
            assert!(other.parse::<Origin>().is_err(), "{other}");
        }
    }
}
