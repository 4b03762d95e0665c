//! Journeys of a person through the console as it is shipped, with the real server.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever fails in here fails the test"
)]

mod api_keys;
mod applications;
mod connection_check;
mod drafts;
mod errors;
mod explorer;
mod faulty;
mod forgetting;
mod hands;
mod hosting;
mod keyboard;
mod layer;
mod layout;
mod list;
mod locking;
mod narrow;
mod palette;
mod places;
mod profiles;
mod requests;
mod safety;
mod stale;
mod stand_ins;
mod tabs;
mod unlock;
mod webhooks;
mod writes;

use e2e::{Browser, Page, Server};
use serde_json::{Value, json};

/// The name of the developer whose account a journey uses.
const MARY: &str = "mary";

/// A server with an account, and a browser.
struct Journey {
    // Closed in this order: a browser without a server would only complain.
    browser: Browser,
    server: Server,
    key: String,
}

impl Journey {
    /// Starts with an empty account.
    async fn start() -> Self {
        let server = Server::start();
        let key = server.add_developer(MARY);
        let browser = Browser::start().await;
        Self {
            browser,
            server,
            key,
        }
    }

    /// Starts unlocked, with that many sample applications.
    async fn unlocked(applications: u32) -> Self {
        let journey = Self::start().await;
        if applications > 0 {
            journey.server.fill(MARY, applications);
        }
        journey.open("").await;
        journey.page().unlock(&journey.key).await;
        journey
    }

    fn page(&self) -> &Page {
        self.browser.page()
    }

    /// Opens a path of the console, like typing it into the address bar.
    async fn open(&self, path: &str) {
        self.page().open(&self.server.url(path)).await;
    }

    /// Waits until the address is this path.
    async fn is_at(&self, path: &str) {
        self.page().is_at(&self.server.url(path)).await;
    }

    /// Makes an application behind the console's back and answers its id.
    async fn make(&self, name: &str) -> String {
        let body = json!({ "name": name });
        let made = self.ask("POST", "applications", Some(body)).await;
        made["id"].as_str().unwrap().to_owned()
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.server.ask(&self.key, method, path, body).await
    }

    /// Ends a journey in which nothing went wrong: the browser had nothing to complain about,
    /// and the server logged no key.
    async fn arrive(self) {
        let complaints = self.page().complaints().await;
        assert_eq!(complaints, Vec::<String>::new());
        let log = self.server.log().join("\n");
        assert!(!log.contains(&self.key), "the developer key is in the log");
    }
}
