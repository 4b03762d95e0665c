//! The keys: they run the actions of the screen and move in its list. Keys of one character work
//! only where nothing is typed, outside dialogs, and while the settings allow them (WCAG 2.1.4).

use crate::actions::{Actions, is_mac};
use crate::browser;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, KeyboardEvent};

/// How long a first key waits for its second one.
const WAIT: Duration = Duration::from_millis(1_500);

/// Where keys are text. A check box takes none.
const FIELDS: &str = "input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]";

/// The rows of the screen's list.
const ROWS: &str = "#main tbody > [role=row]";

#[derive(Clone, Copy)]
struct Keys {
    actions: Actions,
    /// The first of two keys, until the second one comes or the time is over.
    first: StoredValue<Option<(String, TimeoutHandle)>, LocalStorage>,
}

/// Listens to the keys of the whole page from now on.
pub fn listen(actions: Actions) {
    let keys = Keys {
        actions,
        first: StoredValue::new_local(None),
    };
    let pressed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if !key.default_prevented() && !key.is_composing() && keys.press(key) {
            key.prevent_default();
        }
    });
    browser::on_window("focusin", |_| tell_times(true));
    // It fails for no event name.
    let _ = window()
        .add_event_listener_with_callback("keydown", pressed.into_js_value().unchecked_ref());
}

/// Whether the row with the focus shows when exactly something was. It lies over other things, so it
/// goes by Escape until the focus moves (WCAG 1.4.13).
fn tell_times(told: bool) {
    if let Some(root) = document().document_element() {
        // It fails for no name of an attribute.
        let _ = root.toggle_attribute_with_force("data-untold", !told);
    }
}

impl Keys {
    /// Whether the key means something here.
    fn press(self, event: &KeyboardEvent) -> bool {
        let target: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
        let (Some(pressed), Some(target)) = (name(event), target) else {
            return false;
        };
        let dialog = first_of("dialog[open]");
        if pressed == "Mod+Enter" {
            // Keys that are held down send once.
            if event.repeat() {
                return true;
            }
            // A question can stand inside the form that it is about, and is none of its fields.
            let place = target.closest("form, dialog").ok().flatten();
            return place.or(dialog).is_some_and(|place| submit(&place));
        }
        if pressed.contains("Mod+") {
            return self.run(&pressed, dialog.is_some(), event.repeat()) || self.is_own(&pressed);
        }
        if dialog.is_some() || target.matches(FIELDS).unwrap_or(false) {
            return false;
        }
        let pressed = match self.take_first() {
            Some(first) => [&first, " ", &pressed].concat(),
            None => pressed,
        };
        match pressed.as_str() {
            // Elsewhere, arrows scroll.
            "ArrowDown" | "ArrowUp" => {
                let at_rest = target.id() == "main" || target.tag_name() == "BODY";
                (at_rest || current_row().is_some()) && step(pressed == "ArrowDown")
            }
            "Escape" => {
                tell_times(false);
                false
            }
            _ if !untrack(|| self.actions.single_keys()) => false,
            "J" | "K" => step(pressed == "J"),
            _ if event.repeat() => false,
            _ => {
                press_in_row(&pressed)
                    || self.run(&pressed, false, false)
                    || self.wait_after(pressed)
            }
        }
    }

    fn run(self, keys: &str, in_dialog: bool, repeated: bool) -> bool {
        let action = self
            .actions
            .available()
            .into_iter()
            // The part of the screen that was built last is the nearest.
            .rfind(|it| it.keys.contains(&keys) && (it.in_dialogs || !in_dialog));
        let found = action.is_some();
        if let Some(action) = action.filter(|_| !repeated) {
            action.run();
        }
        found
    }

    /// Whether keys are the console's, which means nothing by them now. The browser must not do
    /// something else then: who saves twice does not want its "Save page".
    fn is_own(self, keys: &str) -> bool {
        let know = |keys| self.actions.know(keys);
        know(keys) || keys == "Mod+S" && know("Mod+K")
    }

