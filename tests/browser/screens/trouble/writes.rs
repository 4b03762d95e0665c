//! Writes whose answer does not come, or is not the wanted one.

use super::{application, network_is, one_application, page_of};
use crate::support::{
    Answer, Clock, Network, Page, call, enter, focused, open_console, settle, until,
};
use wasm_bindgen_test::wasm_bindgen_test;

const CREATE: &str = "POST /applications";
const DELETE: &str = "DELETE /applications/a1/webhooks/100";
const HOOK: &str = r#"{"id":"100","url":"https://example.com/hook"}"#;

/// A page that is about to delete a webhook, which fails.
async fn deleting(network: &Network, answer: Answer) -> Page {
    network
        .on(
            "GET /applications/a1/webhooks?page=1&page_size=25",
            page_of(1, 1, &[HOOK.to_owned()]),
        )
        .on(DELETE, answer);
    let page = open_console("/applications/a1/webhooks");
    page.button("Delete webhook 100").await.click();
    page.button("Delete webhook").await;
    page
}

#[wasm_bindgen_test]
async fn a_write_without_an_answer_is_looked_at_and_was_done() {
    let network = one_application();
    network.on(
        "GET /applications/a1/webhooks/100",
        Answer::error(404, "not_found", "No."),
    );
    let page = deleting(&network, Answer::error(500, "internal_error", "Broken.")).await;
    page.button("Delete webhook").await.click();
    page.sees("No answer came, but it was deleted.").await;
    until("the question is answered", || !page.has("dialog[open]")).await;
    assert_eq!(network.count(DELETE), 1);
}

#[wasm_bindgen_test]
async fn a_write_without_an_answer_is_looked_at_and_was_not_done() {
    let network = one_application();
    network.on("GET /applications/a1/webhooks/100", Answer::ok(HOOK));
    let page = deleting(&network, Answer::dropped()).await;
    // The second answer.
    network.on(DELETE, Answer::new(204, &[], ""));
    page.button("Delete webhook").await.click();
    page.sees("It was not deleted. You can send it again.")
        .await;
    assert_eq!(network.count(DELETE), 1, "nothing is repeated by itself");
    page.button("Delete webhook").await.click();
    until("it is done", || !page.has("dialog[open]")).await;
    assert_eq!(network.count(DELETE), 2);
}

#[wasm_bindgen_test]
async fn what_cannot_be_found_out_can_be_looked_at_again() {
    let network = one_application();
    let lost = "GET /applications/a1/webhooks/100";
    network
        .on(lost, Answer::error(403, "forbidden", "No."))
        .on(lost, Answer::error(404, "not_found", "No."));
    let page = deleting(&network, Answer::dropped()).await;
    page.button("Delete webhook").await.click();
    page.sees("Could not find out whether it was deleted").await;
    page.button("Look again").await.click();
    page.sees("No answer came, but it was deleted.").await;
    assert_eq!(network.count(DELETE), 1);
}

#[wasm_bindgen_test]
async fn cancelling_a_write_ends_it_and_looks_whether_it_happened() {
    let network = one_application();
    network.on("GET /applications/a1/webhooks/100", Answer::ok(HOOK));
    let (_held, answer) = Answer::held();
    let page = deleting(&network, answer).await;
    page.button("Delete webhook").await.click();
    let request = network.request(DELETE).await;
    page.button("Cancel").await.click();
    page.sees("Cancelled before an answer came.").await;
    page.sees("It was not deleted.").await;
    assert!(request.signal.aborted());
    assert!(page.has("dialog:modal"), "the question stays");
    page.button("Cancel").await.click();
    until("now it goes", || !page.has("dialog[open]")).await;
}

#[wasm_bindgen_test]
async fn a_write_that_came_too_soon_is_sent_again_by_its_person_only() {
    let network = one_application();
    let clock = Clock::stop();
    let page = deleting(&network, Answer::new(429, &[("Retry-After", "5")], "{}")).await;
    page.button("Delete webhook").await.click();
    page.sees("You can send it again in 0:05").await;
    clock.pass(60.0).await;
    page.sees("You can send it again now.").await;
    assert_eq!(network.count(DELETE), 1);
}

#[wasm_bindgen_test]
async fn a_summary_leads_to_each_refused_field() {
    let network = one_application();
    let body = r#"{"message":"Check.","fields":{"logo_url":"Not this host.","name":"Taken."}}"#;
    network.on("POST /applications", Answer::json(400, body));
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "Demo");
    page.button("Create application").await.click();
    page.sees("Check what is refused").await;
    until("the first field of the page has the focus", || {
        focused() == "name"
    })
    .await;
    page.link("Logo URL: Not this host.").await.click();
    until("the link leads there", || focused() == "logo_url").await;
    assert_eq!(page.address(), "/applications/new");
    enter(
        &page.field("Logo URL").await,
        "https://example.com/logo.png",
    );
    page.sees_no_more("Not this host.").await;
    assert!(page.text().contains("Name: Taken."));
}

