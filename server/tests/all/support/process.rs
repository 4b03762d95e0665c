//! The server as a process of its own, for what only a real one can show.

use super::database::sqlite_url;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// The command line, in a folder and without settings from the environment.
pub fn meta_server(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meta-server"));
    command.current_dir(folder);
    for (name, _) in std::env::vars() {
        if name.starts_with("META_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the command line to its end.
pub fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Output {
    meta_server(folder).args(arguments).output().unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A running server with one developer, in a folder of its own. It is ended when dropped.
pub struct Server {
    child: Child,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
    pub folder: TempDir,
    pub url: String,
    pub key: String,
}

impl Server {
    pub fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = sqlite_url(folder.path());
        let added = run(
            folder.path(),
            &["developer", "add", "--name", "me", "--database", &database],
        );
        let key = stdout(&added).trim().to_owned();
        let mut child = meta_server(folder.path())
            .args(["serve", "--listen", "127.0.0.1:0", "--database", &database])
            .env("META_SERVER_LOG_FORMAT", "json")
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        // `"url":"http://127.0.0.1:4321"` or `url="http://127.0.0.1:4321"`
        let start = first.find("http://").unwrap();
        let url = first[start..].split('"').next().unwrap().to_owned();
        let log = Arc::new(Mutex::new(first));
        let reader = std::thread::spawn({
            let log = log.clone();
            move || {
                for line in lines.lines() {
                    let mut log = log.lock().unwrap();
                    log.push_str(&line.unwrap());
                    log.push('\n');
                }
            }
        });
        Self {
            child,
            log,
            reader: Some(reader),
            folder,
            url,
            key,
        }
    }

    pub fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("meta.sqlite")
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status();
        assert!(status.unwrap().success());
    }

    /// Waits for the end: whether it was a success, and the whole log.
    pub fn wait(mut self) -> (bool, String) {
        let success = self.child.wait().unwrap().success();
        self.reader.take().unwrap().join().unwrap();
        let log = self.log.lock().unwrap().clone();
        (success, log)
    }

    /// Runs curl on a path; answers status and body.
    pub fn curl(&self, path: &str, arguments: &[&str]) -> (u16, String) {
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--max-time", "60"])
            .args(["--write-out", "\n%{http_code}"])
            .args(arguments)
            .arg(format!("{}{path}", self.url))
            .output()
            .unwrap();
        let text = stdout(&output);
        let (body, status) = text.rsplit_once('\n').unwrap();
        (status.parse().unwrap(), body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads everything that is left.
pub fn read_all(mut from: impl Read) -> String {
    let mut text = String::new();
    from.read_to_string(&mut text).unwrap();
    text
}
