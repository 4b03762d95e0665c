//! Toasts: a finished act, said once. A success goes by itself, a failure stays until closed.

use super::{icon, icon_button};
use crate::actions::{Action, Actions, Registered};
use crate::browser;
use crate::dom::{Content, El, h};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How long a success stays.
const STAY: Duration = Duration::from_secs(6);

/// Where screens say what happened. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Toaster(StoredValue<Lists, LocalStorage>);

struct Lists {
    // Live regions have to be in the page before their content: what is added with its own
    // role is not read out everywhere.
    successes: El,
    failures: El,
    region: El,
    /// What had the focus before a toast had it.
    from: Option<HtmlElement>,
    shown: bool,
    actions: Option<Actions>,
    /// What the toasts offer.
    offered: Vec<(El, Registered)>,
    note: Note,
}

/// Notes what was said, and whether it is a success. Answers where the request behind it is shown.
type Note = Rc<dyn Fn(bool, &str) -> Option<String>>;

impl Default for Toaster {
    fn default() -> Self {
        Self::noting(|_, _| None)
    }
}

impl Toaster {
    /// Notes what it says, so that it can be read again: a success or not, and the text. When the
    /// answer is an address, the request behind it is shown there.
    pub fn noting(note: impl Fn(bool, &str) -> Option<String> + 'static) -> Self {
        let successes = h("div.toast-list").attr("role", "status");
        let failures = h("div.toast-list").attr("role", "alert");
        let region = h("div.toasts")
            .attr("role", "region")
            .attr("aria-label", "Notifications")
            .with(failures.clone())
            .with(successes.clone());
        Self(StoredValue::new_local(Lists {
            successes,
            failures,
            region,
            from: None,
            shown: true,
            actions: use_context(),
            offered: Vec::new(),
            note: Rc::new(note),
        }))
    }

    /// The place where they appear, to be put into the page once.
    pub fn region(self) -> El {
        let region = self.0.with_value(|lists| lists.region.clone());
        let itself = region.element().clone();
        region.on("focusin", move |event| {
            let from = js_sys::Reflect::get(&event, &"relatedTarget".into()).ok();
            let from = from.and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if from.as_ref().is_none_or(|it| !itself.contains(Some(it))) {
                self.0.update_value(|lists| lists.from = from);
            }
        })
    }

    /// Brings the toasts into a dialog that opens, or out of one that closes: what is outside of
    /// the topmost modal dialog is neither heard nor reached.
    pub fn follow(self, dialog: &Element, open: bool) {
        // The page may be gone before its dialogs.
        let Some(region) = self.0.try_with_value(|lists| lists.region.clone()) else {
            return;
        };
        let inside = dialog.contains(Some(region.element()));
        if open == inside {
            return;
        }
        let place = if open {
            Some(dialog.clone())
        } else {
            topmost(dialog).or_else(|| document().body().map(Into::into))
        };
        if let Some(place) = place {
            // It fails only for an element that would contain itself.
            let _ = place.append_child(region.element());
        }
    }

    /// Takes a toast away that may have the focus, which returns to where it came from.
    fn dismiss(self, toast: &Element) {
        let had_focus = toast.matches(":focus-within").unwrap_or(false);
        self.remove(toast);
        let from = self.0.try_update_value(|lists| lists.from.take());
        if let Some(from) = from.flatten().filter(|_| had_focus) {
            // It fails only for what has been removed meanwhile.
            let _ = from.focus();
        }
        browser::keep_focus();
    }

    fn remove(self, toast: &Element) {
        toast.remove();
        self.tidy();
    }

    /// Takes back what was offered by toasts that are gone.
    fn tidy(self) {
        let _ = self.0.try_update_value(|lists| {
            lists.offered.retain(|(button, registered)| {
                let there = button.element().is_connected();
                if !there {
                    registered.take_back();
                }
                there
            });
        });
    }

