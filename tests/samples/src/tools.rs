//! How samples are run: each as a file of its own, in a folder of its language.

use crate::account::Account;
use meta_api::sample::Language;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, str};

/// With the workspace's lock file and profile, reqwest is built already.
const MANIFEST: &str = r#"[package]
name = "rust-samples"
edition = "2024"

[dependencies]
reqwest = { version = "0.13", default-features = false, features = ["blocking"] }

[lints.rust]
warnings = "deny"

[profile.dev]
debug = "line-tables-only"

[workspace]
"#;

/// A folder for the samples of a language, without those of the last run.
pub fn folder(language: Language) -> PathBuf {
    let name = language.label().to_lowercase().replace(' ', "-");
    let folder = target().join("tmp/samples").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Cargo's build folder.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// Runs one sample with what it needs in its environment and nothing of this user's settings, and
/// answers what it printed, without keys.
pub fn run(mut command: Command, folder: &Path, account: &Account, api_key: &str) -> String {
    let output = command
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("META_DEVELOPER_KEY", &account.key)
        .env("META_API_KEY", api_key)
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1")
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
    let text = [output.stdout, output.stderr].concat();
    let said = without_api_keys(&String::from_utf8_lossy(&text)).replace(&account.key, "•••");
    assert!(output.status.success(), "{}: {said}", output.status);
    assert!(
        !folder.join("pwned").exists(),
        "a text was run as a command"
    );
    said
}

/// A text without what may be an API key, new ones as well: 30 letters and digits.
fn without_api_keys(text: &str) -> String {
    let is_other = |it: char| !it.is_ascii_alphanumeric();
    text.split_inclusive(is_other)
        .map(|piece| {
            let word = piece.trim_end_matches(is_other);
            if word.len() == 30 {
                piece.replace(word, "•••")
            } else {
                piece.to_owned()
            }
        })
        .collect()
}

/// Runs a build, which has no key in its environment.
fn build(command: &mut Command) -> String {
    let output = command.env_remove("META_DEVELOPER_KEY").output().unwrap();
    let said = [output.stdout.clone(), output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Writes each sample into a file, and runs it by a program.
fn interpreted(
    folder: &Path,
    codes: &[String],
    extension: &str,
    program: impl Fn() -> Command,
) -> Vec<Command> {
    let command = |(number, code): (usize, &String)| {
        let file = folder.join(format!("{number}.{extension}"));
        fs::write(&file, code).unwrap();
        let mut command = program();
        command.arg(file);
        command
    };
    codes.iter().enumerate().map(command).collect()
}

/// A POSIX shell, in which `http` is the pinned `HTTPie`.
pub fn shell(folder: &Path, codes: &[String]) -> Vec<Command> {
    let programs = folder.join("bin");
    let http = programs.join("http");
    fs::create_dir(&programs).unwrap();
    let python = python_program();
    let script = format!("#!/bin/sh\nexec '{}' -m httpie \"$@\"\n", python.display());
    fs::write(&http, script).unwrap();
    fs::set_permissions(http, fs::Permissions::from_mode(0o755)).unwrap();
    let settings = folder.join("httpie");
    fs::create_dir(&settings).unwrap();
    fs::write(
        settings.join("config.json"),
        r#"{"disable_update_warnings": true}"#,
    )
    .unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([programs].into_iter().chain(env::split_paths(&path))).unwrap();
    interpreted(folder, codes, "sh", || {
        let mut shell = Command::new("sh");
        shell.env("PATH", &path).arg("-eu");
        shell
    })
}

/// The Python that has requests, the SDK and `HTTPie`.
fn python_program() -> PathBuf {
    let named = env::var_os("SAMPLES_PYTHON");
    named
        .expect("run this as `cargo xtask test samples`")
        .into()
}

pub fn python(folder: &Path, codes: &[String]) -> Vec<Command> {
    interpreted(folder, codes, "py", || Command::new(python_program()))
}

pub fn node(folder: &Path, codes: &[String]) -> Vec<Command> {
    interpreted(folder, codes, "mjs", || Command::new("node"))
}

/// One program with a module for each sample; its argument says which one runs.
pub fn rust(folder: &Path, codes: &[String]) -> Vec<Command> {
    let source = folder.join("src");
    fs::create_dir(&source).unwrap();
    let (mut modules, mut arms) = (String::new(), String::new());
    for (number, code) in codes.iter().enumerate() {
        writeln!(modules, "mod sample_{number};").unwrap();
        writeln!(
            arms,
            "        Some(\"{number}\") => sample_{number}::main(),"
        )
        .unwrap();
        let code = code.replacen("fn main()", "pub fn main()", 1);
        fs::write(source.join(format!("sample_{number}.rs")), code).unwrap();
    }
    let main = format!(
        "{modules}
fn main() -> Result<(), Box<dyn std::error::Error>> {{
    match std::env::args().nth(1).as_deref() {{
{arms}        _ => Ok(()),
    }}
}}
"
    );
    fs::write(source.join("main.rs"), main).unwrap();
    fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    build(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--offline"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target()),
    );
    numbered(&target().join("debug/rust-samples"), codes)
}

/// Like [`rust`]; a package for each sample, and all of them formatted as `gofmt` does.
pub fn go(folder: &Path, codes: &[String]) -> Vec<Command> {
    let (mut imports, mut arms) = (String::new(), String::new());
    for (number, code) in codes.iter().enumerate() {
        writeln!(imports, "\t\"samples/sample{number}\"").unwrap();
        writeln!(arms, "\tcase \"{number}\":\n\t\tsample{number}.Main()").unwrap();
        let package = folder.join(format!("sample{number}"));
        fs::create_dir(&package).unwrap();
        let code = code
            .replacen(
                "\npackage main\n",
                &format!("\npackage sample{number}\n"),
                1,
            )
            .replacen("\nfunc main() {\n", "\nfunc Main() {\n", 1);
        fs::write(package.join("request.go"), code).unwrap();
    }
    let unformatted = build(Command::new("gofmt").arg("-l").arg(folder));
    assert_eq!(unformatted, "");
    let main = format!(
        "package main\n\nimport (\n\t\"os\"\n{imports})\n\nfunc main() {{\n\tswitch os.Args[1] {{\n{arms}\t}}\n}}\n"
    );
    fs::write(folder.join("main.go"), main).unwrap();
    fs::write(folder.join("go.mod"), "module samples\n\ngo 1.18\n").unwrap();
    build(
        Command::new("go")
            .args(["build", "-o", "samples"])
            .current_dir(folder)
            .env("CGO_ENABLED", "0")
            .env("GOCACHE", target().join("tmp/go-cache"))
            // Nothing but what comes with Go is needed.
            .env("GOPROXY", "off")
            .env("GOTOOLCHAIN", "local"),
    );
    numbered(&folder.join("samples"), codes)
}

fn numbered(program: &Path, codes: &[String]) -> Vec<Command> {
    let command = |number: usize| {
        let mut command = Command::new(program);
        command.arg(number.to_string());
        command
    };
    (0..codes.len()).map(command).collect()
}
