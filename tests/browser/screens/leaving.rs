//! Leaving a form that is changed, and one that is not.

use super::{application, one_application};
use crate::support::{
    Answer, Network, Page, call, drafts, enter, focused, open_console, press_key, settle, until,
    value_of,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// The details of `a1`, reached from the list, with a name that is not saved.
async fn edited() -> (Network, Page) {
    let network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await.click();
    enter(&page.field("Name").await, "Changed");
    page.sees("1 unsaved change").await;
    (network, page)
}

/// Whether the browser would ask before it closes the tab.
fn closing_asks() -> bool {
    call(
        "const event = new Event('beforeunload', { cancelable: true });
         window.dispatchEvent(event);
         return event.defaultPrevented",
        &[],
    )
    .is_truthy()
}

fn back() {
    call("history.back()", &[]);
}

async fn asked(page: &Page) {
    page.sees("Leave without saving?").await;
    until("it is modal", || page.has("dialog:modal")).await;
    page.sees("Not saved: Name.").await;
}

#[wasm_bindgen_test]
async fn a_link_asks_and_staying_changes_nothing() {
    let (_network, page) = edited().await;
    page.link("Applications").await.click();
    asked(&page).await;
    page.button("Stay").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    settle().await;
    assert_eq!(page.address(), "/applications/a1");
    assert_eq!(value_of(&page.field("Name").await), "Changed");
}

#[wasm_bindgen_test]
async fn control_enter_does_not_send_the_form_that_the_question_is_about() {
    let (network, page) = edited().await;
    page.link("Applications").await.click();
    asked(&page).await;
    until("a choice has the focus", || {
        focused() == "Leave and keep the draft"
    })
    .await;
    assert!(press_key("Enter", "ctrlKey: true"), "it means nothing here");
    settle().await;
    assert!(page.has("dialog:modal"), "the question waits");
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn another_tab_of_the_application_asks_too() {
    let (_network, page) = edited().await;
    page.link("Webhooks 0").await.click();
    asked(&page).await;
    page.button("Discard changes").await.click();
    page.sees("No webhooks yet").await;
    assert!(!drafts().contains("Changed"));
    page.link("Details").await.click();
    assert_eq!(value_of(&page.field("Name").await), "Demo App");
}

#[wasm_bindgen_test]
async fn back_asks_and_the_history_stays_whole() {
    let (_network, page) = edited().await;
    back();
    asked(&page).await;
    until("the address is the form's", || {
        page.address() == "/applications/a1"
    })
    .await;
    page.button("Stay").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    back();
    asked(&page).await;
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    page.sees("Demo App").await;
    // Forward is still there.
    call("history.forward()", &[]);
    page.sees("You have an unsaved draft from").await;
    assert_eq!(page.address(), "/applications/a1");
    // Nothing is changed now: Back goes at once.
    back();
    until("the list", || page.address() == "/applications").await;
}

#[wasm_bindgen_test]
async fn a_click_in_the_frame_asks_before_locking() {
    let (_network, page) = edited().await;
    page.button("Lock").await.click();
    page.sees("Lock without saving?").await;
    page.button("Stay").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    page.button("Lock").await.click();
    page.button("Discard changes").await.click();
    page.sees("The console is locked.").await;
    assert!(!drafts().contains("Changed"));
}

#[wasm_bindgen_test]
async fn nobody_asks_for_an_unchanged_form() {
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await.click();
    let name = page.field("Name").await;
    assert!(!closing_asks());
    enter(&name, "Changed");
    until("closing asks", closing_asks).await;
    enter(&name, "Demo App");
    page.sees_no_more("unsaved change").await;
    until("closing asks no more", || !closing_asks()).await;
    page.link("Applications").await.click();
    until("the list", || page.address() == "/applications").await;
    assert!(!page.has("dialog[open]"));
}

#[wasm_bindgen_test]
async fn nobody_asks_after_a_save() {
    let (network, page) = edited().await;
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Changed")),
    );
    assert!(closing_asks());
    page.button("Save").await.click();
    page.sees("Saved Changed").await;
    until("closing asks no more", || !closing_asks()).await;
    back();
    until("the list", || page.address() == "/applications").await;
    assert!(!page.has("dialog[open]"));
}

#[wasm_bindgen_test]
async fn a_new_application_leads_to_its_page_without_a_question() {
    let network = one_application();
    network.on(
        "POST /applications",
        Answer::json(201, &application("a1", "Demo App")),
    );
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "Demo App");
    until("closing asks", closing_asks).await;
    page.button("Create application").await.click();
    until("its page", || page.address() == "/applications/a1").await;
    page.sees("Danger zone").await;
    assert!(!page.has("dialog[open]") && !closing_asks());
}

#[wasm_bindgen_test]
async fn another_template_is_another_form() {
    let network = one_application();
    network.on(
        "GET /applications?page=1&page_size=1000",
        super::page_of(1, 1, &[application("a1", "Demo App")]),
    );
    let page = open_console("/applications/new");
    let template = page.field("Template").await;
    assert_eq!(value_of(&template), "");
    call(
        "const link = document.createElement('a');
         link.href = '/applications/new?source=a1';
         document.querySelector('main').append(link);
         link.click()",
        &[],
    );
    until("it is chosen", || {
        value_of(&page.one("#source")) == "Demo App"
    })
    .await;
}

#[wasm_bindgen_test]
async fn back_asks_over_an_open_dialog_that_holds_something() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.link("Webhooks 0").await.click();
    page.button("Add webhook…").await.click();
    enter(&page.field("URL").await, "https://example.com/hook");
    until("closing asks", closing_asks).await;
    back();
    page.sees("Not saved: URL.").await;
    page.button("Discard changes").await.click();
    until("the details", || page.address() == "/applications/a1").await;
    assert!(!drafts().contains("example.com/hook"));
}
