//! What can be done: screens register their actions here, and buttons, the command palette, the
//! list of shortcuts and the keys themselves are built from this one list.

use crate::components::{button, icon_button};
use crate::dom::{El, h};
use crate::settings::Settings;
use leptos::prelude::*;
use std::borrow::Cow;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the command palette shows an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// With the actions of the screen.
    Screen,
    /// With the ways to other screens.
    GoTo,
    /// With what is there on every screen.
    Console,
}

/// Something that a person can do now. Cheap to clone: it is a handle.
#[derive(Clone)]
pub struct Action {
    /// What it does, as its button says it: "New application".
    pub label: Cow<'static, str>,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// The keys that do it, the one to show first. `Mod` is Ctrl, or ⌘ on a Mac: `Mod+S`. A space
    /// stands between keys that are pressed one after the other: `G A`.
    pub keys: &'static [&'static str],
    /// Where the palette shows it.
    pub group: Group,
    /// Whether its keys work in dialogs too.
    pub in_dialogs: bool,
    run: Rc<dyn Fn()>,
    available: Rc<dyn Fn() -> bool>,
}

impl Action {
    /// An action of a screen, without keys.
    pub fn new(
        label: impl Into<Cow<'static, str>>,
        icon: &'static str,
        run: impl Fn() + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            icon,
            keys: &[],
            group: Group::Screen,
            in_dialogs: false,
            run: Rc::new(run),
            available: Rc::new(|| true),
        }
    }

    /// What a click on a link or a button does. It can be done while the element is in the page
    /// and not disabled.
    pub fn click(element: &El, label: impl Into<Cow<'static, str>>, icon: &'static str) -> Self {
        let (target, place) = (element.element().clone(), element.element().clone());
        let click = move || {
            if let Some(target) = target.dyn_ref::<HtmlElement>() {
                target.click();
            }
        };
        Self::new(label, icon, click).when(move || {
            place.is_connected()
                && !place.has_attribute("disabled")
                && place.get_attribute("aria-disabled").as_deref() != Some("true")
        })
    }

    /// The keys that do it, see [`Action::keys`].
    pub fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    /// Where the palette shows it.
    pub fn group(self, group: Group) -> Self {
        Self { group, ..self }
    }

    /// Lets its keys work in dialogs, too.
    pub fn in_dialogs(self) -> Self {
        Self {
            in_dialogs: true,
            ..self
        }
    }

    /// Says whether it can be done now.
    pub fn when(self, available: impl Fn() -> bool + 'static) -> Self {
        Self {
            available: Rc::new(available),
            ..self
        }
    }

    /// Whether it can be done now; not tracked.
    pub fn is_available(&self) -> bool {
        untrack(|| (self.available)())
    }

    /// Does it, if it can be done now.
    pub fn run(&self) {
        if self.is_available() {
            untrack(|| (self.run)());
        }
    }
}

/// The actions of what is on the screen. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Actions {
    list: StoredValue<Vec<(u32, Action)>, LocalStorage>,
    next: StoredValue<u32>,
    single_keys: Memo<bool>,
}

impl Actions {
    /// No actions yet. The settings say whether keys of one character work.
    pub fn new(settings: Settings) -> Self {
        Self {
            list: StoredValue::new_local(Vec::new()),
            next: StoredValue::new(0),
            single_keys: Memo::new(move |_| settings.preferences().single_keys),
        }
    }

    /// Registers an action until it is taken back.
    pub fn register(self, action: Action) -> Registered {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update_value(|list| list.push((id, action)));
        Registered { actions: self, id }
    }

    /// Registers an action until the owner goes: the screen, or the part of it that is built.
    fn add_here(self, action: Action) {
        let registered = self.register(action);
        on_cleanup(move || registered.take_back());
    }

    /// What can be done now, in the order of the screen; not tracked.
    pub fn available(self) -> Vec<Action> {
        let all = self.list.get_value().into_iter().map(|(_, action)| action);
        all.filter(Action::is_available).collect()
    }

    /// Whether there is an action with these keys, be it available or not; not tracked.
    pub fn know(self, keys: &str) -> bool {
        self.list
            .with_value(|list| list.iter().any(|(_, it)| it.keys.contains(&keys)))
    }

    /// Whether shortcuts of one character work; tracked.
    pub fn single_keys(self) -> bool {
        self.single_keys.get()
    }

