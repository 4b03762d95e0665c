//! The command palette.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, Network, Page, call, enter, focused, open_console, press, press_key, settle,
    start_console, until,
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

async fn opened(page: &Page) -> HtmlElement {
    assert!(!press_key("k", "ctrlKey: true"));
    let field = page.field("Search or run a command").await;
    until("the field has the focus", || {
        focused() == "Search or run a command"
    })
    .await;
    field
}

/// What is listed, with the beginning of ids.
fn listed(page: &Page) -> Vec<String> {
    let names = page.all("dialog [role=option]");
    names
        .iter()
        .map(|it| it.get_attribute("data-command").unwrap())
        .collect()
}

fn active(page: &Page) -> String {
    let selected = page.all("dialog [aria-selected=true]");
    assert_eq!(selected.len(), 1, "one is selected");
    let field = page.one("dialog [role=combobox]");
    assert_eq!(
        field.get_attribute("aria-activedescendant").unwrap(),
        selected[0].id()
    );
    selected[0].get_attribute("data-command").unwrap()
}

fn key(value: &str) -> String {
    format!(
        r#"{{"key":"{value}","application":"a1","created":"2014-03-18T12:57:16.770685Z",
            "modified":"2014-03-18T12:57:16.770685Z"}}"#
    )
}

const HOOK: &str = r#"{"id":"7","application":"a1","url":"https://example.com/7",
    "created":"2014-03-18T12:57:16.770685Z","modified":"2014-03-18T12:57:16.770685Z"}"#;

/// The names of all buttons that are outside rows, dialogs and what only shows.
const BUTTONS: &str = "
    const all = document.querySelectorAll(
        '#main button, #main a.btn, .topbar button, .nav a, .nav button, .tabs a, .seg a, .toast .btn');
    const own = [...all].filter(it => it.checkVisibility()
        && !it.closest('tbody, dialog, [role=tablist], .request')
        && !it.matches(':disabled, [aria-disabled=true], .palette, .toast .btn-icon'));
    return own.map(it => it.dataset.action ?? 'no action: ' + it.outerHTML).join('\\n')";

#[wasm_bindgen_test]
async fn every_button_of_every_screen_is_in_the_palette() {
    for (path, there) in [
        ("/applications", "Demo App"),
        ("/applications?page=2", "1–25 of"),
        ("/applications?page=99", "Go to the last page"),
        ("/applications?active=false", "Show all"),
        ("/applications/new", "Create application"),
        ("/no/such/page", "Page not found"),
        ("/settings", "Forget everything…"),
        ("/activity", "Export JSON"),
        ("/applications/a1", "Danger zone"),
        ("/applications/a1/keys", "F4xx"),
        ("/applications/a1/webhooks", "https://example.com/7"),
        ("/applications/a1/webhooks/7", "https://example.com/7"),
    ] {
        let network = Network::new();
        network
            .on(
                "GET /applications",
                page_of(60, 2, &[application("a1", "Demo App")]),
            )
            .on(
                "GET /applications?page=99&page_size=25",
                page_of(60, 99, &[]),
            )
            .on(
                "GET /applications?page=1&page_size=25&active=False",
                page_of(0, 1, &[]),
            )
            .on(
                "GET /applications/a1",
                Answer::ok(&application("a1", "Demo App")),
            )
            .on(
                "GET /applications/a1/apikeys",
                page_of(1, 1, &[key("80OdF5hXzkNqEs9TJHUmAeGapbF4xx")]),
            )
            .on(
                "GET /applications/a1/webhooks",
                page_of(1, 1, &[HOOK.to_owned()]),
            )
            .on("GET /applications/a1/webhooks/7", Answer::ok(HOOK));
        let page = open_console(path);
        let there = if there.starts_with('1') {
            "of 60"
        } else {
            there
        };
        page.sees(there).await;
        every_button_is_listed(&page, path).await;
    }
}

