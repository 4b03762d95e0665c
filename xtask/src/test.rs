//! `cargo xtask test`: everything that must hold, part by part.

use std::ffi::OsString;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::browser::Browser;
use crate::cli::Part;
use crate::console::{self, Output};
use crate::debian;
use crate::engines::Engine;
use crate::journeys;
use crate::lint;
use crate::postgres::Postgres;
use crate::process::{cargo, outlive_interrupts, run};
use crate::project::Project;
use crate::samples;
use crate::size;
use crate::tools::{self, Tools};

/// Runs one part, or all of them until one fails; then says how each of them went.
pub fn test(
    project: &Project,
    part: Option<Part>,
    engines: &[Engine],
    rest: &[OsString],
) -> Result<()> {
    outlive_interrupts()?;
    let parts = part.map_or_else(|| Part::ALL.to_vec(), |part| vec![part]);
    let mut summary = Vec::new();
    let mut failure = None;
    for part in &parts {
        if failure.is_some() {
            summary.push(line(*part, "not run", None));
            continue;
        }
        println!("\n── {} ──", part.name());
        let start = Instant::now();
        let result = run_part(project, *part, engines, rest);
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        summary.push(line(*part, word, Some(start.elapsed())));
        failure = result
            .err()
            .map(|error| anyhow!("{}: {error:#}", part.name()));
    }
    println!("\n{}", summary.join("\n"));
    failure.map_or(Ok(()), Err)
}

fn line(part: Part, word: &str, duration: Option<Duration>) -> String {
    let seconds = duration.map(|duration| format!("{:>6.1} s", duration.as_secs_f32()));
    format!(
        "{:<8} {word:<8} {}",
        part.name(),
        seconds.unwrap_or_default()
    )
    .trim_end()
    .to_owned()
}

fn run_part(project: &Project, part: Part, engines: &[Engine], rest: &[OsString]) -> Result<()> {
    match part {
        Part::Xtask => run(&mut cargo_test(project, &["--package", "xtask"], rest)),
        Part::Lint => lint::check(project),
        Part::Api => api(project, rest),
        Part::Server => server(project, rest),
        Part::Samples => samples::test(project, rest),
        Part::Browser => browser(project, rest),
        Part::E2e => journeys::test(project, engines, rest),
        Part::Size => {
            let dist = project.root.join("dist");
            console::build(
                project,
                &installed_tools(project)?,
                &dist,
                "/",
                Output::Everything,
            )?;
            size::check(&dist)
        }
    }
}

/// The wire types, and what of the console is plain Rust, on this machine.
fn api(project: &Project, rest: &[OsString]) -> Result<()> {
    // Samples of requests are run in their own languages.
    debian::need(project, "python3", "python3")?;
    debian::need(project, "node", "nodejs")?;
    run(&mut cargo_test(project, &["--package", "meta-api"], rest))?;
    run(&mut cargo_test(
        project,
        &["--package", "meta-console", "--lib"],
        rest,
    ))
}

fn server(project: &Project, rest: &[OsString]) -> Result<()> {
    // The reference's examples are run as they are printed.
    debian::need(project, "curl", "curl")?;
    let postgres = Postgres::start(project)?;
    run(cargo_test(project, &["--package", "meta-server"], rest)
        .env("TEST_POSTGRES_URL", postgres.url()))
}

/// Components and pages in a headless Chromium.
fn browser(project: &Project, rest: &[OsString]) -> Result<()> {
    let tools = Tools::find(project)?;
    tools::install_target(project)?;
    tools.install_wasm_bindgen(project)?;
    let browser = Browser::find_or_install(project)?;
    let capabilities = project.target.join("xtask/webdriver.json");
    fs::create_dir_all(project.target.join("xtask"))?;
    fs::write(&capabilities, browser.capabilities())?;
    let arguments = [
        "--package",
        "meta-console",
        "--target",
        "wasm32-unknown-unknown",
        "--lib",
        "--tests",
    ];
    run(cargo_test(project, &arguments, rest)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            tools.test_runner(),
        )
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))
}

fn installed_tools(project: &Project) -> Result<Tools> {
    let tools = Tools::find(project)?;
    tools.install(project)?;
    Ok(tools)
}

fn cargo_test(project: &Project, arguments: &[&str], rest: &[OsString]) -> Command {
    let mut test = cargo(project);
    test.arg("test").args(arguments).arg("--").args(rest);
    test
}
