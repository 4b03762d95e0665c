//! A browser of the chosen engine with a profile of its own.

use crate::display::Display;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::page::Page;
use crate::path_of;
use serde_json::{Value, json};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// What keeps Chromium to itself: no first-run pages, no traffic of its own.
const CHROMIUM: [&str; 12] = [
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

/// Lets WebKitGTK's window be as narrow as a phone: its toolbar is in the way, and needs no room.
const GTK_STYLE: &str =
    "window * { font-size: 1px; min-width: 0; padding: 0; margin: 0; border-width: 0; }";
/// WebKitGTK takes "reduced motion" from here.
const GTK_SETTINGS: &str = "[Settings]\ngtk-enable-animations=0\n";

/// A browser with one window of 1280 × 900 pixels. Dropping it closes the browser and its driver,
/// in this order.
pub struct Browser {
    page: Page,
    _driver: Driver,
    _display: Option<Display>,
    _profile: TempDir,
}

impl Browser {
    /// Starts a driver on a free port, and the browser with it.
    pub async fn start() -> Self {
        let engine = Engine::chosen();
        let profile = TempDir::new().unwrap();
        let display = (engine == Engine::WebKit).then(Display::start);
        let folder = profile.path().display().to_string();
        let mut variables = Vec::new();
        if let Some(display) = &display {
            let settings = profile.path().join("gtk-3.0");
            std::fs::create_dir(&settings).unwrap();
            std::fs::write(settings.join("gtk.css"), GTK_STYLE).unwrap();
            std::fs::write(settings.join("settings.ini"), GTK_SETTINGS).unwrap();
            variables = vec![
                ("DISPLAY", display.name()),
                ("XDG_CONFIG_HOME", &folder),
                ("XDG_CACHE_HOME", &folder),
                ("XDG_DATA_HOME", &folder),
                // Neither looks for a desktop that is not there.
                ("NO_AT_BRIDGE", "1"),
                ("GSETTINGS_BACKEND", "memory"),
            ];
        }
        let driver = Driver::start(engine, &variables).await;
        let session = WebDriver::new(driver.url(), capabilities(engine, profile.path()))
            .await
            .unwrap_or_else(|error| panic!("{engine} does not start: {error}"));
        driver.close_with_it(session.handle().session_id().to_string());
        // The driver ends the session, also when a test fails.
        session.clone().leak().unwrap();
        let page = Page::new(engine, session);
        page.resize(1280, 900).await;
        Self {
            page,
            _driver: driver,
            _display: display,
            _profile: profile,
        }
    }

    /// Its window.
    pub fn page(&self) -> &Page {
        &self.page
    }
}

fn capabilities(engine: Engine, profile: &Path) -> Capabilities {
    let mut capabilities = Capabilities::new();
    let mut set = |name: &str, value: Value| capabilities.set(name, value).unwrap();
    match engine {
        Engine::Chromium => {
            let mut arguments: Vec<String> = CHROMIUM.map(str::to_owned).into();
            // Chromium's sandbox does not work for root, who owns what this process makes.
            if profile.metadata().unwrap().uid() == 0 {
                arguments.push("--no-sandbox".to_owned());
            }
            arguments.push(format!("--user-data-dir={}", profile.display()));
            let options = json!({"binary": path_of("CHROME_BIN"), "args": arguments});
            set("browserName", json!("chrome"));
            set("goog:chromeOptions", options);
            set("goog:loggingPrefs", json!({"browser": "ALL"}));
        }
        Engine::Firefox => {
            let preferences = json!({
                "ui.prefersReducedMotion": 1,
                "intl.accept_languages": "en-US",
                // Lets a script read what was copied, without a question to a person.
                "dom.events.testing.asyncClipboard": true,
            });
            let options = json!({"binary": path_of("FIREFOX_BIN"), "args": ["-headless"],
                "prefs": preferences});
            set("browserName", json!("firefox"));
            set("moz:firefoxOptions", options);
        }
        Engine::WebKit => {
            let options = json!({"binary": path_of("WEBKIT_BIN"), "args": ["--automation"]});
            set("webkitgtk:browserOptions", options);
        }
    }
    capabilities
}
