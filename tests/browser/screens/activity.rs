//! Activity: what this tab has sent.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, KEY, Network, Page, call, enter, open_console, start_console, turn, until,
};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";

/// Opens the console at a path, and then the Activity screen by its link.
async fn activity_after(path: &str) -> Page {
    let page = open_console(path);
    page.sees("Demo App").await;
    page
}

async fn open_activity(page: &Page) {
    page.link("Activity").await.click();
    until("the screen is there", || page.address() == "/activity").await;
    until("it has entries", || page.has("ul.activity > li")).await;
}

fn entries(page: &Page) -> Vec<String> {
    let shown = page.all("ul.activity > li");
    shown.iter().map(HtmlElement::inner_text).collect()
}

/// The entry that says this.
fn entry(page: &Page, text: &str) -> HtmlElement {
    let found = page.all("ul.activity > li");
    let mut found = found
        .into_iter()
        .filter(|it| it.inner_text().contains(text));
    found.next().unwrap_or_else(|| panic!("no entry {text:?}"))
}

/// An API in which `a1` can be renamed, has one API key, and answers with an id of the request.
fn network() -> Network {
    let network = one_application();
    let key = format!(
        r#"{{"key":"{API_KEY}","application":"a1","created":"2014-03-18T12:57:16Z","modified":"2014-03-18T12:57:16Z"}}"#
    );
    network
        .on(
            "GET /applications/a1/apikeys?page=1&page_size=25",
            page_of(1, 1, &[key]),
        )
        .on(
            "PATCH /applications/a1",
            Answer::new(
                200,
                &[("X-Request-Id", "r-42")],
                &application("a1", "Renamed"),
            ),
        )
        .on(
            &format!("DELETE /applications/a1/apikeys/{API_KEY}"),
            Answer::new(204, &[], ""),
        );
    network
}

/// Keeps downloads from leaving the page: notes their names, texts and revoked addresses.
fn note_downloads() {
    call(
        "window.saved = []; window.revoked = 0;
         HTMLAnchorElement.prototype.click = function () {
             if (!this.download) return HTMLElement.prototype.click.call(this);
             const entry = { name: this.download, text: '' };
             window.saved.push(entry);
             fetchBlob(this.href).then(text => { entry.text = text });
         };
         const blobs = new Map();
         const { createObjectURL, revokeObjectURL } = URL;
         URL.createObjectURL = blob => {
             const url = createObjectURL.call(URL, blob);
             blobs.set(url, blob);
             return url;
         };
         URL.revokeObjectURL = url => {
             window.revoked += blobs.has(url) ? 1 : 0;
             revokeObjectURL.call(URL, url);
         };
         function fetchBlob(url) { return blobs.get(url).text(); }
         window.undo = () => {
             delete HTMLAnchorElement.prototype.click;
             Object.assign(URL, { createObjectURL, revokeObjectURL });
         };",
        &[],
    );
}

/// The text of the file with this name, once its address is revoked.
async fn saved(name: &str, count: u32) -> String {
    let text = || {
        let script = "const [name, count] = arguments;
             const entry = window.saved.find(it => it.name === name);
             return window.revoked === count && entry?.text || ''";
        call(script, &[name.into(), count.into()])
            .as_string()
            .unwrap()
    };
    until(&format!("{name} is not saved"), || !text().is_empty()).await;
    text()
}

#[wasm_bindgen_test]
async fn a_tab_that_has_sent_nothing_says_so() {
    let _network = one_application();
    let page = open_console("/activity");
    page.sees("Nothing sent yet").await;
    let buttons = ["Export JSON", "Export HAR"];
    for name in buttons {
        assert!(page.button(name).await.has_attribute("disabled"));
    }
    let current = page.all("nav [aria-current=page]");
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].inner_text().trim(), "Activity");
}

#[wasm_bindgen_test]
async fn a_change_is_listed_with_what_it_changed_and_the_request() {
    let _network = network();
    let page = activity_after("/applications/a1").await;
    enter(&page.field("Name").await, "Renamed");
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    open_activity(&page).await;
    let line = entry(&page, "PATCH").inner_text();
    for part in ["Update an application", "Renamed", "200", "ms"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(!page.has("table.changes"), "folded, it is not built");
    let summary = entry(&page, "PATCH").query_selector("summary").unwrap();
    let summary: HtmlElement = summary.unwrap().unchecked_into();
    summary.click();
    page.sees("What changed").await;
    let rows = page.all("table.changes tbody tr");
    let rows: Vec<_> = rows.iter().map(HtmlElement::inner_text).collect();
    assert_eq!(
        rows,
        [
            "description\tAbout Demo App\tAbout Renamed",
            "name\tDemo App\tRenamed"
        ]
    );
    let text = entry(&page, "PATCH").inner_text();
    assert!(text.contains("r-42"), "{text}");
    assert!(text.contains("Authorization: DeveloperKey $META_DEVELOPER_KEY"));
    assert!(text.contains("\"name\": \"Renamed\""), "{text}");
    page.link("Renamed").await.click();
    until("it leads to the application", || {
        page.address() == "/applications/a1"
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_unfolded_stays_so_while_the_list_grows() {
    let _network = network();
    let page = activity_after("/applications/a1").await;
    open_activity(&page).await;
    let summary = page.one("ul.activity summary");
    summary.click();
    until("it is unfolded", || page.has("li [role=tabpanel]")).await;
    summary.focus().unwrap();
    let before = entries(&page).len();
    call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async () => {} } })",
        &[],
    );
    // What is said is an entry, too.
    page.button("Copy the request").await.click();
    page.sees("Request copied").await;
    turn().await;
    assert!(entries(&page).len() >= before);
    assert!(page.has("li [role=tabpanel]"));
    assert!(summary.is_connected());
    call("delete navigator.clipboard", &[]);
}

