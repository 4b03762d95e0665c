//! The API Explorer and its states.

use crate::walk::{FAILED, LOADED, LOADING, Walk};
use e2e::{Fault, Role, until};

const ROUTE: &str = "Explorer";

/// Walks through it. The application has webhooks.
pub async fn explorer(walk: &mut Walk, id: &str) {
    answers(walk, id).await;
    requests(walk, id).await;
    dialogs(walk, id).await;
    walk.lock(ROUTE).await;
    walk.page().unlock(&walk.key).await;
}

async fn answers(walk: &mut Walk, id: &str) {
    walk.open("explorer").await;
    walk.page().sees("Nothing sent yet").await;
    until("the server offers nothing", async || {
        const OFFERED: &str =
            "return document.querySelector('option[value$=healthz]') !== null || null";
        let offered = walk.page().script(OFFERED, vec![]).await;
        offered.as_bool().ok_or(walk.page().text().await)
    })
    .await;
    walk.check(ROUTE, LOADED).await;
    let gate = walk.faults.hold("GET", "applications");
    let page = walk.page();
    page.press("Send").await;
    page.sees("Waiting for the answer").await;
    walk.check(ROUTE, LOADING).await;
    gate.open();
    walk.page().sees("200 OK").await;
    walk.check(ROUTE, "answered").await;

    walk.faults
        .always("GET", &format!("applications/{id}"), Fault::Dropped);
    walk.open(&at("GET", "", id)).await;
    let page = walk.page();
    page.press("Send").await;
    page.sees("No answer").await;
    walk.check(ROUTE, FAILED).await;
    walk.faults.heal();
}

async fn requests(walk: &mut Walk, id: &str) {
    walk.open(&at("PATCH", "", id)).await;
    let page = walk.page();
    page.enter("Body", "{\"source\": \"w\", \"x\": 1").await;
    page.press("Send").await;
    page.sees("Line 1: ").await;
    walk.check(ROUTE, "refused").await;
    walk.open("explorer?free=1&path=%2F").await;
    walk.page().find(Role::Field, "Path, below").await;
    walk.check(ROUTE, "any path").await;
    walk.open(&at("DELETE", "%2Fapikeys%2F%7Bapikey_key%7D", id))
        .await;
    walk.page().find(Role::Field, "Pick an API key").await;
    walk.check(ROUTE, "with a secret").await;
}

async fn dialogs(walk: &mut Walk, id: &str) {
    walk.open(&at("GET", "", id)).await;
    let page = walk.page();
    page.press("Send").await;
    page.find(Role::Button, "Send again").await;
    page.press("Send again").await;
    page.press("Compare with the answer shown").await;
    page.find(Role::Heading, "Two answers compared").await;
    walk.check(ROUTE, "comparison open").await;
    let page = walk.page();
    page.press("Close").await;
    page.press("Save the request…").await;
    page.replace("Name", "").await;
    page.press("Save").await;
    page.refuses("Name", "Enter a name").await;
    walk.check(ROUTE, "save dialog open, refused").await;
    let page = walk.page();
    page.enter("Name", "Look").await;
    page.press("Save").await;
    page.sees("Request saved").await;
    walk.check(ROUTE, "saved").await;
    walk.open(&at("DELETE", "", id)).await;
    let page = walk.page();
    page.click(Role::Field, "Read-only").await;
    page.press("Send").await;
    page.sees("are deleted with it").await;
    walk.check(ROUTE, "delete dialog open").await;
    walk.page().press("Cancel").await;
}

/// The screen with a request about an application.
fn at(method: &str, rest: &str, id: &str) -> String {
    format!(
        "explorer?method={method}&path=%2Fapplications%2F%7Bapplication_id%7D{rest}\
         &in.application_id={id}"
    )
}
