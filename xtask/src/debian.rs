//! Packages that tests need, on the one system where they can be installed without a question:
//! Debian (or a container of it) as root.

use std::path::Path;

use anyhow::{Result, bail};
use nix::unistd::Uid;

use crate::process::{command, find, step};
use crate::project::{Project, read};

pub fn can_install() -> bool {
    let is_debian = read(Path::new("/etc/os-release"))
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"));
    is_debian && Uid::effective().is_root() && find(None, &["apt-get"]).is_some()
}

/// Installs the package of a program that is missing, or says that it is.
pub fn need(project: &Project, program: &str, package: &str) -> Result<()> {
    if find(None, &[program]).is_some() {
        return Ok(());
    }
    if !can_install() {
        bail!(
            "{program} is not on PATH: install it (Debian: apt install {package}) and run this again"
        );
    }
    install(project, &[package])
}

pub fn install(project: &Project, packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut apt = command("apt-get", project);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    step(
        project,
        "Update the package lists",
        apt().args(["update", "--quiet"]),
    )?;
    let title = format!("Install {}", packages.join(" and "));
    step(
        project,
        &title,
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}
