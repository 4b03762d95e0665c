//! The command line: `meta-server serve | developer | sample | openapi`.

use crate::commands;
use crate::http::Origin;
use crate::telemetry::LogFormat;
use clap::builder::Resettable;
use clap::{Arg, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// The Meta API on SQLite or PostgreSQL: applications, API keys and webhooks of developer
/// accounts, with the console on the same origin.
#[derive(Debug, Parser)]
#[command(
    name = "meta-server",
    version,
    after_help = "\
Start with:
  meta-server developer add --name me --key-file developer-key
  meta-server serve

Each option can also be set by the environment variable named beside it; the command line wins. A
variable that is empty counts as not set."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API, and the console if --console names its files.
    Serve(Serve),
    /// Manage developer accounts and their keys.
    #[command(subcommand)]
    Developer(Developer),
    /// Fill an empty account with realistic applications, API keys and webhooks.
    Sample(Sample),
    /// Print the OpenAPI description of the API as JSON.
    Openapi,
}

/// Where the data is.
#[derive(Clone, Debug, Args)]
#[expect(clippy::doc_markdown, reason = "printed by --help")]
pub(crate) struct Database {
    /// sqlite://FILE?mode=rwc or postgres://USER:PASSWORD@HOST/DATABASE. Tables are made and
    /// brought up to date by every command.
    #[arg(
        long = "database",
        value_name = "URL",
        env = "META_SERVER_DATABASE",
        hide_env_values = true,
        default_value = "sqlite://meta.sqlite?mode=rwc"
    )]
    pub(crate) url: String,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on. Port 0 takes a free one; the log says which.
    #[arg(
        long,
        value_name = "ADDR:PORT",
        env = "META_SERVER_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) database: Database,
    /// Folder with the built console, served on the same origin.
    #[arg(long, value_name = "DIR", env = "META_SERVER_CONSOLE")]
    pub(crate) console: Option<PathBuf>,
    /// Origin (scheme, host and port) of another site whose pages may call the API. May be given
    /// several times; in the environment, separate them with commas.
    #[arg(
        long = "allow-origin",
        value_name = "ORIGIN",
        env = "META_SERVER_ALLOW_ORIGIN",
        value_delimiter = ','
    )]
    pub(crate) allow_origins: Vec<Origin>,
    /// How log lines are written, to standard error.
    #[arg(
        long,
        value_name = "FORMAT",
        env = "META_SERVER_LOG_FORMAT",
        value_enum,
        default_value_t = LogFormat::Text
    )]
    pub(crate) log_format: LogFormat,
}

/// Commands about developer accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Developer {
    /// Make an account and print its new developer key, which is stored nowhere.
    Add {
        #[command(flatten)]
        database: Database,
        /// Whose account it is; shown by `developer list`.
        #[arg(long, env = "META_SERVER_DEVELOPER_NAME", value_parser = meta_api::text::parse_name)]
        name: String,
        /// Write the key to this file (readable by its owner only) instead of printing it. A
        /// file that is there already keeps its key, which is registered if it is not yet.
        #[arg(long, value_name = "PATH", env = "META_SERVER_KEY_FILE")]
        key_file: Option<PathBuf>,
    },
    /// List the accounts.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// End an account's key at once. The account's data stays.
    Revoke {
        #[command(flatten)]
        database: Database,
        /// The account's number in `developer list`.
        id: i64,
    },
}

/// Options of `sample`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without --key-file, the key is read from the environment variable \
                  META_DEVELOPER_KEY."
)]
pub(crate) struct Sample {
    /// How many applications, 1 to 1,000,000. The same number gives the same applications.
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) count: u32,
    #[command(flatten)]
    pub(crate) database: Database,
    /// File with the developer key of the account to fill.
    #[arg(long, value_name = "PATH", env = "META_SERVER_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

impl Cli {
    /// Reads the command line and the environment, or prints what is wrong and ends the process.
    #[must_use]
    pub fn read() -> Self {
        let command = without_empty_variables(Self::command());
        Self::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

/// Compose files set a variable to nothing when there is no value for it. clap would take the
/// empty text as the value.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(std::env::var_os);
        value.is_some_and(|value| value.is_empty())
    };
    command
        .mut_args(|arg| {
            if is_empty(&arg) {
                arg.env(Resettable::Reset)
            } else {
                arg
            }
        })
        .mut_subcommands(without_empty_variables)
}

/// Runs a command. A failure is one sentence on standard error and exit status 1.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(execute(cli.command)),
        Err(error) => Err(format!("The server cannot start its threads ({error}).").into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command) -> commands::Result {
    match command {
        Command::Serve(options) => commands::serve(options).await,
        Command::Developer(command) => commands::developer(command).await,
        Command::Sample(options) => commands::sample(options).await,
        Command::Openapi => commands::openapi(),
    }
}
