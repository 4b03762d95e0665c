//! Fields, switches and the form that sends them.

use crate::support::{
    Answer, Network, Page, call, enter, fire, keep_session, mount, settle, until,
};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, expect_context};
use meta_api::{ApplicationId, CreateWebHook, FieldErrors};
use meta_console::client::Client;
use meta_console::components::{Field, Submission, TextKind, outcome, submit_button, switch_field};
use meta_console::dom::h;
use meta_console::form::create_webhook;
use wasm_bindgen_test::wasm_bindgen_test;

const HOOKS: &str = "POST /applications/a1/webhooks";
/// They are counted before one is added.
const COUNTED: &str = "GET /applications/a1/webhooks";
const CREATED: &str = r#"{"id":"100","application":"a1","url":"https://example.com/"}"#;

/// A form with one field that creates a webhook and counts what was created.
fn form() -> (Page, Network) {
    keep_session();
    let network = Network::new();
    network.on(COUNTED, Answer::ok("{}"));
    let page = mount(|| {
        let client = expect_context::<Client>();
        let submission = Submission::default();
        let url = RwSignal::new(String::new());
        let created = RwSignal::new(0);
        let field = Field::new(TextKind::Url, "url", "URL")
            .bind(move || url.get(), move |text| url.set(text))
            .check(move || {
                let refused = create_webhook(&url.get_untracked()).err()?;
                refused.get("url").map(str::to_owned)
            })
            .hint("An address.")
            .warning(move || url.get().starts_with("http:").then_some("Not encrypted."))
            .build(submission);
        let form = h("form").on_submit(move || {
            submission.run(
                create_webhook(&url.get()),
                move |body: CreateWebHook| client.create_webhook(&ApplicationId::new("a1"), &body),
                move |_| created.set(created.get() + 1),
            );
        });
        let failed = || "Could not add it".to_owned();
        outcome(form, failed, submission)
            .with(field)
            .with(submit_button("button", submission, "Add", "Adding…"))
            .with(h("output").live(move || created.get().to_string()))
    });
    (page, network)
}

#[wasm_bindgen_test]
async fn what_is_refused_here_is_tied_to_its_field_and_nothing_is_sent() {
    let (page, network) = form();
    let field = page.field("URL").await;
    assert_eq!(page.description(&field), "An address.");
    assert_eq!(field.get_attribute("aria-invalid"), None);
    enter(&field, "example.com");
    page.button("Add").await.click();
    until("the field is marked", || {
        field.get_attribute("aria-invalid").is_some()
    })
    .await;
    assert_eq!(field.get_attribute("aria-invalid").unwrap(), "true");
    assert_eq!(
        page.description(&field),
        "Start the URL with https:// or http://. An address."
    );
    assert!(network.requests().is_empty());
    enter(&field, "https://example.com");
    until("the mark goes", || {
        field.get_attribute("aria-invalid").is_none()
    })
    .await;
    assert_eq!(page.description(&field), "An address.");
}

#[wasm_bindgen_test]
async fn a_changed_field_is_checked_when_it_is_left_and_then_with_every_key() {
    let (page, network) = form();
    let field = page.field("URL").await;
    enter(&field, "example");
    settle().await;
    assert_eq!(page.description(&field), "An address.", "not while typing");
    fire(&field, "change");
    page.sees("Start the URL with https:// or http://.").await;
    enter(&field, "https://");
    page.sees("Write the host after ://").await;
    enter(&field, "https://example.com");
    page.sees_no_more("Write the host").await;
    assert_eq!(field.get_attribute("aria-invalid"), None);
    enter(&field, "https://");
    settle().await;
    assert_eq!(
        page.description(&field),
        "An address.",
        "it was right before"
    );
    assert!(network.requests().is_empty());
}

