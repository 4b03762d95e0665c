//! `/applications/{application_id}/webhooks`

use super::applications::no_application;
use crate::App;
use crate::http::openapi::{
    CreateWebHookBody, Invalid, NotFound, PageParameters, TooLarge, Unauthorized,
};
use crate::http::{ApiError, ApiPath, Body, Developer};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use meta_api::{ApplicationId, CreateWebHook, Page, Paging, WebHook, WebHookId};

/// List webhooks
///
/// Answers one page of an application's webhooks, oldest first.
#[utoipa::path(
    get, path = "/v0/applications/{application_id}/webhooks", tag = "Webhooks",
    operation_id = "list_webhooks",
    params(
        ("application_id" = String, Path, description = "The application's ID."),
        PageParameters,
    ),
    responses(
        (status = 200, description = "A page of webhooks.", body = Page<WebHook>),
        Invalid, Unauthorized, NotFound,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn list(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(application): ApiPath<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<WebHook>>, ApiError> {
    let application = ApplicationId::new(application);
    let paging = Paging::from_query(&query.unwrap_or_default())?;
    let page = app.store.webhooks(developer, &application, paging).await?;
    page.map(Json).ok_or_else(no_application)
}

/// Create a webhook
///
/// The same URL may be added twice.
#[utoipa::path(
    post, path = "/v0/applications/{application_id}/webhooks", tag = "Webhooks",
    operation_id = "create_webhook",
    params(("application_id" = String, Path, description = "The application's ID.")),
    request_body = CreateWebHookBody,
    responses(
        (status = 201, description = "The new webhook.", body = WebHook),
        Invalid, Unauthorized, NotFound, TooLarge,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn create(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(application): ApiPath<String>,
    Body(body): Body,
) -> Result<(StatusCode, Json<WebHook>), ApiError> {
    let application = ApplicationId::new(application);
    let new = CreateWebHook::from_json(&body)?;
    let now = app.clock.now();
    let created = app.store.create_webhook(developer, &application, new, now);
    match created.await? {
        Some(webhook) => Ok((StatusCode::CREATED, Json(webhook))),
        None => Err(no_application()),
    }
}

/// Retrieve a webhook
#[utoipa::path(
    get, path = "/v0/applications/{application_id}/webhooks/{id}", tag = "Webhooks",
    operation_id = "retrieve_webhook",
    params(
        ("application_id" = String, Path, description = "The application's ID."),
        ("id" = String, Path, description = "The webhook's ID."),
    ),
    responses(
        (status = 200, description = "The webhook.", body = WebHook),
        Unauthorized, NotFound,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn retrieve(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath((application, id)): ApiPath<(String, String)>,
) -> Result<Json<WebHook>, ApiError> {
    let (application, id) = (ApplicationId::new(application), WebHookId::new(id));
    let found = app.store.webhook(developer, &application, &id).await?;
    found.map(Json).ok_or_else(no_webhook)
}

/// Delete a webhook
#[utoipa::path(
    delete, path = "/v0/applications/{application_id}/webhooks/{id}", tag = "Webhooks",
    operation_id = "delete_webhook",
    params(
        ("application_id" = String, Path, description = "The application's ID."),
        ("id" = String, Path, description = "The webhook's ID."),
    ),
    responses((status = 204, description = "It is deleted."), Unauthorized, NotFound),
    security(("developer_key" = [])),
)]
pub(super) async fn delete(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath((application, id)): ApiPath<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let (application, id) = (ApplicationId::new(application), WebHookId::new(id));
    if app
        .store
        .delete_webhook(developer, &application, &id)
        .await?
    {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(no_webhook())
    }
}

fn no_webhook() -> ApiError {
    ApiError::not_found("The webhook")
}
