//! What a screen says and does when the network or the API does not do its part.

mod writes;

use super::{application, one_application, page_of};
use crate::support::{
    Answer, Clock, Network, call, enter, focused, open_console, until, until_later,
};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "GET /applications";

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
