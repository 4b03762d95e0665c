//! Running a program with the environment that samples expect.

use super::{API_KEY, DEVELOPER_KEY};
use std::io::Write;
use std::process::{Command, Stdio};

/// Runs a program with this text as its standard input, and answers its standard output.
pub fn run(program: &str, arguments: &[&str], input: &str) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("META_DEVELOPER_KEY", DEVELOPER_KEY)
        .env("META_API_KEY", API_KEY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is needed to test the samples: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    // Whoever fails early closes its input early: the status says so below.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {error}\n{input}");
    assert_eq!(error, "", "{program}\n{input}");
    output.stdout
}
