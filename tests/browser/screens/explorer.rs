//! The API Explorer.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, Clock, KEY, Network, Page, call, enter, fire, focused, later, open_console, press,
    press_key, settle, start_console, turn, until, value_of,
};
use meta_api::ENDPOINTS;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";
const UPDATE: &str =
    "/explorer?method=PATCH&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1";
const DELETE: &str =
    "/explorer?method=DELETE&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1";
const DELETE_KEY: &str = "/explorer?method=DELETE&in.application_id=wSPk9y5D7p5o87k0ACGKxR&\
                          path=%2Fapplications%2F%7Bapplication_id%7D%2Fapikeys%2F%7Bapikey_key%7D";
const KEYS: &str = "/explorer?method=GET&path=%2Fapplications%2F%7Bapplication_id%7D%2Fapikeys&\
                    in.application_id=a1";

fn api_key() -> String {
    format!(
        r#"{{"key":"{API_KEY}","application":"a1","created":"2014-03-18T12:57:16Z","modified":"2014-03-18T12:57:16Z"}}"#
    )
}

async fn explorer(path: &str) -> Page {
    let page = open_console(path);
    page.button("Send").await;
    page
}

async fn send(page: &Page) {
    page.button("Send").await.click();
    turn().await;
}

async fn unlock_writes(page: &Page) {
    page.field("Read-only").await.click();
    page.sees("Off. This changes data in api.example.com.")
        .await;
}

#[wasm_bindgen_test]
async fn a_request_is_sent_as_it_is_shown_and_its_answer_with_time_size_and_id() {
    let network = Network::new();
    network.on(
        "GET /applications?page=2",
        Answer::new(
            200,
            &[
                ("X-Request-Id", "r-42"),
                ("Content-Type", "application/json"),
            ],
            r#"{"total":0,"count":0,"page":2,"objects":[]}"#,
        ),
    );
    let page = explorer("/explorer").await;
    enter(&page.one("#query-page"), "2");
    page.sees("GET https://api.example.com/v0/applications?page=2")
        .await;
    send(&page).await;
    page.sees("200 OK").await;
    page.sees("43 B").await;
    page.sees("r-42").await;
    let sent = network.request("GET /applications?page=2").await;
    let authorization = format!("DeveloperKey {KEY}");
    assert!(
        sent.headers
            .contains(&("authorization".to_owned(), authorization))
    );
    let status = page.one("[role=status].sr").inner_text();
    assert!(status.starts_with("Answered 200 OK"), "{status}");
}

#[wasm_bindgen_test]
async fn every_endpoint_of_the_table_is_listed_and_in_the_palette() {
    let _network = one_application();
    let page = explorer("/explorer").await;
    let listed: Vec<String> = page
        .all("nav[aria-label=Endpoints] a")
        .iter()
        .map(|it| it.text_content().unwrap())
        .collect();
    for endpoint in ENDPOINTS {
        let name = format!("{} {}", endpoint.method.as_str(), endpoint.title);
        assert!(
            listed.iter().any(|it| it.starts_with(&name)),
            "{name}: {listed:?}"
        );
    }
    press_key("k", "ctrlKey: true");
    until("the palette", || page.has("[role=listbox]")).await;
    for endpoint in ENDPOINTS {
        let search = page.one("dialog[open] [role=combobox]");
        enter(&search, endpoint.title);
        let option = format!("[data-command='{} in the Explorer']", endpoint.title);
        until(endpoint.title, || page.has(&option)).await;
    }
    page.one("[data-command='Delete a webhook in the Explorer']")
        .click();
    page.sees("This deletes a WebHook.").await;
    assert!(page.address().starts_with("/explorer?method=DELETE"));
}

#[wasm_bindgen_test]
async fn endpoints_are_filtered_by_what_is_typed() {
    let _network = one_application();
    let page = explorer("/explorer").await;
    enter(&page.field("Filter endpoints").await, "webhook");
    until("four are left", || {
        page.all("nav[aria-label=Endpoints] a").len() == 5
    })
    .await;
    enter(&page.field("Filter endpoints").await, "nothing like it");
    page.sees("No endpoint has this text.").await;
}

