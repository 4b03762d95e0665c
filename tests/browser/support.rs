//! Mounting, finding, typing, waiting.

mod network;
mod page;

pub use network::{Answer, Network};
pub use page::{BASE_URL, KEY, Page, keep_session, mount, open_console, start_console};

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

/// Lets everything run that is ready to run: promises, timers, effects.
pub async fn turn() {
    let later = call("return new Promise(done => setTimeout(done, 4))", &[]);
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

/// Presses a key in a field; `false` if the page took it for itself.
pub fn press(field: &HtmlElement, key: &str) -> bool {
    let send = "const [field, key] = arguments;
        return field.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))";
    call(send, &[field.into(), key.into()]).is_truthy()
}

/// Sends an event that bubbles and can be cancelled.
pub fn fire(target: &HtmlElement, event: &str) {
    let send = "const [target, event] = arguments;
        target.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }))";
    call(send, &[target.into(), event.into()]);
}