/// Opens the palette and holds it against the buttons.
async fn every_button_is_listed(page: &Page, place: &str) {
    let buttons = call(BUTTONS, &[]).as_string().unwrap();
    assert!(buttons.contains("Lock the console"), "{place}: {buttons}");
    opened(page).await;
    let listed = listed(page);
    for button in buttons.lines() {
        assert!(
            listed.iter().any(|it| it == button),
            "{place}: {button:?} is not in {listed:?}"
        );
    }
    assert!(
        listed.iter().any(|it| it == "New application") || place.ends_with("/new"),
        "{place}: {listed:?}"
    );
}

#[wasm_bindgen_test]
async fn so_is_every_button_that_comes_with_what_happens() {
    let network = one_application();
    network
        .on(
            "PATCH /applications/a1",
            Answer::ok(&application("a1", "Renamed")),
        )
        .on(
            "POST /applications/a1/apikeys",
            Answer::json(201, &key("80OdF5hXzkNqEs9TJHUmAeGapbF4xx")),
        );
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "Renamed");
    page.button("Discard").await;
    every_button_is_listed(&page, "edited").await;
    // Nothing was saved, and the tab loads the page again.
    let page = start_console("/applications/a1");
    page.sees("is back").await;
    every_button_is_listed(&page, "with a draft").await;
    let page = start_console("/applications/a1");
    page.button("Save").await.click();
    page.sees("Saved Renamed").await;
    every_button_is_listed(&page, "saved").await;
    let page = start_console("/applications/a1/keys");
    page.button("Create key").await.click();
    page.sees("API key created").await;
    every_button_is_listed(&page, "with a new key").await;
}

#[wasm_bindgen_test]
async fn what_the_row_with_the_focus_can_do_is_in_it() {
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    press_key("j", "");
    opened(&page).await;
    let listed = listed(&page);
    assert_eq!(listed[..2], ["Open Demo App", "Copy App ID of Demo App"]);
}

