//! Choosing one of many by typing: the combobox pattern of the ARIA Authoring Practices, since
//! no native element shows two lines of text for a choice and reports which one was taken.

use super::icon;
use leptos::prelude::*;

/// The most choices that are shown at once.
const SHOWN: usize = 20;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What identifies it; searched too.
    pub id: String,
    /// What a person calls it.
    pub label: String,
}

/// A text field that searches choices and takes one.
#[component]
pub fn Combobox(
    /// The id of the field.
    name: &'static str,
    /// What is chosen.
    label: &'static str,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What is chosen now.
    chosen: RwSignal<Option<Choice>>,
    /// How far the choices are known, said below the field.
    #[prop(into)]
    status: Signal<String>,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let list_id = [name, "-list"].concat();
    let hint_id = [name, "-hint"].concat();
    let error_id = [name, "-error"].concat();
    Effect::new(move |_| {
        text.set(chosen.get().map(|choice| choice.label).unwrap_or_default());
    });
    let matches = Memo::new(move |_| choices.with(|choices| search(choices, &text.read())));
    let take = move |choice: Choice| {
        open.set(false);
        chosen.set(Some(choice));
    };
    let type_text = move |typed: String| {
        text.set(typed);
        active.set(0);
        open.set(true);
    };
    let option_id = move |index: usize| [name, "-option-", &index.to_string()].concat();
    let press = move |event: web_sys::KeyboardEvent| {
        let count = matches.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if open.get_untracked() => {
                active.update(|it| *it = (*it + 1).min(count.saturating_sub(1)));
            }
            "ArrowUp" if open.get_untracked() => active.update(|it| *it = it.saturating_sub(1)),
            "ArrowDown" | "ArrowUp" => open.set(true),
            "Enter" if open.get_untracked() => {
                let index = active.get_untracked();
                if let Some(choice) = matches.with_untracked(|it| it.get(index).cloned()) {
                    take(choice);
                }
            }
            "Escape" if open.get_untracked() => open.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let leave = move || {
        open.set(false);
        // Text that chooses nothing is no choice: an empty field clears it, other text goes.
        if text.with_untracked(String::is_empty) {
            chosen.set(None);
        } else {
            text.set(
                chosen
                    .get_untracked()
                    .map(|choice| choice.label)
                    .unwrap_or_default(),
            );
        }
    };
    let option = move |(index, choice): (usize, Choice)| {
        let taken = choice.clone();
        view! {
            <li
                class="item"
                role="option"
                id=option_id(index)
                aria-selected=move || (active.get() == index).to_string()
                // Before the field loses the focus, which closes the list.
                on:mousedown=move |event| {
                    event.prevent_default();
                    take(taken.clone());
                }
            >
                <span class="trunc">{choice.label}</span>
                <span class="mono subtle end">{choice.id}</span>
            </li>
        }
    };
    let described_by = [&error_id, " ", &hint_id].concat();
    let controls = list_id.clone();
    view! {
        <div class="field">
            <label for=name>{label} <span class="optional">" optional"</span></label>
            <div class="combo">
                <div class="group">
                    {icon("search")}
                    <input
                        class="input"
                        id=name
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder="Name or App ID"
                        aria-autocomplete="list"
                        aria-controls=controls
                        aria-expanded=move || open.get().to_string()
                        aria-activedescendant=move || {
                            (open.get() && matches.with(|it| !it.is_empty()))
                                .then(|| option_id(active.get()))
                        }
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=described_by
                        prop:value=text
                        on:input:target=move |event| type_text(event.target().value())
                        on:click=move |_| open.set(true)
                        on:keydown=press
                        on:blur=move |_| leave()
                    />
                </div>
                <ul class="menu" role="listbox" id=list_id aria-label=label hidden=move || !open.get()>
                    {move || {
                        matches.get().into_iter().enumerate().map(option).collect_view()
                    }}
                </ul>
            </div>
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
            <p class="hint" id=hint_id role="status">
                {move || {
                    let none = open.get() && matches.with(Vec::is_empty);
                    [if none { "No application matches. " } else { "" }, &status.get()].concat()
                }}
            </p>
        </div>
    }
}

/// The first choices whose label or id contains what is typed, whatever its case.
fn search(choices: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = typed.trim().to_lowercase();
    let fits = |choice: &&Choice| {
        choice.label.to_lowercase().contains(&typed) || choice.id.to_lowercase().contains(&typed)
    };
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
        };
        let choices = [
            choice("wSPk9y", "Field Photos"),
            choice("osM_FF", "Scan Inbox"),
        ];
        assert_eq!(search(&choices, " photo ")[0].id, "wSPk9y");
        assert_eq!(search(&choices, "OSM")[0].label, "Scan Inbox");
        assert_eq!(search(&choices, "").len(), 2);
        assert!(search(&choices, "invoice").is_empty());
    }
}
