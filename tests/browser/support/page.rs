//! What a test has put into the page, found the way a person finds it.

use super::{call, until};
use leptos::prelude::{document, provide_context, window};
use meta_console::actions::Actions;
use meta_console::client::{Client, Journal};
use meta_console::components::Toaster;
use meta_console::dom::{El, h};
use meta_console::location::Location;
use meta_console::profiles::Profiles;
use meta_console::session::{STORAGE_KEY, Session};
use meta_console::settings::Settings;
use meta_console::tabs::Tabs;
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement};

/// A developer key as the server makes them.
pub const KEY: &str = "VWUx7ujk4jXhP33exOy29r";
/// The base URL of the API that the recorded answers stand for.
pub const BASE_URL: &str = "https://api.example.com/v0";

/// What is shown until the next test shows something. A test that fails drops nothing.
struct Shown {
    clean: js_sys::Function,
    owner: Option<Box<dyn Any>>,
}

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

impl Drop for Shown {
    fn drop(&mut self) {
        // What is put away with its owner may still move in the page.
        self.owner.take();
        self.clean.call0(&JsValue::NULL).unwrap();
    }
}

/// The page, with what a test shows in it.
pub struct Page {
    document: Document,
}

/// Shows elements, with the contexts that components ask for.
pub fn mount(build: impl FnOnce() -> El + 'static) -> Page {
    go("/");
    show(move || {
        let settings = Settings::start();
        let session = Session::restore(settings);
        let toaster = Toaster::default();
        provide_context(settings);
        provide_context(Profiles::start());
        provide_context(session);
        let tabs = Tabs::start(session);
        let journal = Journal::restore();
        provide_context(tabs);
        provide_context(journal);
        provide_context(Client::new(session, tabs, journal));
        provide_context(Location::start());
        provide_context(toaster);
        provide_context(Actions::new(settings));
        let place = h("div").with(build()).with(toaster.region());
        document()
            .body()
            .unwrap()
            .append_child(place.element())
            .unwrap();
    })
}

/// Starts the console at a path of its own, in a new tab that is unlocked with [`KEY`].
pub fn open_console(path: &str) -> Page {
    SHOWN.take();
    call("sessionStorage.clear()", &[]);
    keep_session();
    start_console(path)
}

/// Starts the console as the session storage is.
pub fn start_console(path: &str) -> Page {
    go(path);
    show(meta_console::start)
}

/// Puts an open session into the session storage, as an earlier page of the tab did.
pub fn keep_session() {
    call("localStorage.removeItem('meta-console.locked')", &[]);
    let now = call("return Date.now()", &[]).as_f64().unwrap();
    let session =
        format!(r#"{{"base_url":"{BASE_URL}","developer_key":"{KEY}","unlocked":{now}}}"#);
    let storage = window().session_storage().unwrap().unwrap();
    storage.set_item(STORAGE_KEY, &session).unwrap();
}

fn go(path: &str) {
    SHOWN.take();
    // What index.html has, too: paths of the console are relative to it.
    call(
        "document.querySelector('base') || \
         document.head.append(Object.assign(document.createElement('base'), { href: '/' }))",
        &[],
    );
    let history = window().history().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(path))
        .unwrap();
}

fn show(build: impl FnOnce() + 'static) -> Page {
    // Listeners of the window outlive what is shown, and would answer clicks of the next test.
    let clean = call(
        "const nodes = new Set(document.body.childNodes);
         const listeners = [];
         window.addEventListener = (...listener) => {
             listeners.push(listener);
             EventTarget.prototype.addEventListener.apply(window, listener);
         };
         return () => {
             for (const listener of listeners) window.removeEventListener(...listener);
             for (const node of [...document.body.childNodes]) nodes.has(node) || node.remove();
         };",
        &[],
    );
    let handle = leptos::mount::mount_to(document().body().unwrap(), build);
    call("delete window.addEventListener", &[]);
    SHOWN.set(Some(Shown {
        clean: clean.unchecked_into(),
        owner: Some(Box::new(handle)),
    }));
    Page {
        document: document(),
    }
}

impl Page {
    /// What can be read; the output of the test runner is left out.
    pub fn text(&self) -> String {
        call(
            "return [...arguments[0].body.children].filter(it => !it.matches('pre, script'))
                 .map(it => it.innerText).join('\\n')",
            &[self.document.clone().into()],
        )
        .as_string()
        .unwrap()
    }

    /// Everything that is in the page, shown or not.
    pub fn html(&self) -> String {
        call(
            "return [...arguments[0].body.children].filter(it => !it.matches('pre, script'))
                 .map(it => it.outerHTML).join('\\n')",
            &[self.document.clone().into()],
        )
        .as_string()
        .unwrap()
    }

    /// Waits until this can be read.
    pub async fn sees(&self, text: &str) {
        until(&format!("the page does not say {text:?}"), || {
            self.text().contains(text)
        })
        .await;
    }

    /// Waits until this cannot be read any more.
    pub async fn sees_no_more(&self, text: &str) {
        until(&format!("the page still says {text:?}"), || {
            !self.text().contains(text)
        })
        .await;
    }

    /// The first element that a selector fits.
    pub fn one(&self, selector: &str) -> HtmlElement {
        self.all(selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    /// Whether a selector fits anything.
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// All elements that a selector fits, in order.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.document.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|it| found.get(it)?.dyn_into().ok())
            .collect()
    }

    /// The button with this name, the field with this label, and so on, if it can be seen.
    pub fn named(&self, selector: &str, name: &str) -> Option<HtmlElement> {
        let find = include_str!("../../e2e/src/find.js");
        call(
            find,
            &[selector.into(), name.into(), self.document.clone().into()],
        )
        .dyn_into()
        .ok()
    }

    /// Waits for a button.
    pub async fn button(&self, name: &str) -> HtmlElement {
        self.wait_for("button", name).await
    }

    /// Waits for a field.
    pub async fn field(&self, label: &str) -> HtmlElement {
        self.wait_for("input, textarea, select", label).await
    }

    /// Waits for a link.
    pub async fn link(&self, name: &str) -> HtmlElement {
        self.wait_for("a", name).await
    }

    async fn wait_for(&self, selector: &str, name: &str) -> HtmlElement {
        until(&format!("no {selector} {name:?}"), || {
            self.named(selector, name).is_some()
        })
        .await;
        self.named(selector, name).unwrap()
    }

    /// What is said about a field: the elements that describe it, in order.
    pub fn description(&self, field: &HtmlElement) -> String {
        let ids = field.get_attribute("aria-describedby").unwrap_or_default();
        ids.split(' ')
            .filter_map(|id| self.document.get_element_by_id(id)?.text_content())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The path and query of the address.
    pub fn address(&self) -> String {
        let location = self.document.location().unwrap();
        location.pathname().unwrap() + &location.search().unwrap()
    }

    /// Everything that the browser keeps and shows of the page beside its elements.
    pub fn traces(&self) -> String {
        call(
            "return [JSON.stringify(sessionStorage), JSON.stringify(localStorage), arguments[0].cookie,
                 location.href, document.title, JSON.stringify(history.state), window.name].join('\\n')",
            &[self.document.clone().into()],
        )
        .as_string()
        .unwrap()
    }
}
