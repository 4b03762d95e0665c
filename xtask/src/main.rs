//! `cargo xtask`: all set-up, builds, checks and measurements of this project. Each command has a
//! module of its own; `cli` lists them.

mod bench;
mod browser;
mod cli;
mod compress;
mod console;
mod debian;
mod engines;
mod finish;
mod html;
mod http;
mod journeys;
mod lint;
mod postgres;
mod process;
mod project;
mod samples;
mod scratch;
mod server;
mod size;
mod split;
mod start;
mod style;
mod test;
mod tools;

use std::process::ExitCode;
use std::thread;

use anyhow::{Result, anyhow};

use cli::Command;
use console::Output;
use project::Project;
use tools::Tools;

fn main() -> ExitCode {
    match Command::parse(lexopt::Parser::from_env()).and_then(|command| run(&command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Help => println!("{}", cli::HELP),
        Command::Start(options) => start::start(&project, options)?,
        Command::Test {
            part,
            engines,
            rest,
        } => test::test(&project, *part, engines, rest)?,
        Command::Dist { public_url } => {
            let tools = Tools::find(&project)?;
            tools.install(&project)?;
            console::build(
                &project,
                &tools,
                &project.root.join("dist"),
                public_url,
                Output::Everything,
            )?;
        }
        Command::Size => size::check(&project.root.join("dist"))?,
        Command::Screenshots => journeys::screenshots(&project)?,
        Command::BenchServer => bench::server(&project)?,
        Command::BenchBrowser => journeys::bench(&project)?,
        Command::Trunk(arguments) => {
            let tools = Tools::find(&project)?;
            tools.install(&project)?;
            process::run(tools.trunk(&project)?.args(arguments))?;
        }
        Command::Style => style::join(&project)?,
        Command::Finish => finish::finish(&project)?,
    }
    Ok(())
}

/// The result of a thread, whose panic is an error like any other.
fn joined<T>(outcome: thread::Result<Result<T>>) -> Result<T> {
    outcome.unwrap_or_else(|_| {
        Err(anyhow!(
            "a step of xtask broke off; please report it with the output above"
        ))
    })
}
