//! The real meta-server on a SQLite file of its own.

use crate::path_of;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A running server. Dropping it ends it and removes its data.
pub struct Server {
    process: Option<Child>,
    folder: TempDir,
    arguments: Vec<String>,
    address: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that serves the console too, on a free port.
    pub fn start() -> Self {
        let console = path_of("META_CONSOLE_DIST").display().to_string();
        Self::with(&["--console", &console])
    }

    /// Starts a server with these arguments of `serve`.
    pub fn with(arguments: &[&str]) -> Self {
        let mut server = Self {
            process: None,
            folder: TempDir::new().unwrap(),
            arguments: arguments.iter().map(ToString::to_string).collect(),
            address: "127.0.0.1:0".to_owned(),
            log: Arc::default(),
        };
        server.start_again();
        server
    }

    /// Starts it at the address that it had before.
    pub fn start_again(&mut self) {
        let mut process = Command::new(path_of("META_SERVER_BIN"))
            .args(["serve", "--log-format", "json", "--listen", &self.address])
            .args(["--database", &self.database()])
            .args(&self.arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("meta-server starts");
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        self.process = Some(process);
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .inspect(|line| self.log.lock().unwrap().push(line.clone()))
            .find_map(|line| {
                let line: Value = serde_json::from_str(&line).ok()?;
                let url = line.get("url")?.as_str()?;
                Some(url.trim_start_matches("http://").to_owned())
            })
            .unwrap_or_else(|| panic!("the server did not start: {:?}", self.log()));
        self.address = address;
        let log = Arc::clone(&self.log);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                log.lock().unwrap().push(line);
            }
        });
    }

    /// Ends it. The data stays.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Where it listens: `127.0.0.1:45111`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A URL on the server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// The base URL of its API, as the console shows it.
    pub fn base_url(&self) -> String {
        self.url("v0")
    }

    /// What it has logged so far.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// Makes a developer account and answers its key.
    pub fn add_developer(&self, name: &str) -> String {
        let file = self.key_file(name);
        self.run(&[
            "developer",
            "add",
            "--name",
            name,
            "--key-file",
            &file.display().to_string(),
        ]);
        std::fs::read_to_string(file).unwrap().trim().to_owned()
    }

    /// Makes a developer account with this key, from which ids and keys of a sample follow.
    pub fn add_developer_with_key(&self, name: &str, key: &str) {
        std::fs::write(self.key_file(name), key).unwrap();
        self.add_developer(name);
    }

    /// Fills the account of a developer.
    pub fn fill(&self, name: &str, applications: u32) {
        let file = self.key_file(name).display().to_string();
        self.run(&["sample", &applications.to_string(), "--key-file", &file]);
    }

    /// Ends the key of the developer with this number; the first one is 1.
    pub fn revoke(&self, developer: u32) {
        self.run(&["developer", "revoke", &developer.to_string()]);
    }

    /// Sends a request to the API and answers the body of its success.
    pub async fn ask(&self, key: &str, method: &str, path: &str, body: Option<Value>) -> Value {
        let method = method.parse().unwrap();
        let mut request = reqwest::Client::new()
            .request(method, format!("{}/{path}", self.base_url()))
            .header("Authorization", format!("DeveloperKey {key}"));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        let text = answer.text().await.unwrap();
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    fn run(&self, arguments: &[&str]) {
        let output = Command::new(path_of("META_SERVER_BIN"))
            .args(arguments)
            .args(["--database", &self.database()])
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn database(&self) -> String {
        let file = self.folder.path().join("meta.sqlite");
        format!("sqlite://{}?mode=rwc", file.display())
    }

    fn key_file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name).with_extension("key")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
