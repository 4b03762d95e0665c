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

/// The URL with `•••` in the place of a password, and without parameters, which can hold one, too.
/// In a URL that is malformed, everything that could be a part of a password is left out.
#[must_use]
pub fn redact(url: &str) -> String {
    if let Some(file) = url.strip_prefix("sqlite:") {
        return format!("sqlite:{}", without_parameters(file));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return "This".to_owned();
    };
    let Some((before, host)) = rest.rsplit_once('@') else {
        return format!("{scheme}://{}", without_wrong_port(rest));
    };
    let user = before.split([':', '/', '?', '#', '@']).next();
    let user = user.unwrap_or_default();
    // The `@` may stand in the password that is a parameter. Without a parameter in front of it,
    // a `?` belongs to a password that somebody forgot to escape.
    let parameters = before.split_once('?').map(|(_, parameters)| parameters);
    if parameters.is_some_and(|parameters| parameters.contains('=')) {
        return format!("{scheme}://{user}:•••");
    }
    format!("{scheme}://{user}:•••@{}", without_parameters(host))
}

fn without_parameters(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

/// `host:port/database`. If the port is no number, this may be a user and a password to which the
/// host is missing.
fn without_wrong_port(rest: &str) -> String {
    let shown = without_parameters(rest);
    let authority = shown.split('/').next().unwrap_or_default();
    // An IPv6 address has colons of its own, in brackets.
    let address = authority.find(']').map_or(0, |bracket| bracket + 1);
    let (address, port) = authority.split_at(address);
    match port.split_once(':') {
        Some((host, port)) if port.parse::<u16>().is_err() => format!("{address}{host}:•••"),
        _ => shown.to_owned(),
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
        assert_eq!(shown("hunter2"), "This");
    }

    #[test]
    fn a_malformed_url_shows_no_part_of_a_password() {
        for (url, shown) in [
            ("postgres://u:pa?ss@127.0.0.1:1/db", "u:•••@127.0.0.1:1/db"),
            ("postgres://u:pa/ss@db/meta?x=y", "u:•••@db/meta"),
            ("postgres://u:pa#ss@db/meta", "u:•••@db/meta"),
            ("postgres://u:p@s?s@db/meta", "u:•••@db/meta"),
            ("postgres://u:x@db/meta?password=pa@ss", "u:•••"),
            ("postgres://db/meta?password=pa@ss", "db:•••"),
            ("postgres://u:pass", "u:•••"),
            ("postgres://u:pa/ss", "u:•••"),
            ("postgres://u:pa?ss", "u:•••"),
            ("postgres://[::1]:pass/db", "[::1]:•••"),
        ] {
            assert_eq!(redact(url), format!("postgres://{shown}"), "{url}");
        }
    }

    #[test]
    fn what_holds_no_password_is_shown() {
        for (url, shown) in [
            ("postgres://db:5432/meta", "postgres://db:5432/meta"),
            ("postgres://[::1]:5432/meta", "postgres://[::1]:5432/meta"),
            ("postgres://[::1]/meta", "postgres://[::1]/meta"),
            ("sqlite://meta.sqlite?mode=rwc", "sqlite://meta.sqlite"),
            ("sqlite:/var/meta.sqlite", "sqlite:/var/meta.sqlite"),
            ("sqlite:meta@home.sqlite", "sqlite:meta@home.sqlite"),
            ("sqlite::memory:", "sqlite::memory:"),
        ] {
            assert_eq!(redact(url), shown);
        }
    }
}
