//! The WebDriver program of an engine: started on a free port, and ended after its browser.

use crate::{Engine, path_of, until};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// How often a driver is started before that counts as failed: the port that it picks may be
/// taken a moment later.
const ATTEMPTS: u32 = 3;
/// How long closing a browser may take; it takes a second or two.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver. Dropping it closes its browser, then ends it.
pub struct Driver {
    process: Child,
    address: String,
    session: OnceLock<String>,
}

impl Driver {
    /// Starts the driver of that engine with these environment variables.
    pub async fn start(engine: Engine, variables: &[(&str, &str)]) -> Self {
        let mut said = Vec::new();
        for _ in 0..ATTEMPTS {
            let tried = match engine {
                Engine::Chromium => {
                    let arguments = ["--port=0"];
                    Self::listening("CHROMEDRIVER", &arguments, "successfully on port ")
                }
                Engine::Firefox => {
                    // Its complaints are kept where only the browser's own scripts get to.
                    let arguments = [
                        "--port",
                        "0",
                        "--websocket-port",
                        "0",
                        "--allow-system-access",
                    ];
                    Self::listening("GECKODRIVER", &arguments, "Listening on 127.0.0.1:")
                }
                Engine::WebKit => Self::on_a_given_port("WEBKIT_DRIVER", variables).await,
            };
            match tried {
                Ok(driver) => return driver,
                Err(lines) => said.extend(lines),
            }
        }
        panic!("the driver of {engine} does not start: {said:?}");
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Tells it which session to end when it is dropped.
    pub fn close_with_it(&self, session: String) {
        self.session.set(session).unwrap();
    }

    /// Starts a driver that says which port it picked, or answers what it said before it ended.
    fn listening(variable: &str, arguments: &[&str], sign: &str) -> Result<Self, Vec<String>> {
        let mut process = Command::new(path_of(variable))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{variable} cannot be run: {error}"));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        // "ChromeDriver was started successfully on port 45111."
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .inspect(|line| said.push(line.clone()))
            .find_map(|line| {
                let (_, port) = line.split_once(sign)?;
                Some(port.trim_end_matches('.').to_owned())
            });
        let Some(port) = port else {
            said.push(process.wait().unwrap().to_string());
            return Err(said);
        };
        // A pipe that nobody reads would stop the driver once it is full.
        std::thread::spawn(move || lines.count());
        Ok(Self::at(process, &port))
    }

    /// Starts a driver that has to be told its port, or answers how it ended.
    async fn on_a_given_port(
        variable: &str,
        variables: &[(&str, &str)],
    ) -> Result<Self, Vec<String>> {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port().to_string();
        drop(free);
        let process = Command::new(path_of(variable))
            .arg(format!("--port={port}"))
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{variable} cannot be run: {error}"));
        let mut driver = Self::at(process, &port);
        until(&format!("{variable} does not listen"), async || {
            if let Some(status) = driver.process.try_wait().unwrap() {
                return Ok(Err(vec![status.to_string()]));
            }
            match TcpStream::connect(&driver.address) {
                Ok(_) => Ok(Ok(())),
                Err(error) => Err(error.to_string()),
            }
        })
        .await?;
        Ok(driver)
    }

    fn at(process: Child, port: &str) -> Self {
        Self {
            process,
            address: format!("127.0.0.1:{port}"),
            session: OnceLock::new(),
        }
    }

    /// Asks it to close its browser, and waits for the answer.
    fn close(&self, session: &str) -> std::io::Result<usize> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        )?;
        stream.read(&mut [0; 64])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(session) = self.session.get()
            && let Err(error) = self.close(session)
        {
            eprintln!("the driver did not close its browser: {error}");
        }
        // It fails only when the driver has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
