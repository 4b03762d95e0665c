//! Every request that the console can send, one constructor each.

use meta_api::endpoint::{
    CREATE_API_KEY, CREATE_APPLICATION, CREATE_WEBHOOK, DELETE_API_KEY, DELETE_APPLICATION,
    DELETE_WEBHOOK, LIST_API_KEYS, LIST_APPLICATIONS, LIST_WEBHOOKS, RETRIEVE_APPLICATION,
    RETRIEVE_WEBHOOK, UPDATE_APPLICATION, fill,
};
use meta_api::sample::{self, AUTHORIZATION};
use meta_api::{
    ApiKeyValue, ApplicationId, ApplicationsQuery, CreateApplication, CreateWebHook, Endpoint,
    Method, PageNumber, Paging, UpdateApplication, WebHookId,
};
use serde::Serialize;

/// A request: a method and a path with its values, and a query or a body. The developer key and
/// the base URL are the session's and are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub(super) method: Method,
    /// What it does: "Update an application".
    pub(super) what: &'static str,
    /// What it is about: the id of an application or a webhook, or a masked API key.
    pub(super) object: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) body: Option<String>,
    /// The API key that stands in the path.
    pub(super) api_key: Option<ApiKeyValue>,
    /// The object as JSON text, as far as the page knows it.
    pub(super) before: Option<String>,
    at_root: bool,
}

/// A request whose parts were typed.
pub struct Free {
    /// How to ask.
    pub method: Method,
    /// What it does.
    pub what: &'static str,
    /// What it is about, an API key masked.
    pub object: String,
    /// Where, percent-encoded, below the base URL.
    pub path: String,
    /// The query as it is sent, without its `?`.
    pub query: String,
    /// The body as it is sent.
    pub body: Option<String>,
    /// The API key that is the last part of the path.
    pub api_key: Option<ApiKeyValue>,
    /// Whether the path starts at the server's root: it is sent without the key.
    pub at_root: bool,
}

/// What the client needs of an endpoint. The rest of it, mostly text, stays out of the program.
struct Shape(Method, &'static str, &'static str);

const fn shape(endpoint: &Endpoint) -> Shape {
    Shape(endpoint.method, endpoint.title, endpoint.path)
}

impl Call {
    fn new(Shape(method, what, template): Shape, path: &[&str]) -> Self {
        Self {
            method,
            what,
            object: path.last().copied().unwrap_or_default().to_owned(),
            path: fill(template, path),
            query: String::new(),
            body: None,
            api_key: None,
            before: None,
            at_root: false,
        }
    }

    fn query(self, query: String) -> Self {
        Self { query, ..self }
    }

    fn json(self, body: &impl Serialize) -> Self {
        // Bodies are plain structs of text and truth values: they always have a JSON form.
        Self {
            body: serde_json::to_string(body).ok(),
            ..self
        }
    }

    /// One page of the account's applications.
    pub fn applications(query: ApplicationsQuery) -> Self {
        const SHAPE: Shape = shape(&LIST_APPLICATIONS);
        Self::new(SHAPE, &[]).query(query.to_query())
    }

    /// What shows whether a key is accepted: the first of the applications.
    pub fn check() -> Self {
        Self::applications(ApplicationsQuery {
            active: None,
            paging: Paging::one(PageNumber::FIRST),
        })
    }

    /// One application.
    pub fn application(id: &ApplicationId) -> Self {
        const SHAPE: Shape = shape(&RETRIEVE_APPLICATION);
        Self::new(SHAPE, &[id.as_str()])
    }

    /// Creates an application.
    pub fn create_application(body: &CreateApplication) -> Self {
        const SHAPE: Shape = shape(&CREATE_APPLICATION);
        Self::new(SHAPE, &[]).json(body)
    }

    /// Changes an application.
    pub fn update_application(id: &ApplicationId, body: &UpdateApplication) -> Self {
        const SHAPE: Shape = shape(&UPDATE_APPLICATION);
        Self::new(SHAPE, &[id.as_str()]).json(body)
    }

