//! An application that was changed elsewhere while it was edited here: what it was, what is typed
//! here, what it is now, and a choice for each field.

use super::draft::{cell, compared, row, shown};
use crate::components::{dialog, folded_request};
use crate::dom::{El, flag_of, h};
use crate::form::{ApplicationDraft, Field, Value};
use leptos::prelude::*;
use meta_api::sample::Request;
use std::rc::Rc;

/// The three sides of a conflict, and its fields.
#[derive(Debug)]
pub struct Conflict {
    /// The fields that both sides changed.
    pub fields: Vec<Field>,
    /// The fields that were changed elsewhere only, with what they were. They follow by themselves.
    pub followed: Vec<(Field, Value)>,
    /// What both sides began from.
    pub old: ApplicationDraft,
    /// What is typed here.
    pub mine: ApplicationDraft,
    /// What is saved now.
    pub theirs: ApplicationDraft,
}

impl Conflict {
    /// What the form begins from and holds once these choices are made.
    pub fn with(&self, choices: &[Choice]) -> (ApplicationDraft, ApplicationDraft) {
        let (mut base, mut draft) = (self.old.clone(), self.mine.clone());
        for (field, own) in choices {
            let theirs = self.theirs.get(*field);
            base.set(*field, theirs.clone());
            if !own {
                draft.set(*field, theirs.clone());
            }
        }
        (base, draft)
    }
}

/// A field, and whether the person's own value stays.
pub type Choice = (Field, bool);

/// What is done with a conflict and the choices.
pub type Decide = Rc<dyn Fn(&Conflict, &[Choice])>;

/// What that would send; `None` when it sends nothing.
pub type Preview = Rc<dyn Fn(&Conflict, &[Choice]) -> Option<Request>>;

/// Asks while `open`, until something is chosen for every field.
pub fn stale_dialog(
    open: RwSignal<bool>,
    name: impl Fn() -> String + 'static,
    conflict: impl Fn() -> Option<Conflict> + 'static,
    preview: Preview,
    decide: Decide,
) -> El {
    let title = move || [&name(), " was changed elsewhere"].concat();
    dialog("stale-title", open, title, move || {
        let (preview, decide) = (Rc::clone(&preview), Rc::clone(&decide));
        conflict().map_or_else(
            || h("div"),
            |conflict| untrack(|| form(open, conflict, preview, decide)),
        )
    })
}

fn form(open: RwSignal<bool>, conflict: Conflict, preview: Preview, decide: Decide) -> El {
    let conflict = Rc::new(conflict);
    let choices = RwSignal::new(Vec::<Choice>::new());
    let choose = move |field: Field, own: bool| {
        choices.update(|chosen| {
            chosen.retain(|(it, _)| *it != field);
            chosen.push((field, own));
        });
    };
    let side = |field: Field, own: bool| {
        let word = if own { "Keep mine" } else { "Take theirs" };
        let input = h("input")
            .attr("type", "radio")
            .attr("name", &["keep-", field.name()].concat())
            .attr("required", "")
            .attr("aria-label", &[word, ": ", field.label()].concat())
            .on("change", move |event| {
                if flag_of(&event, "checked") {
                    choose(field, own);
                }
            });
        h("label").with(input).with(word)
    };
    let rows = conflict.fields.iter().map(|field| {
        row(field.label())
            .with(cell("Before").with(shown(conflict.old.get(*field))))
            .with(
                cell("Yours")
                    .with(shown(conflict.mine.get(*field)))
                    .with(side(*field, true)),
            )
            .with(
                cell("Theirs")
                    .with(shown(conflict.theirs.get(*field)))
                    .with(side(*field, false)),
            )
    });
    let table = compared(&["Field", "Before", "Yours", "Theirs"], rows.collect());
    let body = h("div.dialog-body")
        .with(h("p").with(
            "Nothing is saved yet. Choose what each of these fields becomes. Your other changes \
             are saved with them.",
        ))
        .with(table)
        .with(followed(&conflict));
    let shown = Rc::clone(&conflict);
    let body = body.with(folded_request(move || {
        let choices = choices.read();
        let all = choices.len() == shown.fields.len();
        if all { preview(&shown, &choices) } else { None }
    }));
    let cancel = h("button.btn")
        .attr("type", "button")
        .with("Cancel")
        .on_click(move || open.set(false));
    let save = h("button.btn.btn-primary")
        .attr("type", "submit")
        .with("Save my choices");
    // The browser asks for what is not chosen yet: the choices are required.
    h("form")
        .on_submit(move || {
            open.set(false);
            decide(&conflict, &choices.get_untracked());
        })
        .with(body)
        .with(h("div.dialog-foot").with(cancel).with(save))
}

/// What others changed and nobody edited here: nothing to choose, but good to know.
fn followed(conflict: &Conflict) -> Option<El> {
    let rows = conflict.followed.iter().map(|(field, before)| {
        row(field.label())
            .with(cell("Before").with(shown(before)))
            .with(cell("Now").with(shown(conflict.theirs.get(*field))))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| {
        h("section.stack.gap-1")
            .with(h("h3").with("Also changed elsewhere"))
            .with(h("p.muted").with("You did not edit these, so they stay as they are now."))
            .with(compared(&["Field", "Before", "Now"], rows))
    })
}
