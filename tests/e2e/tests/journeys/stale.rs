//! Two people change the same application: each in a browser of their own.

use crate::MARY;
use e2e::{Browser, Faults, Page, Role, Server};
use serde_json::{Value, json};

/// One server, two browsers with the same account, and the layer's record of both.
struct Two {
    one: Browser,
    other: Browser,
    faults: Faults,
    server: Server,
    key: String,
    path: String,
}

impl Two {
    /// Both look at the details of Demo App.
    async fn start() -> Self {
        let server = Server::start();
        let key = server.add_developer(MARY);
        let body = json!({"name": "Demo App", "description": "Old"});
        let made = server.ask(&key, "POST", "applications", Some(body)).await;
        let path = format!("applications/{}", made["id"].as_str().unwrap());
        let faults = Faults::before(&server);
        let (one, other) = (Browser::start().await, Browser::start().await);
        for browser in [&one, &other] {
            browser.page().open(&faults.url(&path)).await;
            browser.page().unlock(&key).await;
            browser.page().find(Role::Heading, "Demo App").await;
        }
        Self {
            one,
            other,
            faults,
            server,
            key,
            path,
        }
    }

    async fn saved(&self) -> Value {
        self.server.ask(&self.key, "GET", &self.path, None).await
    }

    /// The bodies of all changes so far.
    fn changes(&self) -> Vec<Value> {
        let requests = self.faults.requests_to("PATCH", &self.path);
        let body = |it: &e2e::Request| serde_json::from_str(&it.body).unwrap();
        requests.iter().map(body).collect()
    }
}

async fn save(page: &Page, field: &str, text: &str) {
    page.replace(field, text).await;
    page.press("Save").await;
}

#[tokio::test]
async fn a_save_that_meets_another_shows_all_sides_and_sends_what_was_confirmed() {
    let two = Two::start().await;
    let (one, other) = (two.one.page(), two.other.page());
    one.replace("Name", "Demo App 2").await;
    save(one, "Description", "Mine").await;
    one.sees("Saved Demo App 2").await;
    save(other, "Description", "Theirs").await;
    other.sees("Demo App 2 was changed elsewhere").await;
    for side in ["Before", "Old", "Yours", "Theirs", "Mine"] {
        other.sees(side).await;
    }
    assert_eq!(two.changes().len(), 1, "nothing is sent before the choice");
    other.click(Role::Field, "Keep mine: Description").await;
    other.press("Save my choices").await;
    other.sees("Saved Demo App 2").await;
    assert_eq!(two.changes()[1], json!({"description": "Theirs"}));
    let saved = two.saved().await;
    assert_eq!(saved["name"], "Demo App 2");
    assert_eq!(saved["description"], "Theirs");
}

#[tokio::test]
async fn taking_what_others_saved_sends_nothing() {
    let two = Two::start().await;
    let (one, other) = (two.one.page(), two.other.page());
    save(one, "Description", "First").await;
    one.sees("Saved Demo App").await;
    save(other, "Description", "Second").await;
    other.click(Role::Field, "Take theirs: Description").await;
    other.press("Save my choices").await;
    other.sees_no_more("was changed elsewhere").await;
    other.sees_no_more("unsaved change").await;
    assert_eq!(other.value("Description").await, "First");
    assert_eq!(two.changes(), [json!({"description": "First"})]);
}

#[tokio::test]
async fn changes_of_different_fields_meet_without_a_question() {
    let two = Two::start().await;
    let (one, other) = (two.one.page(), two.other.page());
    save(one, "Name", "Renamed").await;
    one.sees("Saved Renamed").await;
    save(other, "Description", "New").await;
    other
        .sees("Saved Renamed. Changed elsewhere, and kept: Name")
        .await;
    assert_eq!(two.changes()[1], json!({"description": "New"}));
    let saved = two.saved().await;
    assert_eq!(saved["name"], "Renamed");
    assert_eq!(saved["description"], "New");
}

#[tokio::test]
async fn what_was_deleted_elsewhere_keeps_what_is_typed() {
    let two = Two::start().await;
    let other = two.other.page();
    other.replace("Description", "Typed for an hour").await;
    two.server.ask(&two.key, "DELETE", &two.path, None).await;
    other.press("Save").await;
    other.sees("is gone").await;
    assert_eq!(other.value("Description").await, "Typed for an hour");
    assert!(two.changes().is_empty());
}
