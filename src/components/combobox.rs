//! Choosing one of many by typing: the combobox pattern of the ARIA Authoring Practices, since
//! no native element shows two lines of text for a choice and reports which one was taken.

use super::{Submission, describe, error, hint_id, icon};
use crate::browser;
use crate::dom::{El, effect, h};
use crate::intl;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The most choices that are shown at once.
const SHOWN: usize = 20;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What identifies it.
    pub id: String,
    /// What a person calls it.
    pub label: String,
    /// Both, without differences of case: what is searched.
    folded: String,
}

impl Choice {
    /// A choice with its id and its label.
    pub fn new(id: &str, label: &str) -> Self {
        let folded = intl::lower_case(&[label, "\n", id].concat());
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            folded,
        }
    }
}

/// What a combobox chooses from, and what it has chosen.
#[derive(Clone, Copy)]
pub struct Choices {
    /// What there is to choose from.
    pub all: RwSignal<Vec<Choice>>,
    /// What is chosen now.
    pub chosen: RwSignal<Option<Choice>>,
}

#[derive(Clone, Copy)]
struct List {
    choices: Choices,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    matches: Memo<Vec<Choice>>,
}

impl List {
    fn new(choices: Choices) -> Self {
        let text = RwSignal::new(String::new());
        let matches = Memo::new(move |_| {
            let typed = intl::lower_case(&text.read());
            choices.all.with(|all| search(all, &typed))
        });
        let named = StoredValue::new(String::new());
        effect(Box::new(move || {
            let label = choices
                .chosen
                .get()
                .map(|choice| choice.label)
                .unwrap_or_default();
            // A choice that gets its name late does not take away what is typed meanwhile.
            if untrack(|| *text.read() == named.get_value()) {
                text.set(label.clone());
            }
            named.set_value(label);
        }));
        let (open, active) = (RwSignal::new(false), RwSignal::new(None));
        Self {
            choices,
            text,
            open,
            active,
            matches,
        }
    }

    fn take(self, choice: Choice) {
        self.open.set(false);
        self.active.set(None);
        self.text.set(choice.label.clone());
        self.choices.chosen.set(Some(choice));
    }

    fn search(self, typed: String) {
        if typed.is_empty() {
            self.choices.chosen.set(None);
        }
        // What is typed means its best match; an empty field means nothing yet.
        self.active.set((!typed.is_empty()).then_some(0));
        self.text.set(typed);
        self.open.set(true);
    }

    /// Whether the key means something here.
    fn press(self, key: &str) -> bool {
        let count = self.matches.with_untracked(Vec::len);
        match (key, self.open.get_untracked()) {
            ("ArrowDown", true) => self.active.update(|it| {
                let next = it.map_or(0, |it| it + 1);
                *it = (count > 0).then(|| next.min(count - 1));
            }),
            ("ArrowUp", true) => self
                .active
                .update(|it| *it = it.map(|it| it.saturating_sub(1))),
            ("ArrowDown" | "ArrowUp", false) => self.open.set(true),
            ("Enter", true) => {
                let active = self.active.get_untracked();
                let choice = self.matches.with_untracked(|it| it.get(active?).cloned());
                match choice {
                    Some(choice) => self.take(choice),
                    None => self.open.set(false),
                }
            }
            ("Escape", true) => self.open.set(false),
            _ => return false,
        }
        true
    }

    fn leave(self) {
        // A field that is removed while it has the focus is left, too, and its signals are gone.
        let (Some(text), Some(chosen)) = (
            self.text.try_get_untracked(),
            self.choices.chosen.try_get_untracked(),
        ) else {
            return;
        };
        self.open.set(false);
        // Text that chooses nothing is no choice.
        if !text.is_empty() {
            self.text.set(chosen.map(|it| it.label).unwrap_or_default());
        }
    }
}

