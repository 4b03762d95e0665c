//! The keys that work on every screen.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, Clock, Network, Page, call, enter, focused, open_console, press_key, settle, until,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// Presses a key alone; `true` if it meant something.
fn key(key: &str) -> bool {
    !press_key(key, "")
}

async fn list_of_three() -> (Page, Network) {
    let network = Network::new();
    let rows = ["First", "Second", "Third"];
    let rows = rows.map(|name| application(&name.to_lowercase(), name));
    network.on("GET /applications", page_of(3, 1, &rows));
    let page = open_console("/applications");
    page.link("Third").await;
    (page, network)
}

#[wasm_bindgen_test]
async fn j_and_k_and_the_arrows_move_in_a_list() {
    let (_page, _network) = list_of_three().await;
    for (pressed, there) in [
        ("j", "First"),
        ("j", "Second"),
        ("ArrowDown", "Third"),
        ("j", "Third"),
        ("ArrowUp", "Second"),
        ("k", "First"),
        ("k", "First"),
    ] {
        key(pressed);
        assert_eq!(focused(), there, "after {pressed}");
    }
}

#[wasm_bindgen_test]
async fn letters_of_another_script_are_taken_by_their_place() {
    let (_page, _network) = list_of_three().await;
    assert!(!press_key("о", "code: 'KeyJ'"));
    assert_eq!(focused(), "First");
}

#[wasm_bindgen_test]
async fn a_full_stop_copies_the_id_of_the_row() {
    call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async text => { window.copied = text } } })",
        &[],
    );
    let (page, _network) = list_of_three().await;
    assert!(!key("."), "no row has the focus");
    key("j");
    key("j");
    assert!(key("."));
    page.sees("App ID copied").await;
    let copied = call("return window.copied", &[]).as_string().unwrap();
    call("delete navigator.clipboard; delete window.copied", &[]);
    assert_eq!(copied, "second");
}

#[wasm_bindgen_test]
async fn r_asks_again_and_c_creates() {
    let (page, network) = list_of_three().await;
    assert!(key("r"));
    until("the list is asked for again", || {
        network.count("GET /applications") == 2
    })
    .await;
    assert!(key("c"));
    until("the form", || page.address() == "/applications/new").await;
}

#[wasm_bindgen_test]
async fn g_and_then_a_go_to_the_applications_unless_the_time_is_over() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    let clock = Clock::stop();
    assert!(key("g"));
    clock.pass(2.0).await;
    assert!(!key("a"), "too late");
    assert!(key("g"));
    assert!(!key("x"), "no such sequence");
    assert!(!key("a"), "the sequence is over");
    assert_eq!(page.address(), "/applications/a1");
    assert!(key("g"));
    assert!(key("a"));
    until("the list", || page.address() == "/applications").await;
}

#[wasm_bindgen_test]
async fn in_fields_with_modifiers_and_in_dialogs_no_single_key_works() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    let name = page.field("Name").await;
    name.focus().unwrap();
    for pressed in ["r", "g", "a", "c", ".", "/", "?", "Backspace", "j"] {
        assert!(!key(pressed), "{pressed} in a field");
    }
    page.one("#main").focus().unwrap();
    for facts in [
        "ctrlKey: true",
        "altKey: true",
        "metaKey: true",
        "shiftKey: true",
    ] {
        assert!(press_key("r", facts), "R with {facts}");
    }
    assert!(press_key("r", "isComposing: true"));
    page.button("Delete…").await.click();
    until("the dialog", || page.has("dialog:modal")).await;
    page.button("Close").await.focus().unwrap();
    for pressed in ["r", "g", "a", "."] {
        assert!(!key(pressed), "{pressed} in a dialog");
    }
    assert!(page.has("dialog:modal"));
}

#[wasm_bindgen_test]
async fn backspace_asks_before_an_application_is_deleted() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    assert!(key("Backspace"));
    until("the dialog", || page.has("dialog:modal")).await;
    until("the field has the focus", || focused() == "confirmation").await;
}

#[wasm_bindgen_test]
async fn control_enter_confirms_a_dialog() {
    let network = one_application();
    network
        .on("DELETE /applications/a1", Answer::new(204, &[], ""))
        .on("GET /applications", page_of(0, 1, &[]));
    let page = open_console("/applications/a1");
    page.button("Delete…").await.click();
    enter(&page.field("Type Demo App to confirm").await, "Demo App");
    assert!(!press_key("Enter", "ctrlKey: true"));
    network.request("DELETE /applications/a1").await;
}

#[wasm_bindgen_test]
async fn control_shift_l_locks_even_in_a_dialog() {
    let _network = one_application();
    let page = open_console("/applications/a1");
    page.button("Delete…").await.click();
    until("the dialog", || page.has("dialog:modal")).await;
    assert!(!press_key("L", "ctrlKey: true, shiftKey: true"));
    page.sees("Unlock the console").await;
    settle().await;
    assert!(press_key("k", "ctrlKey: true"), "nothing is left to do");
}

#[wasm_bindgen_test]
async fn control_s_saves_what_changed() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "New name")),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "New name");
    page.button("Save").await;
    assert!(!press_key("s", "ctrlKey: true"));
    let sent = network.request("PATCH /applications/a1").await;
    assert_eq!(sent.body, r#"{"name":"New name"}"#);
}

#[wasm_bindgen_test]
async fn d_deactivates_and_activates_without_sending_anything() {
    let network = one_application();
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    assert!(key("d"));
    page.sees("1 unsaved change").await;
    until("the switch has the focus", || focused() == "active").await;
    assert!(key("d"), "a switch is no text field");
    page.sees_no_more("1 unsaved change").await;
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn the_browser_never_gets_the_keys_of_the_console() {
    let network = one_application();
    let (_held, never) = Answer::held();
    network.on("PATCH /applications/a1", never);
    let page = open_console("/applications/a1");
    page.sees("Danger zone").await;
    let swallowed = |keys: &str| !press_key(keys, "ctrlKey: true");
    assert!(swallowed("s"), "nothing is changed yet");
    page.button("Delete…").await.click();
    until("the dialog", || page.has("dialog:modal")).await;
    assert!(swallowed("s") && swallowed("k"), "in a dialog");
    settle().await;
    assert_eq!(page.all("dialog:modal").len(), 1, "none opens over it");
    page.button("Cancel").await.click();
    until("it closes", || !page.has("dialog:modal")).await;
    enter(&page.field("Name").await, "New name");
    page.button("Save").await;
    assert!(swallowed("s"));
    network.request("PATCH /applications/a1").await;
    assert!(swallowed("s"), "it is being saved");
    settle().await;
    assert_eq!(network.count("PATCH /applications/a1"), 1);
    assert!(press_key("p", "ctrlKey: true"), "others are the browser's");
}
