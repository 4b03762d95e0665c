//! Unlocking and locking the console.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, BASE_URL, Clock, KEY, Network, Page, call, drafts, enter, open_console, settle,
    start_console, until, until_later, value_of,
};
use wasm_bindgen_test::wasm_bindgen_test;

fn locked(path: &str) -> Page {
    call("sessionStorage.clear()", &[]);
    start_console(path)
}

async fn fill(page: &Page, key: &str) {
    enter(&page.one("#base_url"), BASE_URL);
    enter(&page.field("Developer key").await, key);
    page.button("Unlock").await.click();
}

#[wasm_bindgen_test]
async fn a_refused_key_says_so_under_the_field_and_is_kept_nowhere() {
    let network = Network::new();
    network.on(
        "GET /applications",
        Answer::error(401, "unauthorized", "No."),
    );
    let page = locked("/applications");
    fill(&page, KEY).await;
    page.sees("The API refused this key (401)").await;
    let field = page.field("Developer key").await;
    assert_eq!(field.get_attribute("aria-invalid").unwrap(), "true");
    assert!(
        page.description(&field)
            .contains("The API refused this key (401)")
    );
    assert!(!page.traces().contains(KEY) && !page.html().contains(KEY));
}

#[wasm_bindgen_test]
async fn an_accepted_key_opens_the_place_of_the_address() {
    let network = one_application();
    let page = locked("/applications/a1");
    fill(&page, &format!("  DeveloperKey {KEY} ")).await;
    page.sees("Danger zone").await;
    assert_eq!(page.address(), "/applications/a1");
    let check = network
        .request("GET /applications?page=1&page_size=1")
        .await;
    assert!(
        check
            .headers
            .contains(&("authorization".into(), format!("DeveloperKey {KEY}")))
    );
    assert!(
        page.traces().contains(KEY),
        "the tab's session storage has it"
    );
    assert!(!page.html().contains(KEY));
}

#[wasm_bindgen_test]
async fn an_api_that_cannot_be_asked_is_told_from_a_wrong_key() {
    for (answer, sentence) in [
        (Answer::dropped(), "The API did not answer"),
        (Answer::redirect(), "pointed to another address"),
        (Answer::html(502, "<html>"), "The API answered 502."),
    ] {
        let network = Network::new();
        network.on("GET /applications", answer);
        let page = locked("/applications");
        let clock = Clock::stop();
        fill(&page, KEY).await;
        until_later(&clock, "it says that it failed", || {
            page.text().contains("Could not check the key")
        })
        .await;
        assert!(page.text().contains(sentence), "{}", page.text());
        assert!(!page.traces().contains(KEY));
    }
}

#[wasm_bindgen_test]
async fn an_address_that_is_not_the_api_says_so_under_the_address() {
    for answer in [
        Answer::html(200, "<!doctype html>"),
        Answer::html(404, "<!doctype html>"),
        Answer::error(404, "not_found", "No."),
    ] {
        let network = Network::new();
        network.on("GET /applications", answer);
        let page = locked("/applications");
        fill(&page, KEY).await;
        page.sees("What answers at this address is not the Meta API.")
            .await;
        until("Connection opens", || page.has("details[open]")).await;
        let field = page.field("API base URL").await;
        assert!(page.description(&field).contains("is not the Meta API"));
        assert!(!page.traces().contains(KEY));
    }
}

#[wasm_bindgen_test]
async fn what_is_no_key_and_no_address_is_refused_without_a_request() {
    let network = Network::new();
    let page = locked("/applications");
    enter(&page.field("Developer key").await, " ");
    enter(&page.one("#base_url"), "api.example.com");
    page.button("Unlock").await.click();
    until("both are marked", || {
        page.all("[aria-invalid=true]").len() == 2
    })
    .await;
    // It has to be seen to be put right.
    until("Connection opens", || page.has("details[open]")).await;
    assert_eq!(network.count("GET /applications"), 0);
}

#[wasm_bindgen_test]
async fn the_reveal_button_shows_the_key_that_is_typed() {
    let _network = Network::new();
    let page = locked("/applications");
    let field = page.field("Developer key").await;
    let kind = || field.get_attribute("type").unwrap();
    assert_eq!(kind(), "password");
    assert_eq!(
        field.get_attribute("autocomplete").unwrap(),
        "current-password"
    );
    page.button("Show key").await.click();
    until("it is shown", || kind() == "text").await;
}

