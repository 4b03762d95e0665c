//! What uses the console in a real browser: journeys, pictures, measurements. All of it needs the
//! console as it is shipped, the real server and a browser, and finds them in its environment.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;

use crate::browser::Browser;
use crate::console::{self, Output};
use crate::process::{cargo, outlive_interrupts, run};
use crate::project::Project;
use crate::server::Profile;
use crate::tools::Tools;

/// The journeys themselves, with the console at the root of a host and below it.
pub fn test(project: &Project, rest: &[OsString]) -> Result<()> {
    let mut test = cargo(project);
    test.args(["test", "--package", "e2e", "--"]).args(rest);
    equip(project, Profile::Dev, &mut test)?;
    let sub = project.target.join("xtask/dist-sub");
    console::build(
        project,
        &Tools::find(project)?,
        &sub,
        "/sub/",
        Output::Everything,
    )?;
    run(test.env("META_CONSOLE_DIST_SUB", sub))
}

/// `cargo xtask screenshots`: the pictures in docs/images, taken again.
pub fn screenshots(project: &Project) -> Result<()> {
    outlive_interrupts()?;
    let mut pictures = program(project, "screenshots");
    pictures.arg(project.root.join("docs/images"));
    equip(project, Profile::Dev, &mut pictures)?;
    run(&mut pictures)
}

/// `cargo xtask bench browser`: how soon the console shows what was asked for.
pub fn bench(project: &Project) -> Result<()> {
    outlive_interrupts()?;
    let mut bench = program(project, "bench");
    equip(project, Profile::Server, &mut bench)?;
    run(&mut bench)
}

fn program(project: &Project, name: &str) -> Command {
    let mut program = cargo(project);
    program.args(["run", "--quiet", "--package", "e2e", "--bin", name, "--"]);
    program
}

/// Builds what the command needs, and names it in its environment.
fn equip(project: &Project, profile: Profile, command: &mut Command) -> Result<()> {
    let browser = Browser::find_or_install(project)?;
    let tools = Tools::find(project)?;
    tools.install(project)?;
    let dist = project.root.join("dist");
    console::build(project, &tools, &dist, "/", Output::Everything)?;
    run(&mut profile.build(project))?;
    command
        .env("META_SERVER_BIN", profile.program(project))
        .env("META_CONSOLE_DIST", dist)
        .env("CHROME_BIN", browser.chromium)
        .env("CHROMEDRIVER", browser.driver);
    Ok(())
}
