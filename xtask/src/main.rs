//! `cargo xtask`: all set-up, builds, checks and measurements of this project.

mod compress;
mod finish;
mod html;
mod project;
mod scratch;
mod style;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    match env::args().nth(1).as_deref() {
        Some("style") => style::join(&Project::find()?),
        Some("finish") => finish::finish(),
        _ => bail!("unknown command"),
    }
}
