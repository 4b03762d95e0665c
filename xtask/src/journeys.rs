//! What uses the console in a real browser: journeys, pictures, measurements. All of it needs the
//! console as it is shipped, the real server and a browser, and finds them in its environment.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::console::{self, Output};
use crate::engines::Engine;
use crate::process::{cargo, outlive_interrupts, run};
use crate::project::Project;
use crate::server::Profile;
use crate::tools::Tools;

/// Browsers at a time, however many cores there are.
const BROWSERS: usize = 4;

/// The journeys, with the console at the root of a host and below it, in these engines or in all;
/// in Chromium also the accessibility of every screen.
pub fn test(project: &Project, engines: &[Engine], rest: &[OsString]) -> Result<()> {
    let engines = if engines.is_empty() {
        &Engine::ALL
    } else {
        engines
    };
    // What is missing is said before anything is built.
    let tools = Tools::find(project)?;
    for engine in engines {
        engine.find_or_install(project, &tools)?;
    }
    tools.install(project)?;
    tools.install_axe(project)?;
    let sub = project.target.join("xtask/dist-sub");
    console::build(project, &tools, &sub, "/sub/", Output::Everything)?;
    let mut failed = Vec::new();
    for engine in engines {
        let name = engine.name();
        println!("\n── e2e in {name} ──");
        let mut test = cargo(project);
        test.args(["test", "--package", "e2e", "--no-fail-fast"]);
        if *engine != Engine::Chromium {
            test.args(["--test", "journeys"]);
        }
        test.arg("--").args(rest);
        equip(project, &tools, Profile::Dev, *engine, &mut test)?;
        test.env("META_CONSOLE_DIST_SUB", &sub)
            .env("AXE", tools.axe());
        if env::var_os("RUST_TEST_THREADS").is_none() {
            let cores = available_parallelism().map_or(1, usize::from);
            test.env("RUST_TEST_THREADS", cores.min(BROWSERS).to_string());
        }
        let start = Instant::now();
        let outcome = run(&mut test);
        println!("e2e in {name}: {:.0} s", start.elapsed().as_secs_f32());
        if let Err(error) = outcome {
            failed.push(format!("in {name}: {error:#}"));
        }
    }
    if !failed.is_empty() {
        bail!("{}", failed.join("; "));
    }
    Ok(())
}

/// `cargo xtask screenshots`: every screen in target/screenshots, and from there, the pictures that
/// docs/images has.
pub fn screenshots(project: &Project) -> Result<()> {
    outlive_interrupts()?;
    let folder = project.target.join("screenshots");
    let mut pictures = program(project, "screenshots");
    pictures.arg(&folder);
    equip_for_chromium(project, Profile::Dev, &mut pictures)?;
    run(&mut pictures)?;
    for entry in fs::read_dir(project.root.join("docs/images"))? {
        let picture = entry?.path();
        let name = picture.file_name().unwrap_or_default();
        fs::copy(folder.join(name), &picture)
            .with_context(|| format!("there is no new picture for {}", picture.display()))?;
    }
    Ok(())
}

/// `cargo xtask bench browser`: how soon the console shows what was asked for.
pub fn bench(project: &Project) -> Result<()> {
    outlive_interrupts()?;
    let mut bench = program(project, "bench");
    equip_for_chromium(project, Profile::Server, &mut bench)?;
    run(&mut bench)
}

fn program(project: &Project, name: &str) -> Command {
    let mut program = cargo(project);
    program.args(["run", "--quiet", "--package", "e2e", "--bin", name, "--"]);
    program
}

fn equip_for_chromium(project: &Project, profile: Profile, command: &mut Command) -> Result<()> {
    let tools = Tools::find(project)?;
    tools.install(project)?;
    equip(project, &tools, profile, Engine::Chromium, command)
}

/// Builds what the command needs, and names it in its environment.
fn equip(
    project: &Project,
    tools: &Tools,
    profile: Profile,
    engine: Engine,
    command: &mut Command,
) -> Result<()> {
    let engine = engine.find_or_install(project, tools)?;
    let dist = project.root.join("dist");
    console::build(project, tools, &dist, "/", Output::Everything)?;
    run(&mut profile.build(project))?;
    command
        .env("META_SERVER_BIN", profile.program(project))
        .env("META_CONSOLE_DIST", dist)
        .envs(engine);
    Ok(())
}
