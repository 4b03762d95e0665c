//! The one road to the network. Pages ask for resources and get values or a [`ClientError`];
//! headers, status codes and the developer key stay in here.

mod api_keys;
mod applications;
mod base_url;
mod call;
mod config;
mod error;
mod examine;
mod exchange;
mod explore;
mod first;
pub mod journal;
mod probe;
mod reach;
mod webhooks;
mod writing;

pub use base_url::BaseUrl;
pub use call::{Call, Free};
pub use config::configured_base_url;
pub use error::{ClientError, ErrorKind};
pub use explore::Explored;
pub use first::forget_first;
pub use journal::Journal;
pub use reach::is_mixed;
pub use writing::{Happened, SLOW_DOWN, Writing, patiently, wait_out};

use crate::browser::pause;
use crate::session::{Connection, LockReason, Session};
use crate::tabs::Tabs;
use exchange::{Answer, exchange};
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use meta_api::{Page, sample};
use serde::de::DeserializeOwned;

/// Asks the API in the name of the open session. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    session: Session,
    tabs: Tabs,
    journal: Journal,
    retrying: RwSignal<Option<ClientError>>,
}

/// An answer on its way. Dropping it aborts its request.
pub type Answering<T> = LocalBoxFuture<'static, Result<T, ClientError>>;

impl Client {
    /// A client for this session, which notes what it sends and tells other tabs what it changed.
    pub fn new(session: Session, tabs: Tabs, journal: Journal) -> Self {
        Self {
            session,
            tabs,
            journal,
            retrying: RwSignal::new(None),
        }
    }

    /// What this tab has sent.
    pub fn journal(self) -> Journal {
        self.journal
    }

    /// Why a read is about to be asked for once more; tracked.
    pub fn retrying(self) -> Option<ClientError> {
        self.retrying.get()
    }

    /// What would be sent, with `$META_DEVELOPER_KEY` in place of the key and an API key masked.
    pub fn preview(self, call: &Call) -> sample::Request {
        let connection = self.session.current();
        call.shown(connection.as_ref().map_or("", |it| it.base_url.as_str()))
    }

    /// Asks the API whether it accepts a key, with a request that reads one application.
    ///
    /// The answer is an error for whatever the request ran into: [`ErrorKind::Unauthorized`] for
    /// a refused key.
    pub fn check(self, connection: Connection) -> Answering<()> {
        Box::pin(async move {
            let answer = self.ask(&connection, &Call::check(), true).await?;
            decode::<Page<meta_api::Application>>(&answer.body)
                .ok_or_else(|| self.undecodable(&answer))
                .map(|_| ())
        })
    }

    fn read<T: DeserializeOwned + 'static>(self, call: Call) -> Answering<T> {
        let answer = self.send(call);
        Box::pin(async move {
            let answer = answer.await?;
            decode(&answer.body).ok_or_else(|| self.undecodable(&answer))
        })
    }

    /// A change that answers nothing. Whoever stands in front of the API may answer for it: what is
    /// there must at least be JSON.
    fn write(self, call: Call) -> Answering<()> {
        let answer = self.send(call);
        Box::pin(async move {
            let answer = answer.await?;
            if answer.body.is_empty() || is_json(&answer.body) {
                Ok(())
            } else {
                Err(self.undecodable(&answer))
            }
        })
    }

    fn undecodable(self, answer: &Answer) -> ClientError {
        let error = ClientError::undecodable(answer.status, &answer.body);
        self.journal.amend_error(answer.record, &error.sentence());
        ClientError {
            record: Some(answer.record),
            ..error
        }
    }

    fn send(self, call: Call) -> Answering<Answer> {
        Box::pin(async move {
            let Some(connection) = self.session.current() else {
                return Err(ErrorKind::Unauthorized.into());
            };
            let result = self.ask(&connection, &call, false).await;
            let refused = matches!(&result, Err(error) if error.kind == ErrorKind::Unauthorized);
            // Another key may have been entered while this request was under way.
            if refused && self.session.current().as_ref() == Some(&connection) {
                self.session.lock(LockReason::KeyRefused);
            }
            if result.is_ok() && !call.is_read() {
                self.tabs.say_changed();
            }
            result
        })
    }

    /// Sends a request, a read again if the API fails or the connection is lost, and notes it in
    /// the journal. `unlocking` tries a key while the console is locked.
    async fn ask(
        self,
        connection: &Connection,
        call: &Call,
        unlocking: bool,
    ) -> Result<Answer, ClientError> {
        let mut attempt = 1;
        loop {
            let mut entry = self.journal.start(connection, call, unlocking);
            let result = exchange(connection, call).await;
            entry.finish(&result);
            let record = entry.id();
            let mut error = match result {
                Ok(answer) => return Ok(Answer { record, ..answer }),
                Err(error) => ClientError {
                    record: Some(record),
                    ..error
                },
            };
            if call.is_read() && error.is_passing() && attempt <= reach::RETRIES {
                let _shown = Retrying::show(self.retrying, error);
                pause(reach::backoff(attempt, reach::random())).await;
                attempt += 1;
                // The console may have been locked meanwhile.
                if unlocking || self.session.current().as_ref() == Some(connection) {
                    continue;
                }
                return Err(ErrorKind::Cancelled.into());
            }
            if error.kind == ErrorKind::Unreachable {
                error.kind = reach::diagnose(&connection.base_url).await;
            }
            return Err(error);
        }
    }
}

/// Shows why a read waits before it is asked for again, until it is dropped.
struct Retrying(RwSignal<Option<ClientError>>);

impl Retrying {
    fn show(place: RwSignal<Option<ClientError>>, error: ClientError) -> Self {
        let _ = place.try_set(Some(error));
        Self(place)
    }
}

impl Drop for Retrying {
    fn drop(&mut self) {
        let _ = self.0.try_set(None);
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}

/// Whether these bytes are a JSON text, whatever it says.
fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}
