//! Inputs with their label, hint and error.

use super::Submission;
use crate::dom::{El, flag_of, h};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// What a text field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A URL.
    Url,
}

/// What a field says while it is left by a press would move what is pressed.
const AFTER_A_PRESS: Duration = Duration::from_millis(250);

/// A text field. Its id is the API's name of the field, so that an error finds it.
pub struct Field {
    name: &'static str,
    label: El,
    input: El,
    hint: Option<&'static str>,
    warning: Option<Box<dyn Fn() -> Option<&'static str>>>,
    check: Option<Rc<dyn Fn() -> Option<String>>>,
}

impl Field {
    /// A field with the API's name and a person's.
    pub fn new(kind: TextKind, name: &'static str, label: &'static str) -> Self {
        let input = match kind {
            TextKind::Lines => h("textarea.input").attr("rows", "3"),
            TextKind::Line => h("input.input")
                .attr("type", "text")
                .attr("autocomplete", "off"),
            TextKind::Url => h("input.input.mono")
                .attr("type", "text")
                .attr("inputmode", "url")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false"),
        };
        let label = h("label").attr("for", name).with(label);
        let input = input.attr("id", name).attr("name", name);
        Self {
            name,
            label,
            input,
            hint: None,
            warning: None,
            check: None,
        }
    }

    /// Binds the text to a signal.
    pub fn bind(
        self,
        value: impl Fn() -> String + 'static,
        on_input: impl FnMut(String) + 'static,
    ) -> Self {
        let input = self
            .input
            .prop_live("value", move || JsValue::from(value()))
            .on_input(on_input);
        Self { input, ..self }
    }

    /// Says that it may stay empty.
    pub fn optional(self) -> Self {
        Self {
            label: self.label.with(h("span.optional").with(" optional")),
            ..self
        }
    }

    /// Adds to the label.
    pub fn label(self, content: El) -> Self {
        Self {
            label: self.label.with(" ").with(content),
            ..self
        }
    }

    /// Says what helps to fill it in.
    pub fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// Says what to think of before using the text as it is.
    pub fn warning(self, warning: impl Fn() -> Option<&'static str> + 'static) -> Self {
        Self {
            warning: Some(Box::new(warning)),
            ..self
        }
    }

    /// Checks it when it was changed and is left, and from then on with every key until it is right.
    pub fn check(self, check: impl Fn() -> Option<String> + 'static) -> Self {
        Self {
            check: Some(Rc::new(check)),
            ..self
        }
    }

    /// Offers what the `datalist` with this id has.
    pub fn suggestions(self, list: &str) -> Self {
        Self {
            input: self.input.attr("list", list),
            ..self
        }
    }

    /// Makes it unchangeable at times.
    pub fn disabled(self, disabled: impl Fn() -> bool + 'static) -> Self {
        Self {
            input: self.input.flag("disabled", disabled),
            ..self
        }
    }

    /// Gives it the focus when the dialog that it is in opens.
    pub fn autofocus(self) -> Self {
        Self {
            input: self.input.attr("autofocus", ""),
            ..self
        }
    }

    /// The field, with its error from a form that is sent.
    pub fn build(self, submission: Submission) -> El {
        let name = self.name;
        let input = describe(self.input, submission, name, self.hint.is_some());
        let input = match self.check {
            Some(check) => checked(input, submission, name, check),
            None => input,
        };
        let field = h("div.field").with(self.label).with(input);
        let field = error(field, submission, name);
        let field = match self.warning {
            Some(warning) => field.swap(move || warning().map(|text| h("p.warning").with(text))),
            None => field,
        };
        field.with(
            self.hint
                .map(|hint| h("p.hint").attr("id", &hint_id(name)).with(hint)),
        )
    }
}

fn checked(
    input: El,
    submission: Submission,
    name: &'static str,
    check: Rc<dyn Fn() -> Option<String>>,
) -> El {
    let again = Rc::clone(&check);
    input
        .on("input", move |_| {
            if submission.error_now(name) {
                submission.judge(name, again());
            }
        })
        .on("change", move |_| {
            let check = Rc::clone(&check);
            let judge = move || {
                // What the API has refused meanwhile is not taken back.
                if submission.is_shown()
                    && let Some(sentence) = check()
                {
                    submission.judge(name, Some(sentence));
                }
            };
            set_timeout(judge, AFTER_A_PRESS);
        })
}

/// Marks the inputs that show what is wrong with them.
pub const SHOWS_ERRORS: &str = "data-shows-errors";

/// Ties an input to its error, while there is one, and to its hint.
pub fn describe(input: El, submission: Submission, name: &'static str, hint: bool) -> El {
    input
        .attr(SHOWS_ERRORS, "")
        .flag("aria-invalid", move || submission.error(name).is_some())
        .attr_live("aria-describedby", move || {
            let error = submission.error(name).map(|_| error_id(name));
            let hint = hint.then(|| hint_id(name));
            let ids: Vec<String> = error.into_iter().chain(hint).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
}

/// Says in `place` what is wrong with a field.
pub fn error(place: El, submission: Submission, name: &'static str) -> El {
    place.swap(move || {
        submission
            .error(name)
            .map(|error| h("p.field-error").attr("id", &error_id(name)).with(error))
    })
}

/// The id of the error of a field.
pub fn error_id(name: &str) -> String {
    [name, "-error"].concat()
}

/// The id of the hint of a field.
pub fn hint_id(name: &str) -> String {
    [name, "-hint"].concat()
}

/// A switch with the API's name of its field and a person's, and what it does.
pub fn switch_field(
    [name, label, hint]: [&'static str; 3],
    value: impl Fn() -> bool + 'static,
    on_change: impl Fn(bool) + 'static,
    edited: impl Fn() -> bool + 'static,
    disabled: impl Fn() -> bool + 'static,
) -> El {
    let names = h("div.row.wrap")
        .with(h("label").attr("for", name).with(h("b").with(label)))
        .with(h("code.subtle").with(name))
        .swap(move || edited().then(edited_chip));
    let input = h("input.switch")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", name)
        .attr("name", name)
        .attr("aria-describedby", &hint_id(name))
        .prop_live("checked", move || JsValue::from(value()))
        .flag("disabled", disabled)
        .on("change", move |event| on_change(flag_of(&event, "checked")));
    let hint = h("p.hint").attr("id", &hint_id(name)).with(hint);
    h("div.option").with(names).with(input).with(hint)
}

/// Marks what differs from what is saved.
pub fn edited_chip() -> El {
    h("span.chip.tint-info").with("Edited")
}

/// A button inside a field that shows and hides what is typed or kept.
pub fn reveal_state(button: El, shown: RwSignal<bool>) -> El {
    button
        .state("aria-pressed", move || shown.get())
        .on_click(move || shown.update(|shown| *shown = !*shown))
}