#[wasm_bindgen_test]
async fn what_the_api_refuses_lands_under_its_field_and_the_field_gets_the_focus() {
    let (page, network) = form();
    let body = r#"{"status_code":400,"message":"Check the fields.",
        "error_code":"invalid_parameters","id":"1","fields":{"url":"This host is not allowed."}}"#;
    network.on(HOOKS, Answer::json(400, body));
    let field = page.field("URL").await;
    enter(&field, "https://example.com/hook");
    page.button("Add").await.click();
    page.sees("This host is not allowed.").await;
    assert!(
        page.description(&field)
            .starts_with("This host is not allowed.")
    );
    let value = js_sys::Reflect::get(&field, &"value".into()).unwrap();
    assert_eq!(
        value.as_string().unwrap(),
        "https://example.com/hook",
        "nothing typed is lost"
    );
    until("the focus goes there", || {
        call("return document.activeElement.id", &[])
            .as_string()
            .unwrap()
            == "url"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_form_is_sent_once_however_often_it_is_pressed() {
    let (page, network) = form();
    let (held, answer) = Answer::held();
    network.on(HOOKS, answer);
    enter(&page.field("URL").await, "https://example.com");
    let button = page.button("Add").await;
    button.click();
    button.click();
    until("the button is busy", || button.inner_text() == "Adding…").await;
    assert_eq!(button.get_attribute("aria-disabled").unwrap(), "true");
    button.click();
    settle().await;
    assert_eq!(network.count(HOOKS), 1);
    held.release(Answer::json(201, CREATED));
    until("it is done", || page.one("output").inner_text() == "1").await;
    until("the button is free", || button.inner_text() == "Add").await;
    assert_eq!(network.count(HOOKS), 1);
}

#[wasm_bindgen_test]
async fn a_failure_says_what_happened_and_the_form_can_be_sent_again() {
    let (page, network) = form();
    network
        .on(HOOKS, Answer::error(403, "forbidden", "No."))
        .on(HOOKS, Answer::json(201, CREATED));
    enter(&page.field("URL").await, "https://example.com");
    page.button("Add").await.click();
    page.sees("Could not add it").await;
    assert!(
        page.one("[role=alert]")
            .inner_text()
            .contains("The API does not allow this key")
    );
    page.button("Add").await.click();
    until("it is done", || page.one("output").inner_text() == "1").await;
    page.sees_no_more("Could not add it").await;
}

#[wasm_bindgen_test]
async fn a_warning_comes_and_goes_with_what_is_typed() {
    let (page, _network) = form();
    let field = page.field("URL").await;
    enter(&field, "http://example.com");
    page.sees("Not encrypted.").await;
    enter(&field, "https://example.com");
    page.sees_no_more("Not encrypted.").await;
}

#[wasm_bindgen_test]
async fn a_field_error_that_comes_from_elsewhere_is_shown_too() {
    let page = mount(|| {
        let submission = Submission::default();
        let field = Field::new(TextKind::Line, "name", "Name")
            .optional()
            .build(submission);
        submission.refuse(FieldErrors::one("name", "Enter a name."));
        field
    });
    let field = page.field("Name").await;
    until("the error is there", || {
        page.description(&field).contains("Enter a name.")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_switch_says_its_state_and_reports_changes() {
    let on = RwSignal::new(false);
    let page = mount(move || {
        let texts = ["active", "Active", "Turn it off to pause."];
        switch_field(
            texts,
            move || on.get(),
            move |now| on.set(now),
            move || on.get(),
            || false,
        )
    });
    let field = page.field("Active").await;
    assert_eq!(field.get_attribute("role").unwrap(), "switch");
    assert_eq!(page.description(&field), "Turn it off to pause.");
    field.click();
    fire(&field, "noise");
    until("it is on", || on.get()).await;
    page.sees("Edited").await;
    on.set(false);
    page.sees_no_more("Edited").await;
    assert!(
        !js_sys::Reflect::get(&field, &"checked".into())
            .unwrap()
            .is_truthy()
    );
}