#[wasm_bindgen_test]
async fn config_json_names_the_address_unless_the_person_was_faster() {
    let network = Network::new();
    let config = format!("GET {}/config.json", origin());
    network.on(
        &config,
        Answer::ok(r#"{"base_url":"https://hosted.example.com/v0/"}"#),
    );
    let page = locked("/applications");
    page.sees("hosted.example.com/v0").await;

    let network = Network::new();
    let (held, answer) = Answer::held();
    network.on(&config, answer);
    let page = locked("/applications");
    enter(&page.one("#base_url"), "https://mine.example.com/v0");
    held.release(Answer::ok(
        r#"{"base_url":"https://hosted.example.com/v0"}"#,
    ));
    settle().await;
    page.sees("mine.example.com/v0").await;
    assert!(!page.text().contains("hosted.example.com"));
}

#[wasm_bindgen_test]
async fn a_key_typed_before_config_json_changes_the_address_is_asked_for_again() {
    let network = Network::new();
    let config = format!("GET {}/config.json", origin());
    let (held, answer) = Answer::held();
    network.on(&config, answer);
    let page = locked("/applications");
    let key = page.field("Developer key").await;
    enter(&key, KEY);
    held.release(Answer::ok(
        r#"{"base_url":"https://hosted.example.com/v0"}"#,
    ));
    page.sees("The key was typed for another address").await;
    assert!(
        page.description(&key)
            .contains("Enter the key of this one.")
    );
    assert_eq!(value_of(&key), "");
    assert!(page.text().contains("hosted.example.com/v0"));
    assert!(!page.traces().contains(KEY) && !page.html().contains(KEY));
    // One that is typed now was typed for this address.
    enter(&key, KEY);
    page.sees_no_more("The key was typed for another address")
        .await;
    page.button("Unlock").await.click();
    let check = "GET https://hosted.example.com/v0/applications";
    network.request(check).await;
}

#[wasm_bindgen_test]
async fn a_key_sent_before_config_json_changes_the_address_goes_nowhere() {
    let network = Network::new();
    let config = format!("GET {}/config.json", origin());
    let named = r#"{"base_url":"https://hosted.example.com/v0"}"#;
    let (held, answer) = Answer::held();
    network.on(&config, answer).on(&config, Answer::ok(named));
    let page = locked("/applications");
    let key = page.field("Developer key").await;
    enter(&key, KEY);
    page.button("Unlock").await.click();
    page.sees("The key was typed for another address").await;
    held.release(Answer::ok(named));
    settle().await;
    assert_eq!(value_of(&key), "");
    assert!(
        page.text()
            .contains("The key was typed for another address")
    );
    let sent = network.requests().into_iter().map(|it| it.line);
    let sent: Vec<String> = sent.filter(|it| *it != config).collect();
    assert!(sent.is_empty(), "{sent:?}");
}

#[wasm_bindgen_test]
async fn a_key_stays_when_config_json_names_the_same_address() {
    let network = Network::new();
    let config = format!("GET {}/config.json", origin());
    let (held, answer) = Answer::held();
    network.on(&config, answer);
    let page = locked("/applications");
    let key = page.field("Developer key").await;
    enter(&key, KEY);
    held.release(Answer::ok(&format!(r#"{{"base_url":"{}/v0"}}"#, origin())));
    settle().await;
    assert_eq!(value_of(&key), KEY);
    assert!(!page.text().contains("typed for another address"));
}

#[wasm_bindgen_test]
async fn without_config_json_the_address_is_the_page_s_own() {
    let _network = Network::new();
    let page = locked("/applications");
    let own = origin().split_once("://").unwrap().1.to_owned() + "/v0";
    page.sees(&own).await;
    settle().await;
    assert!(page.text().contains(&own));
}

#[wasm_bindgen_test]
async fn locking_clears_screen_title_and_storage() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Demo App")),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    page.button("Save").await.click();
    page.sees("Saved Demo App").await;
    page.button("Lock").await.click();
    page.sees("The console is locked. The key is no longer in this tab.")
        .await;
    assert!(!page.html().contains("Demo App"));
    // Drafts and activity, which hold names but no secrets, wait in the tab for this account.
    assert!(!page.traces().contains(KEY));
    let title = call("return document.title", &[]).as_string().unwrap();
    assert!(!title.contains("Demo App"), "{title}");
    assert!(drafts().is_empty());
    assert_eq!(page.address(), "/applications/a1", "unlocking returns here");
}

#[wasm_bindgen_test]
async fn a_key_refused_at_any_moment_locks_and_says_why_and_unlocking_returns() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::error(401, "unauthorized", "No."),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    page.button("Save").await.click();
    page.sees("The API no longer accepts the key (401)").await;
    assert!(!page.html().contains("Demo App"));
    assert!(!page.traces().contains(KEY));
    fill(&page, "anotherKey00000000000").await;
    page.sees("Danger zone").await;
    assert_eq!(page.address(), "/applications/a1");
}

#[wasm_bindgen_test]
async fn nothing_is_left_on_the_screen_when_the_key_is_refused() {
    let network = one_application();
    network
        .on(
            "PATCH /applications/a1",
            Answer::ok(&application("a1", "Demo App")),
        )
        .on(
            "PATCH /applications/a1",
            Answer::error(401, "unauthorized", "No."),
        );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    page.button("Save").await.click();
    page.sees("Saved Demo App").await;
    enter(&page.field("Description").await, "Changed again");
    page.button("Save").await.click();
    page.sees("The API no longer accepts the key (401)").await;
    assert!(!page.html().contains("Demo App"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_save_that_ends_after_locking_says_nothing() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("PATCH /applications/a1", answer);
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    page.button("Save").await.click();
    network.request("PATCH /applications/a1").await;
    page.button("Lock").await.click();
    page.button("Lock and keep the draft").await.click();
    page.sees("The console is locked.").await;
    held.release(Answer::ok(&application("a1", "Demo App")));
    settle().await;
    assert!(!page.html().contains("Demo App"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_after_locking_is_not_shown() {
    let network = Network::new();
    let (held, answer) = Answer::held();
    network.on("GET /applications", answer);
    let page = open_console("/applications");
    network.request("GET /applications").await;
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    held.release(page_of(1, 1, &[application("a1", "Demo App")]));
    settle().await;
    assert!(!page.html().contains("Demo App"));
}

fn origin() -> String {
    call("return location.origin", &[]).as_string().unwrap()
}