#[wasm_bindgen_test]
async fn a_save_that_ends_after_its_form_is_shown_all_the_same() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("PATCH /applications/a1", answer);
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "New text");
    page.button("Save").await.click();
    network.request("PATCH /applications/a1").await;
    page.link("Webhooks 0").await.click();
    page.button("Leave and keep the draft").await.click();
    page.sees("No webhooks yet").await;
    settle().await;
    let before = network.count("GET /applications/a1");
    held.release(Answer::ok(&application("a1", "Demo App")));
    until("the application is read again", || {
        network.count("GET /applications/a1") > before
    })
    .await;
}

/// The form for a new application, filled in and sent.
async fn creating(network: &Network) -> Page {
    network.on(
        "GET /applications?page=1&page_size=1000",
        page_of(0, 1, &[]),
    );
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "Only once");
    page.button("Create application").await.click();
    page
}

#[wasm_bindgen_test]
async fn what_may_have_happened_is_looked_at_before_it_is_sent_again() {
    let network = Network::new();
    let count = "GET /applications?page=1&page_size=1";
    let empty = || page_of(0, 1, &[]);
    let made = || page_of(1, 1, &[application("a1", "Only once")]);
    network.on(CREATE, Answer::dropped());
    // Before, right after, and when it is sent again: it arrived late.
    network
        .on(count, empty())
        .on(count, empty())
        .on(count, made());
    network.on(
        "GET /applications/a1",
        Answer::ok(&application("a1", "Only once")),
    );
    let page = creating(&network).await;
    page.sees("It was not created. You can send it again.")
        .await;
    page.button("Create application").await.click();
    page.sees("No answer came, but it was created.").await;
    assert_eq!(network.count(CREATE), 1);
}

#[wasm_bindgen_test]
async fn what_cannot_be_found_out_is_sent_again_only_by_who_says_so() {
    let network = Network::new();
    let count = "GET /applications?page=1&page_size=1";
    let made = || page_of(2, 1, &[application("a1", "Others")]);
    network.on(count, page_of(0, 1, &[])).on(count, made());
    network
        .on(CREATE, Answer::error(500, "internal_error", "No."))
        .on(CREATE, Answer::json(201, &application("a2", "Only once")));
    let page = creating(&network).await;
    for (looks, next) in [
        (1, "Create application"),
        (2, "Look again"),
        (3, "Send again"),
    ] {
        // The first time it is counted before it is sent.
        until("it is looked at", || network.count(count) == 1 + looks).await;
        page.sees("It may have been created").await;
        if next != "Send again" {
            page.button(next).await.click();
        }
    }
    assert_eq!(network.count(CREATE), 1);
    page.button("Send again").await.click();
    page.sees("Created Only once").await;
    assert_eq!(network.count(CREATE), 2);
}

#[wasm_bindgen_test]
async fn a_write_that_did_not_work_leads_to_its_request() {
    let network = one_application();
    let page = deleting(&network, Answer::error(403, "forbidden", "No.")).await;
    page.button("Delete webhook").await.click();
    page.sees("Could not delete the webhook").await;
    page.link("Show request").await.click();
    page.sees("Delete a webhook").await;
    page.sees("The API does not allow this key to do that (403).")
        .await;
}

#[wasm_bindgen_test]
async fn a_write_without_a_network_says_that_it_is_looked_at_later() {
    let network = one_application();
    network.on(
        "GET /applications/a1/webhooks/100",
        Answer::error(404, "not_found", "No."),
    );
    let page = deleting(&network, Answer::dropped()).await;
    network_is(false);
    page.button("Delete webhook").await.click();
    page.sees("That is looked at as soon as there is a network.")
        .await;
    assert_eq!(network.count("GET /applications/a1/webhooks/100"), 0);
    network_is(true);
    page.sees("No answer came, but it was deleted.").await;
    assert_eq!(network.count(DELETE), 1);
    call("delete navigator.onLine", &[]);
}

#[wasm_bindgen_test]
async fn an_undo_whose_answer_is_lost_is_looked_at_too() {
    let network = one_application();
    let changed = Answer::ok(&application("a1", "Renamed"));
    network
        .on("PATCH /applications/a1", changed)
        .on("PATCH /applications/a1", Answer::dropped())
        .on(
            "GET /applications/a1",
            Answer::ok(&application("a1", "Demo App")),
        )
        .on(
            "GET /applications/a1",
            Answer::ok(&application("a1", "Renamed")),
        )
        .on(
            "GET /applications/a1",
            Answer::ok(&application("a1", "Demo App")),
        );
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "Renamed");
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    page.button("Undo").await.click();
    page.sees("Undid the change to Demo App").await;
    assert_eq!(network.count("PATCH /applications/a1"), 2);
}
