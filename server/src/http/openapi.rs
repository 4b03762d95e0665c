//! The OpenAPI description of the whole server, from the handlers' own attributes. A test holds
//! it against [`meta_api::ENDPOINTS`].

use super::health;
use crate::routes::{api_keys, applications, webhooks};
use axum::Json;
use meta_api::ErrorBody;
use std::collections::BTreeMap;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{
    self, Content, HeaderBuilder, ObjectBuilder, Ref, RefOr, ResponseBuilder, Type,
};
use utoipa::{IntoParams, IntoResponses, Modify, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Meta API",
        description = "Applications, API keys and webhooks of a developer account.",
    ),
    paths(
        applications::list, applications::create, applications::retrieve,
        applications::update, applications::delete,
        api_keys::list, api_keys::create, api_keys::delete,
        webhooks::list, webhooks::create, webhooks::retrieve, webhooks::delete,
        health::alive, health::ready,
    ),
    components(schemas(ErrorBody)),
    modifiers(&DeveloperKeyScheme),
)]
struct Document;

/// The document.
#[must_use]
pub fn description() -> openapi::OpenApi {
    Document::openapi()
}

pub(super) async fn document() -> Json<openapi::OpenApi> {
    Json(description())
}

struct DeveloperKeyScheme;

impl Modify for DeveloperKeyScheme {
    fn modify(&self, document: &mut openapi::OpenApi) {
        // OpenAPI's `http` schemes are those that IANA registers, which `DeveloperKey` is not.
        let header = ApiKeyValue::with_description(
            "Authorization",
            "`DeveloperKey [KEY]`: the word, a space, and the developer key.",
        );
        let scheme = SecurityScheme::ApiKey(ApiKey::Header(header));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("developer_key", scheme);
    }
}

/// What every list takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `meta_api::Paging` reads"
)]
pub(crate) struct PageParameters {
    /// Number of objects in each page.
    #[param(minimum = 1, maximum = 1_000, default = 10)]
    page_size: Option<u64>,
    /// Page to return. One past the end has no objects.
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_u64, default = 1)]
    page: Option<u64>,
}

/// Creates an application.
#[derive(ToSchema)]
#[schema(as = CreateApplication)]
#[expect(
    dead_code,
    reason = "describes what `meta_api::CreateApplication` reads"
)]
pub(crate) struct CreateApplicationBody {
    /// 1 to 200 characters after trimming, on one line.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Default: empty.
    #[schema(max_length = 4_000)]
    description: Option<String>,
    /// An absolute http(s) URL, or empty. Default: empty.
    #[schema(max_length = 2_000)]
    logo_url: Option<String>,
    /// Default: false.
    #[schema(nullable = false)]
    implicit_grant_enabled: Option<bool>,
    /// Default: false.
    #[schema(nullable = false)]
    recent_enabled: Option<bool>,
    /// The reference's name for `events_enabled` when creating.
    #[schema(nullable = false)]
    events_grant_enabled: Option<bool>,
    /// Default: false. It wins over `events_grant_enabled`.
    #[schema(nullable = false)]
    events_enabled: Option<bool>,
    /// The ID of an application of the same account: optional fields that this body leaves out
    /// take its values.
    source: Option<String>,
}

/// Updates an application: keys that are left out stay as they are.
#[derive(ToSchema)]
#[schema(as = UpdateApplication)]
#[expect(
    dead_code,
    reason = "describes what `meta_api::UpdateApplication` reads"
)]
pub(crate) struct UpdateApplicationBody {
    /// 1 to 200 characters after trimming, on one line.
    #[schema(min_length = 1, max_length = 200, nullable = false)]
    name: Option<String>,
    /// May be empty.
    #[schema(max_length = 4_000)]
    description: Option<String>,
    /// An absolute http(s) URL, or empty.
    #[schema(max_length = 2_000)]
    logo_url: Option<String>,
    /// Activates or deactivates the application.
    #[schema(nullable = false)]
    active: Option<bool>,
    /// Allows the OAuth 2.0 implicit grant flow.
    #[schema(nullable = false)]
    implicit_grant_enabled: Option<bool>,
    /// Collects data on recent activity in accounts.
    #[schema(nullable = false)]
    recent_enabled: Option<bool>,
    /// Collects event data for accounts.
    #[schema(nullable = false)]
    events_enabled: Option<bool>,
}

/// Creates a webhook.
#[derive(ToSchema)]
#[schema(as = CreateWebHook)]
#[expect(dead_code, reason = "describes what `meta_api::CreateWebHook` reads")]
pub(crate) struct CreateWebHookBody {
    /// An absolute http(s) URL.
    #[schema(min_length = 1, max_length = 2_000)]
    url: String,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $description:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
                refusal($status, $description)
            }
        }
    )*};
}

refusals! {
    /// 400
    Invalid = "400", "The body or the query is refused; `fields` says why.";
    /// 401
    Unauthorized = "401", "There is no developer key, or it is unknown.";
    /// 404
    NotFound = "404", "It does not exist, or belongs to another developer.";
    /// 413
    TooLarge = "413", "The body is longer than 64 KiB.";
}

fn refusal(status: &str, description: &str) -> BTreeMap<String, RefOr<openapi::Response>> {
    let id = HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some("The id of the request, as in the body."))
        .build();
    let body = Content::new(Some(Ref::from_schema_name("ErrorBody")));
    let response = ResponseBuilder::new()
        .description(description)
        .header("X-Request-Id", id)
        .content("application/json", body)
        .build();
    BTreeMap::from([(status.to_owned(), RefOr::T(response))])
}
