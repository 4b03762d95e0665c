//! The outermost step of every request: its id, the words of a refusal, the headers that every
//! answer has, and one line in the log.

use super::error::ApiError;
use crate::{App, random};
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Instant;

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Marks an answer as a file of the console, for the log.
#[derive(Clone, Copy)]
pub(super) struct ConsoleFile;

/// Runs a request and finishes its answer.
pub(super) async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = random::uuid(&*app.random);
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();

    let response = match &id {
        Ok(_) => next.run(request).await,
        Err(no_randomness) => ApiError::from(*no_randomness).into_response(),
    };
    let id = id.unwrap_or_default();
    if let Some(cause) = response.extensions().get().and_then(ApiError::cause) {
        tracing::error!(request_id = id, cause, "a request failed");
    }
    let response = with_words(response, &id);
    let response = with_headers(response, &id);

    // Paths hold API keys, so the log has the route's template, never the path.
    let route = match &matched {
        Some(template) => template.as_str(),
        None if response.extensions().get::<ConsoleFile>().is_some() => "console",
        None => "unknown",
    };
    tracing::info!(
        method = known(&method),
        route,
        status = response.status().as_u16(),
        ms = (started.elapsed().as_secs_f64() * 100_000.0).round() / 100.0,
        request_id = id,
        "request"
    );
    response
}

/// Gives a refusal its JSON body.
fn with_words(response: Response, id: &str) -> Response {
    let error = match response.extensions().get::<ApiError>() {
        Some(error) => error.clone(),
        // This one comes from the router without words.
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
            ApiError::method_not_allowed()
        }
        None => return response,
    };
    let (mut parts, _) = response.into_parts();
    // What the empty body said about itself.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let (body_parts, body) = Json(error.body(id)).into_response().into_parts();
    parts.headers.extend(body_parts.headers);
    Response::from_parts(parts, body)
}

fn with_headers(mut response: Response, id: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Clients may invent methods; the log has only those that HTTP knows.
fn known(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::HEAD
        | Method::POST
        | Method::PUT
        | Method::PATCH
        | Method::DELETE
        | Method::OPTIONS => method.as_str(),
        _ => "other",
    }
}
