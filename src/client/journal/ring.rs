//! The last records in memory and in the tab's storage, where each has a place of its own: noting
//! one writes one.

use super::Record;
use crate::browser;
use meta_api::sample::Request;
use std::collections::VecDeque;

/// How many records are kept.
pub const LIMIT: u32 = 500;

/// The longest record that survives a reload, in bytes. The storage is shared with what a reload
/// needs more: drafts.
const KEPT: usize = 4_000;

/// How many objects are remembered as they were last seen.
const SEEN: usize = 20;

/// What is kept: `ACCOUNT NEXT` here, each record under this name with its place in the ring.
const STORAGE_KEY: &str = "meta-console.journal";

/// Records, and where they are kept.
#[derive(Debug, Default)]
pub struct Ring {
    account: u32,
    next: u32,
    /// Of this page, oldest first; the ids are consecutive.
    records: VecDeque<Record>,
    /// Whether the records of earlier pages of this tab have been read.
    read: bool,
    /// While nobody's request has been sent since the console was locked: the first id after it.
    locked: Option<u32>,
    /// The write that ended in this turn of the event loop.
    pub written: Option<u32>,
    /// Paths with the objects that they answered last.
    seen: VecDeque<(String, String)>,
}

impl Ring {
    /// Goes on with what an earlier page of this tab kept.
    pub fn restore() -> Self {
        let kept = kept(STORAGE_KEY);
        let numbers = kept.as_deref().and_then(|text| text.split_once(' '));
        let number = |text: &str| text.parse().unwrap_or_default();
        let (account, next) =
            numbers.map_or((0, 0), |(account, next)| (number(account), number(next)));
        Self {
            account,
            next,
            ..Self::default()
        }
    }

    /// All records, oldest first.
    pub fn all(&mut self) -> impl DoubleEndedIterator<Item = &Record> {
        self.read_kept();
        self.records.iter()
    }

    /// Goes on for this account. What another one did is forgotten, but not the requests since it
    /// was locked: they tried the key of this one.
    pub fn open(&mut self, account: u32) {
        let locked = self.locked.take();
        if self.account != account {
            let next = self.next;
            let mut tried = std::mem::take(&mut self.records);
            tried.retain(|it| locked.is_some_and(|locked| it.id >= locked));
            self.put_away();
            *self = Self {
                account,
                next,
                records: tried,
                read: true,
                ..Self::default()
            };
        }
        if locked.is_some() {
            self.records.iter().for_each(keep);
        }
    }

    /// Changes a record. One that is gone meanwhile stays gone.
    pub fn amend(&mut self, id: u32, change: &dyn Fn(&mut Record)) {
        if let Some(record) = self.records.iter_mut().rev().find(|it| it.id == id) {
            change(record);
            // While the console is locked, the storage holds nothing.
            if self.locked.is_none() {
                keep(record);
            }
        }
    }

    /// What an object was when it was seen last.
    pub fn seen(&self, path: &str) -> Option<String> {
        let seen = self.seen.iter().find(|(known, _)| known == path);
        seen.map(|(_, object)| object.clone())
    }

    /// Remembers what an object is.
    pub fn remember(&mut self, path: &str, object: &str) {
        self.seen.retain(|(known, _)| known != path);
        if self.seen.len() == SEEN {
            self.seen.pop_front();
        }
        self.seen.push_back((path.to_owned(), object.to_owned()));
    }

    /// Adds a record, and answers its id.
    pub fn add(&mut self, mut record: Record) -> u32 {
        let id = self.next;
        record.id = id;
        self.next = self.next.wrapping_add(1);
        if self.locked.is_none() {
            let numbers = [&self.account.to_string(), " ", &self.next.to_string()].concat();
            put(STORAGE_KEY, &numbers);
            keep(&record);
        }
        if self.records.len() == LIMIT as usize {
            self.records.pop_front();
        }
        self.records.push_back(record);
        id
    }

    /// Takes what is kept out of the storage.
    pub fn put_away(&mut self) {
        self.read = true;
        self.locked = Some(self.next);
        if let Some(storage) = browser::tab_storage() {
            for id in 0..self.next.min(LIMIT) {
                let _ = storage.remove_item(&place(id));
            }
            let _ = storage.remove_item(STORAGE_KEY);
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        let locked = self.locked;
        self.put_away();
        *self = Self {
            read: true,
            locked,
            ..Self::default()
        };
    }

    /// Takes up the records of earlier pages of this tab.
    fn read_kept(&mut self) {
        if std::mem::replace(&mut self.read, true) {
            return;
        }
        let first = self.records.front().map_or(self.next, |it| it.id);
        let room = LIMIT.saturating_sub(u32::try_from(self.records.len()).unwrap_or(LIMIT));
        for id in (first.saturating_sub(room)..first).rev() {
            let record = kept(&place(id)).and_then(|text| serde_json::from_str(&text).ok());
            let Some(mut record) = record.filter(|it: &Record| it.id == id) else {
                continue;
            };
            if record.duration.is_none() {
                record.error = Some("The page was left before an answer came.".to_owned());
            }
            self.records.push_front(record);
        }
    }
}

fn keep(record: &Record) {
    let text = serde_json::to_string(record).unwrap_or_default();
    let text = if text.len() > KEPT {
        let short = Record {
            before: None,
            after: None,
            request: record.request.clone().map(|request| Request {
                body: None,
                ..request
            }),
            ..record.clone()
        };
        serde_json::to_string(&short).unwrap_or_default()
    } else {
        text
    };
    put(&place(record.id), &text);
}

fn place(id: u32) -> String {
    [STORAGE_KEY, ".", &(id % LIMIT).to_string()].concat()
}

fn kept(name: &str) -> Option<String> {
    browser::tab_storage()?.get_item(name).ok().flatten()
}

fn put(name: &str, text: &str) {
    if let Some(storage) = browser::tab_storage() {
        // A full or forbidden storage costs no more than this: a reload forgets.
        let _ = storage.set_item(name, text);
    }
}
