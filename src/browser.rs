//! Small things that only the browser can do, each with an answer when it cannot.

use crate::session::LOCKED_KEY;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, ScrollIntoViewOptions, ScrollLogicalPosition, Url};

/// Puts text on the clipboard. `false` when the browser does not allow it: pages that are not
/// served over https or from localhost have no clipboard.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Without a secure context the property is missing, which web-sys does not tell.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
    } else {
        false
    }
}

/// The path that the console is served under, without a trailing slash: empty, or `/console`.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    Url::new(&base)
        .map(|url| url.pathname().trim_end_matches('/').to_owned())
        .unwrap_or_default()
}

/// Where the page itself came from: `https://example.com`.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// How the page itself came: `https:`.
pub fn protocol() -> String {
    window().location().protocol().unwrap_or_default()
}

/// What the browser keeps for this tab, over a reload; `None` where it keeps nothing.
pub fn tab_storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// What the browser keeps for all tabs; `None` where it keeps nothing.
pub fn local_storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The clock: milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number, negative only before 1970, where 0 will do"
)]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Moves the keyboard focus to the element with this id.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into().ok()) {
        let element: web_sys::HtmlElement = element;
        // It fails only for elements that have been removed meanwhile.
        let _ = element.focus();
    }
}

/// Gives the focus to the screen when nothing has it: what had it was removed.
pub fn keep_focus() {
    let focused = document().active_element();
    if focused.is_none_or(|it| it.tag_name() == "BODY") {
        focus("main");
    }
}

/// Brings the element with this id into view, if it is not.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_into_view(&element);
    }
}

/// Brings an element into view, if it is not.
pub fn scroll_into_view(element: &web_sys::Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Runs a future in the background. Boxed, since each kind of future would bring its own copy
/// of the machinery that runs it.
pub fn spawn(future: LocalBoxFuture<'static, ()>) {
    leptos::task::spawn_local(future);
}

/// Listens to an event of the whole page, before anything in it does.
pub fn on_window(event: &str, run: impl FnMut(Event) + 'static) {
    listen(event, Box::new(run));
}

fn listen(event: &str, run: Box<dyn FnMut(Event)>) {
    let run = Closure::wrap(run).into_js_value();
    // It fails for no event name.
    let _ = window().add_event_listener_with_callback_and_bool(event, run.unchecked_ref(), true);
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: u32) {
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let timer = js_sys::Promise::new(&mut |done, _| {
        // It fails for no delay.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
    });
    let _ = JsFuture::from(timer).await;
}

/// Whether the browser has a network. It may be wrong when it says so, but not when it says no.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Waits until the browser has a network.
pub async fn online() {
    while !is_online() {
        let event = js_sys::Promise::new(&mut |done, _| {
            let options = web_sys::AddEventListenerOptions::new();
            options.set_once(true);
            let _ = window().add_event_listener_with_callback_and_add_event_listener_options(
                "online", &done, &options,
            );
        });
        let _ = JsFuture::from(event).await;
    }
}

/// Calls `run` when the browser shows this page again as it was left, out of its history, instead
/// of loading it.
pub fn on_return_from_history(run: impl Fn() + 'static) {
    on_window("pageshow", move |event| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            run();
        }
    });
}

/// Removes everything that this console keeps in this browser, and starts anew, once the screen has
/// gone: what it still keeps on its way must go, too, and nothing may ask whether to stay for it.
pub fn forget_everything() {
    leptos::prelude::set_timeout(forget_now, std::time::Duration::ZERO);
}

/// Other things of the same origin stay, and when the console was locked: a tab that comes back
/// later asks for it.
fn forget_now() {
    for storage in [local_storage(), tab_storage()].into_iter().flatten() {
        let names = js_sys::Object::keys(&storage);
        for name in names.iter().filter_map(|name| name.as_string()) {
            if name.starts_with("meta-console.") && name != LOCKED_KEY {
                let _ = storage.remove_item(&name);
            }
        }
    }
    // It fails only while the page is being left.
    let _ = window().location().reload();
}

/// Saves JSON as a file of this name, where the browser puts downloads.
pub fn download(name: &str, text: &str) {
    save(name, "application/json", text.as_bytes());
}

/// Saves bytes of a kind as a file of this name, where the browser puts downloads.
pub fn save(name: &str, kind: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document().create_element("a");
    if let Some(link) = link.ok().and_then(|it| it.dyn_into().ok()) {
        let link: web_sys::HtmlAnchorElement = link;
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // In a task of its own: the download has begun by then.
    leptos::prelude::set_timeout(
        move || {
            // It fails for no text.
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::ZERO,
    );
}
