//! The endpoints themselves.

use super::{Answer, BodyField, Endpoint, FieldKind, Method, QueryKind, QueryParameter, Resource};
use crate::page::{PageNumber, PageSize};
use crate::text::{DESCRIPTION_MAX, NAME_MAX};

/// All endpoints, in the reference's order.
pub const ENDPOINTS: &[Endpoint] = &[
    LIST_APPLICATIONS,
    CREATE_APPLICATION,
    RETRIEVE_APPLICATION,
    UPDATE_APPLICATION,
    DELETE_APPLICATION,
    LIST_API_KEYS,
    CREATE_API_KEY,
    DELETE_API_KEY,
    LIST_WEBHOOKS,
    CREATE_WEBHOOK,
    RETRIEVE_WEBHOOK,
    DELETE_WEBHOOK,
];

const APPLICATIONS: &str = "/applications";
const APPLICATION: &str = "/applications/{application_id}";
const API_KEYS: &str = "/applications/{application_id}/apikeys";
const API_KEY: &str = "/applications/{application_id}/apikeys/{apikey_key}";
const WEBHOOKS: &str = "/applications/{application_id}/webhooks";
const WEBHOOK: &str = "/applications/{application_id}/webhooks/{id}";

/// `GET /applications`
pub const LIST_APPLICATIONS: Endpoint = Endpoint {
    title: "List applications",
    description: "Answers one page of the account's applications, oldest first.",
    method: Method::Get,
    path: APPLICATIONS,
    query: &[ACTIVE, PAGE_SIZE, PAGE],
    body: &[],
    answer: Answer::Page(Resource::Application),
    curl: &[
        "curl -L -H 'Authorization: DeveloperKey isgqXuDfLBOhcZzf7cO93T' \\
    https://api.kloudless.com/v0/applications",
    ],
};

/// `POST /applications`
pub const CREATE_APPLICATION: Endpoint = Endpoint {
    title: "Create an application",
    description: "Creates an application, which has one API key from the start. With a source, \
                  values for all other optional fields are populated from that application.",
    method: Method::Post,
    path: APPLICATIONS,
    query: &[],
    body: &[
        BodyField {
            required: true,
            ..NAME
        },
        DESCRIPTION,
        LOGO_URL,
        IMPLICIT_GRANT_ENABLED,
        RECENT_ENABLED,
        BodyField {
            name: "events_grant_enabled",
            ..EVENTS_ENABLED
        },
        EVENTS_ENABLED,
        BodyField {
            name: "source",
            kind: FieldKind::ApplicationId,
            required: false,
            description: "The ID of another application owned by the developer to use as a \
                          template to create the new application. If provided, values for all \
                          other optional fields will be populated from this existing \
                          application. In addition, any OAuth Keys owned by the application \
                          will be copied over to be used by the new application as well.",
        },
    ],
    answer: Answer::Created(Resource::Application),
    curl: &[
        r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -d '{"name": "Test App 1", "description": "A test application."}' \
    'https://api.kloudless.com/v0/applications/'"#,
        r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -d '{"name": "Test App 2", "source": "wSPk9y5D7p5o87k0ACGKxR"}' \
    'https://api.kloudless.com/v0/applications/'"#,
    ],
};

/// `GET /applications/{application_id}`
pub const RETRIEVE_APPLICATION: Endpoint = Endpoint {
    title: "Retrieve an application",
    description: "Retrieve information about an individual application.",
    method: Method::Get,
    path: APPLICATION,
    query: &[],
    body: &[],
    answer: Answer::Object(Resource::Application),
    curl: GENERAL_CURL,
};

/// `PATCH /applications/{application_id}`
pub const UPDATE_APPLICATION: Endpoint = Endpoint {
    title: "Update an application",
    description: "Sets the properties that are in the body and leaves the others alone. The new \
                  object is returned. The source parameter can not be used in an update.",
    method: Method::Patch,
    path: APPLICATION,
    query: &[],
    body: &[
        NAME,
        DESCRIPTION,
        LOGO_URL,
        BodyField {
            name: "active",
            kind: FieldKind::Boolean,
            required: false,
            description: "Whether the application is active or not.",
        },
        IMPLICIT_GRANT_ENABLED,
        RECENT_ENABLED,
        EVENTS_ENABLED,
    ],
    answer: Answer::Object(Resource::Application),
    curl: &[
        r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -XPATCH -d '{"description": "A better test application."}' \
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR'"#,
    ],
};

/// `DELETE /applications/{application_id}`
pub const DELETE_APPLICATION: Endpoint = Endpoint {
    title: "Delete an application",
    description: "Deletes an application with its API keys and webhooks. Deleted applications \
                  do not show up via the API and do not count as inactive.",
    method: Method::Delete,
    path: APPLICATION,
    query: &[],
    body: &[],
    answer: Answer::Nothing,
    curl: &[
        "curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \\
    -XDELETE https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR",
    ],
};

/// `GET /applications/{application_id}/apikeys`
pub const LIST_API_KEYS: Endpoint = Endpoint {
    title: "List API keys",
    description: "Answers one page of an application's API keys, oldest first.",
    method: Method::Get,
    path: API_KEYS,
    query: &[PAGE_SIZE, PAGE],
    body: &[],
    answer: Answer::Page(Resource::ApiKey),
    curl: GENERAL_CURL,
};

