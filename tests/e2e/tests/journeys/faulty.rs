//! A journey through the layer of faults, with the console and its API on the layer's origin.

use crate::MARY;
use e2e::{Browser, Faults, Page, Role, Server, until};
use serde_json::{Value, json};

/// A server with an account, a layer that breaks what it is told to, and a browser.
pub struct Faulty {
    // Closed in this order: first the browser, last the server.
    browser: Browser,
    pub faults: Faults,
    pub server: Server,
    pub key: String,
}

impl Faulty {
    /// Starts unlocked, with that many sample applications.
    pub async fn unlocked(applications: u32) -> Self {
        let server = Server::start();
        let key = server.add_developer(MARY);
        if applications > 0 {
            server.fill(MARY, applications);
        }
        let faults = Faults::before(&server);
        let browser = Browser::start().await;
        browser.page().open(&faults.url("")).await;
        browser.page().unlock(&key).await;
        Self {
            browser,
            faults,
            server,
            key,
        }
    }

    /// Starts in the form of "Demo App", renamed to "Renamed" and not saved; with its path.
    pub async fn renaming() -> (Self, String) {
        let journey = Self::unlocked(0).await;
        let path = journey.make("Demo App").await;
        journey.open(&path).await;
        journey.page().find(Role::Heading, "Demo App").await;
        journey.page().replace("Name", "Renamed").await;
        (journey, path)
    }

    pub fn page(&self) -> &Page {
        self.browser.page()
    }

    /// Opens a path of the console, like typing it into the address bar.
    pub async fn open(&self, path: &str) {
        self.page().open(&self.faults.url(path)).await;
    }

    /// Makes an application behind the console's back and answers its path in the API, which is
    /// also its path in the console.
    pub async fn make(&self, name: &str) -> String {
        let body = json!({ "name": name });
        let made = self.ask("POST", "applications", Some(body)).await;
        format!("applications/{}", made["id"].as_str().unwrap())
    }

    /// Waits until the account has that many applications.
    pub async fn has_total(&self, applications: u32) {
        until(&format!("not {applications} applications"), async || {
            let list = self.ask("GET", "applications", None).await;
            (list["total"] == applications)
                .then_some(())
                .ok_or(list["total"].to_string())
        })
        .await;
    }

    /// Asks the server itself, past the layer.
    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.server.ask(&self.key, method, path, body).await
    }
}
