//! A screen of its own for an engine that knows no headless mode.

use crate::path_of;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running Xvfb. Its clipboard and its focus are shared with nobody.
pub struct Display {
    process: Child,
    name: String,
}

impl Display {
    /// Starts it, and waits until it can be used.
    pub fn start() -> Self {
        let mut process = Command::new(path_of("XVFB"))
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", "1600x1200x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("XVFB can be run");
        let mut number = String::new();
        BufReader::new(process.stdout.as_mut().unwrap())
            .read_line(&mut number)
            .unwrap();
        assert!(!number.trim().is_empty(), "Xvfb ended before it began");
        let name = format!(":{}", number.trim());
        Self { process, name }
    }

    /// What programs find in `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked to end, it takes its lock file with it.
        let mut kill = Command::new("kill");
        kill.arg(self.process.id().to_string()).status().unwrap();
        self.process.wait().unwrap();
    }
}
