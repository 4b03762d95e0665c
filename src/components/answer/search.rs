//! Looking for a text in an answer: how often it is there, and the way from one place to the next.

use super::slices::Slices;
use crate::components::icon;
use crate::components::icon_button;
use crate::dom::{El, h};
use crate::intl;
use crate::json::{Hit, Search};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// How much is looked through in one step, in bytes.
const STEP: usize = 128 * 1024;

/// What was found so far.
#[derive(Clone, Default)]
struct Found {
    hits: Rc<[Hit]>,
    is_full: bool,
    is_done: bool,
}

/// A search. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Finder {
    bytes: StoredValue<Rc<[u8]>, LocalStorage>,
    is_json: bool,
    slices: Slices,
    query: RwSignal<String>,
    found: RwSignal<Found, LocalStorage>,
    current: RwSignal<usize>,
}

impl Finder {
    /// For a text.
    pub fn new(bytes: Rc<[u8]>, is_json: bool, slices: Slices) -> Self {
        Self {
            bytes: StoredValue::new_local(bytes),
            is_json,
            slices,
            query: RwSignal::new(String::new()),
            found: RwSignal::new_local(Found::default()),
            current: RwSignal::new(0),
        }
    }

    /// Where what was looked for stands, and what it was; tracked.
    pub fn hit(self) -> Option<(Hit, String)> {
        let current = self.current.get();
        let hit = self.found.with(|found| found.hits.get(current).copied())?;
        Some((hit, self.query.get_untracked()))
    }

    /// Like [`Self::hit`], without being called again.
    pub fn hit_untracked(self) -> Option<(Hit, String)> {
        untrack(|| self.hit())
    }

    fn look_for(self, query: String) {
        let bytes = self.bytes.get_value();
        let mut search = Search::new(bytes, &query, self.is_json);
        let is_empty = query.is_empty();
        self.query.set(query.clone());
        self.current.set(0);
        self.found.set(Found::default());
        if is_empty {
            return;
        }
        let mut told = 0;
        self.slices.run(Box::new(move || {
            if self.query.with_untracked(|now| *now != query) {
                return true;
            }
            let is_done = search.step(STEP);
            let hits = search.hits().len();
            // The list is copied, so it is told when it is long enough to matter.
            if is_done || told == 0 && hits > 0 {
                told = hits;
                self.found.set(Found {
                    hits: search.hits().into(),
                    is_full: search.is_full(),
                    is_done,
                });
            }
            is_done
        }));
    }

    fn step(self, forward: bool) {
        let count = self.found.with_untracked(|found| found.hits.len());
        if count > 0 {
            let now = self.current.get_untracked();
            let next = if forward { now + 1 } else { now + count - 1 };
            self.current.set(next % count);
        }
    }

    fn said(self) -> String {
        if self.query.with(String::is_empty) {
            return String::new();
        }
        self.found.with(|found| {
            let count = found.hits.len();
            if !found.is_done {
                "Searching…".to_owned()
            } else if count == 0 {
                "Not found".to_owned()
            } else {
                let position = intl::number(self.current.get() as u64 + 1);
                let more = if found.is_full { "+" } else { "" };
                [&position, " of ", &intl::number(count as u64), more].concat()
            }
        })
    }

    /// The field, with what it found.
    pub fn bar(self) -> El {
        let input = h("input.input")
            .attr("type", "search")
            .attr("aria-label", "Search the answer")
            .attr("placeholder", "Search the answer")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .prop_live("value", move || self.query.get().into())
            .on_input(move |query| self.look_for(query))
            .on("keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if key.key() == "Enter" && !key.is_composing() && !key.ctrl_key() && !key.meta_key()
                {
                    event.prevent_default();
                    self.step(!key.shift_key());
                }
            });
        let nothing = move || self.found.with(|found| found.hits.is_empty());
        let turn = |image, name, forward| {
            icon_button("button.btn.btn-icon.btn-quiet.btn-sm", image, name)
                .flag("disabled", nothing)
                .on_click(move || self.step(forward))
        };
        h("div.row.grow")
            .with(h("div.group").with(icon("search")).with(input))
            .with(
                h("span.sm.subtle.num")
                    .attr("role", "status")
                    .live(move || self.said()),
            )
            .with(turn("left", "Previous match", false))
            .with(turn("right", "Next match", true))
    }
}

/// A text, with a part of it marked.
pub fn marked(place: El, text: &str, part: Option<std::ops::Range<usize>>) -> El {
    let pieces = part.and_then(|part| {
        let before = text.get(..part.start)?;
        Some((before, text.get(part.clone())?, text.get(part.end..)?))
    });
    match pieces {
        Some((before, part, after)) => place.with(before).with(h("mark").with(part)).with(after),
        None => place.with(text),
    }
}
