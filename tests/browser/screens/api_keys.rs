//! API keys: masked until revealed.

use super::{one_application, page_of};
use crate::support::{Answer, Clock, Network, Page, call, open_console, until};
use wasm_bindgen_test::wasm_bindgen_test;

const FIRST: &str = "80OdF5hXzkNqEs9TJHUmAeGapbF4xx";
const NEW: &str = "Zq7vT1cW3yB9nM5kL2jH8gF4dS6aNEWx";

fn key(value: &str) -> String {
    format!(
        r#"{{"key":"{value}","application":"a1","created":"2014-03-18T12:57:16.770685Z",
            "modified":"2014-03-18T12:57:16.770685Z"}}"#
    )
}

/// The screen with one key; a list after that has two.
fn keys() -> (Page, Network) {
    let network = Network::new();
    let one = || page_of(1, 1, &[key(FIRST)]);
    let two = || page_of(2, 1, &[key(FIRST), key(NEW)]);
    network
        .on("GET /applications/a1/apikeys?page=1&page_size=25", one())
        .on("GET /applications/a1/apikeys?page=1&page_size=25", two())
        .on("GET /applications/a1/apikeys?page=1&page_size=1", one())
        .on(
            "GET /applications/a1",
            Answer::ok(&super::application("a1", "Demo App")),
        )
        .on("GET /applications/a1/webhooks", page_of(0, 1, &[]));
    (open_console("/applications/a1/keys"), network)
}

#[wasm_bindgen_test]
async fn a_key_is_in_the_page_only_while_it_is_revealed() {
    let (page, _network) = keys();
    let ending = &FIRST[FIRST.len() - 4..];
    let button = page.button(&format!("Reveal key ending in {ending}")).await;
    assert!(page.text().contains(ending));
    assert!(
        !page.html().contains(FIRST),
        "masked, it is not in the page at all"
    );
    button.click();
    page.sees(FIRST).await;
    assert_eq!(button.get_attribute("aria-pressed").unwrap(), "true");
    button.click();
    page.sees_no_more(FIRST).await;
    assert!(!page.html().contains(FIRST));
    assert!(!page.traces().contains(FIRST));
}

#[wasm_bindgen_test]
async fn a_new_key_is_shown_at_once_until_it_is_put_away() {
    let (page, network) = keys();
    network.on(
        "POST /applications/a1/apikeys",
        Answer::json(201, &key(NEW)),
    );
    page.button("Create key").await.click();
    page.sees("API key created").await;
    assert!(page.text().contains(NEW));
    until("the list has it too", || {
        page.all("tbody[role=rowgroup] tr").len() == 2
    })
    .await;
    page.button("Hide").await.click();
    page.sees_no_more("API key created").await;
    assert!(!page.html().contains(NEW));
}

#[wasm_bindgen_test]
async fn a_key_that_cannot_be_created_says_why() {
    let (page, network) = keys();
    network.on(
        "POST /applications/a1/apikeys",
        Answer::error(403, "forbidden", "No."),
    );
    page.button("Create key").await.click();
    page.sees("Could not create an API key").await;
    assert!(page.text().contains("403"));
}

#[wasm_bindgen_test]
async fn deleting_asks_with_the_end_of_the_key_and_shows_nothing_more_of_it() {
    let (page, network) = keys();
    let line = format!("DELETE /applications/a1/apikeys/{FIRST}");
    network.on(&line, Answer::new(204, &[], ""));
    let ending = &FIRST[FIRST.len() - 4..];
    page.button(&format!("Delete key ending in {ending}"))
        .await
        .click();
    page.sees("Delete this API key?").await;
    assert!(
        page.one("dialog")
            .inner_text()
            .contains(&format!("The key ending in {ending}"))
    );
    assert!(
        page.one("dialog")
            .inner_text()
            .contains("It is the only key")
    );
    assert!(!page.html().contains(FIRST));
    assert_eq!(network.count(&line), 0);
    page.button("Delete key").await.click();
    page.sees(&format!("Deleted the key ending in {ending}"))
        .await;
    assert_eq!(network.count(&line), 1);
    until("the dialog is gone", || !page.has("dialog[open]")).await;
}

#[wasm_bindgen_test]
async fn an_application_without_keys_says_so() {
    let _network = one_application();
    let page = open_console("/applications/a1/keys");
    page.sees("No API keys yet").await;
}

#[wasm_bindgen_test]
async fn a_revealed_key_hides_again_after_half_a_minute_and_on_lock() {
    call("sessionStorage.clear(); localStorage.clear()", &[]);
    let clock = Clock::stop();
    let (page, network) = keys();
    let button = page.button("Reveal key ending in F4xx").await;
    button.click();
    page.sees(FIRST).await;
    clock.pass(29.0).await;
    assert!(page.text().contains(FIRST));
    clock.pass(1.0).await;
    page.sees_no_more(FIRST).await;
    assert!(!page.html().contains(FIRST));
    assert_eq!(button.get_attribute("aria-pressed").unwrap(), "false");

    network.on(
        "POST /applications/a1/apikeys",
        Answer::json(201, &key(NEW)),
    );
    page.button("Create key").await.click();
    page.sees(NEW).await;
    clock.pass(30.0).await;
    page.sees_no_more(NEW).await;
    assert!(page.text().contains("API key created") && !page.html().contains(NEW));

    page.button("Reveal the new key").await.click();
    page.sees(NEW).await;
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    assert!(!page.html().contains(NEW) && !page.traces().contains(NEW));
}
