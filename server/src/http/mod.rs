//! What all requests share: how a path is read, who asks, how a refusal looks, the log line,
//! other origins, the console's files, and the description of it all.

mod answer;
mod auth;
mod body;
mod console;
mod cors;
mod error;
mod health;
pub mod openapi;
mod path;

pub use auth::Developer;
pub use body::{ApiPath, Body, MAX_BODY};
pub use console::{Console, MissingConsole};
pub use cors::{Origin, OriginError};
pub use error::ApiError;

use crate::{App, routes};
use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;

/// What a server may offer besides the API.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The console's files, on the same origin.
    pub console: Option<Console>,
    /// The other origins whose pages may call the API.
    pub allow_origins: Vec<Origin>,
}

/// The whole server as a service.
pub fn service(app: App, options: Options) -> Router {
    let has_console = options.console.is_some();
    let router = Router::new()
        .merge(routes::router())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/openapi.json", get(openapi::document))
        .route("/v0", any(error::unknown_path))
        .route("/v0/{*path}", any(error::unknown_path))
        .layer(from_fn_with_state(
            cors::layer(options.allow_origins),
            cors::answer,
        ))
        .fallback_service(console::service(options.console))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn_with_state(app.clone(), answer::finish))
        .with_state(app);
    // A path is brought into its one form before any route is looked up, hence the outer router.
    let normalised =
        router.map_request(move |request: Request| path::normalise(request, has_console));
    Router::new().fallback_service(normalised)
}