#[wasm_bindgen_test]
async fn nothing_is_changed_while_read_only_is_on() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Renamed")),
    );
    let page = explorer(UPDATE).await;
    enter(&page.field("Body").await, r#"{"name":"Renamed"}"#);
    page.sees("(read-only is on)").await;
    send(&page).await;
    settle().await;
    assert_eq!(network.count("PATCH /applications/a1"), 0);
    assert_eq!(focused(), "read-only");
    assert_eq!(
        page.description(&page.button("Send").await),
        "Only GET requests can be sent."
    );
    unlock_writes(&page).await;
    send(&page).await;
    page.sees("200 OK").await;
    let sent = network.request("PATCH /applications/a1").await;
    assert_eq!(sent.body, r#"{"name":"Renamed"}"#);
}

#[wasm_bindgen_test]
async fn a_lock_switches_read_only_on_and_forgets_the_history() {
    let _network = one_application();
    let page = explorer("/explorer").await;
    send(&page).await;
    page.sees("200 OK").await;
    unlock_writes(&page).await;
    page.button("Lock").await.click();
    enter(&page.field("Developer key").await, KEY);
    page.button("Unlock").await.click();
    page.sees("Nothing sent yet").await;
    page.sees("Only GET requests can be sent.").await;
}

#[wasm_bindgen_test]
async fn a_delete_asks_in_any_case_and_says_what_goes_with_it() {
    let network = one_application();
    network
        .again("GET /applications/a1/apikeys", page_of(2, 1, &[]))
        .again("GET /applications/a1/webhooks", page_of(1, 1, &[]))
        .on("DELETE /applications/a1", Answer::new(204, &[], ""));
    let page = explorer(DELETE).await;
    unlock_writes(&page).await;
    send(&page).await;
    page.sees("Delete this?").await;
    page.sees("DELETE https://api.example.com/v0/applications/a1")
        .await;
    page.sees("Its 2 API keys and 1 webhook are deleted with it.")
        .await;
    assert_eq!(focused(), "Cancel");
    page.button("Cancel").await.click();
    settle().await;
    assert_eq!(network.count("DELETE /applications/a1"), 0);
    send(&page).await;
    page.named("button", "Delete").unwrap().click();
    page.sees("204 No Content").await;
    assert_eq!(network.count("DELETE /applications/a1"), 1);
}

#[wasm_bindgen_test]
async fn a_body_that_the_endpoint_refuses_is_not_sent_and_its_line_is_said() {
    let network = one_application();
    let page = explorer(UPDATE).await;
    unlock_writes(&page).await;
    let body = page.field("Body").await;
    enter(
        &body,
        "{\n  \"description\": \"x\",\n  \"source\": \"w\"\n}",
    );
    page.sees("Line 3: “source”: The source cannot be changed")
        .await;
    assert_eq!(body.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.one(".editor li.bad").inner_text(), "3");
    page.sees("Nothing would be sent: correct the form first.")
        .await;
    send(&page).await;
    settle().await;
    assert_eq!(focused(), "body");
    enter(&body, "{\n\"nmae\": \"x\" ");
    page.sees("Line 2: this is not JSON").await;
    enter(&body, "{\"nmae\": \"x\"}");
    page.sees("Line 1: this endpoint does not know “nmae” and will ignore it.")
        .await;
    assert!(!page.has("#body[aria-invalid]"));
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn values_are_checked_as_they_are_typed_and_what_is_left_empty_when_it_is_sent() {
    let network = one_application();
    let page = explorer("/explorer").await;
    let size = page.field("page_size").await;
    enter(&size, "1001");
    page.sees("Use a whole number from 1 to 1000.").await;
    send(&page).await;
    assert_eq!(focused(), "query-page_size");
    enter(&size, "");
    page.sees_no_more("Use a whole number").await;
    let retrieve = page.link("GET Retrieve an application").await;
    retrieve.click();
    page.sees("Retrieve information about an individual application.")
        .await;
    assert!(!page.text().contains("Choose one, or type its id."));
    send(&page).await;
    page.sees("Choose one, or type its id.").await;
    assert_eq!(focused(), "in-application_id");
    settle().await;
    assert_eq!(network.count("GET /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn a_parameter_is_picked_from_what_the_account_has() {
    let network = one_application();
    let id = "wSPk9y5D7p5o87k0ACGKxR";
    network
        .again(
            "GET /applications",
            page_of(1, 1, &[application(id, "Field Photos")]),
        )
        .on(
            &format!("GET /applications/{id}/apikeys"),
            page_of(1, 1, &[api_key()]),
        )
        .on(
            &format!("DELETE /applications/{id}/apikeys/{API_KEY}"),
            Answer::new(204, &[], ""),
        );
    let page = explorer(DELETE_KEY).await;
    until("applications are offered", || {
        page.has("datalist option[label='Field Photos']")
    })
    .await;
    page.sees("Field Photos").await;
    page.sees("80Od…pbF4 · created").await;
    assert!(!page.html().contains(API_KEY));
    let pick = page.field("Pick an API key").await;
    call(
        "arguments[0].value = '0'; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
        &[pick.into()],
    );
    let field = page.field("apikey_key").await;
    until("it is taken", || value_of(&field) == API_KEY).await;
    assert_eq!(field.get_attribute("type").as_deref(), Some("password"));
    unlock_writes(&page).await;
    send(&page).await;
    page.sees("is refused from then on").await;
    page.named("button", "Delete").unwrap().click();
    page.sees("204 No Content").await;
    assert!(!page.address().contains(API_KEY));
    assert!(!page.traces().contains(API_KEY));
    assert!(!page.text().contains(API_KEY));
}

#[wasm_bindgen_test]
async fn the_url_is_the_state_of_the_screen() {
    let _network = one_application();
    let page = explorer(
        "/explorer?method=PATCH&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1\
         &body=%7B%22name%22%3A%22B%22%7D",
    )
    .await;
    assert_eq!(value_of(&page.field("application_id").await), "a1");
    assert_eq!(value_of(&page.field("Body").await), r#"{"name":"B"}"#);
    let body = page.field("Body").await;
    enter(&body, r#"{"name":"C"}"#);
    fire(&body, "change");
    until("the URL follows", || page.address().contains("%22C%22")).await;
    page.link("GET Retrieve an application").await.click();
    page.sees("GET requests have no body.").await;
    assert_eq!(
        value_of(&page.field("application_id").await),
        "a1",
        "what both have in common stays"
    );
    call("history.back()", &[]);
    until("it is back", || {
        page.named("textarea", "Body")
            .is_some_and(|it| value_of(&it) == r#"{"name":"C"}"#)
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_secret_in_a_link_is_left_out_and_said() {
    let _network = one_application();
    let page = explorer(&format!(
        "/explorer?method=POST&path=%2Fapplications&body=%7B%22name%22%3A%22{KEY}%22%7D"
    ))
    .await;
    page.sees("The link was not taken as it is, and its secret was left out. It holds your")
        .await;
    until("it is gone from the URL", || !page.address().contains(KEY)).await;
    assert_eq!(value_of(&page.field("Body").await), "");
    assert_eq!(page.address(), "/explorer?method=POST&path=%2Fapplications");
}

#[wasm_bindgen_test]
async fn no_link_and_no_collection_carries_a_secret() {
    let _network = one_application();
    let page = explorer(UPDATE).await;
    let copied = note_clipboard();
    page.button("Copy a link to this request").await.click();
    until("a link", || copied().contains("/explorer?method=PATCH")).await;
    enter(&page.field("Body").await, &format!(r#"{{"name":"{KEY}"}}"#));
    fire(&page.field("Body").await, "change");
    page.button("Copy a link to this request").await.click();
    page.sees("A link cannot carry this request. It holds your developer key")
        .await;
    assert!(!copied().contains(KEY));
    assert!(!page.address().contains(KEY));
    page.button("Save the request…").await.click();
    page.button("Save").await.click();
    page.sees("The request was not saved. It holds your developer key")
        .await;
    assert!(!kept().contains(KEY));
}

#[wasm_bindgen_test]
async fn api_keys_in_an_answer_are_masked_until_they_are_asked_for_and_again_after_30_seconds() {
    let network = one_application();
    network.again("GET /applications/a1/apikeys", page_of(1, 1, &[api_key()]));
    let page = explorer(KEYS).await;
    let clock = Clock::stop();
    later(&clock, send(&page)).await;
    page.sees("200 OK").await;
    page.sees("•••").await;
    assert!(!page.html().contains(API_KEY));
    page.button("Show API keys").await.click();
    page.sees(API_KEY).await;
    clock.pass(29.0).await;
    assert!(page.text().contains(API_KEY));
    clock.pass(2.0).await;
    page.sees_no_more(API_KEY).await;
    page.button("Show API keys").await.click();
    page.sees(API_KEY).await;
    page.button("Hide API keys").await.click();
    page.sees_no_more(API_KEY).await;
}

#[wasm_bindgen_test]
async fn what_was_sent_before_is_opened_and_sent_again() {
    let network = one_application();
    let page = explorer("/explorer").await;
    enter(&page.one("#query-page"), "7");
    send(&page).await;
    page.sees("200 OK").await;
    page.link("GET Retrieve an application").await.click();
    enter(&page.field("application_id").await, "gone");
    send(&page).await;
    page.sees("404 Not Found").await;
    let sent: Vec<String> = page
        .all("ul[aria-label=History] li")
        .iter()
        .map(HtmlElement::inner_text)
        .collect();
    assert_eq!(sent.len(), 2);
    assert!(sent[0].contains("/v0/applications/gone"), "{sent:?}");
    assert!(sent[1].contains("/v0/applications?page=7"), "{sent:?}");
    page.all("ul[aria-label=History] button[title^=Open]")[1].click();
    page.sees("Answers one page").await;
    assert_eq!(value_of(&page.one("#query-page")), "7");
    let before = network.count("GET /applications?page=7");
    page.all("ul[aria-label=History] button[aria-label='Send again']")[1].click();
    until("it is sent again", || {
        network.count("GET /applications?page=7") == before + 1
    })
    .await;
    until("three are listed and answered", || {
        let listed = page.all("ul[aria-label=History] li");
        listed.len() == 3 && !listed.iter().any(|it| it.inner_text().contains('…'))
    })
    .await;
    page.button("Clear").await.click();
    page.sees("The last 200 requests of this session").await;
}

#[wasm_bindgen_test]
async fn two_answers_are_compared_field_by_field() {
    let network = one_application();
    network.again(
        "GET /applications/a1",
        Answer::ok(&application("a1", "Old name")),
    );
    network.on(
        "GET /applications/a1",
        Answer::ok(&application("a1", "New name")),
    );
    let page = explorer(
        "/explorer?method=GET&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1",
    )
    .await;
    send(&page).await;
    page.sees("200 OK").await;
    send(&page).await;
    until("both are listed", || {
        page.all("ul[aria-label=History] li").len() == 2
    })
    .await;
    page.button("Compare with the answer shown").await.click();
    page.sees("Two answers compared").await;
    page.sees("Old name").await;
    page.sees("New name").await;
}

#[wasm_bindgen_test]
async fn requests_are_kept_in_collections_over_a_reload() {
    let _network = one_application();
    let page = explorer(UPDATE).await;
    page.button("Save the request…").await.click();
    enter(&page.field("Name").await, "Rename it");
    enter(&page.field("Collection").await, "Daily");
    page.button("Save").await.click();
    page.sees("Request saved").await;
    let page = start_console("/explorer");
    page.sees("Daily").await;
    page.button("PATCH Rename it").await.click();
    until("it is opened", || page.has("#in-application_id")).await;
    assert_eq!(value_of(&page.field("application_id").await), "a1");
    page.button("Remove Rename it").await.click();
    page.sees_no_more("PATCH\nRename it").await;
    page.button("Undo").await.click();
    page.button("PATCH Rename it").await;
    call("localStorage.removeItem('meta-console.collections')", &[]);
}

#[wasm_bindgen_test]
async fn a_file_with_a_secret_is_refused_with_the_reason() {
    let _network = one_application();
    let page = explorer("/explorer").await;
    import(
        &page,
        &format!(
            r#"{{"kind":"meta-console-collections","version":1,"requests":[
                {{"collection":"a","name":"bad","method":"GET","path":"/applications/a/apikeys/{API_KEY}"}}]}}"#
        ),
    );
    page.sees("“bad” was refused, and nothing was imported.")
        .await;
    import(&page, "{");
    page.sees("The file is not JSON").await;
    import(
        &page,
        r#"{"kind":"meta-console-collections","version":1,"requests":[
            {"collection":"a","name":"fine","method":"GET","path":"/applications"}]}"#,
    );
    page.sees("Imported 1 request").await;
    page.button("GET fine").await;
    call("localStorage.removeItem('meta-console.collections')", &[]);
}

#[wasm_bindgen_test]
async fn a_request_that_is_under_way_can_be_given_up() {
    let network = one_application();
    let (_held, answer) = Answer::held();
    network.again("GET /applications/a1", answer);
    let page = explorer(
        "/explorer?method=GET&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1",
    )
    .await;
    send(&page).await;
    page.sees("Waiting for the answer…").await;
    let sent = network.request("GET /applications/a1").await;
    page.button("Cancel").await.click();
    page.sees("You cancelled it.").await;
    until("it is aborted", || sent.signal.aborted()).await;
    page.button("Send").await;
}

#[wasm_bindgen_test]
async fn whatever_is_answered_is_shown_and_a_401_does_not_lock() {
    let network = one_application();
    network.again(
        "GET /applications/a1",
        Answer::error(401, "unauthorized", "Unknown developer key"),
    );
    network.on("GET /applications/a1", Answer::html(502, "<h1>Bad</h1>"));
    network.on("GET /applications/a1", Answer::dropped());
    let page = explorer(
        "/explorer?method=GET&path=%2Fapplications%2F%7Bapplication_id%7D&in.application_id=a1",
    )
    .await;
    send(&page).await;
    page.sees("401 Unauthorized").await;
    page.sees("Unknown developer key").await;
    send(&page).await;
    page.sees("502 Bad Gateway").await;
    page.sees("<h1>Bad</h1>").await;
    send(&page).await;
    page.sees("No answer").await;
    until("it is said why", || page.has(".banner[role=alert]")).await;
    page.button("Check the connection").await.click();
    until("the check opens", || page.has("dialog[open]")).await;
}

#[wasm_bindgen_test]
async fn any_path_can_be_asked_and_outside_of_the_api_without_the_key() {
    let network = one_application();
    network
        .on("GET /custom/path?x=1", Answer::ok("[1]"))
        .on("GET https://api.example.com/healthz", Answer::ok("{}"));
    let page = explorer("/explorer").await;
    page.link("Any path").await.click();
    let path = page.field("Path, below the base URL").await;
    enter(&path, "no slash");
    page.sees("Start the path with one slash").await;
    enter(&path, "/applications");
    enter(&path, "/custom/path?x=1");
    send(&page).await;
    network.request("GET /custom/path?x=1").await;
    page.sees("200 OK").await;
    enter(&path, &format!("/applications/a1/apikeys/{API_KEY}/x"));
    send(&page).await;
    page.sees("404 Not Found").await;
    network
        .request(&format!("GET /applications/a1/apikeys/{API_KEY}/x"))
        .await;
    page.sees("/applications/a1/apikeys/80Od…pbF4/x").await;
    assert!(!page.traces().contains(API_KEY));
    assert!(!page.text().contains(API_KEY));
    enter(&path, "~/healthz");
    send(&page).await;
    let sent = network.request("GET https://api.example.com/healthz").await;
    assert!(sent.headers.iter().all(|it| it.0 != "authorization"));
}

#[wasm_bindgen_test]
async fn what_the_server_offers_beyond_the_table_is_listed_and_marked() {
    let network = one_application();
    network
        .on(
            "GET https://api.example.com/openapi.json",
            Answer::ok(
                r#"{"openapi":"3.1.0","paths":{
                    "/v0/applications":{"get":{}},
                    "/v0/teams/{team}":{"get":{"summary":"Read a team.","description":"With members."}}}}"#,
            ),
        )
        .on("GET /teams/t%201", Answer::ok("{}"));
    let page = explorer("/explorer").await;
    page.sees("Extensions of this server").await;
    page.link("GET Read a team").await.click();
    page.sees("Extension").await;
    page.sees("With members.").await;
    enter(&page.field("team").await, "t 1");
    send(&page).await;
    network.request("GET /teams/t%201").await;
    let asked = network
        .request("GET https://api.example.com/openapi.json")
        .await;
    assert!(asked.headers.iter().all(|it| it.0 != "authorization"));
}

#[wasm_bindgen_test]
async fn the_editor_keeps_brackets_and_indentation_and_lets_the_keyboard_out() {
    let _network = one_application();
    let page = explorer(UPDATE).await;
    let body = page.field("Body").await;
    body.focus().unwrap();
    let area: web_sys::HtmlTextAreaElement = body.clone().unchecked_into();
    assert!(!press(&body, "{"));
    assert_eq!(value_of(&body), "{}");
    assert!(!press(&body, "Enter"));
    assert_eq!(value_of(&body), "{\n  \n}");
    assert!(!press(&body, "\""));
    assert_eq!(value_of(&body), "{\n  \"\"\n}");
    assert!(!press(&body, "\""), "the closing one is stepped over");
    assert_eq!(value_of(&body), "{\n  \"\"\n}");
    assert_eq!(area.selection_start(), Ok(Some(6)));
    assert!(!press(&body, "Tab"));
    assert_eq!(value_of(&body), "{\n  \"\"  \n}");
    assert!(press(&body, "Escape"));
    assert!(press(&body, "Tab"), "after Escape, Tab leaves");
    until("the draft follows", || {
        page.text().contains("this is not JSON")
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_body_is_filled_with_what_the_object_is_now_and_formatted() {
    let _network = one_application();
    let page = explorer(UPDATE).await;
    page.button("From current values").await.click();
    let body = page.field("Body").await;
    until("it is filled", || value_of(&body).contains("\"Demo App\"")).await;
    assert!(!value_of(&body).contains("\"id\""));
    enter(&body, r#"{"name":"x","active":true}"#);
    page.button("Format").await.click();
    until("it is tidy", || {
        value_of(&body) == "{\n  \"name\": \"x\",\n  \"active\": true\n}"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_request_that_is_shown_elsewhere_opens_here() {
    let _network = one_application();
    let page = open_console("/applications?page=2");
    page.sees("Demo App").await;
    page.link("Activity").await.click();
    until("it has entries", || page.has("ul.activity > li summary")).await;
    page.one("ul.activity > li summary").click();
    page.link("Open in Explorer").await.click();
    page.button("Send").await;
    page.sees("List applications").await;
    assert_eq!(value_of(&page.one("#query-page")), "2");
}

/// Notes what is put on the clipboard; answers the last of it.
fn note_clipboard() -> impl Fn() -> String {
    call(
        "window.copied = '';
         navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }",
        &[],
    );
    || call("return window.copied", &[]).as_string().unwrap()
}

fn kept() -> String {
    call("return JSON.stringify(localStorage)", &[])
        .as_string()
        .unwrap()
}

/// Chooses a file with this text.
fn import(page: &Page, text: &str) {
    call(
        "const files = new DataTransfer();
         files.items.add(new File([arguments[1]], 'requests.json'));
         arguments[0].files = files.files;
         arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
        &[page.one("#import").into(), text.into()],
    );
}
