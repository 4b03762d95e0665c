//! Why there was no answer, as far as a browser tells, and what to do before giving up.

use super::{BaseUrl, ErrorKind};
use crate::browser;
use futures_util::future::{Either, select};
use gloo_net::http::RequestBuilder;
use std::cell::RefCell;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestMode};

/// How often a read is asked for again by itself when the API failed or the connection was lost.
pub const RETRIES: u32 = 2;

/// How long the closer look may take, in milliseconds.
const PROBE_LIMIT: u32 = 5_000;

thread_local! {
    /// The API that this page has read an answer of: it allows this page.
    static ANSWERED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// How long to wait before the next attempt, in milliseconds: longer each time, and not the same
/// for everybody. `attempt` counts from 1, `random` is 0 to 999.
pub fn backoff(attempt: u32, random: u32) -> u32 {
    let step = 500_u32 << attempt.clamp(1, 6);
    step / 2 + step / 2 * random.min(999) / 1_000
}

/// A number from 0 to 999.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Math.random() is at least 0 and less than 1"
)]
pub fn random() -> u32 {
    (js_sys::Math::random() * 1_000.0) as u32
}

/// Whether the browser sends nothing there: from an https page to plain http, other than to this
/// machine.
pub fn is_mixed(secure_page: bool, base_url: &BaseUrl) -> bool {
    secure_page && base_url.is_unencrypted() && !base_url.is_loopback()
}

/// Remembers that this page can read what this API answers.
pub fn answered(base_url: &BaseUrl) {
    ANSWERED.with_borrow_mut(|known| {
        if known != base_url.as_str() {
            base_url.as_str().clone_into(known);
        }
    });
}

/// Looks closer at a request without an answer. A server that answers a request which any page
/// may send, one without the key whose answer stays hidden, does not allow this page (CORS).
pub async fn diagnose(base_url: &BaseUrl) -> ErrorKind {
    let origin = browser::origin();
    let known = ANSWERED.with_borrow(|known| known == base_url.as_str());
    let own = base_url.as_str().strip_prefix(&*origin);
    if known || own.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        return ErrorKind::Unreachable;
    }
    if answers(base_url.as_str()).await {
        ErrorKind::Blocked { origin }
    } else {
        ErrorKind::Unreachable
    }
}

/// Whether anything answers there, be the answer hidden or not.
pub async fn answers(url: &str) -> bool {
    let probe = RequestBuilder::new(url)
        .mode(RequestMode::NoCors)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .send();
    let limit = Box::pin(browser::pause(PROBE_LIMIT));
    matches!(
        select(Box::pin(probe), limit).await,
        Either::Left((Ok(_), _))
    )
}

#[cfg(test)]
mod tests {
    use super::{backoff, is_mixed};
    use crate::client::BaseUrl;

    #[test]
    fn waits_grow_and_differ() {
        assert_eq!(backoff(1, 0), 500);
        assert!(backoff(1, 999) < 1_000);
        assert_eq!(backoff(2, 0), 1_000);
        assert!(backoff(2, 500) > backoff(2, 0));
        assert!(backoff(u32::MAX, 999) < 32_000);
    }

    #[test]
    fn plain_http_is_out_of_reach_from_https_only() {
        let mixed = |secure, url: &str| is_mixed(secure, &BaseUrl::parse(url).unwrap());
        assert!(mixed(true, "http://api.example.com/v0"));
        assert!(!mixed(true, "https://api.example.com/v0"));
        assert!(!mixed(true, "http://127.0.0.1:8080/v0"));
        assert!(!mixed(true, "http://localhost:8080/v0"));
        assert!(!mixed(false, "http://api.example.com/v0"));
    }
}