    /// Waits for the second key, if there are actions that begin with this one.
    fn wait_after(self, pressed: String) -> bool {
        let begins = |keys: &str| keys.split_once(' ').is_some_and(|(it, _)| it == pressed);
        let actions = self.actions.available();
        let wanted = actions.iter().any(|it| it.keys.iter().any(|it| begins(it)));
        if wanted {
            let forget = move || {
                self.take_first();
            };
            if let Ok(timer) = set_timeout_with_handle(forget, WAIT) {
                self.first.set_value(Some((pressed, timer)));
            }
        }
        wanted
    }

    fn take_first(self) -> Option<String> {
        let (first, timer) = self.first.try_update_value(Option::take)??;
        timer.clear();
        Some(first)
    }
}

/// What was pressed, in the words of the actions: `C`, `?`, `Mod+Shift+L`, `ArrowDown`.
fn name(event: &KeyboardEvent) -> Option<String> {
    let mut key = event.key();
    let one = key.chars().count() == 1;
    // A keyboard of another script still has the key of the Latin letter.
    if one && !key.is_ascii() {
        event.code().strip_prefix("Key")?.clone_into(&mut key);
    }
    key.make_ascii_uppercase();
    let letter = one && key.starts_with(|it: char| it.is_ascii_uppercase());
    if one && !letter {
        // Signs may need Shift, Alt or AltGr, which some systems tell as Ctrl and Alt.
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        return Some(if held { ["Mod+", &key].concat() } else { key });
    }
    let (held, other) = if is_mac() {
        (event.meta_key(), event.ctrl_key())
    } else {
        (event.ctrl_key(), event.meta_key())
    };
    if other || event.alt_key() {
        return None;
    }
    // Named keys keep their spelling.
    let key = if one { key } else { event.key() };
    let modifiers = match (held, event.shift_key()) {
        (false, false) => "",
        (false, true) => "Shift+",
        (true, false) => "Mod+",
        (true, true) => "Mod+Shift+",
    };
    Some([modifiers, &key].concat())
}

/// Sends a form, or the one in a dialog.
fn submit(place: &Element) -> bool {
    let inside = || place.query_selector("form").ok()?;
    let form = place.dyn_ref::<HtmlFormElement>().cloned();
    let form = form.or_else(|| inside()?.dyn_into().ok());
    form.is_some_and(|form| form.request_submit().is_ok())
}

fn first_of(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Whether a dialog is open.
pub fn is_in_dialog() -> bool {
    first_of("dialog[open]").is_some()
}

/// The row that has the focus.
pub fn current_row() -> Option<Element> {
    document().active_element()?.closest(ROWS).ok().flatten()
}

/// Moves the focus to the next or the previous row; from outside, to the first.
fn step(forward: bool) -> bool {
    let row = match current_row() {
        Some(row) if forward => row.next_element_sibling(),
        Some(row) => row.previous_element_sibling(),
        None => first_of(ROWS),
    };
    row.is_some_and(|row| focus_row(&row))
}

fn focus_row(row: &Element) -> bool {
    let target = row.query_selector("a[href], button").ok().flatten();
    let target = target.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|it| it.focus().is_ok())
}

/// Presses the button of the current row that has this key.
fn press_in_row(key: &str) -> bool {
    let selector = ["[data-keys=\"", &key.replace(['"', '\\'], ""), "\"]"].concat();
    let button = current_row().and_then(|row| row.query_selector(&selector).ok().flatten());
    let button = button.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    button.inspect(HtmlElement::click).is_some()
}

/// Moves the focus to a row of the list, counted from 0: to the last one when there are not so
/// many, and to what stands in place of the list when there are none. Call it when the list is
/// drawn.
pub fn focus_row_at(index: usize) {
    // After the effects that are still to come.
    set_timeout(
        move || {
            let mut row = first_of(ROWS);
            for _ in 0..index {
                row = row.map(|it| it.next_element_sibling().unwrap_or(it));
            }
            if row.is_none_or(|row| !focus_row(&row)) {
                browser::focus("nothing");
            }
        },
        Duration::ZERO,
    );
}
