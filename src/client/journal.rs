//! What this tab has sent and said, for the Activity screen: the last requests with what they
//! changed, and the notices. It holds no developer key and shows of an API key its ends only.
//! It survives a reload in session storage and goes when another account is opened.

use super::exchange::Answer;
use super::{Call, ClientError, ErrorKind};
use crate::browser::{self, now};
use crate::routes::Route;
use crate::session::Connection;
use leptos::prelude::*;
use meta_api::sample::Request;
use meta_api::secret::MASK;
use meta_api::{ApiKey, ApiKeyValue, Method};
use serde::{Deserialize, Serialize};
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

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A request.
    Request,
    /// Something worked and was said.
    Success,
    /// Something did not work and was said.
    Failure,
}

/// A request or a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Counts the records of this tab.
    pub id: u32,
    /// What it is about.
    pub kind: Kind,
    /// When it began: milliseconds since 1970.
    pub started: u64,
    /// What was asked, "Update an application", or the text of a notice.
    pub what: String,
    /// The id of the application or webhook, or a masked API key; can be empty.
    pub object: String,
    /// What was sent; `None` for a notice.
    pub request: Option<Request>,
    /// For a write: the object before, as JSON text, if it was known.
    pub before: Option<String>,
    /// For a write: the object after, as JSON text.
    pub after: Option<String>,
    /// The HTTP status of the answer.
    pub status: Option<u16>,
    /// Why it did not work. A request with neither status nor error is under way.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    pub duration: Option<u32>,
    /// The API's id of the request.
    pub request_id: Option<String>,
    /// How an API key is shown in this record: `80Od…pbF4`. An export shows nothing of it.
    pub masked: Option<String>,
}

/// The records of this tab. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Journal {
    inner: StoredValue<Inner, LocalStorage>,
    revision: RwSignal<u32>,
}

#[derive(Debug, Default)]
struct Inner {
    account: u32,
    next: u32,
    /// Of this page, oldest first; the ids are consecutive.
    records: VecDeque<Record>,
    /// Whether the records of earlier pages of this tab have been read.
    read: bool,
    /// The write that ended in this turn of the event loop.
    written: Option<u32>,
    /// Paths with the objects that they answered last.
    seen: VecDeque<(String, String)>,
}

/// A request that is under way: dropped before it is finished, it was given up.
pub(super) struct Entry<'a> {
    journal: Journal,
    call: &'a Call,
    id: u32,
    finished: bool,
}

impl Journal {
    /// Goes on with what an earlier page of this tab kept.
    pub fn restore() -> Self {
        let kept = kept(STORAGE_KEY);
        let numbers = kept.as_deref().and_then(|text| text.split_once(' '));
        let number = |text: &str| text.parse().unwrap_or_default();
        let (account, next) =
            numbers.map_or((0, 0), |(account, next)| (number(account), number(next)));
        let inner = Inner {
            account,
            next,
            ..Inner::default()
        };
        Self {
            inner: StoredValue::new_local(inner),
            revision: RwSignal::new(0),
        }
    }

    /// All records, the newest first; tracked.
    pub fn records(self) -> Vec<Record> {
        self.revision.track();
        self.inner
            .try_update_value(|inner| {
                inner.read_kept();
                inner.records.iter().rev().cloned().collect()
            })
            .unwrap_or_default()
    }

    /// Notes what was said to the person, and answers where the write that it is about is shown,
    /// when it is said because a write has just ended.
    pub fn said(self, worked: bool, text: &str) -> Option<String> {
        let kind = if worked { Kind::Success } else { Kind::Failure };
        self.note(kind, text);
        let written = self.inner.try_update_value(|inner| inner.written.take());
        let id = written.flatten()?.to_string();
        Some(Route::Activity(["entry=", &id].concat()).href())
    }

    /// Notes what was said to the person.
    pub fn note(self, kind: Kind, text: &str) {
        self.add(Record {
            kind,
            what: text.to_owned(),
            duration: Some(0),
            ..Record::now()
        });
    }

    /// Takes what is kept out of the storage, which is nobody's to read while the console is
    /// locked. This page still knows its own records when the same account is opened again.
    pub fn put_away(self) {
        let _ = self.inner.try_update_value(Inner::put_away);
    }

    /// Forgets everything.
    pub fn clear(self) {
        let _ = self.inner.try_update_value(Inner::clear);
        self.changed();
    }

