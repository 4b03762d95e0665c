//! `/applications`

use crate::http::openapi::{
    CreateApplicationBody, Invalid, NotFound, PageParameters, TooLarge, Unauthorized,
    UpdateApplicationBody,
};
use crate::http::{ApiError, ApiPath, Body, Developer};
use crate::store::NewApplication;
use crate::{App, random};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use meta_api::{
    Application, ApplicationId, ApplicationsQuery, CreateApplication, FieldErrors, Page,
    UpdateApplication,
};

/// List applications
///
/// Answers one page of the account's applications, oldest first.
#[utoipa::path(
    get, path = "/v0/applications", tag = "Applications", operation_id = "list_applications",
    params(
        ("active" = Option<String>, Query,
            description = "Only active (`True`) or inactive (`False`) applications.",
            pattern = "^(True|False|true|false)$"),
        PageParameters,
    ),
    responses(
        (status = 200, description = "A page of applications.", body = Page<Application>),
        Invalid, Unauthorized,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn list(
    State(app): State<App>,
    Developer(developer): Developer,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<Application>>, ApiError> {
    let query = ApplicationsQuery::from_query(&query.unwrap_or_default())?;
    Ok(Json(app.store.applications(developer, query).await?))
}

/// Create an application
///
/// The new application is active and has one API key. With `source`, optional fields that the
/// body leaves out take the values of that application.
#[utoipa::path(
    post, path = "/v0/applications", tag = "Applications", operation_id = "create_application",
    request_body = CreateApplicationBody,
    responses(
        (status = 201, description = "The new application.", body = Application),
        Invalid, Unauthorized, TooLarge,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn create(
    State(app): State<App>,
    Developer(developer): Developer,
    Body(body): Body,
) -> Result<(StatusCode, Json<Application>), ApiError> {
    let new = NewApplication {
        request: CreateApplication::from_json(&body)?,
        id: random::application_id(&*app.random)?,
        key: random::api_key(&*app.random)?,
    };
    let now = app.clock.now();
    match app.store.create_application(developer, new, now).await? {
        Some(application) => Ok((StatusCode::CREATED, Json(application))),
        // The path of the request exists, so this is no 404: a field of the body is wrong.
        None => Err(ApiError::invalid(FieldErrors::one(
            "source",
            "There is no application with this ID in this account.",
        ))),
    }
}

/// Retrieve an application
#[utoipa::path(
    get, path = "/v0/applications/{application_id}", tag = "Applications",
    operation_id = "retrieve_application",
    params(("application_id" = String, Path, description = "The application's ID.")),
    responses(
        (status = 200, description = "The application.", body = Application),
        Unauthorized, NotFound,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn retrieve(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<Application>, ApiError> {
    let id = ApplicationId::new(id);
    let found = app.store.application(developer, &id).await?;
    found.map(Json).ok_or_else(no_application)
}

/// Update an application
///
/// Sets the properties that are in the body and leaves the others alone; without a body, all of
/// them. `modified` moves when something is different afterwards.
#[utoipa::path(
    patch, path = "/v0/applications/{application_id}", tag = "Applications",
    operation_id = "update_application",
    params(("application_id" = String, Path, description = "The application's ID.")),
    request_body = UpdateApplicationBody,
    responses(
        (status = 200, description = "The application as it is now.", body = Application),
        Invalid, Unauthorized, NotFound, TooLarge,
    ),
    security(("developer_key" = [])),
)]
pub(super) async fn update(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(id): ApiPath<String>,
    Body(body): Body,
) -> Result<Json<Application>, ApiError> {
    let id = ApplicationId::new(id);
    let update = if body.is_empty() {
        UpdateApplication::default()
    } else {
        UpdateApplication::from_json(&body)?
    };
    let now = app.clock.now();
    let updated = app
        .store
        .update_application(developer, &id, update, now)
        .await?;
    updated.map(Json).ok_or_else(no_application)
}

/// Delete an application
///
/// Its API keys and webhooks are deleted with it.
#[utoipa::path(
    delete, path = "/v0/applications/{application_id}", tag = "Applications",
    operation_id = "delete_application",
    params(("application_id" = String, Path, description = "The application's ID.")),
    responses((status = 204, description = "It is deleted."), Unauthorized, NotFound),
    security(("developer_key" = [])),
)]
pub(super) async fn delete(
    State(app): State<App>,
    Developer(developer): Developer,
    ApiPath(id): ApiPath<String>,
) -> Result<StatusCode, ApiError> {
    let id = ApplicationId::new(id);
    if app.store.delete_application(developer, &id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(no_application())
    }
}

pub(super) fn no_application() -> ApiError {
    ApiError::not_found("The application")
}
