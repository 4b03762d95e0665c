//! Every form shows the request that it sends, and every action leads to the one it has sent.

use super::{application, one_application, page_of};
use crate::support::{Answer, KEY, Page, call, enter, open_console, start_console, until};
use wasm_bindgen_test::wasm_bindgen_test;

const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";

/// The request that is shown, without the white space between its parts.
fn shown(page: &Page) -> String {
    let text = page.one("[role=tabpanel]").inner_text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn shows(page: &Page, parts: &[&str]) {
    let all = || {
        page.has("[role=tabpanel]") && {
            let shown = shown(page);
            parts.iter().all(|part| shown.contains(part))
        }
    };
    until(&format!("the request does not show {parts:?}"), all).await;
    assert!(shown(page).contains("Authorization: DeveloperKey $META_DEVELOPER_KEY"));
    assert!(!page.html().contains(KEY));
}

#[wasm_bindgen_test]
async fn a_changed_application_shows_what_saving_sends_and_sends_it() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Renamed")),
    );
    let page = open_console("/applications/a1");
    let name = page.field("Name").await;
    assert!(!page.has("[role=tabpanel]"), "nothing would be sent");
    enter(&name, "Ren");
    page.button("Show request").await.click();
    shows(&page, &[r#"{ "name": "Ren" }"#]).await;
    enter(&name, "Renamed");
    let line = "PATCH https://api.example.com/v0/applications/a1";
    shows(&page, &[line, r#"{ "name": "Renamed" }"#]).await;
    enter(&name, "");
    page.sees("Nothing would be sent: correct the form first.")
        .await;
    enter(&name, "Renamed");
    shows(&page, &[line]).await;
    page.button("Save").await.click();
    let sent = network.request("PATCH /applications/a1").await;
    assert_eq!(sent.body, r#"{"name":"Renamed"}"#);
    until("it is saved", || !page.has("[role=tabpanel]")).await;
}

#[wasm_bindgen_test]
async fn a_new_application_shows_its_request_as_it_is_typed() {
    let _network = one_application();
    let page = open_console("/applications/new");
    page.sees("Nothing would be sent: correct the form first.")
        .await;
    enter(&page.field("Name").await, "Field \"Photos\"");
    let line = "POST https://api.example.com/v0/applications ";
    shows(&page, &[line, r#""name": "Field \"Photos\"""#]).await;
}

#[wasm_bindgen_test]
async fn a_new_webhook_shows_its_request_as_it_is_typed() {
    let network = one_application();
    network.on("POST /applications/a1/webhooks", Answer::dropped());
    let page = open_console("/applications/a1/webhooks");
    page.button("Add webhook…").await.click();
    page.sees("Nothing would be sent: correct the form first.")
        .await;
    enter(&page.field("URL").await, "https://example.com/hook");
    let line = "POST https://api.example.com/v0/applications/a1/webhooks";
    shows(&page, &[line, r#"{ "url": "https://example.com/hook" }"#]).await;
    page.button("Add webhook").await.click();
    let sent = network.request("POST /applications/a1/webhooks").await;
    assert_eq!(sent.body, r#"{"url":"https://example.com/hook"}"#);
}

#[wasm_bindgen_test]
async fn deleting_shows_its_request_and_a_key_only_masked() {
    let network = one_application();
    let key = format!(
        r#"{{"key":"{API_KEY}","application":"a1","created":"2014-03-18T12:57:16Z","modified":"2014-03-18T12:57:16Z"}}"#
    );
    network.on(
        "GET /applications/a1/apikeys?page=1&page_size=25",
        page_of(1, 1, &[key]),
    );
    let page = open_console("/applications/a1/keys");
    page.button("Delete key ending in pbF4").await.click();
    page.sees("Delete this API key?").await;
    let line = "DELETE https://api.example.com/v0/applications/a1/apikeys/80Od…pbF4";
    let panel = || page.one("dialog [role=tabpanel]").inner_text();
    assert!(panel().contains(line), "{}", panel());
    assert!(!page.html().contains(API_KEY));
    drop(page);
    let page = open_console("/applications/a1");
    page.button("Delete…").await.click();
    shows(
        &page,
        &["DELETE https://api.example.com/v0/applications/a1"],
    )
    .await;
}

#[wasm_bindgen_test]
async fn creating_a_key_shows_its_request_when_it_is_unfolded() {
    let network = one_application();
    let key = format!(
        r#"{{"key":"{API_KEY}","application":"a1","created":"2014-03-18T12:57:16Z","modified":"2014-03-18T12:57:16Z"}}"#
    );
    network.on("POST /applications/a1/apikeys", Answer::json(201, &key));
    let page = open_console("/applications/a1/keys");
    page.sees("No API keys yet").await;
    assert!(!page.has("details[open]"));
    page.one("summary").click();
    let line = "POST https://api.example.com/v0/applications/a1/apikeys";
    shows(&page, &[line]).await;
    page.button("Create key").await.click();
    page.sees("API key created").await;
    page.link("Show request").await.click();
    until("the entry is unfolded", || page.has("li details[open]")).await;
    shows(&page, &[line]).await;
    assert!(page.text().contains("Created an API key"));
    assert!(!page.html().contains(API_KEY));
}

#[wasm_bindgen_test]
async fn what_was_said_leads_to_the_request_that_was_sent() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Renamed")),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "Renamed");
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    page.link("Show request").await.click();
    until("the entry is unfolded", || {
        page.all("li details[open] table.changes").len() == 1
    })
    .await;
    assert!(page.address().starts_with("/activity?entry="));
    shows(&page, &["PATCH", r#""name": "Renamed""#]).await;
    let notice = page.one("ul.activity > li.notice").inner_text();
    assert!(notice.contains("Saved Renamed"), "{notice}");
}

#[wasm_bindgen_test]
async fn unlocking_shows_the_request_that_tries_the_key() {
    call("sessionStorage.clear(); localStorage.clear()", &[]);
    let _network = one_application();
    let page = start_console("/applications");
    enter(&page.field("Developer key").await, KEY);
    page.one("details.request > summary").click();
    let line = "GET https://api.example.com/v0/applications?page=1&page_size=1";
    enter(&page.one("#base_url"), "https://api.example.com/v0");
    shows(&page, &[line]).await;
}
