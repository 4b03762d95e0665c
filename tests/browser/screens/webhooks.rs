//! Webhooks.

use super::{one_application, page_of};
use crate::support::{Answer, drafts, enter, open_console, settle, until, value_of};
use wasm_bindgen_test::wasm_bindgen_test;

const HOOK: &str = r#"{"id":"100","application":"a1","url":"http://example.com/hook",
    "created":"2014-03-18T12:57:16.770685Z","modified":"2014-03-18T12:57:16.770685Z"}"#;

#[wasm_bindgen_test]
async fn a_url_is_checked_before_it_is_sent() {
    let network = one_application();
    network.on("POST /applications/a1/webhooks", Answer::json(201, HOOK));
    let page = open_console("/applications/a1/webhooks");
    page.sees("No webhooks yet").await;
    page.button("Add webhook…").await.click();
    let field = page.field("URL").await;
    for text in ["", "example.com", "ftp://example.com", "https://"] {
        enter(&field, text);
        page.button("Add webhook").await.click();
        until("it is refused", || {
            field.get_attribute("aria-invalid").is_some()
        })
        .await;
    }
    settle().await;
    assert_eq!(network.count("POST /applications/a1/webhooks"), 0);
    enter(&field, "http://localhost:5000");
    page.sees("This host is the server's own machine").await;
    enter(&field, "http://example.com/hook");
    page.sees("http: is not encrypted").await;
    page.button("Add webhook").await.click();
    let request = network.request("POST /applications/a1/webhooks").await;
    assert_eq!(request.body, r#"{"url":"http://example.com/hook"}"#);
    page.sees("Added the webhook").await;
    until("the dialog is gone", || !page.has("dialog[open]")).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_while_one_is_added_stays() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("POST /applications/a1/webhooks", answer);
    let page = open_console("/applications/a1/webhooks");
    page.button("Add webhook…").await.click();
    let field = page.field("URL").await;
    enter(&field, "https://example.com/hook");
    page.button("Add webhook").await.click();
    network.request("POST /applications/a1/webhooks").await;
    enter(&field, "https://example.com/next");
    held.release(Answer::json(201, HOOK));
    page.sees("Added the webhook").await;
    assert!(page.has("dialog[open]"));
    assert_eq!(value_of(&field), "https://example.com/next");
}

#[wasm_bindgen_test]
async fn what_was_typed_is_offered_when_the_dialog_opens_again() {
    let network = one_application();
    network.on("POST /applications/a1/webhooks", Answer::json(201, HOOK));
    let page = open_console("/applications/a1/webhooks");
    page.button("Add webhook…").await.click();
    enter(&page.field("URL").await, "https://example.com/hook");
    page.button("Cancel").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    page.button("Add webhook…").await.click();
    page.sees("You have an unsaved draft from").await;
    let field = page.field("URL").await;
    assert_eq!(value_of(&field), "");
    page.button("Restore").await.click();
    until("it is back", || {
        value_of(&field) == "https://example.com/hook"
    })
    .await;
    page.button("Add webhook").await.click();
    page.sees("Added the webhook").await;
    until("it closes", || !page.has("dialog[open]")).await;
    page.button("Add webhook…").await.click();
    page.field("URL").await;
    assert!(!page.text().contains("draft"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_draft_of_a_webhook_can_be_discarded() {
    let _network = one_application();
    let page = open_console("/applications/a1/webhooks");
    page.button("Add webhook…").await.click();
    enter(&page.field("URL").await, "https://example.com/hook");
    page.button("Cancel").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    page.button("Add webhook…").await.click();
    page.button("Discard draft").await.click();
    page.sees_no_more("unsaved draft").await;
    until("nothing is kept", || !drafts().contains("example.com/hook")).await;
}

#[wasm_bindgen_test]
async fn a_webhook_has_an_address_of_its_own_and_goes_after_a_question() {
    let network = one_application();
    network
        .on("GET /applications/a1/webhooks/100", Answer::ok(HOOK))
        .on(
            "DELETE /applications/a1/webhooks/100",
            Answer::new(204, &[], ""),
        );
    let page = open_console("/applications/a1/webhooks/100");
    page.sees("Webhook 100").await;
    assert!(page.text().contains("http: is not encrypted"));
    page.button("Delete…").await.click();
    page.sees("Delete this webhook?").await;
    page.button("Delete webhook").await.click();
    page.sees("Deleted the webhook").await;
    until("the list", || page.address() == "/applications/a1/webhooks").await;
}

#[wasm_bindgen_test]
async fn a_deletion_that_fails_says_so_in_the_question() {
    let network = one_application();
    network
        .on(
            "GET /applications/a1/webhooks?page=1&page_size=25",
            page_of(1, 1, &[HOOK.to_owned()]),
        )
        .on(
            "DELETE /applications/a1/webhooks/100",
            Answer::error(403, "forbidden", "No."),
        );
    let page = open_console("/applications/a1/webhooks");
    page.button("Delete webhook 100").await.click();
    page.button("Delete webhook").await.click();
    page.sees("Could not delete the webhook").await;
    assert!(page.has("dialog:modal"));
    assert!(page.text().contains("http://example.com/hook"));
}
