//! Leaving a changed form: the console asks before it goes elsewhere or locks, the browser
//! before it closes or reloads the page.

use super::Location;
use crate::dom::effect;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

/// A form that may hold what is not saved.
pub struct Guard {
    /// The fields that differ from what is saved, as a person calls them; empty when nothing
    /// does. Tracked.
    pub changed: Box<dyn Fn() -> Vec<&'static str>>,
    /// Of those, the fields that a draft leaves out.
    pub left_out: Box<dyn Fn() -> Vec<&'static str>>,
    /// Keeps what is typed, to be offered when the form is opened again.
    pub set_aside: Box<dyn Fn()>,
    /// Forgets what is typed.
    pub discard: Box<dyn Fn()>,
}

/// What the person wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Go to another screen.
    Go,
    /// Lock the console: what is typed waits in the form until the same account is opened again.
    Lock,
}

/// What the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Leave, and keep the draft.
    Keep,
    /// Leave, and forget what was typed.
    Discard,
}

/// Who has to be asked, and about what. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub(super) struct Guards {
    // A handle that outlives its form holds nothing any more.
    form: StoredValue<Option<StoredValue<Guard, LocalStorage>>>,
    asking: RwSignal<bool>,
    leaving: StoredValue<Leaving>,
    then: StoredValue<Option<Box<dyn FnOnce()>>, LocalStorage>,
}

impl Guards {
    pub(super) fn new() -> Self {
        Self {
            form: StoredValue::new(None),
            asking: RwSignal::new(false),
            leaving: StoredValue::new(Leaving::Go),
            then: StoredValue::new_local(None),
        }
    }

    fn with<T>(self, read: impl FnOnce(&Guard) -> T) -> Option<T> {
        self.form.get_value()?.try_with_value(read)
    }

    pub(super) fn changed(self) -> bool {
        let names = untrack(|| self.with(|form| (form.changed)()));
        names.is_some_and(|names| !names.is_empty())
    }
}

impl Location {
    /// Asks before this form is left while it is changed. Belongs to the component that calls it
    /// and ends with it.
    pub fn guard(self, guard: Guard) {
        let guard = StoredValue::new_local(guard);
        self.guards.form.set_value(Some(guard));
        // A form that went away while it asked has no answer any more.
        self.guards.asking.set(false);
        let ask = Closure::<dyn FnMut(Event)>::new(|event: Event| event.prevent_default());
        // Only while it is needed: pages with such a listener are left out of some browsers'
        // quick return from the history.
        effect(Box::new(move || {
            let changed = guard.with_value(|form| !(form.changed)().is_empty());
            let listener = ask.as_ref().unchecked_ref();
            window().set_onbeforeunload(changed.then_some(listener));
        }));
        on_cleanup(|| window().set_onbeforeunload(None));
    }

    /// Does something that leaves the screen: at once, or when the person says so.
    pub fn leave(self, leaving: Leaving, then: Box<dyn FnOnce()>) {
        if !self.guards.changed() {
            return then();
        }
        self.guards.leaving.set_value(leaving);
        self.guards.then.set_value(Some(then));
        self.guards.asking.set(true);
    }

    /// Whether the person is asked; set to `false`, they stay.
    pub fn asking(self) -> RwSignal<bool> {
        self.guards.asking
    }

    /// What they are asked about.
    pub fn leaving(self) -> Leaving {
        self.guards.leaving.get_value()
    }

    /// Which fields are not saved, and which of those a draft leaves out.
    pub fn unsaved(self) -> [Vec<&'static str>; 2] {
        untrack(|| {
            self.guards
                .with(|form| [(form.changed)(), (form.left_out)()])
        })
        .unwrap_or_default()
    }

    /// Leaves, as they chose.
    pub fn choose(self, choice: Choice) {
        self.guards.asking.set(false);
        let then = self.guards.then.try_update_value(Option::take).flatten();
        untrack(|| {
            self.guards.with(|form| match (choice, self.leaving()) {
                (Choice::Discard, _) => (form.discard)(),
                (Choice::Keep, Leaving::Go) => (form.set_aside)(),
                (Choice::Keep, Leaving::Lock) => {}
            })
        });
        if let Some(then) = then {
            // When the question is closed: behind a modal dialog nothing can get the focus.
            set_timeout(then, Duration::ZERO);
        }
    }
}
