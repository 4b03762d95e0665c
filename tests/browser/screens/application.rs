//! Creating, changing and deleting an application.

use super::{application, one_application, page_of};
use crate::support::{Answer, Network, drafts, enter, open_console, press, settle, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn only_what_changed_is_sent_and_what_is_saved_is_shown() {
    let network = one_application();
    let saved = application("a1", "Demo App").replace("About Demo App", "New text");
    network.on("PATCH /applications/a1", Answer::ok(&saved));
    let page = open_console("/applications/a1");
    assert_eq!(
        page.field("Name").await.get_attribute("id").unwrap(),
        "name"
    );
    enter(&page.field("Description").await, "New text");
    page.sees("1 unsaved change").await;
    page.button("Save").await.click();
    let request = network.request("PATCH /applications/a1").await;
    assert_eq!(request.body, r#"{"description":"New text"}"#);
    page.sees("Saved Demo App").await;
    page.sees_no_more("unsaved change").await;
}

#[wasm_bindgen_test]
async fn a_logo_is_loaded_from_the_host_that_the_button_names_and_only_then() {
    let network = Network::new();
    let logo = r#""logo_url":"http://127.0.0.1:1/logo.png""#;
    let body = application("a1", "Demo App").replace(r#""logo_url":null"#, logo);
    network.on("GET /applications/a1", Answer::ok(&body));
    let none = || page_of(0, 1, &[]);
    network.on("GET /applications/a1/apikeys?page=1&page_size=1", none());
    network.on("GET /applications/a1/webhooks?page=1&page_size=1", none());
    let page = open_console("/applications/a1");
    let load = page.button("Load logo from 127.0.0.1").await;
    assert_eq!(page.one(".logo-lg").inner_text(), "DA");
    assert!(!page.has(".logo-lg img"));
    load.click();
    until("it is not offered again", || {
        page.named("button", "Load logo from 127.0.0.1").is_none()
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_typed_back_is_no_change() {
    let network = one_application();
    let page = open_console("/applications/a1");
    let name = page.field("Name").await;
    enter(&name, "Demo App 2");
    page.sees("1 unsaved change").await;
    page.field("Active").await.click();
    page.sees("2 unsaved changes").await;
    enter(&name, "Demo App");
    page.field("Active").await.click();
    page.sees_no_more("unsaved change").await;
    settle().await;
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn discarding_brings_back_what_is_saved() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    let name = page.field("Name").await;
    enter(&name, " ");
    page.button("Save").await.click();
    page.sees("Enter a name").await;
    page.button("Discard").await.click();
    page.sees_no_more("unsaved change").await;
    let value = js_sys::Reflect::get(&name, &"value".into()).unwrap();
    assert_eq!(value.as_string().unwrap(), "Demo App");
    assert_eq!(name.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn the_consequences_of_deactivating_are_spelled_out() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.sees("not permit any API requests to its accounts")
        .await;
    page.sees("cease event data collection for all its accounts")
        .await;
    page.sees("keep its accounts active and refresh tokens as necessary")
        .await;
}

#[wasm_bindgen_test]
async fn a_save_that_fails_keeps_what_was_typed() {
    let network = one_application();
    network
        .on(
            "PATCH /applications/a1",
            Answer::new(429, &[("Retry-After", "7")], "{}"),
        )
        .on(
            "PATCH /applications/a1",
            Answer::ok(&application("a1", "Renamed")),
        );
    let page = open_console("/applications/a1");
    let name = page.field("Name").await;
    enter(&name, "Renamed");
    page.button("Save").await.click();
    page.sees("Could not save Demo App").await;
    assert!(page.text().contains("You can send it again in 0:07"));
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    page.sees_no_more("Could not save").await;
}

#[wasm_bindgen_test]
async fn an_application_that_is_not_there_says_so_and_can_be_asked_for_again() {
    let network = Network::new();
    network
        .on(
            "GET /applications/a9",
            Answer::error(404, "not_found", "No."),
        )
        .on(
            "GET /applications/a9",
            Answer::ok(&application("a9", "Back again")),
        );
    let page = open_console("/applications/a9");
    page.sees("Could not load this application").await;
    assert!(page.text().contains("404"));
    assert!(
        page.named("a", "Applications").is_some(),
        "the way back is there"
    );
    page.button("Try again").await.click();
    page.sees("Back again").await;
}

#[wasm_bindgen_test]
async fn all_fields_of_a_new_application_are_sent_once() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("POST /applications", answer);
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "  Field Photos ");
    enter(&page.field("Description").await, "Photos");
    enter(
        &page.field("Logo URL").await,
        "https://example.com/logo.png",
    );
    page.field("Implicit grant").await.click();
    page.field("Events").await.click();
    let create = page.button("Create application").await;
    create.click();
    create.click();
    let request = network.request("POST /applications").await;
    assert_eq!(
        request.body,
        r#"{"name":"Field Photos","description":"Photos","logo_url":"https://example.com/logo.png","implicit_grant_enabled":true,"recent_enabled":false,"events_enabled":true,"events_grant_enabled":true}"#
    );
    create.click();
    settle().await;
    assert_eq!(network.count("POST /applications"), 1);
    held.release(Answer::json(201, &application("a1", "Field Photos")));
    page.sees("Created Field Photos").await;
    until("its page", || page.address() == "/applications/a1").await;
}

#[wasm_bindgen_test]
async fn a_template_is_found_by_typing_and_only_its_id_is_sent() {
    let network = one_application();
    network.on(
        "GET /applications?page=1&page_size=1000",
        page_of(
            2,
            1,
            &[
                application("a1", "Demo App"),
                application("a2", "Field Photos"),
            ],
        ),
    );
    network.on(
        "GET /applications/a3",
        Answer::ok(&application("a3", "Copy")),
    );
    network.on(
        "POST /applications",
        Answer::json(201, &application("a3", "Copy")),
    );
    let page = open_console("/applications/new?source=a1");
    enter(&page.field("Name").await, "Copy");
    let template = page.field("Template").await;
    page.sees("capabilities are copied").await;
    enter(&template, "photos");
    until("it is found", || page.all("[role=option]").len() == 1).await;
    press(&template, "Enter");
    page.sees("Set by the template.").await;
    assert!(page.field("Description").await.has_attribute("disabled"));
    page.button("Create application").await.click();
    let request = network.request("POST /applications").await;
    assert_eq!(request.body, r#"{"name":"Copy","source":"a2"}"#);
}

#[wasm_bindgen_test]
async fn leaving_the_form_while_it_is_sent_does_not_come_back_later() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("POST /applications", answer);
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "Slow");
    page.button("Create application").await.click();
    network.request("POST /applications").await;
    page.link("Cancel").await.click();
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    held.release(Answer::json(201, &application("a1", "Slow")));
    page.sees("Created Slow").await;
    settle().await;
    assert_eq!(page.address(), "/applications");
    assert!(!drafts().contains("Slow"), "it is saved: no draft");
}

#[wasm_bindgen_test]
async fn deleting_needs_the_name() {
    let network = one_application();
    network.on("DELETE /applications/a1", Answer::new(204, &[], ""));
    let page = open_console("/applications/a1");
    page.button("Delete…").await.click();
    let delete = page.button("Delete application").await;
    assert!(delete.has_attribute("disabled"));
    let confirmation = page.field("Type Demo App to confirm").await;
    enter(&confirmation, "Demo");
    settle().await;
    assert!(delete.has_attribute("disabled"));
    crate::support::fire(&page.one("dialog form"), "submit");
    settle().await;
    assert_eq!(
        network.count("DELETE /applications/a1"),
        0,
        "Enter does not get around it"
    );
    enter(&confirmation, "Demo App");
    until("it can be pressed", || !delete.has_attribute("disabled")).await;
    delete.click();
    page.sees("Deleted Demo App").await;
    assert_eq!(page.address(), "/applications");
    assert_eq!(network.count("DELETE /applications/a1"), 1);
}
