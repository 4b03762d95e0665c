//! What each command does. Each answers an error that prints as a sentence with what to do.

mod developer;
mod sample;
mod serve;

pub(crate) use developer::developer;
pub(crate) use sample::sample;
pub(crate) use serve::serve;

use crate::cli::Database;
use crate::store::{ConnectError, Options, Store};
use std::io::{self, Write};

/// The result of a command.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

async fn open(database: &Database) -> std::result::Result<Store, ConnectError> {
    Store::connect(&Options::new(&database.url)).await
}

/// `meta-server openapi`
pub(crate) fn openapi() -> Result {
    print(&crate::http::openapi::description().to_pretty_json()?)
}

/// Prints a line. A closed pipe (`meta-server openapi | head`) is no error.
fn print(line: &str) -> Result {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
