//! The Meta API itself: a server that a developer account's applications, API keys and webhooks
//! live in, on SQLite or PostgreSQL. It keeps no state of its own besides the database, so any
//! number of processes can share one.
//!
//! [`routes`] tell what each endpoint does, [`store`] is the only place that sees SQL, and
//! [`http`] holds what all requests share: paths, credentials, errors, the log line, the
//! console's files.

pub mod cli;
pub mod clock;
mod commands;
pub mod http;
pub mod key_file;
pub mod random;
pub mod routes;
pub mod sample;
pub mod store;
pub mod telemetry;

use clock::Clock;
use random::Random;
use std::sync::Arc;
use store::Store;

/// What every request handler can reach. Clock and random source are passed in, so that a test
/// decides what time it is and which ids come next.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where ids and keys come from.
    pub random: Arc<dyn Random>,
}
