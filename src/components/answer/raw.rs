//! An answer as text, as it came or indented, one part at a time.

use super::Answer;
use super::search::marked;
use super::size::size;
use crate::browser;
use crate::components::icon_button;
use crate::dom::{El, effect, flag_of, h};
use crate::intl;
use crate::json;
use leptos::prelude::*;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

/// How long a part is, in bytes of the text as it came.
const PART: usize = 64 * 1024;
/// Indented, it has many lines.
const FORMATTED_PART: usize = 32 * 1024;

thread_local! {
    /// Whether JSON is shown indented.
    static FORMATTED: Cell<bool> = const { Cell::new(false) };
}

/// The text of an answer, below what there is to say about it.
pub fn raw(answer: &Rc<Answer>, note: Option<El>) -> El {
    let answer = Rc::clone(answer);
    let is_formatted = RwSignal::new(FORMATTED.get() && answer.document().is_some());
    let start = RwSignal::new(0_usize);
    let finder = answer.finder;
    let part = move || {
        let size = if is_formatted.get() {
            FORMATTED_PART
        } else {
            PART
        };
        (start.get() / size, size)
    };
    // What is looked for is shown, whichever part it is in.
    effect(Box::new(move || {
        if let Some((hit, _)) = finder.hit() {
            start.set(hit.range().start);
        }
    }));
    let length = answer.body().len();
    let format = answer.document().is_some().then(|| {
        let input = h("input")
            .attr("type", "checkbox")
            .prop_live("checked", move || is_formatted.get().into())
            .on("change", move |event| {
                let checked = flag_of(&event, "checked");
                FORMATTED.set(checked);
                is_formatted.set(checked);
            });
        h("label.row.gap-1").with(input).with("Formatted")
    });
    let bar = h("div.row.wrap")
        .with(finder.bar())
        .with(format)
        .swap(move || {
            let (number, size) = part();
            let count = length.div_ceil(size);
            (count > 1).then(|| turning(start, number, size, count))
        });
    let text = h("pre")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Text of the answer")
        .swap(move || {
            let (number, size) = part();
            let range = number * size..(number + 1) * size;
            let mark = finder.hit().map(|(hit, _)| hit.range());
            [text(&answer, range, mark, is_formatted.get())]
        });
    h("div").with(note).with(bar).with(text)
}

fn text(answer: &Answer, range: Range<usize>, mark: Option<Range<usize>>, formatted: bool) -> El {
    let part = match answer.document().filter(|_| formatted) {
        Some(document) => json::formatted(document, range, mark),
        None => json::raw(answer.body(), range, mark),
    };
    let is_marked = part.marked.is_some();
    let code = marked(h("code"), &part.text, part.marked);
    if is_marked {
        let shown = code.element().clone();
        // It is in the page once this task is over.
        browser::spawn(Box::pin(async move {
            if let Ok(Some(mark)) = shown.query_selector("mark") {
                browser::scroll_into_view(&mark);
            }
        }));
    }
    code
}

/// The way to other parts.
fn turning(start: RwSignal<usize>, number: usize, part: usize, count: usize) -> El {
    let turn = |image, name: &str, to: Option<usize>| {
        let button = icon_button("button.btn.btn-icon.btn-quiet.btn-sm", image, name)
            .attr("name", name)
            .on_click(move || {
                if let Some(to) = to {
                    start.set(to * part);
                }
            });
        if to.is_none() {
            button.attr("disabled", "")
        } else {
            button
        }
    };
    let position = [
        "Part ",
        &intl::number(number as u64 + 1),
        " of ",
        &intl::number(count as u64),
        ", ",
        &size(part),
        " each",
    ];
    let next = Some(number + 1).filter(|next| *next < count);
    h("div.row.gap-1")
        .with(h("span.sm.subtle.num").with(position.concat()))
        .with(turn("left", "Previous part", number.checked_sub(1)))
        .with(turn("right", "Next part", next))
}