    /// Deletes an application with its API keys and webhooks.
    pub fn delete_application(id: &ApplicationId) -> Self {
        const SHAPE: Shape = shape(&DELETE_APPLICATION);
        Self::new(SHAPE, &[id.as_str()])
    }

    /// One page of an application's API keys.
    pub fn api_keys(application: &ApplicationId, paging: Paging) -> Self {
        const SHAPE: Shape = shape(&LIST_API_KEYS);
        Self::new(SHAPE, &[application.as_str()]).query(paging.to_query())
    }

    /// Creates an API key.
    pub fn create_api_key(application: &ApplicationId) -> Self {
        const SHAPE: Shape = shape(&CREATE_API_KEY);
        Self::new(SHAPE, &[application.as_str()])
    }

    /// Deletes an API key.
    pub fn delete_api_key(application: &ApplicationId, key: &ApiKeyValue) -> Self {
        const SHAPE: Shape = shape(&DELETE_API_KEY);
        Self {
            object: key.masked(),
            api_key: Some(key.clone()),
            ..Self::new(SHAPE, &[application.as_str(), key.expose()])
        }
    }

    /// One page of an application's webhooks.
    pub fn webhooks(application: &ApplicationId, paging: Paging) -> Self {
        const SHAPE: Shape = shape(&LIST_WEBHOOKS);
        Self::new(SHAPE, &[application.as_str()]).query(paging.to_query())
    }

    /// One webhook.
    pub fn webhook(application: &ApplicationId, id: &WebHookId) -> Self {
        const SHAPE: Shape = shape(&RETRIEVE_WEBHOOK);
        Self::new(SHAPE, &[application.as_str(), id.as_str()])
    }

    /// Creates a webhook.
    pub fn create_webhook(application: &ApplicationId, body: &CreateWebHook) -> Self {
        const SHAPE: Shape = shape(&CREATE_WEBHOOK);
        Self::new(SHAPE, &[application.as_str()]).json(body)
    }

    /// Deletes a webhook.
    pub fn delete_webhook(application: &ApplicationId, id: &WebHookId) -> Self {
        const SHAPE: Shape = shape(&DELETE_WEBHOOK);
        Self::new(SHAPE, &[application.as_str(), id.as_str()])
    }

    /// A request from the Explorer.
    pub fn free(free: Free) -> Self {
        Self {
            method: free.method,
            what: free.what,
            object: free.object,
            path: free.path,
            query: free.query,
            body: free.body,
            api_key: free.api_key,
            before: None,
            at_root: free.at_root,
        }
    }

    /// Remembers what the object was, for the journal.
    #[must_use]
    pub fn before(self, object: &impl Serialize) -> Self {
        Self {
            before: serde_json::to_string(object).ok(),
            ..self
        }
    }

    /// Whether it is asked for outside the API, and so without the key.
    pub(super) fn is_at_root(&self) -> bool {
        self.at_root
    }

    /// Whether it changes nothing.
    pub(super) fn is_read(&self) -> bool {
        self.method == Method::Get
    }

    pub(super) fn url(&self, base_url: &str) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        let base_url = if self.at_root {
            root_of(base_url)
        } else {
            base_url
        };
        [base_url, &self.path, mark, &self.query].concat()
    }

    /// The request as it may be shown: without the developer key, and with an API key masked.
    pub fn shown(&self, base_url: &str) -> sample::Request {
        let mut headers = vec![("Accept".to_owned(), "application/json".to_owned())];
        if !self.at_root {
            headers.insert(0, ("Authorization".to_owned(), AUTHORIZATION.to_owned()));
        }
        if self.body.is_some() {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        let url = self.url(base_url);
        let url = match &self.api_key {
            Some(key) => {
                let shown = url.replace(key.expose(), &key.masked());
                match url.rsplit_once('/') {
                    // A key with characters that are percent-encoded.
                    Some((list, _)) if shown == url => [list, "/", &key.masked()].concat(),
                    _ => shown,
                }
            }
            None => url,
        };
        sample::Request {
            method: self.method,
            url,
            headers,
            body: self.body.clone(),
        }
    }
}

/// A URL up to its path: `https://api.example.com`.
fn root_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |at| &url[..host + at])
}
