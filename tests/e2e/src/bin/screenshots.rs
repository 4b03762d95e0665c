//! `cargo xtask screenshots`: pictures of the screens, light and dark, on a desk and on a phone. The
//! data, the ids and the date are the same each time.

#![expect(
    clippy::unwrap_used,
    reason = "whatever fails in here ends the program"
)]

use e2e::{Browser, Fault, Faults, Page, Role, Server};
use serde_json::json;
use std::path::{Path, PathBuf};
use thirtyfour::Key;

/// Accounts of a server that lives as long as this program.
const DEVELOPER: (&str, &str) = ("pictures", "PicturesOfTheConsole1");
const EMPTY: (&str, &str) = ("empty", "PicturesOfTheConsole2");

/// It is two days after the youngest of the sample data, and time goes on from there.
const CLOCK: &str = "(() => {
    const shift = Date.UTC(2025, 9, 2, 15, 30) - Date.now();
    Date = class extends Date {
        static now() { return super.now() + shift; }
        constructor(...parts) { super(...(parts.length ? parts : [Date.now()])); }
    };
})()";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let server = Server::start();
    let account = Account::make(&server).await;
    // The address is on every picture.
    let faults = Faults::at("127.0.0.1:8080", &server);
    for theme in ["light", "dark"] {
        for (kind, width, height) in [("desktop", 1280, 900), ("phone", 390, 844)] {
            let browser = Browser::start().await;
            let page = browser.page();
            page.resize(width, height).await;
            page.time_zone("UTC").await;
            page.before_scripts(CLOCK).await;
            page.open(&faults.url("")).await;
            let keep = "localStorage.setItem('meta-console.theme', arguments[0])";
            page.script(keep, vec![json!(theme)]).await;
            let kind = format!("{kind}-{theme}");
            account.pictures(&faults, page, &folder, &kind).await;
        }
    }
    println!("{}", folder.display());
}

struct Account {
    application: String,
    webhook: String,
}

impl Account {
    async fn make(server: &Server) -> Self {
        for (name, key) in [DEVELOPER, EMPTY] {
            server.add_developer_with_key(name, key);
        }
        let (name, key) = DEVELOPER;
        server.fill(name, 60);
        let list = server
            .ask(key, "GET", "applications?page_size=60", None)
            .await;
        let mut most = (0, String::new(), String::new());
        for application in list["objects"].as_array().unwrap() {
            let id = application["id"].as_str().unwrap().to_owned();
            let path = format!("applications/{id}/webhooks");
            let webhooks = server.ask(key, "GET", &path, None).await;
            let total = webhooks["total"].as_u64().unwrap();
            if total > most.0 {
                let webhook = webhooks["objects"][0]["id"].as_str().unwrap().to_owned();
                most = (total, id, webhook);
            }
        }
        let (_, application, webhook) = most;
        Self {
            application,
            webhook,
        }
    }