/// A text field that searches choices and takes one. `status` says how far the choices are
/// known.
pub fn combobox(
    [name, label]: [&'static str; 2],
    choices: Choices,
    status: impl Fn() -> String + 'static,
    submission: Submission,
) -> El {
    let list = List::new(choices);
    let input = describe(h("input.input"), submission, name, true)
        .attr("id", name)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "Name or App ID")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", &list_id(name))
        .state("aria-expanded", move || list.open.get())
        .attr_live("aria-activedescendant", move || {
            let active = list.active.get().filter(|_| list.open.get());
            active
                .filter(|active| *active < list.matches.with(Vec::len))
                .map(|active| option_id(name, active))
        })
        .prop_live("value", move || list.text.get().into())
        .on_input(move |text| list.search(text))
        .on_click(move || list.open.set(true))
        .on("blur", move |_| list.leave())
        .on("keydown", move |event| {
            // Enter that ends a composition chooses its characters, nothing else.
            let key = event
                .dyn_ref::<web_sys::KeyboardEvent>()
                .filter(|it| !it.is_composing())
                .map(web_sys::KeyboardEvent::key);
            if key.is_some_and(|key| list.press(&key)) {
                event.prevent_default();
                if let Some(active) = list.active.get_untracked() {
                    browser::scroll_to(&option_id(name, active));
                }
            }
        });
    let group = h("div.group").with(icon("search")).with(input);
    let hint = h("p.hint")
        .attr("id", &hint_id(name))
        .attr("role", "status")
        .live(move || {
            let none = list.open.get() && list.matches.with(Vec::is_empty);
            [
                if none { "No application matches. " } else { "" },
                &status(),
            ]
            .concat()
        });
    let title = h("label")
        .attr("for", name)
        .with(label)
        .with(h("span.optional").with(" optional"));
    let field = h("div.field")
        .with(title)
        .with(h("div.combo").with(group).with(listbox(name, label, list)));
    error(field, submission, name).with(hint)
}

fn listbox(name: &'static str, label: &str, list: List) -> El {
    h("ul.menu")
        .attr("role", "listbox")
        .attr("id", &list_id(name))
        .attr("aria-label", label)
        .flag("hidden", move || !list.open.get())
        .swap(move || {
            let option = |(index, choice): (usize, Choice)| {
                h("li.item")
                    .attr("role", "option")
                    .attr("id", &option_id(name, index))
                    .state("aria-selected", move || list.active.get() == Some(index))
                    .with(h("span.trunc").with(&*choice.label))
                    .with(h("span.mono.subtle.end").with(&*choice.id))
                    // Before the field loses the focus, which closes the list.
                    .on("mousedown", move |event| {
                        event.prevent_default();
                        list.take(choice.clone());
                    })
            };
            list.matches
                .get()
                .into_iter()
                .enumerate()
                .map(option)
                .collect::<Vec<_>>()
        })
}

fn list_id(name: &str) -> String {
    [name, "-list"].concat()
}

fn option_id(name: &str, index: usize) -> String {
    [name, "-option-", &index.to_string()].concat()
}

/// The first choices whose label or id contains what is typed, in lower case.
fn search(choices: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = typed.trim();
    let fits = |choice: &&Choice| choice.folded.contains(typed);
    choices.iter().filter(fits).take(SHOWN).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{Choice, search};

    #[test]
    fn a_choice_is_found_by_part_of_its_name_or_its_id() {
        let choice = |id: &str, label: &str| Choice {
            id: id.into(),
            label: label.into(),
            folded: format!(
                "{label}
{id}"
            )
            .to_lowercase(),
        };
        let choices = [
            choice("wSPk9y", "Field Photos"),
            choice("osM_FF", "Scan Inbox"),
        ];
        assert_eq!(search(&choices, " photo ")[0].id, "wSPk9y");
        assert_eq!(search(&choices, "osm")[0].label, "Scan Inbox");
        assert_eq!(search(&choices, "").len(), 2);
        assert!(search(&choices, "invoice").is_empty());
    }
}
