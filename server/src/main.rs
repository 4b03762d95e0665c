//! The server's command line; see `meta-server --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    meta_server::cli::run(meta_server::cli::Cli::read())
}
