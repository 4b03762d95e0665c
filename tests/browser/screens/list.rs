//! The list of applications.

use super::{application, one_application, page_of};
use crate::support::{Answer, Network, Page, open_console, settle, until};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn second(names: &[&str]) -> Answer {
    let applications: Vec<String> = names.iter().map(|name| application(name, name)).collect();
    page_of(60, 2, &applications)
}

fn rows(page: &Page) -> Vec<String> {
    page.all("tbody[role=rowgroup] a")
        .iter()
        .map(HtmlElement::inner_text)
        .collect()
}

#[wasm_bindgen_test]
async fn it_says_that_it_loads_and_then_shows_the_rows() {
    let network = Network::new();
    let (held, answer) = Answer::held();
    network.on("GET /applications?page=1&page_size=25", answer);
    let page = open_console("/applications");
    page.sees("Loading applications…").await;
    assert_eq!(
        page.one(".scroll").get_attribute("aria-busy").unwrap(),
        "true"
    );
    network.request("GET /applications").await;
    held.release(page_of(1, 1, &[application("a1", "Demo App")]));
    until("the row is there", || rows(&page) == ["Demo App"]).await;
    assert!(!page.text().contains("Loading applications…"));
    assert_eq!(
        page.one(".scroll").get_attribute("aria-busy").unwrap(),
        "false"
    );
    assert!(page.text().contains("About Demo App") && page.text().contains("Events"));
    assert_eq!(network.requests().len(), 1);
}

#[wasm_bindgen_test]
async fn an_empty_account_says_what_to_do_next() {
    let network = Network::new();
    network.on("GET /applications", page_of(0, 1, &[]));
    let page = open_console("/applications");
    page.sees("No applications yet").await;
    let link = page.link("New application").await;
    assert_eq!(link.get_attribute("href").unwrap(), "applications/new");
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_trying_again_shows_the_rows() {
    let network = Network::new();
    network
        .on("GET /applications", Answer::error(403, "forbidden", "No."))
        .on(
            "GET /applications",
            page_of(1, 1, &[application("a1", "Demo App")]),
        );
    let page = open_console("/applications");
    page.sees("Could not load applications").await;
    assert!(
        page.one(".page-error [role=alert]")
            .inner_text()
            .contains("The API does not allow this key to do that (403).")
    );
    page.button("Try again").await.click();
    until("the row is there", || rows(&page) == ["Demo App"]).await;
    assert!(!page.text().contains("Could not load"));
}

#[wasm_bindgen_test]
async fn a_late_older_answer_is_never_shown_over_a_newer_one() {
    let network = Network::new();
    let (held, late) = Answer::held();
    network
        .on(
            "GET /applications?page=1&page_size=25",
            page_of(60, 1, &[application("a1", "First")]),
        )
        .on("GET /applications?page=2&page_size=25", late)
        .on(
            "GET /applications?page=3&page_size=25",
            page_of(60, 3, &[application("a3", "Third")]),
        );
    let page = open_console("/applications");
    until("page 1", || rows(&page) == ["First"]).await;
    page.link("Next page").await.click();
    let asked = network
        .request("GET /applications?page=2&page_size=25")
        .await;
    assert_eq!(
        rows(&page),
        ["First"],
        "the old rows stay while the new ones come"
    );
    assert_eq!(
        page.one(".scroll").get_attribute("aria-busy").unwrap(),
        "true"
    );
    page.link("Last page").await.click();
    until("page 3", || rows(&page) == ["Third"]).await;
    assert!(asked.signal.aborted(), "nobody waits for page 2 any more");
    held.release(second(&["Second"]));
    settle().await;
    assert_eq!(rows(&page), ["Third"]);
    assert_eq!(page.address(), "/applications?page=3");
}

#[wasm_bindgen_test]
async fn a_late_failure_does_not_hide_a_newer_answer() {
    let network = Network::new();
    let (held, late) = Answer::held();
    network
        .on(
            "GET /applications?page=1&page_size=25",
            page_of(60, 1, &[application("a1", "First")]),
        )
        .on("GET /applications?page=2&page_size=25", late)
        .on(
            "GET /applications?page=3&page_size=25",
            page_of(60, 3, &[application("a3", "Third")]),
        );
    let page = open_console("/applications");
    page.link("Next page").await.click();
    network
        .request("GET /applications?page=2&page_size=25")
        .await;
    page.link("Last page").await.click();
    until("page 3", || rows(&page) == ["Third"]).await;
    held.release(Answer::error(500, "internal_error", "Broken."));
    settle().await;
    assert_eq!(rows(&page), ["Third"]);
    assert!(!page.text().contains("Could not load"));
}

#[wasm_bindgen_test]
async fn the_filter_is_in_the_address_and_in_the_question() {
    let network = one_application();
    let page = open_console("/applications?page=2&page_size=10");
    page.link("Inactive").await.click();
    network
        .request("GET /applications?page=1&page_size=10&active=False")
        .await;
    assert_eq!(page.address(), "/applications?active=false&page_size=10");
    let current = || page.one("nav.seg [aria-current]").inner_text();
    until("it is marked", || current() == "Inactive").await;
}

#[wasm_bindgen_test]
async fn a_page_beyond_the_end_leads_to_the_last_one() {
    let network = Network::new();
    network
        .on("GET /applications?page=9&page_size=25", page_of(60, 9, &[]))
        .on(
            "GET /applications?page=3&page_size=25",
            page_of(60, 3, &[application("a3", "Third")]),
        );
    let page = open_console("/applications?page=9");
    page.sees("Nothing on page 9").await;
    page.link("Go to the last page").await.click();
    until("page 3", || rows(&page) == ["Third"]).await;
}

#[wasm_bindgen_test]
async fn names_of_the_api_are_text_and_a_row_without_a_name_can_be_opened() {
    const HOSTILE: &str = "<img src=x onerror=window.wasMarkup=1>";
    let network = Network::new();
    let nameless = application("a2", "").replace("About ", "");
    network.on(
        "GET /applications",
        page_of(2, 1, &[application("a1", HOSTILE), nameless]),
    );
    let page = open_console("/applications");
    until("two rows", || rows(&page) == [HOSTILE, "(no name)"]).await;
    assert!(!page.has("tbody img"));
}

#[wasm_bindgen_test]
async fn copying_an_id_says_so() {
    crate::support::call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async text => { window.copied = text } } })",
        &[],
    );
    let _network = one_application();
    let page = open_console("/applications");
    page.button("Copy App ID of Demo App").await.click();
    page.sees("App ID copied").await;
    let copied = crate::support::call("return window.copied", &[]);
    assert_eq!(copied.as_string().unwrap(), "a1");
    crate::support::call("delete navigator.clipboard; delete window.copied", &[]);
}
