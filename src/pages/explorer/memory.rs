//! What the Explorer remembers while the session is open: its history and what was typed, in
//! memory alone, and whether it may change anything. All of it goes with a lock.

use crate::explorer::{Draft, Entry, History, Outcome};
use crate::location::Location;
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::sample::Request;
use std::rc::Rc;

/// The memory. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Memory {
    /// Whether requests that change something may be sent.
    pub writes: RwSignal<bool>,
    /// The request whose answer is shown.
    pub shown: RwSignal<Option<u32>>,
    /// Counts the changes of what is kept in collections.
    pub saved: RwSignal<u32>,
    history: StoredValue<History, LocalStorage>,
    revision: RwSignal<u32>,
    draft: StoredValue<Option<Draft>>,
}

/// An answer as it came, with its API keys.
#[derive(Clone)]
pub struct Revealed {
    /// The request that it answers.
    pub id: u32,
    /// The body.
    pub body: Rc<[u8]>,
    /// Whether it is shown now.
    pub shown: bool,
}

impl PartialEq for Revealed {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.shown == other.shown
    }
}

impl Memory {
    /// Nothing yet, and nothing may be changed.
    pub fn new() -> Self {
        Self {
            writes: RwSignal::new(false),
            shown: RwSignal::new(None),
            saved: RwSignal::new(0),
            history: StoredValue::new_local(History::default()),
            revision: RwSignal::new(0),
            draft: StoredValue::new(None),
        }
    }

    /// What the screen begins with: its URL, or what was typed last.
    pub fn draft(self, location: Location) -> Draft {
        let route = untrack(|| location.route());
        match route {
            Some(Route::Explorer(search)) if !search.is_empty() => Draft::parse(&search),
            _ => self.draft.get_value().unwrap_or_default(),
        }
    }

    /// Keeps what was typed. An API key is not kept.
    pub fn keep(self, draft: &Draft) {
        self.draft.set_value(Some(draft.clone().without_key()));
    }

    /// Adds a request that is sent now.
    pub fn add(self, draft: Draft, request: Request, what: String, now: u64) -> u32 {
        let id = self
            .history
            .try_update_value(|it| it.add(draft, request, what, now));
        self.changed();
        id.unwrap_or_default()
    }

    /// Notes how a request ended. The session may have been locked meanwhile.
    pub fn finish(self, id: u32, outcome: Outcome) {
        let _ = self.history.try_update_value(|it| it.finish(id, outcome));
        self.changed();
    }

    /// The request with this id; tracked.
    pub fn get(self, id: u32) -> Option<Entry> {
        self.revision.track();
        self.history
            .try_with_value(|it| it.get(id).cloned())
            .flatten()
    }

    /// All requests, the newest first; tracked.
    pub fn entries(self) -> Vec<Entry> {
        self.revision.track();
        self.history
            .try_with_value(|it| it.entries().cloned().collect())
            .unwrap_or_default()
    }

    /// Forgets the history.
    pub fn clear(self) {
        self.history.update_value(History::clear);
        self.shown.set(None);
        self.changed();
    }

    fn changed(self) {
        let _ = self
            .revision
            .try_update(|revision| *revision = revision.wrapping_add(1));
    }
}
