//! Running other programs: quietly with a log, or in the open; and saying in one sentence why
//! one of them failed.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::project::Project;

/// Set by Ctrl-C and by a termination signal.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Lets Ctrl-C end the running children, which share the terminal's process group, and lets this
/// process live on until it has cleaned up after them.
pub fn outlive_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("cannot handle Ctrl-C")
}

pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A program in the checkout, without the variables that `cargo run` has set for xtask: they
/// would make cargo rebuild crates whose build scripts look at them.
pub fn command(program: impl AsRef<OsStr>, project: &Project) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root);
    for (name, _) in env::vars_os() {
        let of_package = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
            .iter()
            .any(|prefix| name.to_string_lossy().starts_with(prefix));
        if of_package {
            command.env_remove(name);
        }
    }
    command
}

/// `cargo` with its usual output.
pub fn cargo(project: &Project) -> Command {
    command("cargo", project)
}

/// Puts folders before those of `PATH`.
pub fn prepend_path(command: &mut Command, folders: &[PathBuf]) -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    let joined = env::join_paths(folders.iter().cloned().chain(env::split_paths(&path)))?;
    command.env("PATH", joined);
    Ok(())
}

/// Runs a program in the open; its failure is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    check_interrupted()?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(command, status))
    }
}

/// Runs one of the project's own programs, whose failure is a sentence that needs no other.
pub fn relay(command: &mut Command) -> Result<()> {
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command, &error))?;
    check_interrupted()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Log lines may stand before the sentence, and a hint to `--help` after it.
    let marked = said
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("error: "));
    match marked.or_else(|| said.trim().lines().last()) {
        Some(sentence) => bail!("{sentence}"),
        None => Err(failed(command, output.status)),
    }
}

/// The standard output of a short program that must succeed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{}: {}", failed(command, output.status), said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs one long step of the set-up: a line when it begins and when it ends, everything that the
/// program prints in a log file, and its end on the screen if it fails.
pub fn step(project: &Project, title: &str, command: &mut Command) -> Result<()> {
    check_interrupted()?;
    println!("  … {title}");
    let start = Instant::now();
    let folder = project.target.join("xtask");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!(
        "{}.log",
        title.to_lowercase().replace([' ', '/'], "-")
    ));
    let log = File::create(&path)?;
    command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    check_interrupted()?;
    if status.success() {
        println!("  ✓ {title} ({:.0} s)", start.elapsed().as_secs_f32());
        return Ok(());
    }
    println!("  ✗ {title}");
    let said = fs::read_to_string(&path).unwrap_or_default();
    Err(match advice(&said) {
        Some(advice) => anyhow!("{title}: {advice} (log: {})", path.display()),
        None => anyhow!(
            "{title} failed; the end of {}:\n{}",
            path.display(),
            tail(&said)
        ),
    })
}

fn check_interrupted() -> Result<()> {
    if is_interrupted() {
        bail!("stopped");
    }
    Ok(())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let name = name(command);
    if error.kind() == std::io::ErrorKind::NotFound {
        anyhow!("{name} is not installed, or not on PATH: install it and run this again")
    } else {
        anyhow!("cannot run {name}: {error}")
    }
}

fn failed(command: &Command, status: ExitStatus) -> anyhow::Error {
    let arguments: Vec<_> = command
        .get_args()
        .take(3)
        .map(OsStr::to_string_lossy)
        .collect();
    anyhow!(
        "`{} {}` failed ({status})",
        name(command),
        arguments.join(" ")
    )
}

/// What to do about a failure that has nothing to do with the project's code.
fn advice(log: &str) -> Option<&'static str> {
    const CAUSES: [(&str, &[&str]); 4] = [
        (
            "there is no C compiler; install one (Debian: apt install gcc, macOS: xcode-select --install) and run this again",
            &[
                "linker `cc` not found",
                "failed to find tool \"cc\"",
                "is `cc` installed",
                "failed to find tool \"c++\"",
            ],
        ),
        (
            "the download failed; check the network (or its proxy settings) and run this again, what is done stays done",
            &[
                "Could not resolve host",
                "Couldn't resolve host",
                "Could not connect to server",
                "Couldn't connect to server",
                "failed to download",
                "could not download",
                "Temporary failure in name resolution",
                "dns error",
                "ENOTFOUND",
                "EAI_AGAIN",
                "ECONNREFUSED",
                "ECONNRESET",
                "ETIMEDOUT",
                "spurious network error",
                "network failure",
            ],
        ),
        (
            "the disk is full; free some space and run this again",
            &["No space left on device", "ENOSPC"],
        ),
        (
            "Cargo.lock or a crate asks for another version of Rust; run `rustup update stable` and run this again",
            &[
                "requires rustc ",
                "is not supported by the following package",
            ],
        ),
    ];
    CAUSES
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| log.contains(sign)))
        .map(|(advice, _)| *advice)
}

fn tail(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// The first of these programs that an environment variable or `PATH` names.
pub fn find(variable: Option<&str>, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = variable
        .and_then(env::var_os)
        .map(PathBuf::from)
        .filter(|path| is_executable(path))
    {
        return Some(path);
    }
    let folders: Vec<_> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| is_executable(path))
}

pub fn is_executable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_network_and_a_missing_compiler_are_told_apart() {
        let network =
            "error: failed to download from the registry\n  [6] Could not resolve host: index";
        assert!(advice(network).unwrap().contains("check the network"));
        assert!(
            advice("error: linker `cc` not found")
                .unwrap()
                .contains("C compiler")
        );
        assert_eq!(advice("error[E0308]: mismatched types"), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = Command::new("no-such-program")
            .status()
            .map_err(|error| not_started(&Command::new("no-such-program"), &error));
        assert!(
            error
                .unwrap_err()
                .to_string()
                .starts_with("no-such-program is not installed")
        );
    }

    #[test]
    fn a_failure_of_the_server_is_told_in_its_own_words() {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "echo working >&2; echo 'error: No such database.' >&2; exit 1",
        ]);
        assert_eq!(
            relay(&mut command).unwrap_err().to_string(),
            "No such database."
        );
        assert!(relay(Command::new("sh").args(["-c", "exit 0"])).is_ok());
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let log = (0..100)
            .map(|line| format!("line {line}"))
            .collect::<Vec<_>>()
            .join("\n");
        let shown = tail(&log);
        assert!(
            shown.starts_with("line 70\n") && shown.ends_with("line 99"),
            "{shown}"
        );
    }
}
