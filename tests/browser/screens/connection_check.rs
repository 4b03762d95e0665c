//! The connection check against recorded answers: its verdicts, its report, and its end.

use crate::support::{
    Answer, KEY, Network, Page, call, enter, open_console, press_key, settle, start_console, until,
};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "GET /applications";
const ONE: &str = r#"{"total":1,"count":1,"page":1,"objects":[{"id":"a1","name":"Demo App"}]}"#;

fn refusal(date: &str) -> Answer {
    let body = r#"{"status_code":401,"error_code":"unauthorized","message":"No.","id":"7"}"#;
    let headers = [
        ("content-type", "application/json"),
        ("date", date),
        ("x-request-id", "7"),
    ];
    Answer::new(401, &headers, body)
}

fn now() -> String {
    call("return new Date().toUTCString()", &[])
        .as_string()
        .unwrap()
}

/// The open settings, with the check begun.
async fn checking() -> Page {
    let page = open_console("/settings");
    page.button("Check the connection").await.click();
    until("the dialog is open", || page.has("dialog[open] ol")).await;
    page
}

/// Waits until a step has this verdict.
async fn is_judged(page: &Page, step: &str, verdict: &str) {
    let judged = || {
        let headings = page.all("dialog h3").into_iter();
        let mut texts = headings.filter_map(|it| it.text_content());
        texts.any(|it| it == [step, " ", verdict].concat())
    };
    until(&format!("{step} is not {verdict}"), judged).await;
}

#[wasm_bindgen_test]
async fn an_api_that_answers_as_it_should_passes_step_by_step() {
    let network = Network::new();
    network.on(LIST, refusal(&now())).on(LIST, Answer::ok(ONE));
    let page = checking().await;
    page.sees("Done:").await;
    for step in [
        "Redirects",
        "CORS",
        "Meta API",
        "Developer key",
        "Clock",
        "Latency",
    ] {
        is_judged(&page, step, "Passed").await;
    }
    assert_eq!(page.all("dialog tbody tr").len(), 10);
    // The harness serves no compressed page with security headers.
    is_judged(&page, "Page headers", "Could not be told").await;
}

#[wasm_bindgen_test]
async fn nothing_that_could_change_something_carries_a_key() {
    let network = Network::new();
    network.on(LIST, refusal(&now())).on(LIST, Answer::ok(ONE));
    let page = checking().await;
    page.sees("Done:").await;
    let requests = network.requests();
    let writes: Vec<_> = requests
        .iter()
        .filter(|it| !it.line.starts_with("GET "))
        .collect();
    assert_eq!(writes.len(), 4, "{writes:?}");
    for write in writes {
        assert!(
            !write.headers.iter().any(|it| it.0 == "authorization"),
            "{write:?}"
        );
        assert!(
            write.line.contains(" /applications/connection-check-"),
            "{write:?}"
        );
        assert!(write.body.is_empty() || write.body == "{}", "{write:?}");
    }
    for request in requests {
        let [_, credentials, ..] = &request.modes;
        assert!(credentials != "include", "{request:?}");
    }
}

#[wasm_bindgen_test]
async fn the_report_is_copied_without_the_key() {
    call(
        "window.copied = '';
         Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: text => { window.copied = text; return Promise.resolve(); } } })",
        &[],
    );
    let network = Network::new();
    // A proxy that repeats the key.
    let page_of_a_proxy = format!("<title>{KEY}</title>");
    network.on(LIST, Answer::html(403, &page_of_a_proxy));
    let page = checking().await;
    page.sees("Done:").await;
    is_judged(&page, "Meta API", "Failed").await;
    page.button("Copy the report").await.click();
    page.sees("Report copied.").await;
    let copied = call("return copied", &[]).as_string().unwrap();
    assert!(
        copied.starts_with("Connection check of https://api.example.com/v0\n"),
        "{copied}"
    );
    assert!(copied.contains("6. Meta API: Failed"), "{copied}");
    assert!(
        !copied.contains(KEY) && !page.html().contains(KEY),
        "{copied}"
    );
    call("delete navigator.clipboard; delete window.copied", &[]);
}

#[wasm_bindgen_test]
async fn a_redirect_and_a_silent_api_end_the_way() {
    let network = Network::new();
    network.on(LIST, Answer::redirect());
    let page = checking().await;
    is_judged(&page, "Redirects", "Failed").await;
    is_judged(&page, "CORS", "Skipped").await;
    page.sees("Done:").await;
    network.again(LIST, Answer::dropped());
    page.button("Check again").await.click();
    is_judged(&page, "Reachable", "Failed").await;
    is_judged(&page, "Compression", "Skipped").await;
    page.sees("Nothing answers at api.example.com").await;
}

#[wasm_bindgen_test]
async fn an_answer_that_is_hidden_is_a_matter_of_cors() {
    let network = Network::new();
    network.on(LIST, Answer::dropped()).on(LIST, Answer::ok(""));
    let page = checking().await;
    is_judged(&page, "Reachable", "Passed").await;
    is_judged(&page, "CORS", "Failed").await;
    page.sees("--allow-origin").await;
}

#[wasm_bindgen_test]
async fn a_browser_without_a_network_says_so() {
    let online = |on: bool| {
        call(
            "Object.defineProperty(navigator, 'onLine', { configurable: true, value: arguments[0] })",
            &[on.into()],
        );
    };
    let network = Network::new();
    network.on(LIST, Answer::dropped());
    online(false);
    let page = checking().await;
    page.sees("The browser says that it has no network.").await;
    is_judged(&page, "Reachable", "Failed").await;
    online(true);
}

#[wasm_bindgen_test]
async fn cancel_and_a_lock_close_it_and_abort_what_is_under_way() {
    for lock in [false, true] {
        let network = Network::new();
        let (_held, answer) = Answer::held();
        network.on(LIST, answer);
        let page = checking().await;
        let request = network.request(LIST).await;
        assert!(!request.signal.aborted());
        if lock {
            press_key("L", "ctrlKey: true, shiftKey: true");
            page.button("Unlock").await;
        } else {
            page.button("Cancel").await.click();
        }
        until("it is closed", || !page.has("dialog[open]")).await;
        until("the request is aborted", || request.signal.aborted()).await;
        let asked = network.requests().len();
        settle().await;
        assert_eq!(network.requests().len(), asked, "nothing follows");
    }
}

#[wasm_bindgen_test]
async fn while_locked_the_address_is_checked_as_it_is_typed() {
    call("sessionStorage.clear()", &[]);
    let network = Network::new();
    let page = start_console("/applications");
    page.button("Unlock").await;
    let field = page.one("#base_url");
    enter(&field, "https://mary:hunter2@api.example.com/v0");
    page.one("details summary").click();
    page.button("Check the connection").await.click();
    is_judged(&page, "Address", "Failed").await;
    is_judged(&page, "Reachable", "Skipped").await;
    page.sees("Done:").await;
    assert!(!page.one("dialog[open]").inner_text().contains("hunter2"));
    assert_eq!(network.count(LIST), 0);
}
