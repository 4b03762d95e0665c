//! The one road to the network. Pages ask for resources and get values or a [`ClientError`];
//! headers, status codes and the developer key stay in here.

mod api_keys;
mod applications;
mod base_url;
mod config;
mod error;
mod first;
mod webhooks;

pub use base_url::BaseUrl;
pub use config::configured_base_url;
pub use error::{ClientError, ErrorKind};

use crate::session::{Connection, LockReason, Session};
use futures_util::future::LocalBoxFuture;
use gloo_net::http::{Method as HttpMethod, RequestBuilder, Response};
use meta_api::endpoint::LIST_APPLICATIONS;
use meta_api::{Endpoint, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// Asks the API in the name of the open session. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    session: Session,
}

/// An answer on its way. Dropping it aborts its request.
pub type Answering<T> = LocalBoxFuture<'static, Result<T, ClientError>>;

/// What to ask: a method and a path with its values, and a query or a body.
struct Call {
    method: Method,
    path: String,
    query: String,
    body: Option<String>,
}

impl Call {
    fn new(endpoint: &Endpoint, path: &[&str]) -> Self {
        let path = endpoint.path(path);
        Self {
            method: endpoint.method,
            path,
            query: String::new(),
            body: None,
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

    fn url(&self, base_url: &BaseUrl) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        [base_url.as_str(), &self.path, mark, &self.query].concat()
    }
}

impl Client {
    /// A client for this session.
    pub fn new(session: Session) -> Self {
        Self { session }
    }

    /// Asks the API whether it accepts a key, with a request that reads one application.
    ///
    /// The answer is an error for whatever the request ran into: [`ErrorKind::Unauthorized`] for
    /// a refused key.
    pub fn check(connection: Connection) -> Answering<()> {
        let call = Call::new(&LIST_APPLICATIONS, &[]).query("page=1&page_size=1".to_owned());
        Box::pin(async move {
            let answer = exchange(&connection, &call).await?;
            decode::<meta_api::Page<meta_api::Application>>(&answer).map(|_| ())
        })
    }

    fn read<T: DeserializeOwned + 'static>(self, call: Call) -> Answering<T> {
        let answer = self.send(call);
        Box::pin(async move { decode(&answer.await?) })
    }

    fn write(self, call: Call) -> Answering<()> {
        let answer = self.send(call);
        Box::pin(async move { answer.await.map(|_| ()) })
    }

    fn send(self, call: Call) -> Answering<Answer> {
        Box::pin(async move {
            let Some(connection) = self.session.current() else {
                return Err(ErrorKind::Unauthorized.into());
            };
            let result = exchange(&connection, &call).await;
            let refused = matches!(&result, Err(error) if error.kind == ErrorKind::Unauthorized);
            // Another key may have been entered while this request was under way.
            if refused && self.session.current().as_ref() == Some(&connection) {
                self.session.lock(LockReason::KeyRefused);
            }
            result
        })
    }
}

/// A good answer, not decoded yet.
struct Answer {
    status: u16,
    body: Vec<u8>,
}

fn decode<T: DeserializeOwned>(answer: &Answer) -> Result<T, ClientError> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| ClientError::undecodable(answer.status, &answer.body))
}

async fn exchange(connection: &Connection, call: &Call) -> Result<Answer, ClientError> {
    let url = call.url(&connection.base_url);
    let abort = AbortOnDrop::new();
    let response = match first::take(call.method, &url) {
        Some(promise) => JsFuture::from(promise)
            .await
            .ok()
            .and_then(|response| response.dyn_into::<web_sys::Response>().ok())
            .map(Response::from),
        None => fetch(connection, call, &url, abort.signal().as_ref()).await,
    };
    let Some(response) = response else {
        return Err(ClientError::unreachable());
    };
    // With `redirect: manual` the browser hides everything about a redirect but its existence.
    if response.type_() == web_sys::ResponseType::Opaqueredirect {
        return Err(ErrorKind::Redirected.into());
    }
    let status = response.status();
    let headers = response.headers();
    let Ok(body) = response.binary().await else {
        return Err(ClientError::unreachable());
    };
    if response.ok() {
        return Ok(Answer { status, body });
    }
    Err(ClientError::refused(
        status,
        &body,
        headers.get("retry-after").as_deref(),
        headers.get("x-request-id"),
    ))
}

/// `None` when the browser got no answer.
async fn fetch(
    connection: &Connection,
    call: &Call,
    url: &str,
    signal: Option<&AbortSignal>,
) -> Option<Response> {
    let request = RequestBuilder::new(url)
        .method(match call.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        })
        .header("Authorization", &connection.developer_key.authorization())
        .header("Accept", "application/json")
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        // The key is for this API alone: it does not follow wherever an answer points.
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal);
    let request = match &call.body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        None => request.build(),
    };
    request.ok()?.send().await.ok()
}

/// Ends a request whose answer nobody waits for any more: a future that is dropped before it is
/// done aborts its fetch.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        Self(AbortController::new().ok())
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