    /// Keys as a person reads them, "Ctrl S", empty while they are switched off; tracked.
    pub fn shown(self, keys: &[&str]) -> String {
        let first = keys.first().filter(|it| self.works(it));
        let name = if is_mac() { "⌘" } else { "Ctrl" };
        first.map_or_else(String::new, |it| it.replace("Mod", name).replace('+', " "))
    }

    /// Keys in the form of `aria-keyshortcuts`, which knows no keys one after the other; tracked.
    fn announced(self, keys: &[&str]) -> Option<String> {
        let name = if is_mac() { "Meta" } else { "Control" };
        let keys: Vec<String> = keys
            .iter()
            .filter(|it| self.works(it) && !it.contains(' '))
            .map(|it| it.replace("Mod", name))
            .collect();
        (!keys.is_empty()).then(|| keys.join(" "))
    }

    fn works(self, keys: &str) -> bool {
        keys.contains("Mod+") || self.single_keys()
    }
}

/// An action that is registered. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Registered {
    actions: Actions,
    id: u32,
}

impl Registered {
    /// From now on it cannot be done any more.
    pub fn take_back(self) {
        // The page may have gone.
        let _ = self
            .actions
            .list
            .try_update_value(|list| list.retain(|(known, _)| *known != self.id));
    }
}

/// A button for an action, which it registers: an icon and the word, the keys on hover.
pub fn action_button(selector: &'static str, action: Action) -> El {
    let run = action.clone();
    let button = button(selector, action.icon, &action.label).on_click(move || run.run());
    describe(button, action, false)
}

/// A button for an action, which it registers: only the icon; name and keys on hover.
pub fn action_icon_button(selector: &'static str, action: Action) -> El {
    let run = action.clone();
    let button = icon_button(selector, action.icon, &action.label).on_click(move || run.run());
    describe(button, action, true)
}

/// Registers what a link or a button does as an action of the screen, see [`Action::click`].
pub fn as_action(
    element: El,
    label: impl Into<Cow<'static, str>>,
    icon: &'static str,
    keys: &'static [&'static str],
) -> El {
    let action = Action::click(&element, label, icon).keys(keys);
    register(element, action)
}

/// Gives a button in a row of a list its key, which works while the row has the focus. The palette
/// shows what the buttons of the row do.
pub fn row_action(button: El, key: &'static str) -> El {
    let title = button.element().get_attribute("title");
    button
        .attr("data-keys", key)
        .attr("title", &hint(&title.unwrap_or_default(), key))
}

/// What a row's button says on hover: "Copy App ID (.)"; tracked.
pub fn hint(title: &str, key: &str) -> String {
    let shown = use_context::<Actions>().map(|it| it.shown(&[key]));
    match shown.filter(|it| !it.is_empty()) {
        Some(shown) => [title, " (", &shown, ")"].concat(),
        None => title.to_owned(),
    }
}

/// A key of one character, drawn in the button that it presses, while such keys work.
pub fn drawn_key(selector: &'static str, key: &str) -> El {
    let drawn = h(selector).attr("aria-hidden", "true").with(key);
    let actions = expect_context::<Actions>();
    drawn.flag("hidden", move || !actions.single_keys())
}

/// Registers an action that has no element of its own.
pub fn add_action(action: Action) {
    if let Some(actions) = use_context::<Actions>() {
        actions.add_here(action);
    }
}

/// Registers the action of a link or a button, and names it and its keys there.
pub fn register(element: El, action: Action) -> El {
    let titled = element.element().has_attribute("title");
    describe(element, action, titled)
}

fn describe(element: El, action: Action, titled: bool) -> El {
    // Parts can be shown alone, as their tests do.
    let Some(actions) = use_context::<Actions>() else {
        return element;
    };
    let keys = action.keys;
    let label = action.label.clone();
    actions.add_here(action);
    let element = element.attr("data-action", &label);
    if keys.is_empty() {
        return element;
    }
    let title = element.element().get_attribute("title");
    let title = title.unwrap_or_else(|| label.into_owned());
    element
        .attr_live("aria-keyshortcuts", move || actions.announced(keys))
        .attr_live("title", move || {
            let keys = actions.shown(keys);
            if keys.is_empty() {
                titled.then(|| title.clone())
            } else {
                Some([&title, " (", &keys, ")"].concat())
            }
        })
}

/// Whether ⌘ is what Ctrl is elsewhere.
pub fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}
