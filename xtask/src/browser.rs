//! Chromium and its driver: found where the machine has them, installed where that is possible.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::debian;
use crate::process::{find, is_executable};
use crate::project::Project;

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    /// `CHROME_BIN` and `CHROMEDRIVER` come before `PATH`.
    pub fn find_or_install(project: &Project) -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if debian::can_install() {
            debian::install(project, &["chromium", "chromium-driver"])?;
        }
        match Self::find() {
            Some(browser) => Ok(browser),
            None => bail!(
                "tests need Chromium and the ChromeDriver of the same version: install both (Debian: apt install chromium chromium-driver; macOS: brew install --cask google-chrome chromedriver), or set CHROME_BIN and CHROMEDRIVER"
            ),
        }
    }

    fn find() -> Option<Self> {
        let mac = || Some(PathBuf::from(MAC_BROWSER)).filter(|path| is_executable(path));
        Some(Self {
            chromium: find(Some("CHROME_BIN"), &BROWSERS).or_else(mac)?,
            driver: find(Some("CHROMEDRIVER"), &["chromedriver"])?,
        })
    }

    /// The WebDriver capabilities with which the wasm-bindgen test runner starts Chromium; the
    /// runner itself adds what a headless browser needs.
    pub fn capabilities(&self) -> String {
        let arguments = [
            "disable-gpu",
            "disable-quic",
            "no-first-run",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
        ];
        format!(
            r#"{{"goog:chromeOptions": {{"binary": {}, "args": {arguments:?}}}}}"#,
            json_string(&self.chromium)
        )
    }
}

fn json_string(path: &Path) -> String {
    format!(
        "\"{}\"",
        path.to_string_lossy()
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capabilities_name_the_browser_that_was_found() {
        let browser = Browser {
            chromium: MAC_BROWSER.into(),
            driver: "chromedriver".into(),
        };
        let capabilities = browser.capabilities();
        assert!(capabilities.starts_with(r#"{"goog:chromeOptions": {"binary": "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "args": ["disable-gpu", "#), "{capabilities}");
    }
}
