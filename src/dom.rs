//! Elements, built directly in the page.
//!
//! Signals, effects, contexts and owners are Leptos'; its `view!` macro is not used. The macro
//! gives every element tree a type of its own, and with it code to build, update, move and drop
//! it: the first version of this console, written with it, was 277 KB of WASM after brotli, and
//! the whole budget is 150. Here an element is a handle, children and attributes are calls, and
//! whatever changes is a closure that an effect runs.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, FocusOptions, Node};

/// An element of the page. Cheap to clone: it is a handle.
#[derive(Clone, Debug)]
pub struct El(Element);

/// A new element from its tag and classes: `h("td.c-id")`, `h("div.row.wrap")`.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "tags are literals"
)]
pub fn h(selector: &'static str) -> El {
    let (tag, classes) = selector.split_once('.').unwrap_or((selector, ""));
    let element = document().create_element(tag).expect("a valid tag");
    if !classes.is_empty() {
        element.set_class_name(&classes.replace('.', " "));
    }
    El(element)
}

/// A new element of a drawing: `svg("use")`.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "tags are literals"
)]
pub fn svg(tag: &'static str) -> El {
    let element = document()
        .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        .expect("a valid tag");
    El(element)
}

/// What can stand in an element.
pub trait Content {
    /// Puts it at the element's end.
    fn append_to(self, parent: &El);
}

impl Content for El {
    fn append_to(self, parent: &El) {
        // It fails only for a node that would contain itself.
        let _ = parent.0.append_child(&self.0);
    }
}

impl Content for &str {
    fn append_to(self, parent: &El) {
        let _ = parent.0.append_with_str_1(self);
    }
}

impl Content for String {
    fn append_to(self, parent: &El) {
        self.as_str().append_to(parent);
    }
}

impl<C: Content> Content for Option<C> {
    fn append_to(self, parent: &El) {
        if let Some(content) = self {
            content.append_to(parent);
        }
    }
}

impl<C: Content> Content for Vec<C> {
    fn append_to(self, parent: &El) {
        for content in self {
            content.append_to(parent);
        }
    }
}

impl<C: Content, const N: usize> Content for [C; N] {
    fn append_to(self, parent: &El) {
        for content in self {
            content.append_to(parent);
        }
    }
}

impl El {
    /// The page's body.
    pub fn body() -> Option<Self> {
        document().body().map(|body| Self(body.into()))
    }

    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Appends content. Text is text, never markup.
    pub fn with(self, content: impl Content) -> Self {
        content.append_to(&self);
        self
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // It fails only for a name that is none.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Appends text that changes.
    pub fn live(self, text: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        let _ = self.0.append_child(&node);
        effect(Box::new(move || node.set_data(&text())));
        self
    }

    /// Sets an attribute that changes; `None` takes it away.
    pub fn attr_live(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    /// An attribute that is either there or not, such as `disabled`; ARIA states get "true".
    pub fn flag(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        let value = if name.starts_with("aria-") {
            "true"
        } else {
            ""
        };
        self.attr_live(name, move || on().then(|| value.to_owned()))
    }

    /// An ARIA state that is always there, as "true" or "false".
    pub fn state(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.attr_live(name, move || Some(on().to_string()))
    }

    /// Sets a property that changes, such as the value of an input, which the person changes too.
    pub fn prop_live(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || {
            let value = value();
            let now = js_sys::Reflect::get(&element, &name.into());
            // Setting the same value again would move the caret.
            if now.is_ok_and(|now| now != value) {
                let _ = js_sys::Reflect::set(&element, &name.into(), &value);
            }
        }));
        self
    }

    /// Appends elements that are built anew whenever a signal changes that `content` read.
    pub fn swap<I: IntoIterator<Item = Self>>(self, content: impl Fn() -> I + 'static) -> Self {
        self.swap_boxed(Box::new(move || content().into_iter().collect()));
        self
    }

    fn swap_boxed(&self, content: Box<dyn Fn() -> Vec<Self>>) {
        let place: Node = document().create_comment("").into();
        let _ = self.0.append_child(&place);
        let shown = std::cell::RefCell::new(Vec::<Self>::new());
        effect(Box::new(move || {
            let next = content();
            let focused = document().active_element().filter(|focused| {
                shown
                    .borrow()
                    .iter()
                    .any(|old| old.0.contains(Some(focused)))
            });
            for old in shown.borrow_mut().drain(..) {
                old.0.remove();
            }
            if let Some(parent) = place.parent_node() {
                for new in &next {
                    let _ = parent.insert_before(&new.0, Some(&place));
                }
            }
            if let Some(lost) = focused {
                refocus(&lost, &next);
            }
            *shown.borrow_mut() = next;
        }));
    }

    /// Listens to an event.
    pub fn on(self, event: &str, listener: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(listener));
        self
    }

    fn listen(&self, event: &str, listener: Box<dyn FnMut(Event)>) {
        // The listener lives as long as the browser can call it.
        let listener = Closure::wrap(listener).into_js_value();
        let _ = self
            .0
            .add_event_listener_with_callback(event, listener.unchecked_ref());
    }

    /// Listens to clicks.
    pub fn on_click(self, mut listener: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| listener())
    }

    /// Listens to the submission of a form, which stays in the page.
    pub fn on_submit(self, mut listener: impl FnMut() + 'static) -> Self {
        self.on("submit", move |event| {
            event.prevent_default();
            listener();
        })
    }

    /// Listens to typing.
    pub fn on_input(self, mut listener: impl FnMut(String) + 'static) -> Self {
        self.on("input", move |event| listener(text_of(&event)))
    }
}

/// When what had the focus was replaced: gives it to its counterpart among the new elements, or
/// to what wants it there, or to the screen. Without, a keyboard would start from the top again.
fn refocus(lost: &Element, new: &[El]) {
    let same = ["id", "rel", "name", "href", "data-copy"]
        .into_iter()
        .filter_map(|name| {
            let value = lost.get_attribute(name)?;
            Some(["[", name, "=\"", &value.replace(['"', '\\'], ""), "\"]"].concat())
        });
    let wanted = ["[autofocus]".to_owned(), "#main".to_owned()];
    let found = same.chain(wanted).find_map(|selector| {
        new.iter().find_map(|el| {
            let itself = el.0.matches(&selector).ok()?.then(|| el.0.clone());
            itself.or_else(|| el.0.query_selector(&selector).ok().flatten())
        })
    });
    let target = found.or_else(|| document().get_element_by_id("main"));
    if let Some(target) = target.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Who has scrolled away from the focus is not brought back to it.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // It fails only for elements that have been removed meanwhile.
        let _ = target.focus_with_options(&options);
    }
}

/// The value of the input that an event is about.
pub fn text_of(event: &Event) -> String {
    property_of(event, "value").as_string().unwrap_or_default()
}

/// Whether what an event is about is checked, open or the like.
pub fn flag_of(event: &Event, property: &str) -> bool {
    property_of(event, property).is_truthy()
}

fn property_of(event: &Event, name: &str) -> JsValue {
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &name.into()).ok())
        .unwrap_or(JsValue::UNDEFINED)
}

/// Runs now and whenever a signal changes that it read, until its owner goes.
pub fn effect(run: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| run()));
}