    /// Notes that a request is sent.
    pub(super) fn start<'a>(self, connection: &Connection, call: &'a Call) -> Entry<'a> {
        let account = connection.fingerprint();
        let before = call.before.clone().or_else(|| self.seen(&call.path));
        let _ = self.inner.try_update_value(|inner| {
            if inner.account != account {
                inner.clear();
                inner.account = account;
            }
        });
        let id = self.add(Record {
            what: call.what.to_owned(),
            object: call.object.clone(),
            request: Some(call.shown(connection.base_url.as_str())),
            before: before.filter(|_| matches!(call.method, Method::Patch | Method::Delete)),
            masked: call.api_key.as_ref().map(ApiKeyValue::masked),
            ..Record::now()
        });
        Entry {
            journal: self,
            call,
            id,
            finished: false,
        }
    }

    /// Notes that an answer turned out to be unusable.
    pub(super) fn fail(self, id: u32, error: &ClientError) {
        self.amend(id, &|record| record.error = Some(error.sentence()));
    }

    /// Changes a record. One that is gone meanwhile stays gone.
    fn amend(self, id: u32, change: &dyn Fn(&mut Record)) {
        let _ = self.inner.try_update_value(|inner| {
            let record = inner.records.iter_mut().rev().find(|it| it.id == id);
            if let Some(record) = record {
                change(record);
                keep(record);
            }
        });
        self.changed();
    }

    fn add(self, record: Record) -> u32 {
        let id = self.inner.try_update_value(|inner| inner.add(record));
        self.changed();
        id.unwrap_or_default()
    }

    /// What an object was when it was seen last.
    fn seen(self, path: &str) -> Option<String> {
        self.inner
            .try_with_value(|inner| {
                let seen = inner.seen.iter().find(|(known, _)| known == path);
                seen.map(|(_, object)| object.clone())
            })
            .flatten()
    }

    fn remember(self, path: &str, object: &str) {
        let _ = self.inner.try_update_value(|inner| {
            inner.seen.retain(|(known, _)| known != path);
            if inner.seen.len() == SEEN {
                inner.seen.pop_front();
            }
            inner.seen.push_back((path.to_owned(), object.to_owned()));
        });
    }

    /// Remembers a write until whoever waits for it has said so.
    fn ended(self, id: u32) {
        let set = move |written| {
            let _ = self.inner.try_update_value(|inner| inner.written = written);
        };
        set(Some(id));
        set_timeout(move || set(None), std::time::Duration::ZERO);
    }

    fn changed(self) {
        let _ = self
            .revision
            .try_update(|revision| *revision = revision.wrapping_add(1));
    }
}

impl Entry<'_> {
    /// The id of its record.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Notes how the request ended.
    pub fn finish(&mut self, result: &Result<Answer, ClientError>) {
        self.finished = true;
        let call = self.call;
        let after = result
            .as_ref()
            .ok()
            .and_then(|answer| object(call, &answer.body));
        if let (Some(object), None) = (&after, &call.api_key) {
            self.journal.remember(&call.path, object);
        }
        self.journal.amend(self.id, &|record| {
            match result {
                Ok(answer) => {
                    record.status = Some(answer.status);
                    record.request_id.clone_from(&answer.request_id);
                    record.after = after.clone().filter(|_| !call.is_read());
                }
                Err(error) => {
                    record.status = error.status;
                    record.request_id.clone_from(&error.request_id);
                    record.error = Some(sentence(call, error));
                }
            }
            record.duration = Some(milliseconds_since(record.started));
        });
        if !call.is_read() {
            self.journal.ended(self.id);
        }
    }
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        if !self.finished {
            self.finish(&Err(ErrorKind::Cancelled.into()));
        }
    }
}

impl Inner {
    fn add(&mut self, mut record: Record) -> u32 {
        let id = self.next;
        record.id = id;
        self.next = self.next.wrapping_add(1);
        put(
            STORAGE_KEY,
            &[&self.account.to_string(), " ", &self.next.to_string()].concat(),
        );
        keep(&record);
        if self.records.len() == LIMIT as usize {
            self.records.pop_front();
        }
        self.records.push_back(record);
        id
    }

    fn put_away(&mut self) {
        self.read = true;
        if let Some(storage) = browser::tab_storage() {
            for id in 0..self.next.min(LIMIT) {
                let _ = storage.remove_item(&place(id));
            }
            let _ = storage.remove_item(STORAGE_KEY);
        }
    }

    fn clear(&mut self) {
        self.put_away();
        *self = Self {
            read: true,
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

impl Record {
    fn now() -> Self {
        Self {
            id: 0,
            kind: Kind::Request,
            started: now(),
            what: String::new(),
            object: String::new(),
            request: None,
            before: None,
            after: None,
            status: None,
            error: None,
            duration: None,
            request_id: None,
            masked: None,
        }
    }
}

/// The object that was answered, as JSON text with an API key masked; `None` for a list.
fn object(call: &Call, body: &[u8]) -> Option<String> {
    if body.is_empty() || !call.query.is_empty() {
        return None;
    }
    if !call.path.ends_with("/apikeys") {
        return Some(String::from_utf8_lossy(body).into_owned());
    }
    let new: ApiKey = serde_json::from_slice(body).ok()?;
    let masked = ApiKey {
        key: ApiKeyValue::new(new.key.masked()),
        ..new
    };
    serde_json::to_string(&masked).ok()
}

/// Why it did not work, without the API key that an API may repeat.
fn sentence(call: &Call, error: &ClientError) -> String {
    let sentence = error.sentence();
    match &call.api_key {
        Some(key) => sentence.replace(key.expose(), MASK),
        None => sentence,
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

fn milliseconds_since(started: u64) -> u32 {
    u32::try_from(now().saturating_sub(started)).unwrap_or(u32::MAX)
}
