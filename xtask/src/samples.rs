//! `cargo xtask test samples`: the real server, and the tools that samples of requests are for.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::debian;
use crate::process::{cargo, command, output, run, step};
use crate::project::{Project, read};
use crate::scratch::Scratch;
use crate::server::{Account, Profile, Server, free_address};
use crate::tools::Tool;

/// The versions of everything that Python needs.
const REQUIREMENTS: &str = "tests/samples/requirements.txt";

/// Programs beside Python, and their Debian packages.
const PROGRAMS: [(&str, &str); 4] = [
    ("curl", "curl"),
    ("node", "nodejs"),
    ("go", "golang-go"),
    ("gofmt", "golang-go"),
];

pub fn test(project: &Project, rest: &[OsString]) -> Result<()> {
    for (program, package) in PROGRAMS {
        debian::need(project, program, package)?;
    }
    let python = python(project)?;
    run(&mut Profile::Dev.build(project))?;
    let scratch = Scratch::new("samples")?;
    let account = Account {
        project,
        profile: Profile::Dev,
        database: format!(
            "sqlite://{}?mode=rwc",
            scratch.path().join("meta.sqlite").display()
        ),
        key_file: scratch.path().join("developer-key"),
    };
    account.ensure("samples")?;
    let log = scratch.path().join("log");
    let file = File::create(&log)?;
    let address = free_address()?;
    let mut serve = account.serve(address);
    serve.stdout(file.try_clone()?).stderr(file);
    let server =
        Server::start(&mut serve, address).with_context(|| read(&log).unwrap_or_default())?;
    run(cargo(project)
        .args(["test", "--package", "samples", "--"])
        .args(rest)
        .env("META_SERVER", server.address.to_string())
        .env("META_DEVELOPER_KEY", account.developer_key()?)
        .env("SAMPLES_PYTHON", python))
}

/// A Python with the libraries of the samples in it, in the tool cache.
fn python(project: &Project) -> Result<PathBuf> {
    let version = match version(project) {
        Ok(version) => version,
        Err(_) if debian::can_install() => {
            debian::install(project, &["python3", "python3-venv"])?;
            version(project)?
        }
        Err(_) => bail!(
            "samples need Python 3 that can make virtual environments: install it (Debian: apt install python3-venv; macOS: brew install python) and run this again"
        ),
    };
    let requirements = project.root.join(REQUIREMENTS);
    let text = read(&requirements)?;
    let pins = format!("{:x}", Sha256::digest(&text));
    let tool = Tool::new(
        project,
        "python-samples",
        format!("{version}-{}", &pins[..8]),
        "bin",
    );
    tool.install(|folder| install(project, folder, &requirements, &text))?;
    Ok(tool.program("python3"))
}

/// An environment belongs to one version of Python.
fn version(project: &Project) -> Result<String> {
    // Debian has a package of its own for the module that puts pip into an environment.
    let code = "import ensurepip, platform; print(platform.python_version())";
    output(command("python3", project).args(["-c", code]))
}

/// Scripts in the environment name its first folder, which is not its last one: only its Python is
/// used.
fn install(project: &Project, folder: &Path, requirements: &Path, text: &str) -> Result<()> {
    step(
        project,
        "Make a Python environment",
        command("python3", project)
            .args(["-m", "venv", "--clear"])
            .arg(folder),
    )?;
    let pip = || {
        let mut pip = command(folder.join("bin/python3"), project);
        pip.args(["-m", "pip", "--disable-pip-version-check", "--no-input"]);
        pip.args(["install", "--no-deps", "--no-build-isolation"]);
        pip
    };
    // The SDK comes as a source, which these two turn into a package.
    let builders = text
        .lines()
        .filter(|line| line.starts_with("setuptools==") || line.starts_with("wheel=="));
    step(
        project,
        "Install setuptools for samples",
        pip().args(builders),
    )?;
    step(
        project,
        "Install the libraries of samples",
        pip().arg("--requirement").arg(requirements),
    )
}
