//! What was sent before: to be looked at, opened, sent once more, and compared.

use super::Explorer;
use super::answer::name_of;
use crate::actions::as_action;
use crate::components::{check_button, comparison, dialog, icon_button, time, verb};
use crate::dom::{El, h};
use crate::explorer::{Draft, Entry};
use crate::intl;
use crate::routes::Route;
use leptos::prelude::*;

impl Explorer {
    /// The lists under the answer: the history of the session, and what is kept under a name.
    pub(super) fn past(self) -> El {
        let comparing = RwSignal::new(None::<[u32; 2]>);
        let open = RwSignal::new(false);
        let clear = h("button.btn.btn-quiet.btn-sm")
            .attr("type", "button")
            .with("Clear")
            .flag("disabled", move || self.memory.entries().is_empty())
            .on_click(move || self.memory.clear());
        let clear = as_action(clear, "Clear the history", "trash", &[]);
        let list = h("ul.sent").attr("aria-label", "History").swap(move || {
            let entries = self.memory.entries();
            let shown = self.memory.shown.get();
            untrack(|| {
                let entry = |it: &Entry| self.entry(it, shown, comparing, open);
                entries.iter().map(entry).collect::<Vec<_>>()
            })
        });
        let none = move || {
            let none = self.memory.entries().is_empty();
            none.then(|| {
                h("p.sm.muted").with(
                    "The last 200 requests of this session are listed here, in memory alone: a \
                     lock forgets them.",
                )
            })
        };
        let comparison = dialog(
            "comparison-title",
            open,
            || "Two answers compared".to_owned(),
            move || {
                let pair = comparing.get();
                untrack(|| self.comparison(pair))
            },
        )
        .attr("class", "dialog dialog-wide");
        h("div.stack.gap-6")
            .with(
                h("section.stack.gap-2")
                    .attr("aria-labelledby", "history-title")
                    .with(
                        h("div.row")
                            .with(h("h3.grow").attr("id", "history-title").with("History"))
                            .with(clear),
                    )
                    .swap(none)
                    .with(list),
            )
            .with(self.collections())
            .with(check_button().map(|it| h("p").with(it)))
            .with(comparison)
    }

    fn entry(
        self,
        entry: &Entry,
        shown: Option<u32>,
        comparing: RwSignal<Option<[u32; 2]>>,
        open: RwSignal<bool>,
    ) -> El {
        let id = entry.id;
        let path = shown_path(&entry.request.url);
        let ended = match &entry.outcome {
            None => h("span.muted").with("…"),
            Some(outcome) => match outcome.status {
                Some(status) if status < 300 => h("span.num.ok").with(status.to_string()),
                Some(status) => h("span.num.bad").with(status.to_string()),
                None => h("span.bad").with("–").attr("title", "No answer"),
            },
        };
        let draft = entry.draft.clone();
        let look = h("button.plain.row.grow")
            .attr("type", "button")
            .attr("title", "Open this request and its answer")
            .with(verb(entry.draft.method))
            .with(" ")
            .with(h("span.mono.trunc.grow").with(path))
            .with(" ")
            .with(ended)
            .with(" ")
            .with(instant_of(entry.started))
            .flag("aria-current", move || self.memory.shown.get() == Some(id))
            .on_click(move || {
                self.memory.shown.set(Some(id));
                self.open(&draft);
            });
        let draft = entry.draft.clone();
        let again = icon_button(
            "button.btn.btn-icon.btn-quiet.btn-sm",
            "refresh",
            "Send again",
        )
        .on_click(move || {
            self.open(&draft);
            self.send();
        });
        let has_body = |it: &Entry| it.outcome.as_ref().is_some_and(|it| it.body.is_some());
        let compare = shown
            .filter(|other| *other != id && has_body(entry))
            .filter(|other| self.memory.get(*other).as_ref().is_some_and(has_body))
            .map(|other| {
                let name = "Compare with the answer shown";
                icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "info", name).on_click(
                    move || {
                        comparing.set(Some([id, other]));
                        open.set(true);
                    },
                )
            });
        h("li.row").with(look).with(compare).with(again)
    }

    /// Puts a request into the form. What the URL cannot hold comes from here.
    pub(super) fn open(self, draft: &Draft) {
        self.tried.set(false);
        self.draft.set(draft.clone());
        let holds_key = move |text: &str| self.session.holds_key(text);
        self.location
            .go(&Route::Explorer(draft.search(&holds_key).0));
    }

    fn comparison(self, pair: Option<[u32; 2]>) -> El {
        let body = h("div.dialog-body.stack");
        let Some([a, b]) = pair else { return body };
        let (Some(a), Some(b)) = (self.memory.get(a), self.memory.get(b)) else {
            return body;
        };
        // The older one first, whichever is shown.
        let (old, new) = if a.id < b.id { (a, b) } else { (b, a) };
        let row = |label: &str, entry: &Entry| {
            let status = entry.outcome.as_ref().and_then(|it| it.status);
            let status = status.map_or_else(String::new, |it| {
                [" · ", &it.to_string(), " ", name_of(it)].concat()
            });
            let line = [
                entry.draft.method.as_str(),
                " ",
                &shown_path(&entry.request.url),
                &status,
            ];
            h("p.sm")
                .with(h("b").with(label))
                .with(h("span.mono.anywhere").with(line.concat()))
                .with(" ")
                .with(instant_of(entry.started))
        };
        let bodies = [&old, &new].map(|it| it.outcome.as_ref().and_then(|it| it.body.clone()));
        let head = body.with(row("Before: ", &old)).with(row("After: ", &new));
        match bodies {
            [Some(old), Some(new)] => head.with(comparison(old, new)),
            _ => head.with(h("p").with("One of the bodies is not remembered any more.")),
        }
    }
}

/// The path and query of a URL below its host.
fn shown_path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |it| it.1);
    rest.find('/').map_or("/", |at| &rest[at..]).to_owned()
}

fn instant_of(started: u64) -> El {
    let at = meta_api::Timestamp::new(intl::instant(started));
    time(&at).attr("class", "num subtle")
}
