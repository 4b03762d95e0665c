//! The panel that shows a request.

use crate::support::{call, mount, press, until};
use leptos::prelude::{Get, RwSignal, Set};
use meta_api::Method;
use meta_api::sample::{AUTHORIZATION, Request};
use meta_console::components::{folded_request, request_panel};
use meta_console::dom::h;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn rename(name: &str) -> Request {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Request {
        method: Method::Patch,
        url: "https://api.example.com/v0/applications/a1".to_owned(),
        headers: vec![
            header("Authorization", AUTHORIZATION),
            header("Content-Type", "application/json"),
        ],
        body: Some(serde_json::json!({ "name": name }).to_string()),
    }
}

/// Notes what is copied, until the page of the next test.
fn note_copies() {
    call(
        "window.copied = '';
         Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async text => { window.copied = text } } })",
        &[],
    );
}

fn copied() -> String {
    call("return window.copied", &[]).as_string().unwrap()
}

#[wasm_bindgen_test]
async fn the_request_is_shown_in_full_and_follows_the_form() {
    let request = RwSignal::new(Some(rename("Demo")));
    let page = mount(move || request_panel(move || request.get()));
    let panel = || page.one("[role=tabpanel]").inner_text();
    assert_eq!(
        panel(),
        "PATCH https://api.example.com/v0/applications/a1\n\
         Authorization: DeveloperKey $META_DEVELOPER_KEY\n\
         Content-Type: application/json\n\n\
         {\n  \"name\": \"Demo\"\n}"
    );
    request.set(Some(rename("<b>\"$(x)\"</b>")));
    until("it follows", || panel().contains(r#""<b>\"$(x)\"</b>""#)).await;
}

#[wasm_bindgen_test]
async fn a_form_that_cannot_be_sent_shows_no_request() {
    let request = RwSignal::new(Some(rename("Demo")));
    let page = mount(move || request_panel(move || request.get()));
    request.set(None);
    page.sees("Nothing would be sent: correct the form first.")
        .await;
    assert!(!page.text().contains("PATCH"));
    let copy = page.named("button", "Copy the request").unwrap();
    assert!(copy.has_attribute("disabled"));
    request.set(Some(rename("Demo")));
    page.sees("PATCH").await;
    assert!(!copy.has_attribute("disabled"));
}

#[wasm_bindgen_test]
async fn every_language_has_a_tab_that_arrows_reach() {
    let page = mount(|| request_panel(|| Some(rename("Demo"))));
    let tabs = page.all("[role=tab]");
    let names: Vec<_> = tabs.iter().map(HtmlElement::inner_text).collect();
    assert_eq!(
        names,
        [
            "HTTP",
            "curl",
            "HTTPie",
            "Python",
            "Kloudless SDK",
            "JavaScript",
            "Rust",
            "Go",
            "PowerShell"
        ]
    );
    tabs[0].click();
    tabs[0].focus().unwrap();
    let code = |part: &'static str| {
        let page = &page;
        async move { page.sees(part).await }
    };
    for (key, part) in [
        ("ArrowRight", "curl --request PATCH"),
        ("ArrowRight", "http --ignore-stdin PATCH"),
        ("ArrowRight", "import requests"),
        ("ArrowRight", "import kloudless"),
        ("ArrowRight", "await fetch("),
        ("ArrowRight", "reqwest::blocking"),
        ("ArrowRight", "http.NewRequest("),
        ("ArrowRight", "Invoke-WebRequest"),
        ("ArrowRight", "PATCH https://"),
        ("ArrowLeft", "Invoke-WebRequest"),
        ("Home", "PATCH https://"),
        ("End", "Invoke-WebRequest"),
    ] {
        let focused = page.one("[role=tab]:focus");
        assert!(!press(&focused, key), "the page takes {key}");
        code(part).await;
        let selected = page.all("[role=tab][aria-selected=true]");
        assert_eq!(selected.len(), 1);
        assert_eq!(page.one("[role=tab]:focus").id(), selected[0].id());
        assert!(!selected[0].has_attribute("tabindex"));
        assert_eq!(page.all("[role=tab][tabindex='-1']").len(), 8);
        let panel = page.one("[role=tabpanel]");
        assert_eq!(
            panel.get_attribute("aria-labelledby"),
            Some(selected[0].id())
        );
    }
    tabs[0].click();
}

#[wasm_bindgen_test]
async fn a_request_that_the_sdk_cannot_send_says_so_instead_of_code() {
    let request = Request {
        url: "https://api.example.com/applications/a1".to_owned(),
        ..rename("Demo")
    };
    let page = mount(move || request_panel(move || Some(request.clone())));
    let tab = |name: &str| page.named("[role=tab]", name).unwrap();
    tab("Kloudless SDK").click();
    page.sees("Kloudless' SDK has no call that sends this request.")
        .await;
    let copy = page.named("button", "Copy the Python code").unwrap();
    assert!(copy.has_attribute("disabled"));
    tab("Python").click();
    page.sees("import requests").await;
    assert!(!copy.has_attribute("disabled"));
    tab("HTTP").click();
}

#[wasm_bindgen_test]
async fn a_copy_says_what_it_is_and_no_more() {
    note_copies();
    let page = mount(|| request_panel(|| Some(rename("Demo"))));
    page.all("[role=tab]")[1].click();
    page.button("Copy the curl command").await.click();
    page.sees("curl command copied").await;
    assert!(copied().starts_with("curl --request PATCH 'https://api.example.com/v0/"));
    page.all("[role=tab]")[0].click();
    page.button("Copy the request").await.click();
    page.sees("Request copied").await;
    assert!(copied().ends_with("\n\n{\"name\":\"Demo\"}"));
    assert!(!page.one("[role=status]").inner_text().contains("name"));
    call("delete navigator.clipboard; delete window.copied", &[]);
}

#[wasm_bindgen_test]
async fn the_language_and_the_fold_hold_for_the_next_form() {
    let page = mount(|| folded_request(|| Some(rename("Demo"))));
    assert!(page.has("details[open]"));
    page.all("[role=tab]")[3].click();
    page.one("summary").click();
    until("it is folded", || !page.has("details[open]")).await;
    let page = mount(|| {
        h("div")
            .with(folded_request(|| Some(rename("Demo"))))
            .with(folded_request(|| Some(rename("Other"))))
    });
    assert!(!page.has("details[open]"));
    for summary in page.all("summary") {
        summary.click();
    }
    until("both are open", || page.all("details[open]").len() == 2).await;
    assert_eq!(page.all("[role=tab][aria-selected=true]").len(), 2);
    assert!(page.text().contains("import requests"));
    let ids: Vec<_> = page.all("[id]").iter().map(|it| it.id()).collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    page.all("[role=tab]")[0].click();
}
