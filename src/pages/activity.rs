//! Activity: every request of this tab and everything that was said, the newest first.

mod entry;
mod export;
mod record;

use super::{main, set_title};
use crate::actions::as_action;
use crate::browser;
use crate::client::Journal;
use crate::client::journal::Record;
use crate::components::{button, empty, icon};
use crate::dom::{El, effect, h, text_of};
use crate::intl::{self, instant};
use crate::location::Location;
use crate::routes::Route;
use crate::routes::activity::{Query, Show};
use crate::session::Session;
use entry::Entries;
use leptos::prelude::*;

/// What the parts of the screen share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Activity {
    location: Location,
    journal: Journal,
    query: Memo<Query>,
    /// A text to filter by that looks like a key: it stays out of the address and the history.
    secret: RwSignal<Option<String>>,
    session: Session,
    /// The records that the filter lets through.
    shown: RwSignal<Vec<Record>>,
    /// How many there are without the filter.
    total: RwSignal<usize>,
}

/// The screen.
pub fn activity() -> El {
    set_title("Activity");
    let location = expect_context::<Location>();
    let journal = expect_context::<Journal>();
    let query = Memo::new(move |_| match location.route() {
        Some(Route::Activity(search)) => Query::parse(&search),
        _ => Query::default(),
    });
    let activity = Activity {
        location,
        journal,
        query,
        secret: RwSignal::new(None),
        session: expect_context(),
        shown: RwSignal::new(Vec::new()),
        total: RwSignal::new(0),
    };
    effect(Box::new(move || {
        // An address can be pasted, too.
        let text = activity.query.with(|it| it.text.clone());
        if activity.session.is_secret(&text) {
            untrack(|| activity.search(text));
        }
    }));
    effect(Box::new(move || activity.filter()));
    let page = h("div.page")
        .with(activity.head())
        .with(activity.toolbar())
        .with(activity.list());
    main("main.main").with(page)
}

impl Activity {
    fn filter(self) {
        let show = self.query.with(|it| it.show);
        let text = intl::lower_case(self.text().trim());
        let mut records = self.journal.records();
        self.total.set(records.len());
        records.retain(|it| {
            record::fits(it, show)
                && (text.is_empty() || intl::lower_case(&record::searched(it)).contains(&text))
        });
        self.shown.set(records);
    }

    /// The text that entries must have; tracked.
    fn text(self) -> String {
        let secret = self.secret.get();
        secret.unwrap_or_else(|| self.query.with(|it| it.text.clone()))
    }

    fn search(self, text: String) {
        let (secret, text) = if self.session.is_secret(&text) {
            (Some(text), String::new())
        } else {
            (None, text)
        };
        self.secret.set(secret);
        self.go(|query| query.text = text);
    }

    fn head(self) -> El {
        let export = |label: &'static str, name: &'static str, text: fn(&[Record]) -> String| {
            let button = button("button.btn", "export", label)
                .attr("title", "Save the entries shown as a file, without secrets")
                .flag("disabled", move || self.shown.with(Vec::is_empty))
                .on_click(move || {
                    browser::download(name, &self.shown.with_untracked(|it| text(it)));
                });
            as_action(button, label, "export", &[])
        };
        let json = export("Export JSON", "meta-console-activity.json", |records| {
            export::json(records, &instant)
        });
        let har = export("Export HAR", "meta-console-activity.har", |records| {
            export::har(records, &instant)
        });
        h("div.page-head.row.wrap")
            .with(h("h1").with("Activity"))
            .with(h("div.row.wrap.end").with(json).with(har))
    }

    fn toolbar(self) -> El {
        let search = h("input.input")
            .attr("type", "search")
            .attr("id", "filter")
            .attr("aria-label", "Filter activity")
            .attr("placeholder", "Filter by text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .prop_live("value", move || self.text().into())
            .on("input", move |event| self.search(text_of(&event)));
        let search = h("div.group.activity-filter")
            .with(icon("search"))
            .with(search);
        let link = |(show, label): (Show, &'static str)| {
            let link = h("a")
                .attr_live("href", move || {
                    let query = self.query.get();
                    Some(
                        Query {
                            show,
                            entry: None,
                            ..query
                        }
                        .route()
                        .href(),
                    )
                })
                .flag("aria-current", move || {
                    self.query.with(|it| it.show == show)
                })
                .with(label);
            as_action(link, ["Show: ", label].concat(), "right", &[])
        };
        let count = move || {
            let (shown, total) = (self.shown.with(Vec::len), self.total.get());
            let word = if total == 1 { " entry" } else { " entries" };
            let [shown, total] = [shown, total].map(|count| intl::number(count as u64));
            if shown == total {
                [&total, word].concat()
            } else {
                [&shown, " of ", &total, word].concat()
            }
        };
        h("div.toolbar.row.wrap")
            .with(search)
            .with(
                h("nav.seg.activity-kinds")
                    .attr("aria-label", "Kind")
                    .with(Show::ALL.map(link)),
            )
            .with(h("span.sm.subtle.num").attr("role", "status").live(count))
    }

    /// Goes to the same screen in another state, which Back does not find.
    fn go(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        query.entry = None;
        change(&mut query);
        self.location.replace(&query.route());
    }

    fn list(self) -> El {
        let list = h("ul.activity").attr("aria-label", "Activity, newest first");
        let entries = Entries::new(list.element().clone());
        effect(Box::new(move || {
            self.shown.with(|records| entries.show(records));
            if let Some(entry) = self.query.with(|it| it.entry) {
                entries.open(entry);
            }
        }));
        let nothing = move || {
            let missing = self.shown.with(Vec::is_empty);
            missing.then(|| self.nothing())
        };
        h("div").with(list).swap(nothing)
    }

    fn nothing(self) -> El {
        if self.total.get() == 0 {
            let sentence = "Every request that the console sends from this tab is listed here, \
                            with what it changed, until you close the tab.";
            return empty("pulse", "Nothing sent yet", sentence, None);
        }
        let all = h("a.btn")
            .attr("href", &Query::default().route().href())
            .with("Show all")
            .on_click(move || self.secret.set(None));
        let all = as_action(all, "Show all", "right", &[]);
        let sentence = "Nothing of this tab fits the filter.";
        empty("search", "No entry matches", sentence, Some(all))
    }
}