/// `POST /applications/{application_id}/apikeys`
pub const CREATE_API_KEY: Endpoint = Endpoint {
    title: "Create an API key",
    description: "API Keys can be created to allow access to other Kloudless APIs. The body of \
                  the request is empty.",
    method: Method::Post,
    path: API_KEYS,
    query: &[],
    body: &[],
    answer: Answer::Created(Resource::ApiKey),
    curl: &[
        "curl -XPOST -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \\
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR/apikeys/'",
    ],
};

/// `DELETE /applications/{application_id}/apikeys/{apikey_key}`
pub const DELETE_API_KEY: Endpoint = Endpoint {
    title: "Delete an API key",
    description: "This deletes an API Key.",
    method: Method::Delete,
    path: API_KEY,
    query: &[],
    body: &[],
    answer: Answer::Nothing,
    curl: &[
        "curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \\
    -XDELETE 'https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR/apikeys/80OdF5hXzkNqEs9DHRkiA1EXz1pbF4'",
    ],
};

/// `GET /applications/{application_id}/webhooks`
pub const LIST_WEBHOOKS: Endpoint = Endpoint {
    title: "List webhooks",
    description: "Answers one page of an application's webhooks, oldest first.",
    method: Method::Get,
    path: WEBHOOKS,
    query: &[PAGE_SIZE, PAGE],
    body: &[],
    answer: Answer::Page(Resource::WebHook),
    curl: GENERAL_CURL,
};

/// `POST /applications/{application_id}/webhooks`
pub const CREATE_WEBHOOK: Endpoint = Endpoint {
    title: "Create a webhook",
    description: "WebHooks can be created to let Kloudless notify your application of events \
                  for file creation and deletion.",
    method: Method::Post,
    path: WEBHOOKS,
    query: &[],
    body: &[BodyField {
        name: "url",
        kind: FieldKind::Url { optional: false },
        required: true,
        description: "The WebHook URL.",
    }],
    answer: Answer::Created(Resource::WebHook),
    curl: &[
        r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -XPOST -d '{"url": "http://localhost:5000"}' \
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR/webhooks'"#,
    ],
};

/// `GET /applications/{application_id}/webhooks/{id}`
pub const RETRIEVE_WEBHOOK: Endpoint = Endpoint {
    title: "Retrieve a webhook",
    description: "Retrieve information about an individual webhook.",
    method: Method::Get,
    path: WEBHOOK,
    query: &[],
    body: &[],
    answer: Answer::Object(Resource::WebHook),
    curl: GENERAL_CURL,
};

/// `DELETE /applications/{application_id}/webhooks/{id}`
pub const DELETE_WEBHOOK: Endpoint = Endpoint {
    title: "Delete a webhook",
    description: "This deletes a WebHook.",
    method: Method::Delete,
    path: WEBHOOK,
    query: &[],
    body: &[],
    answer: Answer::Nothing,
    curl: &[
        "curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \\
    -XDELETE 'https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR/webhooks/100'",
    ],
};

/// What the reference gives for endpoints without an example of their own.
const GENERAL_CURL: &[&str] = &["curl -L -H 'Authorization: DeveloperKey [KEY]' \\
    https://api.kloudless.com/v0/[RESOURCE]"];

const ACTIVE: QueryParameter = QueryParameter {
    name: "active",
    kind: QueryKind::Boolean,
    description: "Retrieves only active/inactive applications, if present.",
};

const PAGE_SIZE: QueryParameter = QueryParameter {
    name: "page_size",
    kind: QueryKind::Number {
        min: 1,
        max: PageSize::MAX as u64,
        default: 10,
    },
    description: "Number of objects in each page. The page_size must be between 1 and 1000.",
};

const PAGE: QueryParameter = QueryParameter {
    name: "page",
    kind: QueryKind::Number {
        min: 1,
        max: PageNumber::MAX,
        default: 1,
    },
    description: "Page to return. page_size number of objects will be returned on each page. By \
                  default, the first page is returned. The page parameter can be used to \
                  request further objects.",
};

const NAME: BodyField = BodyField {
    name: "name",
    kind: FieldKind::Text {
        min: 1,
        max: NAME_MAX,
    },
    required: false,
    description: "The application's name. Will be displayed to a user connecting an account to \
                  the application.",
};

const DESCRIPTION: BodyField = BodyField {
    name: "description",
    kind: FieldKind::Text {
        min: 0,
        max: DESCRIPTION_MAX,
    },
    required: false,
    description: "A description of the application.",
};

const LOGO_URL: BodyField = BodyField {
    name: "logo_url",
    kind: FieldKind::Url { optional: true },
    required: false,
    description: "A URL at which an image containing the logo for the application is available. \
                  The URL will be used to display the logo to the user when using Kloudless UI \
                  components.",
};

const IMPLICIT_GRANT_ENABLED: BodyField = BodyField {
    name: "implicit_grant_enabled",
    kind: FieldKind::Boolean,
    required: false,
    description: "If True, allows OAuth 2.0 Implicit Grant flow for this application.",
};

const RECENT_ENABLED: BodyField = BodyField {
    name: "recent_enabled",
    kind: FieldKind::Boolean,
    required: false,
    description: "If True, collects data on recent activity in accounts, such as information on \
                  recently modified files.",
};

const EVENTS_ENABLED: BodyField = BodyField {
    name: "events_enabled",
    kind: FieldKind::Boolean,
    required: false,
    description: "If True, collects event data for accounts.",
};
