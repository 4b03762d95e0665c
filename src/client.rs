//! The one road to the network. Pages ask for resources and get values or a [`ClientError`];
//! headers, status codes and the developer key stay in here.

mod api_keys;
mod applications;
mod base_url;
mod call;
mod config;
mod error;
mod exchange;
mod first;
pub mod journal;
mod webhooks;

pub use base_url::BaseUrl;
pub use call::Call;
pub use config::configured_base_url;
pub use error::{ClientError, ErrorKind};
pub use first::forget_first;
pub use journal::Journal;

use crate::session::{Connection, LockReason, Session};
use crate::tabs::Tabs;
use exchange::{Answer, exchange};
use futures_util::future::LocalBoxFuture;
use meta_api::{ApplicationsQuery, PageNumber, PageSize, Paging, sample};
use serde::de::DeserializeOwned;

/// Asks the API in the name of the open session. Cheap to copy: it is a handle.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    session: Session,
    tabs: Tabs,
    journal: Journal,
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
        }
    }

    /// What this tab has sent.
    pub fn journal(self) -> Journal {
        self.journal
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
    pub fn check(connection: Connection) -> Answering<()> {
        let paging = Paging {
            page: PageNumber::FIRST,
            page_size: PageSize::new(1).unwrap_or_default(),
        };
        let active = None;
        let call = Call::applications(ApplicationsQuery { active, paging });
        Box::pin(async move {
            let answer = exchange(&connection, &call).await?;
            decode::<meta_api::Page<meta_api::Application>>(&answer.body)
                .ok_or_else(|| ClientError::undecodable(answer.status, &answer.body))
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

    fn write(self, call: Call) -> Answering<()> {
        let answer = self.send(call);
        Box::pin(async move { answer.await.map(|_| ()) })
    }

    fn undecodable(self, answer: &Answer) -> ClientError {
        let error = ClientError::undecodable(answer.status, &answer.body);
        self.journal.fail(answer.record, &error);
        error
    }

    fn send(self, call: Call) -> Answering<Answer> {
        Box::pin(async move {
            let Some(connection) = self.session.current() else {
                return Err(ErrorKind::Unauthorized.into());
            };
            let mut entry = self.journal.start(&connection, &call);
            let result = exchange(&connection, &call).await;
            entry.finish(&result);
            let refused = matches!(&result, Err(error) if error.kind == ErrorKind::Unauthorized);
            // Another key may have been entered while this request was under way.
            if refused && self.session.current().as_ref() == Some(&connection) {
                self.session.lock(LockReason::KeyRefused);
            }
            if result.is_ok() && !call.is_read() {
                self.tabs.say_changed();
            }
            result.map(|answer| Answer {
                record: entry.id(),
                ..answer
            })
        })
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}
