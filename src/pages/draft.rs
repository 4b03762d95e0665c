//! What a form says about its draft: what was put back in or can be, and the question before it
//! is left.

use crate::actions::as_action;
use crate::components::{button, dialog, icon};
use crate::dom::{El, h};
use crate::drafts::Draft;
use crate::form::{Change, Kept, Value};
use crate::intl;
use crate::location::{Choice, Leaving, Location};
use leptos::prelude::*;

/// Puts both at the end of `place`.
pub fn with_draft(place: El, draft: Draft) -> El {
    place
        .swap(move || match (draft.offered(), draft.restored()) {
            (Some(kept), _) => Some(offer(draft, &kept)),
            (None, Some(kept)) => Some(put_back(draft, &kept)),
            (None, None) => None,
        })
        .swap(move || {
            let names = draft.left_out();
            (!names.is_empty()).then(|| {
                h("p.warning")
                    .attr("role", "status")
                    .with("Looks like a key, so it is not kept as a draft: ")
                    .with(names.join(", "))
                    .with(".")
            })
        })
        .with(leave_dialog())
}

fn offer(draft: Draft, kept: &Kept) -> El {
    let restore = button("button.btn", "refresh", "Restore").on_click(move || draft.restore());
    let restore = as_action(restore, "Restore draft", "refresh", &[]);
    let discard = discard().on_click(move || draft.decline());
    banner(
        "Unsaved draft",
        &["You have an unsaved draft from ", &intl::ago(kept.at), ": "],
        kept,
        h("div.row.wrap").with(restore).with(discard),
        comparison(draft, kept),
    )
}

fn put_back(draft: Draft, kept: &Kept) -> El {
    let discard = discard().on_click(move || draft.discard());
    let differences = h("details")
        .with(
            h("summary.row.gap-1.sm.muted")
                .with(icon("right"))
                .with("What differs"),
        )
        .with(comparison(draft, kept));
    banner(
        "Restored draft",
        &[
            "Your unsaved draft from ",
            &intl::ago(kept.at),
            " is back: ",
        ],
        kept,
        h("div.row.wrap").with(discard),
        differences,
    )
}

fn discard() -> El {
    const WORD: &str = "Discard draft";
    let discard = h("button.btn.btn-quiet").attr("type", "button").with(WORD);
    as_action(discard, WORD, "x", &[])
}

fn banner(name: &str, sentence: &[&str], kept: &Kept, actions: El, differences: El) -> El {
    let labels: Vec<&str> = kept.changes.iter().map(Change::label).collect();
    let sentence = h("p")
        .attr("role", "status")
        .with(sentence.concat())
        .with(h("b").with(labels.join(", ")))
        .with(".");
    let what = h("div.stack.gap-1")
        .with(sentence)
        .with(actions)
        .with(differences);
    h("div.banner.draft")
        .attr("role", "group")
        .attr("aria-label", name)
        .with(icon("edit"))
        .with(what)
}

/// Field by field, what the draft has and what is saved.
fn comparison(draft: Draft, kept: &Kept) -> El {
    let rows = kept.changes.iter().map(|change| {
        let saved = draft.saved(&change.field);
        row(change.label())
            .with(cell("Draft").with(shown(&change.new)))
            .with(cell("Saved").with(saved.as_ref().map(shown)))
    });
    compared(&["Field", "Draft", "Saved"], rows.collect())
}

/// A table with a row for each field and a column for each of its values.
pub fn compared(titles: &[&str], rows: Vec<El>) -> El {
    let head = titles.iter().map(|title| {
        h("th")
            .attr("scope", "col")
            .attr("role", "columnheader")
            .with(*title)
    });
    let head = h("tr").attr("role", "row").with(head.collect::<Vec<_>>());
    h("table.compared.sm")
        .attr("role", "table")
        .with(h("thead").attr("role", "rowgroup").with(head))
        .with(h("tbody").attr("role", "rowgroup").with(rows))
}

/// A row of [`compared`], with the name of its field.
pub fn row(label: &str) -> El {
    let name = h("th")
        .attr("scope", "row")
        .attr("role", "rowheader")
        .with(label);
    h("tr").attr("role", "row").with(name)
}

/// A cell of [`compared`]; it repeats its column's title where the columns are stacked.
pub fn cell(title: &str) -> El {
    h("td").attr("role", "cell").attr("data-title", title)
}

/// A value to look at.
pub fn shown(value: &Value) -> El {
    match value {
        Value::Text(text) if text.trim().is_empty() => h("span.subtle").with("Empty"),
        Value::Text(text) => h("span.typed").with(text.as_str()),
        Value::Switch(true) => h("span").with("On"),
        Value::Switch(false) => h("span").with("Off"),
    }
}

fn leave_dialog() -> El {
    let location = expect_context::<Location>();
    let title = move || {
        match location.leaving() {
            Leaving::Go => "Leave without saving?",
            Leaving::Lock => "Lock without saving?",
        }
        .to_owned()
    };
    let content = move || untrack(|| leave_form(location));
    dialog("leave-title", location.asking(), title, content)
}

fn leave_form(location: Location) -> El {
    let [unsaved, left_out] = location.unsaved();
    let (promise, keep) = match location.leaving() {
        Leaving::Go => (
            "A draft is offered when you come back to this form. It stays in this browser tab \
             until you save it, discard it or close the tab.",
            "Leave and keep the draft",
        ),
        Leaving::Lock => (
            "The draft waits in this form until the same account is unlocked in this browser tab.",
            "Lock and keep the draft",
        ),
    };
    let warning = (!left_out.is_empty()).then(|| {
        h("p.warning")
            .with("A draft leaves out what looks like a key: ")
            .with(left_out.join(", "))
            .with(".")
    });
    let body = h("div.dialog-body")
        .with(
            h("p")
                .with("Not saved: ")
                .with(h("b").with(unsaved.join(", ")))
                .with("."),
        )
        .with(h("p.muted").with(promise))
        .with(warning);
    let choice = |selector: &'static str, word: &'static str, choice: Choice| {
        h(selector)
            .attr("type", "button")
            .with(word)
            .on_click(move || location.choose(choice))
    };
    let stay = h("button.btn")
        .attr("type", "button")
        .with("Stay")
        .on_click(move || location.asking().set(false));
    let foot = h("div.dialog-foot")
        .with(choice(
            "button.btn.btn-warn",
            "Discard changes",
            Choice::Discard,
        ))
        .with(stay)
        .with(choice("button.btn.btn-primary", keep, Choice::Keep).attr("autofocus", ""));
    h("div").with(body).with(foot)
}
