//! A headless Chromium with a profile of its own, and the driver that steers it.

use crate::page::Page;
use crate::path_of;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// What keeps Chromium to itself: no first-run pages, no traffic of its own.
const ARGUMENTS: [&str; 12] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
    "--lang=en-US",
    "--window-size=1280,900",
];

/// How often a driver is started before that counts as failed.
const ATTEMPTS: u32 = 3;
/// How long closing a browser may take; it takes a fifth of a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one window. Dropping it closes the browser and its driver, in this order.
pub struct Browser {
    page: Page,
    _driver: Driver,
    _profile: TempDir,
}

struct Driver {
    process: Child,
    address: String,
}

impl Browser {
    /// Starts a driver on a free port, and the browser with it.
    pub async fn start() -> Self {
        let profile = TempDir::new().unwrap();
        let driver = Driver::start();
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities
            .set_binary(&path_of("CHROME_BIN").display().to_string())
            .unwrap();
        for argument in ARGUMENTS {
            capabilities.add_arg(argument).unwrap();
        }
        // Chromium's sandbox does not work for root, who owns what this process makes.
        if profile.path().metadata().unwrap().uid() == 0 {
            capabilities.add_arg("--no-sandbox").unwrap();
        }
        let folder = format!("--user-data-dir={}", profile.path().display());
        capabilities.add_arg(&folder).unwrap();
        capabilities
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .unwrap();
        let session = WebDriver::new(format!("http://{}", driver.address), capabilities)
            .await
            .expect("Chromium starts");
        // The driver ends the session, see below, also when a test fails.
        session.clone().leak().unwrap();
        Self {
            page: Page::new(session),
            _driver: driver,
            _profile: profile,
        }
    }

    /// Its window.
    pub fn page(&self) -> &Page {
        &self.page
    }
}

impl Driver {
    fn start() -> Self {
        let mut said = Vec::new();
        // It picks a free port of IPv4 and then wants the same one of IPv6, which may be taken.
        for _ in 0..ATTEMPTS {
            match Self::try_start() {
                Ok(driver) => return driver,
                Err(lines) => said.extend(lines),
            }
        }
        panic!("ChromeDriver does not start: {said:?}");
    }

    /// Starts it, or answers what it said before it ended.
    fn try_start() -> Result<Self, Vec<String>> {
        let mut process = Command::new(path_of("CHROMEDRIVER"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("CHROMEDRIVER can be run");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        // "ChromeDriver was started successfully on port 45111."
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .inspect(|line| said.push(line.clone()))
            .find_map(|line| {
                let (_, port) = line.split_once("successfully on port ")?;
                Some(port.trim_end_matches('.').to_owned())
            });
        let Some(port) = port else {
            said.push(process.wait().unwrap().to_string());
            return Err(said);
        };
        // A pipe that nobody reads would stop the driver once it is full.
        std::thread::spawn(move || lines.count());
        Ok(Self {
            process,
            address: format!("127.0.0.1:{port}"),
        })
    }

    /// Asks it to close its browsers and then itself.
    fn shut_down(&self) -> std::io::Result<usize> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        )?;
        stream.read_to_end(&mut Vec::new())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Err(error) = self.shut_down() {
            eprintln!("ChromeDriver did not close its browser: {error}");
        }
        // It fails only when the driver has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
