//! The entries of Activity. They keep their elements while the list changes around them, so
//! that what is unfolded stays so, and build what is folded when it is first unfolded.

use super::record::{Change, changes, name, screen};
use crate::client::journal::{Kind, Record};
use crate::components::{
    copy_button, icon, instant as instant_of, request_panel, time, verb, with_json,
};
use crate::dom::{El, h};
use crate::intl::instant;
use leptos::prelude::*;
use meta_api::Timestamp;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The list and what is in it.
pub struct Entries {
    list: Element,
    /// What is built for an entry goes with the screen, not with the next change of the list.
    owner: Owner,
    built: RefCell<HashMap<u32, (Record, El)>>,
    /// The entry that the URL has unfolded.
    opened: Cell<Option<u32>>,
}

impl Entries {
    /// No entries yet.
    pub fn new(list: Element) -> Self {
        Self {
            list,
            owner: Owner::current().unwrap_or_default(),
            built: RefCell::default(),
            opened: Cell::new(None),
        }
    }

    /// Shows these records and no others.
    pub fn show(&self, records: &[Record]) {
        let mut built = self.built.borrow_mut();
        let mut place = self.list.first_element_child();
        for record in records {
            let entry = match built.get(&record.id) {
                Some((known, entry)) if known == record => entry.clone(),
                old => {
                    let new = self.owner.with(|| untrack(|| entry(record)));
                    // A request that ends while it is unfolded stays so.
                    if let (Some((_, old)), Some(new)) = (old, details(&new))
                        && details(old).is_some_and(|old| old.has_attribute("open"))
                    {
                        let _ = new.set_attribute("open", "");
                    }
                    built.insert(record.id, (record.clone(), new.clone()));
                    new
                }
            };
            if place.as_ref() == Some(entry.element()) {
                place = entry.element().next_element_sibling();
            } else {
                let before = place.as_ref().map(AsRef::as_ref);
                // It fails only for an element that would contain itself.
                let _ = self.list.insert_before(entry.element(), before);
            }
        }
        while let Some(stale) = place {
            place = stale.next_element_sibling();
            stale.remove();
        }
    }

    /// Unfolds the entry with this id and gives it the focus, once.
    pub fn open(&self, id: u32) {
        let built = self.built.borrow();
        let Some((_, entry)) = built.get(&id).filter(|_| self.opened.get() != Some(id)) else {
            return;
        };
        self.opened.set(Some(id));
        if let Some(details) = details(entry) {
            let _ = details.set_attribute("open", "");
        }
        let summary = entry.element().query_selector("summary").ok().flatten();
        let summary = summary.and_then(|it| it.dyn_into::<HtmlElement>().ok());
        // After the screen is in the page and has the focus itself.
        set_timeout(
            move || {
                if let Some(summary) = summary {
                    let _ = summary.focus();
                }
            },
            Duration::ZERO,
        );
    }
}

fn details(entry: &El) -> Option<Element> {
    entry.element().query_selector("details").ok().flatten()
}

fn entry(record: &Record) -> El {
    let Some(request) = &record.request else {
        return notice(record);
    };
    let (status, class) = match (record.status, &record.error, record.duration) {
        (Some(status), None, _) => (status.to_string(), "span.num.ok"),
        (Some(status), Some(_), _) => (status.to_string(), "span.num.bad"),
        (None, Some(_), _) => ("No answer".to_owned(), "span.bad"),
        (None, None, _) => ("Under way…".to_owned(), "span.muted"),
    };
    let summary = h("summary")
        .with(icon("right"))
        .with(verb(request.method))
        .with(
            h("span.what.trunc")
                .with(h("b").with(record.what.as_str()))
                .with(" ")
                .with(h("span.muted").with(name(record))),
        )
        .with(h(class).with(status))
        .with(h("span.num.subtle.took").with(record.duration.map(duration)))
        .with(at(record));
    let details = h("details").with(summary);
    let place = details.clone();
    let kept = RefCell::new(Some(record.clone()));
    let owner = Owner::current().unwrap_or_default();
    h("li").with(details.on("toggle", move |_| {
        // It is built once, and after the list has built it, not while.
        if let Some(record) = kept.take() {
            owner.with(|| untrack(|| place.clone().with(unfolded(&record))));
        }
    }))
}

