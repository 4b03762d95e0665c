//! The API Explorer, against the real server.

use crate::Journey;
use crate::faulty::Faulty;
use e2e::{Fault, Role};
use serde_json::json;
use thirtyfour::Key;

/// The Explorer with a request about an application.
fn at(method: &str, rest: &str, id: &str) -> String {
    format!(
        "explorer?method={method}&path=%2Fapplications%2F%7Bapplication_id%7D{rest}\
         &in.application_id={id}"
    )
}

#[tokio::test]
async fn an_application_is_read_changed_compared_and_deleted() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    let id = journey.make("Demo \"App\" `$(x)` 😀").await;
    page.follow("Explorer").await;
    page.find(Role::Heading, "List applications").await;
    page.press("Send").await;
    page.sees("200 OK").await;
    page.follow("GET Retrieve an application").await;
    page.enter("application_id", &id).await;
    page.press("Send").await;
    page.sees("Demo \"App\" `$(x)` 😀").await;

    page.follow("PATCH Update an application (read-only is on)")
        .await;
    page.click(Role::Field, "Read-only").await;
    page.sees("Off. This changes data in").await;
    page.press("From current values").await;
    page.sees_no_more("Nothing would be sent").await;
    let body = json!({"name": "Renamed — \\ \"quoted\"", "events_enabled": true});
    page.replace("Body", "").await;
    let set = "const area = document.getElementById('body'); area.value = arguments[0];
               area.dispatchEvent(new Event('input', { bubbles: true }))";
    page.script(set, vec![json!(body.to_string())]).await;
    page.press("Send").await;
    page.sees("Renamed — ").await;
    let now = journey
        .ask("GET", &format!("applications/{id}"), None)
        .await;
    assert_eq!(now["name"], body["name"]);
    assert_eq!(now["events_enabled"], true);

    page.press("Compare with the answer shown").await;
    page.find(Role::Heading, "Two answers compared").await;
    page.type_key(Key::Escape).await;

    page.follow("DELETE Delete an application").await;
    page.press("Send").await;
    page.sees("Its 1 API key and 0 webhooks are deleted with it.")
        .await;
    page.press("Delete").await;
    page.sees("204 No Content").await;
    let list = journey.ask("GET", "applications", None).await;
    assert_eq!(list["total"], 3);
    journey.arrive().await;
}

#[tokio::test]
async fn a_link_opens_the_same_request_elsewhere_and_the_keyboard_sends_it() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey.open(&at("GET", "%2Fwebhooks", &id)).await;
    page.enter("page_size", "7").await;
    page.press("Copy a link to this request").await;
    page.sees("Link copied").await;
    let link = page.clipboard().await;
    assert!(link.contains("query.page_size=7"), "{link}");
    assert!(!link.contains(&journey.key));
    page.open(&link).await;
    page.find(Role::Heading, "List webhooks").await;
    assert_eq!(page.value("application_id").await, id);
    assert_eq!(page.value("page_size").await, "7");
    page.key("page_size", Key::Enter).await;
    page.sees("200 OK").await;
    let history = "return document.querySelector('ul[aria-label=History]').textContent";
    let history = page.script(history, vec![]).await;
    assert!(history.as_str().unwrap().contains("/webhooks?page_size=7"));
    journey.arrive().await;
}

#[tokio::test]
async fn an_api_key_made_here_is_shown_only_when_it_is_asked_for() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey.open(&at("POST", "%2Fapikeys", &id)).await;
    page.click(Role::Field, "Read-only").await;
    page.press("Send").await;
    page.sees("201 Created").await;
    let keys = format!("applications/{id}/apikeys");
    let keys = journey.ask("GET", &keys, None).await;
    let key = keys["objects"][1]["key"].as_str().unwrap();
    assert!(!page.everything().await.contains(key));
    page.press("Show API keys").await;
    page.sees(key).await;
    page.press("Lock").await;
    page.sees("The console is locked").await;
    assert!(!page.everything().await.contains(key));
    page.unlock(&journey.key).await;
    page.sees("Nothing sent yet").await;
}

#[tokio::test]
async fn what_the_server_itself_offers_is_asked_without_the_key() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    journey.open("explorer").await;
    page.sees("Extensions of this server").await;
    page.follow("GET The process runs").await;
    page.press("Send").await;
    page.sees("200 OK").await;
    for path in ["/healthz", "/openapi.json"] {
        let request = journey.faults.last_to(path).unwrap();
        assert_eq!(request.header("authorization"), None, "{path}");
    }
}

#[tokio::test]
async fn a_request_without_an_answer_can_be_given_up_and_sent_again() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    journey.open("explorer").await;
    page.find(Role::Button, "Send").await;
    let gate = journey.faults.hold("GET", "applications");
    let before = journey.faults.requests_to("GET", "applications").len();
    page.press("Send").await;
    page.sees("Waiting for the answer").await;
    page.press("Cancel").await;
    page.sees("You cancelled it.").await;
    gate.open();
    page.press("Send again").await;
    page.sees("200 OK").await;
    journey
        .faults
        .always("GET", "applications", Fault::status(503));
    page.press("Send").await;
    page.sees("503 Service Unavailable").await;
    let sent = journey.faults.requests_to("GET", "applications").len();
    assert_eq!(sent - before, 3, "each press once, whatever came of it");
}
