//! Everything that sees SQL: developers, applications, API keys and webhooks, on SQLite or
//! PostgreSQL with the same code. Look-ups answer `None` for what is not there or belongs to
//! another developer; the two cannot be told apart.

mod api_keys;
mod applications;
mod connect;
mod developers;
pub mod entity;
mod migrations;
mod pages;
mod sample;
mod webhooks;

pub use applications::NewApplication;
pub use connect::{ConnectError, Options, redact};
pub use developers::{DeveloperId, DeveloperSummary, KeyState};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, RuntimeErr, SqlErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::fmt;
use std::sync::Arc;
use tokio::sync::{Mutex, MutexGuard};

/// The database. Clones share one pool of connections.
#[derive(Clone, Debug)]
pub struct Store {
    connection: DatabaseConnection,
    /// SQLite takes one writer at a time. Queuing for it here is fair and wakes at once; SQLite's
    /// own way is to poll. Other processes (the command line) still meet its busy timeout.
    writer: Option<Arc<Mutex<()>>>,
}

/// The database failed.
#[derive(Debug)]
pub struct StoreError(DbErr);

impl StoreError {
    /// Whether the same request may well succeed in a moment: the database is away, busy, or
    /// chose this transaction to end a deadlock.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match &self.0 {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
            DbErr::Exec(error) | DbErr::Query(error) => is_transient(error),
            _ => false,
        }
    }
}

fn is_transient(error: &RuntimeErr) -> bool {
    use sea_orm::sqlx::Error;
    // SQLITE_BUSY and its extended codes; PostgreSQL's serialization failure, deadlock,
    // shutdown and connection errors (class 08).
    const SQLITE: &[&str] = &["5", "261", "517", "773"];
    const POSTGRES: &[&str] = &["40001", "40P01", "57P01", "57P02", "57P03", "53300"];
    let RuntimeErr::SqlxError(error) = error else {
        return false;
    };
    match &**error {
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed => true,
        Error::Database(error) => error.code().is_some_and(|code| {
            SQLITE.contains(&&*code) || POSTGRES.contains(&&*code) || code.starts_with("08")
        }),
        _ => false,
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        Self(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for StoreError {}

/// Whether a row could not be inserted because what it belongs to was deleted meanwhile.
fn is_missing_parent(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(SqlErr::ForeignKeyConstraintViolation(_))
    )
}

/// A URL as it was stored. It was checked on its way in; should the check become stricter one
/// day, what is stored still prints.
fn stored<T: Default + DeserializeOwned>(text: String) -> T {
    let text: StringDeserializer<serde::de::value::Error> = text.into_deserializer();
    T::deserialize(text).unwrap_or_default()
}

/// A transaction that changes something, and the place in SQLite's queue of writers.
struct Writing<'a> {
    transaction: DatabaseTransaction,
    _place: Option<MutexGuard<'a, ()>>,
}

impl Writing<'_> {
    async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }
}

impl Store {
    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }

    /// Closes every connection, after the work under way.
    ///
    /// # Errors
    /// A connection could not be closed in an orderly way.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }

    /// One unchanging view of the database for several queries.
    async fn read(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.connection.get_database_backend() {
            // A deferred transaction in WAL mode is such a view already.
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                ..TransactionOptions::default()
            },
        };
        Ok(self.connection.begin_with_options(options).await?)
    }

    /// Starts to change something. Dropping the transaction undoes it.
    async fn write(&self) -> Result<Writing<'_>, StoreError> {
        let place = match &self.writer {
            Some(queue) => Some(queue.lock().await),
            None => None,
        };
        // A SQLite transaction that starts as a reader fails at its first write when another
        // process wrote in between; one that starts as the writer waits its turn.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(Writing {
            transaction,
            _place: place,
        })
    }
}