#[wasm_bindgen_test]
async fn typing_filters_and_enter_runs() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    let field = opened(&page).await;
    assert!(listed(&page).len() > 5);
    enter(&field, "delete appl");
    let fit = [
        "Delete application…",
        "Delete an application in the Explorer",
    ];
    until("it filters", || listed(&page) == fit).await;
    assert_eq!(active(&page), "Delete application…");
    press(&field, "Enter");
    page.sees("Delete Demo App?").await;
    until("only the question is open", || {
        page.all("dialog[open]").len() == 1
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_arrows_move_and_a_click_runs() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    let field = opened(&page).await;
    let all = listed(&page);
    assert_eq!(active(&page), all[0]);
    press(&field, "ArrowDown");
    until("the next one", || active(&page) == all[1]).await;
    press(&field, "ArrowUp");
    press(&field, "ArrowUp");
    until("round the end", || active(&page) == all[all.len() - 1]).await;
    let go = page.all("dialog [data-command=Applications]");
    go[0].click();
    until("the list", || page.address() == "/applications").await;
    until("it is closed", || !page.has("dialog[open]")).await;
}

#[wasm_bindgen_test]
async fn it_gives_the_focus_back_when_it_closes() {
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    press_key("j", "");
    opened(&page).await;
    page.button("Close, Esc").await.click();
    until("the focus returns", || focused() == "Demo App").await;
    assert!(!press_key("/", ""), "a slash opens it, too");
    until("it opens", || page.has("dialog:modal [role=combobox]")).await;
    // The dialog itself is what a click beside it meets.
    page.one("dialog:modal").click();
    until("a click beside it closes it", || !page.has("dialog:modal")).await;
}

#[wasm_bindgen_test]
async fn the_keys_that_open_it_close_it() {
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    press_key("j", "");
    opened(&page).await;
    assert!(!press_key("k", "ctrlKey: true"));
    until("it closes", || !page.has("dialog:modal")).await;
    until("the focus returns", || focused() == "Demo App").await;
}

fn many(page: u64, names: &[&str]) -> Answer {
    let rows: Vec<String> = names
        .iter()
        .map(|it| application(&it.to_lowercase().replace(' ', "-"), it))
        .collect();
    page_of(3, page, &rows)
}

#[wasm_bindgen_test]
async fn applications_are_found_while_the_rest_is_still_read() {
    let network = Network::new();
    let (held, late) = Answer::held();
    network
        .on(
            "GET /applications?page=1&page_size=25",
            many(1, &["Quarry"]),
        )
        .on(
            "GET /applications?page=1&page_size=1000",
            many(1, &["Spare Parts", "Quarry"]),
        )
        .on("GET /applications?page=2&page_size=1000", late);
    let page = open_console("/applications");
    page.link("Quarry").await;
    let field = opened(&page).await;
    enter(&field, "PART");
    until("the first one", || {
        listed(&page).first().is_some_and(|it| it == "Spare Parts")
    })
    .await;
    page.sees("Searched 2 of 3.").await;
    assert_eq!(page.one("dialog [role=option] b").inner_text(), "Part");
    held.release(many(2, &["Partner Portal"]));
    until("better matches come first", || {
        listed(&page)[..2] == ["Partner Portal", "Spare Parts"]
    })
    .await;
    page.sees("Searched the name, description and App ID of all 3 applications.")
        .await;
    assert_eq!(active(&page), "Spare Parts", "what was active stays it");
    press(&field, "Enter");
    until("it opens", || page.address() == "/applications/spare-parts").await;
}

#[wasm_bindgen_test]
async fn an_application_is_found_by_its_description_and_its_id() {
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    let field = opened(&page).await;
    for text in ["about demo", "A1", "  demo "] {
        enter(&field, text);
        until(text, || {
            listed(&page).first().is_some_and(|it| it == "Demo App")
        })
        .await;
    }
    enter(&field, "invoce");
    page.sees("No application matches “invoce”. Searched the name, description and App ID of your only application.").await;
    assert!(listed(&page).is_empty());
}

#[wasm_bindgen_test]
async fn a_whole_id_is_asked_for_at_once() {
    const ID: &str = "wSPk9y5D7p5o87k0ACGKxR";
    let network = one_application();
    let (_held, never) = Answer::held();
    network
        .on("GET /applications?page=1&page_size=1000", never)
        .on(
            &format!("GET /applications/{ID}"),
            Answer::ok(&application(ID, "Far Away")),
        );
    let page = open_console("/applications");
    page.link("Demo App").await;
    let field = opened(&page).await;
    enter(&field, "wSPk9y5D");
    settle().await;
    assert_eq!(
        network.count("GET /applications/wSPk9y5D"),
        0,
        "that is no whole id"
    );
    enter(&field, ID);
    until("it is found", || {
        listed(&page).first().is_some_and(|it| it == "Far Away")
    })
    .await;
    press(&field, "Enter");
    until("it opens", || {
        page.address() == format!("/applications/{ID}")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_failure_says_so_and_commands_still_work() {
    let network = one_application();
    network.on(
        "GET /applications?page=1&page_size=1000",
        Answer::error(403, "forbidden", "No."),
    );
    let page = open_console("/applications");
    page.link("Demo App").await;
    let field = opened(&page).await;
    page.sees("Could not read the rest.").await;
    enter(&field, "lock");
    until("it filters", || listed(&page) == ["Lock the console"]).await;
    press(&field, "Enter");
    page.sees("Unlock the console").await;
}

#[wasm_bindgen_test]
async fn closing_it_ends_the_reading() {
    let network = one_application();
    let (_held, never) = Answer::held();
    network.on("GET /applications?page=1&page_size=1000", never);
    let page = open_console("/applications");
    page.link("Demo App").await;
    opened(&page).await;
    let request = network
        .request("GET /applications?page=1&page_size=1000")
        .await;
    page.button("Close, Esc").await.click();
    until("the request is aborted", || request.signal.aborted()).await;
}
