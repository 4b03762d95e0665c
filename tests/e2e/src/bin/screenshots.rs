//! `cargo run -p e2e --bin screenshots -- FOLDER`: pictures of the screens, light, dark and as
//! narrow as a phone, to be looked at. Needs the environment variables of `cargo xtask test e2e`.

#![expect(
    clippy::unwrap_used,
    reason = "whatever fails in here ends the program"
)]

use e2e::{Browser, Page, Role, Server};
use serde_json::json;
use std::path::{Path, PathBuf};

const DEVELOPER: &str = "pictures";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/screenshots"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let server = Server::start();
    let account = Account::make(&server).await;
    for (kind, theme, width, height) in [
        ("light", "light", 1280, 900),
        ("dark", "dark", 1280, 900),
        ("320", "light", 320, 720),
    ] {
        let browser = Browser::start().await;
        let page = browser.page();
        page.resize(width, height).await;
        page.open(&server.url("")).await;
        let keep = "localStorage.setItem('meta-console.theme', arguments[0])";
        page.script(keep, vec![json!(theme)]).await;
        account.pictures(&server, page, &folder, kind).await;
    }
    println!("{}", folder.display());
}

struct Account {
    key: String,
    /// An account without applications.
    empty: String,
    application: String,
    webhook: String,
}

impl Account {
    async fn make(server: &Server) -> Self {
        let key = server.add_developer(DEVELOPER);
        server.fill(DEVELOPER, 60);
        let list = server
            .ask(&key, "GET", "applications?page_size=60", None)
            .await;
        let mut most = (0, String::new(), String::new());
        for application in list["objects"].as_array().unwrap() {
            let id = application["id"].as_str().unwrap().to_owned();
            let path = format!("applications/{id}/webhooks");
            let webhooks = server.ask(&key, "GET", &path, None).await;
            let total = webhooks["total"].as_u64().unwrap();
            if total > most.0 {
                let webhook = webhooks["objects"][0]["id"].as_str().unwrap().to_owned();
                most = (total, id, webhook);
            }
        }
        let (_, application, webhook) = most;
        let empty = server.add_developer("empty");
        Self {
            key,
            empty,
            application,
            webhook,
        }
    }

    async fn pictures(&self, server: &Server, page: &Page, folder: &Path, kind: &str) {
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

        page.replace("Developer key", &self.empty).await;
        page.press("Unlock").await;
        page.sees("No applications yet").await;
        save("list-empty").await;
        page.press("Lock").await;
        page.unlock(&self.key).await;
        page.find(Role::Link, "Next page").await;
        save("list").await;

        page.open(&server.url("applications?page=99")).await;
        page.sees("Nothing on page 99").await;
        save("list-beyond").await;
        page.open(&server.url("applications/new")).await;
        page.sees("capabilities are copied").await;
        save("new").await;
        page.click(Role::Field, "Template").await;
        page.find(Role::Field, "Template").await;
        save("new-template").await;
        page.open(&server.url(&application)).await;
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
        page.open(&server.url(&format!("{application}/keys"))).await;
        page.sees("Key ending in").await;
        page.press("Create key").await;
        page.sees("API key created").await;
        save("keys").await;
        page.open(&server.url(&format!("{application}/webhooks")))
            .await;
        page.press("Add webhook…").await;
        page.enter("URL", "http://localhost:5000").await;
        save("webhook-new").await;
        page.press("Cancel").await;
        save("webhooks").await;
        page.open(&server.url(&format!("{application}/webhooks/{}", self.webhook)))
            .await;
        page.find(Role::Heading, &format!("Webhook {}", self.webhook))
            .await;
        save("webhook").await;
        page.open(&server.url("applications/nothingHere0000000000"))
            .await;
        page.sees("404").await;
        save("application-missing").await;
        page.open(&server.url("no/such/page")).await;
        page.find(Role::Heading, "Page not found").await;
        save("not-found").await;
    }
}
