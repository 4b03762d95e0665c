//! Single requests of the connection check. None of them is noted in the journal, which tells what a
//! person did, and none carries the developer key.

use super::error::beginning;
use super::exchange::{AbortOnDrop, READ_LIMIT, request};
use crate::browser;
use crate::check::{Ask, Headers, Outcome, Seen, Shape, Sizes};
use futures_util::future::{Either, select};
use gloo_net::http::{RequestBuilder, Response};
use js_sys::{Function, Reflect};
use leptos::prelude::window;
use meta_api::Method;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestCache, RequestCredentials, ResponseType};

/// Where the browser's entry on a request may come a moment after its answer.
const MOMENTS: u32 = 10;
const MOMENT: u32 = 30;

/// Sends one of the questions, or a plain read for `None`, and waits for its answer, but not for ever.
/// Dropping the future aborts the request.
pub async fn probe(url: &str, ask: Option<&Ask>) -> Outcome {
    let limit = Box::pin(browser::pause(READ_LIMIT));
    match select(Box::pin(attempt(url, ask)), limit).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Outcome::Late,
    }
}

async fn attempt(url: &str, ask: Option<&Ask>) -> Outcome {
    let abort = AbortOnDrop::new();
    let asked = browser::now();
    let method = ask.map_or(Method::Get, |ask| ask.method);
    let request = request(method, url, abort.signal().as_ref());
    let request = if ask.is_some_and(|ask| ask.authorization) {
        request.header("Authorization", "DeveloperKey connection-check")
    } else {
        request
    };
    let request = if ask.is_some_and(|ask| ask.json) {
        request
            .header("Content-Type", "application/json")
            .body("{}")
    } else {
        request.build()
    };
    let Ok(request) = request else {
        return Outcome::Nothing;
    };
    let Ok(response) = request.send().await else {
        return Outcome::Nothing;
    };
    let clock = (asked, browser::now());
    if response.type_() == ResponseType::Opaqueredirect {
        return Outcome::Redirected;
    }
    let headers = response.headers();
    let Ok(body) = response.binary().await else {
        return Outcome::Nothing;
    };
    Outcome::Answered(Seen {
        status: response.status(),
        shape: Shape::of(&body),
        beginning: beginning(&body),
        request_id: headers.get("x-request-id").is_some(),
        date: headers.get("date").and_then(|it| milliseconds(&it)),
        clock,
    })
}

/// The instant that a `Date` header names.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number, negative only before 1970, where 0 will do"
)]
fn milliseconds(date: &str) -> Option<u64> {
    let date = js_sys::Date::parse(date);
    (!date.is_nan()).then_some(date as u64)
}

/// The headers that come with a file of the page's own server, and whether it was compressed.
pub async fn own_file(url: &str) -> Option<(Headers, Sizes)> {
    let limit = Box::pin(browser::pause(READ_LIMIT));
    let Either::Left((found, _)) = select(Box::pin(read_file(url)), limit).await else {
        return None;
    };
    let (headers, length) = found?;
    let sizes = match headers.get("content-encoding") {
        Some(name) => Sizes::Encoded(name.to_owned()),
        // What comes from the page's own server is told with all its headers.
        None => Sizes::Bytes(length, length),
    };
    Some((headers, sizes))
}

async fn read_file(url: &str) -> Option<(Headers, u64)> {
    let abort = AbortOnDrop::new();
    let request = RequestBuilder::new(url)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(abort.signal().as_ref());
    let response = request.send().await.ok().filter(Response::ok)?;
    let all = response.headers();
    let named = |name| Some((name, all.get(name)?));
    let headers = Headers::NAMES.into_iter().filter_map(named).collect();
    let body = response.binary().await.ok()?;
    Some((Headers(headers), body.len() as u64))
}

/// How long the browser has been at this page, in milliseconds: finer than the clock.
pub fn moment() -> f64 {
    let now = performance("now", &JsValue::UNDEFINED).and_then(|it| it.as_f64());
    now.unwrap_or_default()
}

/// How the last answer from there was sent, by what the browser has noted about it.
pub async fn sizes(url: &str) -> Sizes {
    for _ in 0..MOMENTS {
        let all = performance("getEntriesByName", &url.into());
        let last = all.and_then(|it| {
            js_sys::Array::from(&it)
                .pop()
                .dyn_into::<js_sys::Object>()
                .ok()
        });
        if let Some(entry) = last {
            let size = |name: &str| {
                let size = Reflect::get(&entry, &name.into()).ok()?.as_f64()?;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "sizes are whole and not negative"
                )]
                Some(size as u64).filter(|it| *it > 0)
            };
            return match (size("encodedBodySize"), size("decodedBodySize")) {
                (Some(sent), Some(unpacked)) => Sizes::Bytes(sent, unpacked),
                _ => Sizes::Hidden,
            };
        }
        browser::pause(MOMENT).await;
    }
    Sizes::Hidden
}

/// Makes room for entries: a page that was open for long has used all of it up.
pub fn note_requests() {
    performance("setResourceTimingBufferSize", &1_000.into());
}

fn performance(method: &str, argument: &JsValue) -> Option<JsValue> {
    let performance = Reflect::get(&window(), &"performance".into()).ok()?;
    let method = Reflect::get(&performance, &method.into()).ok()?;
    let method: Function = method.dyn_into().ok()?;
    method.call1(&performance, argument).ok()
}
