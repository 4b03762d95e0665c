//! What this tab has sent and said, for the Activity screen: the last requests with what they
//! changed, and the notices. It holds no developer key and shows of an API key its ends only.
//! It survives a reload in session storage and goes when another account is opened.

mod ring;

use super::exchange::Answer;
use super::{Call, ClientError, ErrorKind, is_json};
use crate::browser::now;
use crate::routes::Route;
use crate::session::Connection;
use leptos::prelude::*;
use meta_api::sample::Request;
use meta_api::secret::{MASK, is_id, masked};
use meta_api::{ApiKey, ApiKeyValue, Method};
use serde::{Deserialize, Serialize};

pub use ring::LIMIT;
use ring::Ring;

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
    ring: StoredValue<Ring, LocalStorage>,
    revision: RwSignal<u32>,
}

/// A request that is under way: dropped before it is finished, it was given up.
pub(super) struct Entry<'a> {
    journal: Journal,
    connection: Connection,
    call: &'a Call,
    id: u32,
    finished: bool,
}

impl Journal {
    /// Goes on with what an earlier page of this tab kept.
    pub fn restore() -> Self {
        Self {
            ring: StoredValue::new_local(Ring::restore()),
            revision: RwSignal::new(0),
        }
    }

    /// All records, the newest first; tracked.
    pub fn records(self) -> Vec<Record> {
        self.revision.track();
        self.ring
            .try_update_value(|ring| ring.all().rev().cloned().collect())
            .unwrap_or_default()
    }

    /// Notes what was said to the person, and answers where the write that it is about is shown,
    /// when it is said because a write has just ended.
    pub fn said(self, worked: bool, text: &str) -> Option<String> {
        let kind = if worked { Kind::Success } else { Kind::Failure };
        self.note(kind, text);
        let written = self.ring.try_update_value(|ring| ring.written.take());
        written.flatten().map(Self::href)
    }

    /// Where a record is shown.
    pub fn href(id: u32) -> String {
        Route::Activity(["entry=", &id.to_string()].concat()).href()
    }

    /// Notes what was said to the person.
    pub fn note(self, kind: Kind, text: &str) {
        self.add(Record {
            kind,
            what: masked(text, |_| false),
            duration: Some(0),
            ..Record::now()
        });
    }

    /// Takes what is kept out of the storage, which is nobody's to read while the console is
    /// locked. This page still knows its own records when the same account is opened again.
    pub fn put_away(self) {
        let _ = self.ring.try_update_value(Ring::put_away);
    }

    /// Forgets everything.
    pub fn clear(self) {
        let _ = self.ring.try_update_value(Ring::clear);
        self.changed();
    }

    /// Notes that a request is sent. One that tries a key, `unlocking`, is nobody's until the
    /// next request in the name of an account.
    pub(super) fn start<'a>(
        self,
        connection: &Connection,
        call: &'a Call,
        unlocking: bool,
    ) -> Entry<'a> {
        let before = call.before.as_ref().map(|it| hide(connection, it));
        let before = before.or_else(|| self.seen(&call.path));
        let mut request = call.shown(connection.base_url.as_str());
        request.body = request.body.map(|it| hide(connection, &it));
        if !unlocking {
            let account = connection.fingerprint();
            let _ = self.ring.try_update_value(|ring| ring.open(account));
        }
        let id = self.add(Record {
            what: call.what.to_owned(),
            object: call.object.clone(),
            request: Some(request),
            before: before.filter(|_| matches!(call.method, Method::Patch | Method::Delete)),
            masked: call.api_key.as_ref().map(ApiKeyValue::masked),
            ..Record::now()
        });
        Entry {
            journal: self,
            connection: connection.clone(),
            call,
            id,
            finished: false,
        }
    }

    /// Notes what was found out about a request after its answer.
    pub(super) fn amend_error(self, id: u32, error: &str) {
        self.amend(id, &|record| {
            record.error = Some(masked(error, |_| false));
        });
    }

    /// Notes what looking showed about a write whose answer did not come, and that what is said
    /// next is about it.
    pub fn found(self, id: u32, text: &str) {
        self.amend(id, &|record| {
            let error = record.error.take().unwrap_or_default();
            record.error = Some([&error, " ", text].concat());
        });
        self.ended(id);
    }

    /// Changes a record. One that is gone meanwhile stays gone.
    fn amend(self, id: u32, change: &dyn Fn(&mut Record)) {
        let _ = self.ring.try_update_value(|ring| ring.amend(id, change));
        self.changed();
    }

    fn add(self, record: Record) -> u32 {
        let id = self.ring.try_update_value(|ring| ring.add(record));
        self.changed();
        id.unwrap_or_default()
    }

    /// What an object was when it was seen last.
    fn seen(self, path: &str) -> Option<String> {
        self.ring.try_with_value(|ring| ring.seen(path)).flatten()
    }

    fn remember(self, path: &str, object: &str) {
        let _ = self
            .ring
            .try_update_value(|ring| ring.remember(path, object));
    }

    /// Remembers a write until whoever waits for it has said so.
    fn ended(self, id: u32) {
        let set = move |written| {
            let _ = self.ring.try_update_value(|ring| ring.written = written);
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
            .and_then(|answer| object(call, &answer.body))
            .map(|it| hide(&self.connection, &it));
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
                    record.error = Some(hide(&self.connection, &error.sentence()));
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

/// The text without the key that sent it and what looks like one, which may stand in any field.
fn hide(connection: &Connection, text: &str) -> String {
    let key = connection.developer_key.expose();
    masked(&text.replace(key, MASK), is_id)
}

/// The object that was answered, as JSON text with an API key masked; `None` for a list.
fn object(call: &Call, body: &[u8]) -> Option<String> {
    if !call.query.is_empty() || !is_json(body) {
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

/// How long ago something began, in milliseconds.
pub(super) fn milliseconds_since(started: u64) -> u32 {
    u32::try_from(now().saturating_sub(started)).unwrap_or(u32::MAX)
}
