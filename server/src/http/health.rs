//! Whether the server is alive and whether it can answer, for load balancers and scripts.

use super::error::ApiError;
use crate::App;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What a health check answers.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// Always `ok`; trouble is an error.
    #[schema(example = "ok")]
    status: &'static str,
}

const OK: Json<Health> = Json(Health { status: "ok" });

/// The process runs.
#[utoipa::path(
    get, path = "/healthz", tag = "Health", operation_id = "alive",
    responses((status = 200, description = "The process runs.", body = Health)),
)]
pub(super) async fn alive() -> Json<Health> {
    OK
}

/// The database answers.
#[utoipa::path(
    get, path = "/readyz", tag = "Health", operation_id = "ready",
    responses(
        (status = 200, description = "The database answers.", body = Health),
        (status = 503, description = "It does not.", body = meta_api::ErrorBody),
    ),
)]
pub(super) async fn ready(State(app): State<App>) -> Response {
    match app.store.ping().await {
        Ok(()) => OK.into_response(),
        Err(error) => ApiError::unavailable(error.to_string()).into_response(),
    }
}
