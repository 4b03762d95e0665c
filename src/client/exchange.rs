//! One request and its answer, through the browser's `fetch`.

use super::{Call, ClientError, ErrorKind, first, reach};
use crate::browser;
use crate::session::Connection;
use futures_util::future::{Either, select};
use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder, Response};
use meta_api::Method;
use meta_api::secret::MASK;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// An answer, whatever it says.
pub struct Received {
    /// The HTTP status.
    pub status: u16,
    /// Those that the browser shows.
    pub headers: Headers,
    /// As it came, but for the API key that was asked about.
    pub body: Vec<u8>,
}

/// A good answer, not decoded yet.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The API's id of the request, where the browser shows it.
    pub request_id: Option<String>,
    /// As it came.
    pub body: Vec<u8>,
    /// Its record in the journal.
    pub record: u32,
}

/// How long an answer may take, in milliseconds.
pub(super) const READ_LIMIT: u32 = 10_000;
const WRITE_LIMIT: u32 = 30_000;

/// Sends a request and waits for all of its answer, but not for ever. Dropping the future aborts
/// the request.
///
/// # Errors
/// Whatever is not a success.
pub async fn exchange(connection: &Connection, call: &Call) -> Result<Answer, ClientError> {
    receive(connection, call).await?.judged()
}

/// Like [`exchange`], but whatever is answered is no error.
///
/// # Errors
/// No answer.
pub async fn receive(connection: &Connection, call: &Call) -> Result<Received, ClientError> {
    let base_url = &connection.base_url;
    if reach::is_mixed(browser::protocol() == "https:", base_url) {
        return Err(ErrorKind::Mixed.into());
    }
    let limit = if call.is_read() {
        READ_LIMIT
    } else {
        WRITE_LIMIT
    };
    // Whichever comes second is dropped: a timer for nothing, or a request that is aborted.
    let result = match select(
        Box::pin(attempt(connection, call)),
        Box::pin(browser::pause(limit)),
    )
    .await
    {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(ErrorKind::TimedOut {
            seconds: limit / 1_000,
        }
        .into()),
    };
    if result.is_ok() {
        reach::answered(base_url);
    }
    result
}

impl Received {
    /// The answer, if it is a success.
    ///
    /// # Errors
    /// What the API says instead.
    pub fn judged(self) -> Result<Answer, ClientError> {
        let request_id = self.headers.get("x-request-id");
        if (200..300).contains(&self.status) {
            return Ok(Answer {
                status: self.status,
                request_id,
                body: self.body,
                record: 0,
            });
        }
        let wait = self.headers.get("retry-after");
        let wait = wait.and_then(|it| retry_after(&it));
        Err(ClientError::refused(
            self.status,
            &self.body,
            wait,
            request_id,
        ))
    }
}

async fn attempt(connection: &Connection, call: &Call) -> Result<Received, ClientError> {
    let url = call.url(connection.base_url.as_str());
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
    // An API may repeat the key that is asked about, and what it says is shown.
    let body = match &call.api_key {
        Some(key) => String::from_utf8_lossy(&body)
            .replace(key.expose(), MASK)
            .into_bytes(),
        None => body,
    };
    Ok(Received {
        status,
        headers,
        body,
    })
}

/// Seconds from a `Retry-After` header, which holds seconds or a date (RFC 9110, 10.2.3), at least
/// one. `None` for anything else.
fn retry_after(header: &str) -> Option<u32> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|it| it.is_ascii_digit()) {
        return Some(header.parse().unwrap_or(u32::MAX).max(1));
    }
    // Browsers find a date in many things, "7.5" among them. That of a header names its day.
    let named = header.starts_with(|it: char| it.is_ascii_alphabetic());
    named.then(|| js_sys::Date::parse(header)).and_then(|then| {
        let left = then - js_sys::Date::now();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float that does not fit becomes the nearest number that does"
        )]
        (!left.is_nan()).then(|| ((left / 1_000.0).ceil() as u32).max(1))
    })
}

/// A request as this console sends all of them, without credentials of its own.
pub fn request(method: Method, url: &str, signal: Option<&AbortSignal>) -> RequestBuilder {
    RequestBuilder::new(url)
        .method(match method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        })
        .header("Accept", "application/json")
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        // The key is for this API alone: it does not follow wherever an answer points.
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal)
}

/// `None` when the browser got no answer.
async fn fetch(
    connection: &Connection,
    call: &Call,
    url: &str,
    signal: Option<&AbortSignal>,
) -> Option<Response> {
    let request = request(call.method, url, signal);
    // Nothing outside the API gets the key.
    let request = if call.is_at_root() {
        request
    } else {
        request.header("Authorization", &connection.developer_key.authorization())
    };
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
pub(super) struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    pub(super) fn new() -> Self {
        Self(AbortController::new().ok())
    }

    pub(super) fn signal(&self) -> Option<AbortSignal> {
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