#[wasm_bindgen_test]
async fn the_filters_are_in_the_address() {
    let _network = network();
    let page = activity_after("/applications/a1").await;
    enter(&page.field("Name").await, "Renamed");
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    open_activity(&page).await;
    let requests = |page: &Page| {
        let lines = page.all("ul.activity summary .verb");
        lines
            .iter()
            .map(HtmlElement::inner_text)
            .collect::<Vec<_>>()
    };
    assert!(requests(&page).len() > 1);
    page.link("Writes").await.click();
    until("only writes", || requests(&page) == ["PATCH"]).await;
    assert_eq!(page.address(), "/activity?show=writes");
    page.link("Reads").await.click();
    until("only reads", || {
        let shown = requests(&page);
        !shown.is_empty() && shown.iter().all(|it| it == "GET")
    })
    .await;
    page.link("Failures").await.click();
    page.sees("No entry matches").await;
    page.link("Show all").await.click();
    until("all of them", || page.address() == "/activity").await;
    enter(&page.field("Filter activity").await, "APIKEYS");
    until("only those", || {
        let shown = entries(&page);
        !shown.is_empty() && shown.iter().all(|it| it.contains("API keys"))
    })
    .await;
    assert_eq!(page.address(), "/activity?text=APIKEYS");
    assert!(page.text().contains(" of "), "the count says both");
}

#[wasm_bindgen_test]
async fn an_address_unfolds_its_entry() {
    let _network = network();
    let page = activity_after("/applications/a1").await;
    open_activity(&page).await;
    let count = entries(&page).len();
    assert!(count > 0);
    // The same tab, loaded again.
    let page = start_console("/activity?entry=0");
    until("it is unfolded", || page.all("li details[open]").len() == 1).await;
    until("it has the focus", || page.has("summary:focus")).await;
    until("its request is shown", || page.has("[role=tabpanel]")).await;
}

#[wasm_bindgen_test]
async fn a_key_in_the_filter_stays_out_of_the_address() {
    const API_KEY: &str = "nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX";
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    let page = start_console("/activity");
    let filter = page.field("Filter activity").await;
    for text in [API_KEY, KEY] {
        enter(&filter, text);
        page.sees("No entry matches").await;
        assert_eq!(page.address(), "/activity");
        assert!(!page.traces().contains(API_KEY));
        page.link("Show all").await.click();
        page.sees_no_more("No entry matches").await;
        until("the field is empty", || {
            crate::support::value_of(&filter).is_empty()
        })
        .await;
    }
    enter(&filter, "list");
    until("words are in it", || {
        page.address() == "/activity?text=list"
    })
    .await;
    let page = open_console(&format!("/activity?text={API_KEY}"));
    until("it is taken out", || page.address() == "/activity").await;
}

#[wasm_bindgen_test]
async fn nothing_on_the_screen_or_in_a_file_holds_a_key() {
    let _network = network();
    let page = activity_after("/applications/a1/keys").await;
    page.button("Delete key ending in pbF4").await.click();
    page.button("Delete key").await.click();
    page.sees("Deleted the key").await;
    open_activity(&page).await;
    assert!(entry(&page, "DELETE").inner_text().contains("80Od…pbF4"));
    for summary in page.all("ul.activity summary") {
        summary.click();
    }
    let count = page.all("ul.activity summary").len();
    until("all are unfolded", || {
        page.all("li [role=tabpanel]").len() == count
    })
    .await;
    for number in 0..6 {
        for panel in page.all("li [role=tablist]") {
            let tabs = panel.query_selector_all("[role=tab]").unwrap();
            let tab: HtmlElement = tabs.get(number).unwrap().unchecked_into();
            tab.click();
        }
        turn().await;
        let html = page.html();
        assert!(!html.contains(API_KEY) && !html.contains(KEY));
        assert!(html.contains("META_DEVELOPER_KEY"));
    }
    page.all("[role=tab]")[0].click();
    note_downloads();
    page.button("Export JSON").await.click();
    let json = saved("meta-console-activity.json", 1).await;
    page.button("Export HAR").await.click();
    let har = saved("meta-console-activity.har", 2).await;
    call("window.undo()", &[]);
    for text in [&json, &har] {
        for secret in [API_KEY, KEY, "80Od"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("/applications/a1/apikeys/•••"), "{text}");
    }
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["activity"].as_array().unwrap().len(),
        entries(&page).len()
    );
    let har: Value = serde_json::from_str(&har).unwrap();
    let first = &har["log"]["entries"][0];
    let parsed = call(
        "return new Date(arguments[0]).getTime()",
        &[first["startedDateTime"].as_str().unwrap().into()],
    );
    assert!(parsed.as_f64().unwrap() > 1.7e12, "an instant of now");
    let traces = page.traces();
    assert!(!traces.contains(API_KEY), "{traces}");
}