    /// Shows toasts from now on, or takes all away and shows no more: what ends while the console
    /// is locked is nobody's to read.
    pub fn show(self, shown: bool) {
        self.0.update_value(|lists| {
            lists.shown = shown;
            if !shown {
                lists.successes.element().set_text_content(None);
                lists.failures.element().set_text_content(None);
            }
        });
        self.tidy();
    }

    /// Says that something worked.
    pub fn success(self, text: &str) {
        self.succeed(text, self.toast("good", text, None));
    }

    /// Says that something worked, and offers to do something about it, once.
    pub fn success_with(self, text: &str, word: &'static str, run: impl Fn() + 'static) {
        let act = h("button.btn.btn-sm").attr("type", "button").with(word);
        let act = self.offer(act, word, "refresh");
        let toast = self.toast("good", text, Some(act.clone()));
        let element = toast.element().clone();
        act.on_click(move || {
            self.dismiss(&element);
            run();
        });
        self.succeed(text, toast);
    }

    fn succeed(self, text: &str, toast: El) {
        let element = toast.element().clone();
        // An answer can come when the page has gone.
        let _ = self.0.try_with_value(|lists| {
            if lists.shown {
                toast.append_to(&lists.successes);
            }
        });
        self.note(true, text, &element);
        self.remove_later(element);
    }

    /// Says that something did not work.
    pub fn failure(self, text: &str) {
        let toast = self.toast("stop", text, None);
        let element = toast.element().clone();
        // An answer can come when the page has gone.
        let _ = self.0.try_with_value(|lists| {
            if lists.shown {
                toast.append_to(&lists.failures);
            }
        });
        self.note(false, text, &element);
    }

    fn toast(self, image: &'static str, text: &str, action: Option<El>) -> El {
        let text = h("span").with(text);
        let toast = h("div.toast").with(icon(image)).with(text).with(action);
        let element = toast.element().clone();
        toast.with(
            icon_button("button.btn.btn-icon.btn-sm", "x", "Dismiss")
                .on_click(move || self.dismiss(&element)),
        )
    }

    /// Lets the palette do what a button of a toast does, as long as it is there.
    fn offer(self, button: El, label: &'static str, icon: &'static str) -> El {
        let _ = self.0.try_update_value(|lists| {
            if let Some(actions) = lists.actions {
                let registered = actions.register(Action::click(&button, label, icon));
                lists.offered.push((button.clone(), registered));
            }
        });
        button.attr("data-action", label)
    }

    /// Takes a toast away in a while, but not from under a pointer or the focus.
    fn remove_later(self, toast: Element) {
        set_timeout(
            move || {
                if toast.is_connected() && toast.matches(":hover, :focus-within").unwrap_or(false) {
                    self.remove_later(toast);
                } else {
                    self.remove(&toast);
                }
            },
            STAY,
        );
    }

    fn note(self, worked: bool, text: &str, toast: &Element) {
        // What ends while the console is locked is noted nowhere.
        let shown = |lists: &Lists| lists.shown.then(|| Rc::clone(&lists.note));
        let Some(note) = self.0.try_with_value(shown).flatten() else {
            return;
        };
        if let Some(href) = note(worked, text) {
            let link = h("a.btn.btn-sm").attr("href", &href).with("Show request");
            let link = self.offer(link, "Show request", "pulse");
            let dismiss = toast.last_element_child();
            let before = dismiss.as_ref().map(AsRef::as_ref);
            // It fails only for an element that would contain itself.
            let _ = toast.insert_before(link.element(), before);
        }
    }
}

/// The dialog that is open under another one.
fn topmost(closing: &Element) -> Option<Element> {
    let open = document().query_selector_all("dialog:modal").ok()?;
    let mut all = (0..open.length()).rev().filter_map(|it| open.get(it));
    let found = all.find(|it| !closing.contains(Some(it)))?;
    found.dyn_into().ok()
}
