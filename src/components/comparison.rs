//! Two answers, field by field: what was added, removed and changed.

use super::answer::{STEP, Slices, progress, size, summary};
use super::icon;
use crate::dom::{El, h};
use crate::intl;
use crate::json::{Child, Comparison, Difference, Document, Kind, Reading, decode};
use leptos::prelude::*;
use std::rc::Rc;

/// How many values are compared in one step.
const VALUES: usize = 500;
/// How many differences are shown at first, and how many more each time.
const ROWS: usize = 100;
/// How long the text of a value gets, and how long a path, in characters.
const TEXT: usize = 300;

/// What was found.
struct Outcome {
    old: Rc<Document>,
    new: Rc<Document>,
    differences: Vec<Difference>,
    count: usize,
}

#[derive(Clone)]
enum State {
    Reading,
    /// One of them is not JSON; whether their bytes are the same.
    Text(bool),
    Compared(Rc<Outcome>),
}

/// The differences between two answers, the older one first.
pub fn comparison(a: Rc<[u8]>, b: Rc<[u8]>) -> El {
    let state = RwSignal::new_local(State::Reading);
    let read = RwSignal::new(0_usize);
    let length = a.len() + b.len();
    let is_same = a == b;
    let slices = Slices::new();
    let mut first = Reading::new(a);
    let mut second = Reading::new(b);
    let (mut old, mut new) = (None, None);
    slices.run(Box::new(move || {
        let result = if old.is_none() {
            first.step(STEP)
        } else {
            second.step(STEP)
        };
        read.set(first.done() + second.done());
        match result {
            None => return false,
            Some(Ok(document)) if old.is_none() => old = Some(Rc::new(document)),
            Some(Ok(document)) => new = Some(Rc::new(document)),
            Some(Err(_)) => {
                state.set(State::Text(is_same));
                return true;
            }
        }
        if let (Some(old), Some(new)) = (&old, &new) {
            compare(slices, Rc::clone(old), Rc::clone(new), state);
            return true;
        }
        false
    }));
    h("div.stack").swap(move || match state.get() {
        State::Reading => vec![progress(read, length)],
        State::Text(is_same) => vec![h("p").with(if is_same {
            "The two answers are the same, byte for byte. They are not JSON."
        } else {
            "The two answers differ. They are not both JSON, so they are not compared field by field."
        })],
        State::Compared(outcome) => outcome_view(&outcome),
    })
}

fn compare(
    slices: Slices,
    old: Rc<Document>,
    new: Rc<Document>,
    state: RwSignal<State, LocalStorage>,
) {
    let mut comparison = Comparison::new(Rc::clone(&old), Rc::clone(&new));
    slices.run(Box::new(move || {
        let is_done = comparison.step(VALUES);
        if is_done {
            state.set(State::Compared(Rc::new(Outcome {
                old: Rc::clone(&old),
                new: Rc::clone(&new),
                differences: comparison.differences().to_vec(),
                count: comparison.count(),
            })));
        }
        is_done
    }));
}

fn outcome_view(outcome: &Rc<Outcome>) -> Vec<El> {
    if outcome.count == 0 {
        let sentence = "The two answers say the same in every field.";
        return vec![h("p").attr("role", "status").with(sentence)];
    }
    let shown = RwSignal::new(ROWS);
    let head = ["Field", "Old value", "New value"]
        .into_iter()
        .map(|title| h("th").attr("scope", "col").with(title))
        .collect::<Vec<_>>();
    let rows = Rc::clone(outcome);
    let table = h("table.compared.sm")
        .with(h("thead").with(h("tr").with(head)))
        .with(h("tbody").swap(move || {
            let differences = rows.differences.iter().take(shown.get());
            differences
                .map(|difference| row(&rows, difference))
                .collect::<Vec<_>>()
        }));
    let listed = outcome.differences.len();
    let more = h("div").swap(move || {
        let left = listed.saturating_sub(shown.get());
        let next = left.min(ROWS);
        (left > 0).then(|| {
            h("button.btn")
                .attr("type", "button")
                .attr("name", "more")
                .with(["Show ", &intl::number(next as u64), " more"].concat())
                .on_click(move || shown.update(|shown| *shown += ROWS))
        })
    });
    vec![
        h("p").attr("role", "status").with(said(outcome)),
        table,
        more,
    ]
}

/// "3 differences: …"
fn said(outcome: &Outcome) -> String {
    let listed = outcome.differences.len();
    let number = intl::number(outcome.count as u64);
    if outcome.count == 1 {
        return "1 field differs.".to_owned();
    }
    let rest = if outcome.count > listed {
        let listed = intl::number(listed as u64);
        ["; the first ", &listed, " are listed."].concat()
    } else {
        ".".to_owned()
    };
    [&number, " fields differ", &rest].concat()
}

fn row(outcome: &Outcome, difference: &Difference) -> El {
    let (image, class, word) = match (difference.old, difference.new) {
        (None, _) => ("plus", "span.row.gap-1.ok", "Added"),
        (_, None) => ("x", "span.row.gap-1.bad", "Removed"),
        _ => ("edit", "span.row.gap-1.warn", "Changed"),
    };
    let (document, child) = match (difference.new, difference.old) {
        (Some(child), _) => (&outcome.new, Some(child)),
        (None, child) => (&outcome.old, child),
    };
    let path = child.map(|child| document.path(&child)).unwrap_or_default();
    let path: String = path.chars().take(TEXT).collect();
    let field = h("th")
        .attr("scope", "row")
        .with(h(class).with(icon(image)).with(word))
        .with(" ")
        .with(h("code").with(path));
    let cell = |title: &str, document: &Document, child: Option<Child>| {
        let cell = h("td").attr("data-title", title);
        match child {
            Some(child) => cell.with(value(document, &child)),
            None => cell.with(h("span.subtle").with("not there")),
        }
    };
    h("tr")
        .with(field)
        .with(cell("Old value", &outcome.old, difference.old))
        .with(cell("New value", &outcome.new, difference.new))
}

fn value(document: &Document, child: &Child) -> El {
    let range = child.node.range();
    if child.node.is_container() {
        return h("span.subtle").with(summary(document, &child.node));
    }
    let cut = decode(document.slice(range.clone()), TEXT);
    let quote = if child.node.kind == Kind::Text {
        "\""
    } else {
        ""
    };
    let end = if cut.is_cut {
        ["… (", &size(range.len()), ")"].concat()
    } else {
        quote.to_owned()
    };
    h("code.typed").with([quote, &cut.text, &end].concat())
}
