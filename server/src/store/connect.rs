//! Opening a database: its URL, the settings of each connection, and the tables.

use super::{Store, StoreError, migrations};
use sea_orm::sqlx::{Connection, PgConnection};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

/// How long a connection waits for another one, and for the database to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite://…` or `postgres://…`. It may hold a password: [`redact`] it before showing it.
    pub url: String,
    /// The most connections kept open at the same time.
    pub max_connections: u32,
}

impl Options {
    /// Ten connections.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            max_connections: 10,
        }
    }
}

/// Why a database could not be opened; prints as a sentence with what to do.
#[derive(Debug)]
pub enum ConnectError {
    /// The URL is for no database that this server knows.
    UnknownScheme {
        /// The URL without its password.
        url: String,
    },
    /// Nothing answers there, or it refuses.
    Unreachable {
        /// The URL without its password.
        url: String,
        /// What the driver says.
        reason: String,
    },
    /// It answers, but its tables could not be brought up to date.
    Migration {
        /// The URL without its password.
        url: String,
        /// What the database says.
        reason: String,
    },
}

impl fmt::Display for ConnectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownScheme { url } => write!(
                formatter,
                "{url} is no database URL that this server knows. Use \
                 sqlite://path/to/file?mode=rwc or postgres://user:password@host/database."
            ),
            Self::Unreachable { url, reason } if url.starts_with("sqlite:") => write!(
                formatter,
                "The database {url} cannot be opened ({reason}). Check that its folder exists \
                 and may be written to, and that the URL ends in ?mode=rwc if the file is new."
            ),
            Self::Unreachable { url, reason } => write!(
                formatter,
                "The database {url} cannot be reached ({reason}). Check that it runs and that \
                 host, user, password and database name in the URL are right."
            ),
            Self::Migration { url, reason } => write!(
                formatter,
                "The tables of {url} cannot be brought up to date ({reason}). Check that the \
                 user may create tables and that no newer version of this server uses them."
            ),
        }
    }
}

impl std::error::Error for ConnectError {}

/// The URL with `•••` in the place of a password.
#[must_use]
pub fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "This".to_owned();
    };
    // Parameters can hold a password, too.
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:•••@{host}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

impl Store {
    /// Opens a database and brings its tables up to date. Several processes may do so at once.
    ///
    /// # Errors
    /// The URL is unknown, the database does not answer, or the tables cannot be made.
    pub async fn connect(options: &Options) -> Result<Self, ConnectError> {
        let url = redact(&options.url);
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| options.url.starts_with(scheme)) {
            return Err(ConnectError::UnknownScheme { url });
        }
        let unreachable = |reason| ConnectError::Unreachable {
            url: url.clone(),
            reason,
        };
        if !options.url.starts_with("sqlite:") {
            probe(&options.url).await.map_err(unreachable)?;
        }
        let connection = Database::connect(connect_options(options))
            .await
            .map_err(|error| unreachable(reason(&error)))?;
        let is_sqlite = connection.get_database_backend() == DbBackend::Sqlite;
        if is_sqlite {
            use_write_ahead_log(&connection)
                .await
                .map_err(|error| unreachable(reason(&error.0)))?;
        }
        let writer = is_sqlite.then(|| Arc::new(Mutex::new(())));
        let store = Self { connection, writer };
        match store.migrate().await {
            Ok(()) => Ok(store),
            Err(error) => Err(ConnectError::Migration {
                url,
                reason: reason(&error.0),
            }),
        }
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let writing = self.write().await?;
        if self.connection.get_database_backend() == DbBackend::Postgres {
            // Several processes that start at once take turns. The number only has to be the
            // same in all of them; the lock ends with the transaction.
            let lock = "SELECT pg_advisory_xact_lock(7305810466)";
            let lock = Statement::from_string(DbBackend::Postgres, lock);
            writing.transaction.execute_raw(lock).await?;
        }
        migrations::apply(&writing.transaction).await?;
        writing.commit().await
    }

    /// The connections themselves, for what only a test has to ask.
    #[must_use]
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }
}

fn connect_options(options: &Options) -> ConnectOptions {
    let mut connect = ConnectOptions::new(&options.url);
    connect
        .max_connections(options.max_connections)
        .connect_timeout(Duration::from_secs(5))
        .acquire_timeout(PATIENCE)
        // Statements carry keys as their values.
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                // With WAL, a power cut can lose the last commits but never damage the file.
                .pragma("synchronous", "NORMAL")
        });
    connect
}

/// Readers and a writer no longer wait for each other. The file remembers it, but the switch
/// itself needs the file alone, and for that SQLite's busy timeout does not wait.
async fn use_write_ahead_log(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        let switched = connection.execute_unprepared("PRAGMA journal_mode = WAL");
        match switched.await.map_err(StoreError) {
            Err(error) if error.is_transient() && start.elapsed() < PATIENCE => {
                sleep(Duration::from_millis(20)).await;
            }
            result => return result.map(drop),
        }
    }
}

/// Connects once. A pool would try again until its time is up, and then say no more than that.
async fn probe(url: &str) -> Result<(), String> {
    let attempt = timeout(PATIENCE, PgConnection::connect(url));
    match attempt.await {
        Err(_) => Err("no answer in ten seconds".to_owned()),
        Ok(Err(error)) => Err(reason(&error)),
        // It answered; how it takes the goodbye does not matter.
        Ok(Ok(connection)) => {
            let _ = connection.close().await;
            Ok(())
        }
    }
}

/// The innermost sentence: what the drivers wrap around it only repeats it.
fn reason(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn a_password_is_never_shown() {
        let shown = |url| redact(url);
        assert_eq!(
            shown("postgres://meta:hunter2@db:5432/meta?sslmode=require"),
            "postgres://meta:•••@db:5432/meta"
        );
        assert_eq!(
            shown("postgres://db/meta?password=hunter2"),
            "postgres://db/meta"
        );
        assert_eq!(
            shown("postgres://u:p@ss@db/meta"),
            "postgres://u:•••@db/meta"
        );
        assert_eq!(
            shown("sqlite://meta.sqlite?mode=rwc"),
            "sqlite://meta.sqlite"
        );
        assert_eq!(shown("hunter2"), "This");
    }
}
