//! What each endpoint of the Meta API does: read the request, ask the store, answer. One file per
//! resource; who asks and how a refusal looks is in [`crate::http`].

pub mod api_keys;
pub mod applications;
pub mod webhooks;

use crate::App;
use crate::http::MAX_BODY;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get};

/// The endpoints, below `/v0`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route(
            "/v0/applications",
            get(applications::list).post(applications::create),
        )
        .route(
            "/v0/applications/{application_id}",
            get(applications::retrieve)
                .patch(applications::update)
                .delete(applications::delete),
        )
        .route(
            "/v0/applications/{application_id}/apikeys",
            get(api_keys::list).post(api_keys::create),
        )
        .route(
            "/v0/applications/{application_id}/apikeys/{apikey_key}",
            delete(api_keys::delete),
        )
        .route(
            "/v0/applications/{application_id}/webhooks",
            get(webhooks::list).post(webhooks::create),
        )
        .route(
            "/v0/applications/{application_id}/webhooks/{id}",
            get(webhooks::retrieve).delete(webhooks::delete),
        )
        .layer(DefaultBodyLimit::max(MAX_BODY))
}
