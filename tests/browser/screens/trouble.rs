//! What a screen says and does when the network or the API does not do its part.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, Clock, Network, Page, call, enter, focused, open_console, settle, until, until_later,
};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "GET /applications";
const DELETE: &str = "DELETE /applications/a1/webhooks/100";
const HOOK: &str = r#"{"id":"100","url":"https://example.com/hook"}"#;

fn row() -> Answer {
    page_of(1, 1, &[application("a1", "Demo App")])
}

/// Makes the browser say that it has a network, or none.
fn network_is(on: bool) {
    call(
        "Object.defineProperty(navigator, 'onLine', { configurable: true, value: arguments[0] });
         window.dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'));",
        &[on.into()],
    );
}

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
async fn too_many_requests_count_down_and_a_read_is_asked_for_again_by_itself() {
    let network = Network::new();
    network
        .on(LIST, Answer::new(429, &[("Retry-After", "23")], "{}"))
        .on(LIST, row());
    let clock = Clock::stop();
    let page = open_console("/applications");
    page.sees("Next try in 0:23").await;
    assert!(page.text().contains("The API asked to slow down (429)."));
    clock.pass(3.0).await;
    page.sees("Next try in 0:20").await;
    assert!(!page.one("[role=alert]").inner_text().contains("0:20"));
    assert_eq!(network.count(LIST), 1);
    clock.pass(20.5).await;
    page.sees("Demo App").await;
    assert_eq!(network.count(LIST), 2);
}

#[wasm_bindgen_test]
async fn the_countdown_need_not_be_waited_for() {
    let network = Network::new();
    network
        .on(LIST, Answer::new(429, &[("Retry-After", "3600")], "{}"))
        .on(LIST, row());
    let page = open_console("/applications");
    page.sees("Next try in 60:00").await;
    page.button("Try now").await.click();
    page.sees("Demo App").await;
}

#[wasm_bindgen_test]
async fn a_read_that_is_asked_for_again_says_why() {
    let network = Network::new();
    network
        .on(LIST, Answer::html(502, "<html>"))
        .on(LIST, row());
    let clock = Clock::stop();
    let page = open_console("/applications");
    until("it says so", || {
        page.html().contains("The API answered 502.") && page.html().contains("Trying again…")
    })
    .await;
    until_later(&clock, "the rows come", || page.text().contains("Demo App")).await;
    assert!(!page.html().contains("Trying again…"));
}

#[wasm_bindgen_test]
async fn what_takes_long_can_be_cancelled_and_asked_for_again() {
    let network = Network::new();
    let (_held, answer) = Answer::held();
    network.on(LIST, answer).on(LIST, row());
    let page = open_console("/applications");
    let request = network.request(LIST).await;
    page.button("Cancel").await.click();
    page.sees("Cancelled before an answer came.").await;
    until("the request is aborted", || request.signal.aborted()).await;
    page.button("Try again").await.click();
    page.sees("Demo App").await;
}

#[wasm_bindgen_test]
async fn rows_stay_under_a_refresh_that_fails_and_can_be_asked_for_again() {
    let network = Network::new();
    network
        .on(LIST, row())
        .on(LIST, Answer::error(403, "forbidden", "No."))
        .on(LIST, page_of(1, 1, &[application("a1", "Renamed")]));
    let page = open_console("/applications");
    page.link("Demo App").await;
    page.button("Refresh").await.click();
    page.sees("Could not load applications").await;
    assert!(page.named("a", "Demo App").is_some(), "{}", page.text());
    page.button("Try again").await.click();
    page.link("Renamed").await;
    page.sees_no_more("Could not load").await;
}

#[wasm_bindgen_test]
async fn a_form_stays_with_its_focus_under_a_refresh_that_fails() {
    let network = one_application();
    let page = open_console("/applications/a1");
    let description = page.field("Description").await;
    enter(&description, "Half a sente");
    page.sees("1 unsaved change").await;
    network.again(
        "GET /applications/a1",
        Answer::new(429, &[("Retry-After", "60")], "{}"),
    );
    page.button("Refresh").await.click();
    description.focus().unwrap();
    page.sees("Could not load this application").await;
    page.sees("Next try in ").await;
    assert_eq!(focused(), "description");
    assert!(page.one("#description").is_same_node(Some(&description)));
    assert!(call("return !!window.onbeforeunload", &[]).is_truthy());
    // And it can be saved all the same.
    let saved = application("a1", "Demo App").replace("About Demo App", "Half a sente");
    network
        .again("GET /applications/a1", Answer::ok(&saved))
        .on("PATCH /applications/a1", Answer::ok(&saved));
    page.button("Save").await.click();
    page.sees_no_more("unsaved change").await;
    page.sees_no_more("Could not load").await;
}

#[wasm_bindgen_test]
async fn a_dialog_stays_open_over_a_refresh_that_fails() {
    let network = one_application();
    let page = open_console("/applications/a1");
    let refresh = page.button("Refresh").await;
    page.button("Delete…").await.click();
    let field = page.field("Type Demo App to confirm").await;
    enter(&field, "Demo");
    network.again(
        "GET /applications/a1",
        Answer::error(403, "forbidden", "No."),
    );
    refresh.click();
    page.sees("Could not load this application").await;
    assert!(page.has("dialog:modal"));
    assert!(page.one("#confirmation").is_same_node(Some(&field)));
}

#[wasm_bindgen_test]
async fn offline_is_said_and_over_when_the_network_is_back() {
    let network = Network::new();
    network.on(LIST, Answer::dropped()).on(LIST, row());
    network_is(false);
    let page = open_console("/applications");
    page.sees("The browser is offline.").await;
    assert_eq!(network.count(LIST), 1);
    network_is(true);
    page.sees("Demo App").await;
    call("delete navigator.onLine", &[]);
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
async fn what_is_not_there_leads_back_to_the_list() {
    let network = Network::new();
    network.on(LIST, row()).on(
        "GET /applications/a9",
        Answer::error(404, "not_found", "No."),
    );
    let page = open_console("/applications/a9");
    page.link("Back to applications").await.click();
    page.sees("Demo App").await;
    assert_eq!(page.address(), "/applications");
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

const CREATE: &str = "POST /applications";

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

#[wasm_bindgen_test]
async fn templates_that_could_not_be_loaded_can_be_loaded_again() {
    let all = "GET /applications?page=1&page_size=1000";
    let network = Network::new();
    network
        .on(all, Answer::error(403, "forbidden", "No."))
        .on(all, row());
    let page = open_console("/applications/new");
    page.sees("Could not load all applications.").await;
    page.button("Load them again").await.click();
    page.sees("Its description, logo and capabilities are copied.")
        .await;
    assert!(!page.text().contains("Load them again"));
}

#[wasm_bindgen_test]
async fn templates_wait_when_the_api_asks_to_slow_down() {
    let all = "GET /applications?page=1&page_size=1000";
    let network = Network::new();
    network
        .on(all, Answer::new(429, &[("Retry-After", "20")], "{}"))
        .on(all, row());
    let clock = Clock::stop();
    let page = open_console("/applications/new");
    page.sees("Loading applications…").await;
    clock.pass(21.0).await;
    page.sees("Its description, logo and capabilities are copied.")
        .await;
}
