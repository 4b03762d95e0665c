//! `/applications/{application_id}/apikeys`

use super::applications::no_application;
use crate::http::openapi::{Invalid, NotFound, PageParameters, TooLarge, Unauthorized};
use crate::http::{ApiError, ApiPath, Body, Developer};
use crate::{App, random};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use meta_api::{ApiKey, ApiKeyValue, ApplicationId, Page, Paging};

/// List API keys
///
/// Answers one page of an application's API keys, oldest first.
#[utoipa::path(
    get, path = "/v0/applications/{application_id}/apikeys", tag = "API keys",
    operation_id = "list_api_keys",
    params(
        ("application_id" = String, Path, description = "The application's ID."),
        PageParameters,
    ),
    responses(
        (status = 200, description = "A page of API keys.", body = Page<ApiKey>),
        Invalid, Unauthorized, NotFound,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn list(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(application): ApiPath<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<ApiKey>>, ApiError> {
    let application = ApplicationId::new(application);
    let paging = Paging::from_query(&query.unwrap_or_default())?;
    let page = app.store.api_keys(developer, &application, paging).await?;
    page.map(Json).ok_or_else(no_application)
}

/// Create an API key
///
/// The body is empty; one that is not is ignored.
#[utoipa::path(
    post, path = "/v0/applications/{application_id}/apikeys", tag = "API keys",
    operation_id = "create_api_key",
    params(("application_id" = String, Path, description = "The application's ID.")),
    responses(
        (status = 201, description = "The new API key.", body = ApiKey),
        Unauthorized, NotFound, TooLarge,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn create(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(application): ApiPath<String>,
    _: Body,
) -> Result<(StatusCode, Json<ApiKey>), ApiError> {
    let application = ApplicationId::new(application);
    let key = random::api_key(&*app.random)?;
    let now = app.clock.now();
    let created = app.store.create_api_key(developer, &application, &key, now);
    match created.await? {
        Some(key) => Ok((StatusCode::CREATED, Json(key))),
        None => Err(no_application()),
    }
}

/// Delete an API key
#[utoipa::path(
    delete, path = "/v0/applications/{application_id}/apikeys/{apikey_key}", tag = "API keys",
    operation_id = "delete_api_key",
    params(
        ("application_id" = String, Path, description = "The application's ID."),
        ("apikey_key" = String, Path, description = "The API key itself."),
    ),
    responses((status = 204, description = "It is deleted."), Unauthorized, NotFound),
    security(("developer_key" = [])),
)]
pub(super) async fn delete(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath((application, key)): ApiPath<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let application = ApplicationId::new(application);
    let key = ApiKeyValue::new(key);
    if app
        .store
        .delete_api_key(developer, &application, &key)
        .await?
    {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found("The API key"))
    }
}