    async fn pictures(&self, faults: &Faults, page: &Page, folder: &Path, kind: &str) {
        let save = async |name: &str| {
            page.picture(&folder.join(format!("{name}-{kind}.png")))
                .await;
        };
        let application = format!("applications/{}", self.application);
        page.reload().await;
        page.find(Role::Button, "Unlock").await;
        save("unlock").await;
        page.enter("Developer key", "wrong0000000000000000").await;
        page.press("Unlock").await;
        page.refuses("Developer key", "401").await;
        page.press("Connection").await;
        page.find(Role::Field, "API base URL").await;
        save("unlock-refused").await;

        page.replace("Developer key", EMPTY.1).await;
        page.press("Unlock").await;
        page.sees("No applications yet").await;
        save("list-empty").await;
        page.press("Lock").await;
        page.unlock(DEVELOPER.1).await;
        page.find(Role::Link, "Next page").await;
        save("list").await;
        anywhere(faults, page, &save).await;

        page.open(&faults.url(&format!(
            "explorer?method=GET&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id={}",
            self.application
        )))
        .await;
        page.sees("Nothing sent yet").await;
        page.press("Send").await;
        page.sees("200 OK").await;
        save("explorer").await;

        page.open(&faults.url("applications?page=99")).await;
        page.sees("Nothing on page 99").await;
        save("list-beyond").await;
        page.open(&faults.url("applications/new")).await;
        page.sees("capabilities are copied").await;
        save("new").await;
        page.click(Role::Field, "Template").await;
        page.find(Role::Field, "Template").await;
        save("new-template").await;
        page.open(&faults.url(&application)).await;
        page.sees("Danger zone").await;
        save("detail").await;
        page.enter("Description", " More.").await;
        page.sees("1 unsaved change").await;
        save("detail-edited").await;
        page.script(
            "scrollTo(0, 99999); document.getElementById('main').scrollTo(0, 99999)",
            vec![],
        )
        .await;
        save("detail-end").await;
        page.press("Delete…").await;
        page.find(Role::Button, "Delete application").await;
        save("delete").await;
        page.open(&faults.url(&format!("{application}/keys"))).await;
        page.sees("Key ending in").await;
        // Before one is created: the server's clock is not the page's.
        save("keys").await;
        page.press("Create key").await;
        page.sees("API key created").await;
        save("keys-created").await;
        page.open(&faults.url(&format!("{application}/webhooks")))
            .await;
        page.press("Add webhook…").await;
        page.enter("URL", "http://localhost:5000").await;
        save("webhook-new").await;
        page.press("Cancel").await;
        save("webhooks").await;
        page.open(&faults.url(&format!("{application}/webhooks/{}", self.webhook)))
            .await;
        page.find(Role::Heading, &format!("Webhook {}", self.webhook))
            .await;
        save("webhook").await;
        page.open(&faults.url("applications/nothingHere0000000000"))
            .await;
        page.sees("404").await;
        save("application-missing").await;
        page.open(&faults.url("no/such/page")).await;
        page.find(Role::Heading, "Page not found").await;
        save("not-found").await;
        page.open(&faults.url("activity")).await;
        page.find(Role::Heading, "Activity").await;
        page.sees("Create").await;
        save("activity").await;
    }
}

/// What belongs to no screen, and what goes wrong.
async fn anywhere(faults: &Faults, page: &Page, save: impl AsyncFn(&str)) {
    page.chord(&[Key::Control], 'k').await;
    page.find(Role::Field, "Search or run a command").await;
    page.type_text("harbor").await;
    page.sees("Harbor Freight – staging").await;
    save("palette").await;
    page.type_key(Key::Escape).await;
    page.find(Role::Link, "Next page").await;
    page.type_text("?").await;
    page.sees("In the list").await;
    save("shortcuts").await;
    page.type_key(Key::Escape).await;
    page.find(Role::Link, "Next page").await;
    for (name, fault) in [
        ("list-slow-down", Fault::too_many_requests(23)),
        ("list-failed", Fault::status(403)),
    ] {
        faults.next(1, "GET", "applications", fault);
        page.press("Refresh").await;
        page.sees("Could not load").await;
        save(name).await;
        page.open(&faults.url("applications")).await;
        page.find(Role::Link, "Next page").await;
    }
    page.open(&faults.url("settings")).await;
    page.find(Role::Heading, "Settings").await;
    save("settings").await;
    faults.always("DELETE", "*", Fault::Dropped);
    page.press("Check the connection").await;
    page.sees("Done:").await;
    save("connection-check").await;
    let scroll = "document.querySelector('dialog:modal').scrollTo(0, arguments[0])";
    page.script(scroll, vec![json!(1_000)]).await;
    save("connection-check-middle").await;
    page.script(scroll, vec![json!(9_999)]).await;
    save("connection-check-end").await;
    page.press("Close").await;
    faults.heal();
}
