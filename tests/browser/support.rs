//! Mounting, finding, typing, waiting.

mod clock;
mod network;
mod page;

pub use clock::Clock;
pub use network::{Answer, Network};
pub use page::{BASE_URL, KEY, Page, keep_session, mount, open_console, start_console};

use futures_util::future::{Either, select};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// How often a condition is asked for before it counts as failed: some seconds.
const ATTEMPTS: u32 = 1_000;

/// Waits until a condition holds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..ATTEMPTS {
        if holds() {
            return;
        }
        turn().await;
    }
    panic!("{what}");
}

/// Lets time pass until a condition holds.
pub async fn until_later(clock: &Clock, what: &str, holds: impl Fn() -> bool) {
    for _ in 0..ATTEMPTS {
        if holds() {
            return;
        }
        clock.pass(0.25).await;
    }
    panic!("{what}");
}

/// Lets time pass until something is done.
pub async fn later<T>(clock: &Clock, doing: impl Future<Output = T>) -> T {
    let passing = async {
        for _ in 0..ATTEMPTS {
            clock.pass(0.25).await;
        }
    };
    match select(Box::pin(doing), Box::pin(passing)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => panic!("it is never done"),
    }
}

/// Lets everything run that is ready to run: promises, timers, effects.
pub async fn turn() {
    let later = call(
        "return new Promise(done => (window.ownSetTimeout ?? setTimeout).call(window, done, 4))",
        &[],
    );
    JsFuture::from(later.unchecked_into::<Promise>())
        .await
        .unwrap();
}

/// Lets so much run that whatever was going to happen has happened. For what must not happen.
pub async fn settle() {
    for _ in 0..20 {
        turn().await;
    }
}

/// Runs a function body with arguments and answers what it returns.
pub fn call(body: &str, arguments: &[JsValue]) -> JsValue {
    let function = Function::new_no_args(body);
    let arguments: Array = arguments.iter().collect();
    function.apply(&JsValue::NULL, &arguments).unwrap()
}

/// Types into a field, in place of what is there.
pub fn enter(field: &HtmlElement, text: &str) {
    Reflect::set(field, &"value".into(), &text.into()).unwrap();
    fire(field, "input");
}

/// The drafts that the tab keeps, as they are kept; empty without any.
pub fn drafts() -> String {
    call(
        "return Object.entries(sessionStorage)
             .filter(([name]) => name.startsWith('meta-console.draft.'))
             .map(entry => entry.join('=')).join('\\n')",
        &[],
    )
    .as_string()
    .unwrap()
}

/// What a field holds.
pub fn value_of(field: &HtmlElement) -> String {
    let value = Reflect::get(field, &"value".into()).unwrap();
    value.as_string().unwrap()
}

/// Presses a key in a field; `false` if the page took it for itself.
pub fn press(field: &HtmlElement, key: &str) -> bool {
    let send = "const [field, key] = arguments;
        return field.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))";
    call(send, &[field.into(), key.into()]).is_truthy()
}

/// Presses a key where the focus is, with more facts about it, such as `ctrlKey: true`; `false` if
/// the page took it for itself.
pub fn press_key(key: &str, facts: &str) -> bool {
    let send = format!(
        "return (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(
             'keydown', {{ key: arguments[0], bubbles: true, cancelable: true, {facts} }}))"
    );
    call(&send, &[key.into()]).is_truthy()
}

/// What has the focus, by its name.
pub fn focused() -> String {
    call(
        "const it = document.activeElement;
         return it.getAttribute('aria-label') || it.id || it.textContent.trim()",
        &[],
    )
    .as_string()
    .unwrap()
}

/// Sends an event that bubbles and can be cancelled.
pub fn fire(target: &HtmlElement, event: &str) {
    let send = "const [target, event] = arguments;
        target.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }))";
    call(send, &[target.into(), event.into()]);
}

/// What another tab of the console hears from now on.
pub fn heard_elsewhere() -> impl Fn() -> String {
    call(
        "window.other?.close();
         window.heard = [];
         window.other = new BroadcastChannel('meta-console');
         other.onmessage = event => heard.push(String(event.data));",
        &[],
    );
    || call("return heard.join(', ')", &[]).as_string().unwrap()
}
