//! A list of objects as a table: a column for each field that its rows have, one slice of rows
//! at a time.

use super::Answer;
use super::tree::summary;
use crate::components::icon_button;
use crate::dom::{El, h};
use crate::intl;
use crate::json::{Child, Document, Kind, Node, decode};
use leptos::prelude::*;
use std::rc::Rc;

/// How many rows a slice has, and how many if there are many columns.
const ROWS: u32 = 100;
const ROWS_OF_WIDE: u32 = 50;
const WIDE: usize = 15;
/// More columns than that are only counted.
const COLUMNS: usize = 30;
/// How long the text of a cell gets, in characters.
const CELL: usize = 80;

/// The list of objects that an answer is, or that its page has under `objects`.
pub fn list(document: &Document) -> Option<Node> {
    let root = document.root().node;
    let list = if root.kind == Kind::Object {
        fields(document, &root)
            .into_iter()
            .find(|field| name(document, field) == "objects")?
            .node
    } else {
        root
    };
    let rows = rows(document, &list, 0, ROWS);
    let fits = list.kind == Kind::Array
        && !rows.is_empty()
        && rows.iter().all(|row| row.node.kind == Kind::Object);
    fits.then_some(list)
}

/// The table, with the way to its other rows.
pub fn grid(answer: &Rc<Answer>, list: Node) -> El {
    let answer = Rc::clone(answer);
    let from = RwSignal::new(0_u32);
    h("div").swap(move || {
        let Some(document) = answer.document() else {
            return Vec::new();
        };
        let count = document.count(&list);
        let from_now = from.get();
        let mut rows = rows(document, &list, from_now, ROWS);
        let columns = columns(document, &rows);
        let step = if columns.len() > WIDE {
            ROWS_OF_WIDE
        } else {
            ROWS
        };
        rows.truncate(step as usize);
        let bar = (count > step).then(|| turning(from, from_now, step, count));
        let parts = [bar, left_out(columns.len())].into_iter().flatten();
        parts.chain([table(document, &rows, &columns)]).collect()
    })
}

fn rows(document: &Document, list: &Node, from: u32, count: u32) -> Vec<Child> {
    let mut cursor = document.children_from(list, from);
    (0..count).map_while(|_| cursor.next(document)).collect()
}

/// The fields of an object. One with very many is no row of a table, and is not read to its end.
fn fields(document: &Document, object: &Node) -> Vec<Child> {
    let mut cursor = document.children(object);
    (0..200).map_while(|_| cursor.next(document)).collect()
}

fn name(document: &Document, field: &Child) -> String {
    let key = field.key().unwrap_or_default();
    decode(document.slice(key), CELL).text
}

fn columns(document: &Document, rows: &[Child]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        for field in fields(document, &row.node) {
            let name = name(document, &field);
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    columns
}

fn left_out(columns: usize) -> Option<El> {
    let more = columns.checked_sub(COLUMNS).filter(|more| *more > 0)?;
    let sentence = [
        "The first ",
        &COLUMNS.to_string(),
        " fields are shown; the tree has ",
        &more.to_string(),
        " more.",
    ];
    Some(h("p.sm.muted").with(sentence.concat()))
}

fn table(document: &Document, rows: &[Child], columns: &[String]) -> El {
    let columns = &columns[..columns.len().min(COLUMNS)];
    let heading = |name: &str| h("th").attr("scope", "col").with(name);
    let head = columns
        .iter()
        .fold(h("tr").with(heading("#")), |row, column| {
            row.with(heading(column))
        });
    let row = |row: &Child| {
        let fields = fields(document, &row.node);
        let names: Vec<String> = fields.iter().map(|field| name(document, field)).collect();
        let number = intl::number(u64::from(row.ordinal) + 1);
        let start = h("tr").with(h("th.num.subtle").attr("scope", "row").with(number));
        columns.iter().fold(start, |line, column| {
            let field = names.iter().position(|name| name == column);
            line.with(cell(document, field.and_then(|field| fields.get(field))))
        })
    };
    let body: Vec<El> = rows.iter().map(row).collect();
    h("div.answer-grid")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Table of the answer")
        .with(
            h("table.changes.sm")
                .with(h("thead").with(head))
                .with(h("tbody").with(body)),
        )
}

fn cell(document: &Document, field: Option<&Child>) -> El {
    let Some(field) = field else {
        return h("td");
    };
    let kind = match field.node.kind {
        Kind::Object | Kind::Array => {
            return h("td.subtle").with(summary(document, &field.node));
        }
        Kind::Text => "td",
        _ => "td.n",
    };
    let cut = decode(document.slice(field.node.range()), CELL);
    let more = if cut.is_cut { "…" } else { "" };
    h(kind).with(cut.text).with(more)
}

fn turning(from: RwSignal<u32>, now: u32, step: u32, count: u32) -> El {
    let turn = |image, name: &str, to: Option<u32>| {
        let button = icon_button("button.btn.btn-icon.btn-quiet.btn-sm", image, name)
            .attr("name", name)
            .on_click(move || {
                if let Some(to) = to {
                    from.set(to);
                }
            });
        if to.is_none() {
            button.attr("disabled", "")
        } else {
            button
        }
    };
    let number = |number: u32| intl::number(number.into());
    let last = (now + step).min(count);
    let position = [&number(now + 1), "–", &number(last), " of ", &number(count)];
    let before = (now > 0).then(|| now.saturating_sub(step));
    h("div.row.gap-1")
        .with(
            h("span.sm.subtle.num")
                .attr("role", "status")
                .with(position.concat()),
        )
        .with(turn("left", "Previous rows", before))
        .with(turn(
            "right",
            "Next rows",
            Some(last).filter(|last| *last < count),
        ))
}