fn notice(record: &Record) -> El {
    let (image, said) = match record.kind {
        Kind::Failure => ("stop", "Failure said: "),
        _ => ("good", "Said: "),
    };
    h("li.notice")
        .with(icon(image))
        .with(
            h("span.what")
                .with(h("span.sr").with(said))
                .with(record.what.as_str()),
        )
        .with(at(record))
}

fn at(record: &Record) -> El {
    time(&Timestamp::new(instant(record.started))).attr("class", "num subtle")
}

/// A length of time from milliseconds: "231 ms", "8.1 s".
fn duration(milliseconds: u32) -> String {
    if milliseconds < 1_000 {
        return [&milliseconds.to_string(), " ms"].concat();
    }
    let tenths = milliseconds / 100;
    let (seconds, tenths) = ((tenths / 10).to_string(), (tenths % 10).to_string());
    [&seconds, ".", &tenths, " s"].concat()
}

fn unfolded(record: &Record) -> El {
    let error = record
        .error
        .as_ref()
        .map(|text| h("p.bad").with(text.as_str()));
    let request = record.request.clone();
    h("div.unfolded.stack.gap-3")
        .with(error)
        .with(facts(record))
        .with(changed(record))
        .with(request_panel(move || request.clone()))
}

fn facts(record: &Record) -> El {
    let mut facts = h("dl.kv.sm");
    let name = name(record);
    if !name.is_empty() {
        let object = match screen(record) {
            Some(route) => h("a").attr("href", &route.href()),
            None => h("span"),
        };
        facts = facts
            .with(h("dt").with("Object"))
            .with(h("dd").with(object.with(name)));
    }
    facts = facts
        .with(h("dt").with("Sent"))
        .with(h("dd").with(instant_of(&Timestamp::new(instant(record.started)))));
    if let Some(took) = record.duration {
        facts = facts
            .with(h("dt").with("Took"))
            .with(h("dd.num").with(duration(took)));
    }
    if let Some(id) = &record.request_id {
        let copy = copy_button("Request ID", "Copy the request ID", id.clone());
        let id = h("dd.row.gap-1")
            .with(h("span.mono").with(id.as_str()))
            .with(copy);
        facts = facts.with(h("dt").with("Request ID")).with(id);
    }
    facts
}

/// What the request changed: field by field when both sides are known, else the side that is.
fn changed(record: &Record) -> Option<El> {
    if let Some(changes) = changes(record) {
        let part = h("div.stack.gap-1").with(h("h2.sm").with("What changed"));
        if changes.is_empty() {
            return Some(part.with(h("p.sm.muted").with("Nothing: every field is as it was.")));
        }
        let head = ["Field", "Before", "After"].map(|it| h("th").attr("scope", "col").with(it));
        let rows: Vec<El> = changes.iter().map(row).collect();
        let table = h("table.changes.sm")
            .with(h("thead").with(h("tr").with(head)))
            .with(h("tbody").with(rows));
        return Some(part.with(table));
    }
    let (title, json) = match (&record.before, &record.after) {
        (_, Some(after)) => ("After", after),
        (Some(before), None) => ("Before", before),
        (None, None) => return None,
    };
    let code = with_json(h("code"), json);
    let box_ = h("div.code").with(h("pre.soft").attr("tabindex", "0").with(code));
    Some(h("div.stack.gap-1").with(h("h2.sm").with(title)).with(box_))
}

fn row(change: &Change) -> El {
    h("tr")
        .with(
            h("th.mono")
                .attr("scope", "row")
                .with(change.field.as_str()),
        )
        .with(value(change.before.as_ref()))
        .with(value(change.after.as_ref()))
}

fn value(value: Option<&Value>) -> El {
    match value {
        None => h("td.subtle").with("not there"),
        Some(Value::String(text)) if text.is_empty() => h("td.subtle").with("empty"),
        Some(Value::String(text)) => h("td.anywhere").with(text.as_str()),
        Some(other) => h("td.mono").with(other.to_string()),
    }
}
