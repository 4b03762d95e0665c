//! The log: one line a request, on standard error, as text or as JSON.

use std::io::{IsTerminal, stderr};
use tracing::level_filters::LevelFilter;

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For a person.
    Text,
    /// One JSON object a line, for a program.
    Json,
}

/// Starts logging. Only the first call of a process counts.
pub fn start(format: LogFormat) {
    let lines = tracing_subscriber::fmt()
        .with_writer(stderr)
        .with_max_level(LevelFilter::INFO);
    // It fails when a log is there already, which is what was asked for.
    let _ = match format {
        LogFormat::Text => {
            let colours = stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|no_colour| no_colour.is_empty());
            tracing::subscriber::set_global_default(
                lines.with_ansi(colours).with_target(false).finish(),
            )
        }
        LogFormat::Json => tracing::subscriber::set_global_default(
            lines.json().flatten_event(true).with_target(false).finish(),
        ),
    };
}
