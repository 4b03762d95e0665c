//! The list of shortcuts, and switching single keys off.

use super::{one_application, page_of};
use crate::support::{Page, call, open_console, press_key, until};
use meta_console::settings::STORAGE_KEY;
use wasm_bindgen_test::wasm_bindgen_test;

fn lines(page: &Page) -> Vec<String> {
    let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.all("dialog[open] .shortcuts > div")
        .iter()
        .map(|it| plain(it.inner_text()))
        .collect()
}

#[wasm_bindgen_test]
async fn the_list_has_every_key_that_a_button_of_the_screen_names() {
    for (path, there, own) in [
        (
            "/applications",
            "Demo App",
            &[
                "New application C",
                "Refresh R",
                "Copy what the row names .",
                "Next row ↓ or J",
            ][..],
        ),
        (
            "/applications/a1",
            "Danger zone",
            &["Delete application… Backspace", "Copy App ID ."],
        ),
        ("/applications/a1/keys", "Create key", &["Create API key C"]),
        (
            "/applications/new",
            "New application",
            &["Create application Ctrl S"],
        ),
    ] {
        let _network = one_application();
        let page = open_console(path);
        page.sees(there).await;
        let count = page.all("[aria-keyshortcuts]").len();
        assert!(count > 3);
        assert!(!press_key("?", "shiftKey: true"));
        until("the dialog", || page.has("dialog:modal .shortcuts")).await;
        let lines = lines(&page);
        for line in own {
            assert!(
                lines.iter().any(|it| it == line),
                "{path}: {line:?} in {lines:?}"
            );
        }
        for line in [
            "Applications G A",
            "Search or run a command Ctrl K or /",
            "Lock the console Ctrl Shift L",
            "Shortcuts ?",
        ] {
            assert!(
                lines.iter().any(|it| it == line),
                "{path}: {line:?} in {lines:?}"
            );
        }
        for button in page.all("[aria-keyshortcuts][data-action]") {
            let action = button.get_attribute("data-action").unwrap();
            let disabled = button.get_attribute("aria-disabled").is_some();
            assert!(
                disabled || lines.iter().any(|it| it.starts_with(&action)),
                "{path}: {action}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn switched_off_single_keys_do_nothing_and_are_not_named() {
    let kept = format!("localStorage.setItem('{STORAGE_KEY}', '{{\"single_keys\":false}}')");
    call(&kept, &[]);
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    call(&format!("localStorage.removeItem('{STORAGE_KEY}')"), &[]);
    for pressed in [
        "c",
        "r",
        "?",
        "/",
        "g",
        "a",
        "j",
        "k",
        ".",
        "]",
        "Backspace",
    ] {
        assert!(press_key(pressed, ""), "{pressed} means nothing");
    }
    assert!(!page.has("dialog[open]"));
    let refresh = page.button("Refresh").await;
    assert_eq!(refresh.title(), "Refresh");
    assert!(!refresh.has_attribute("aria-keyshortcuts"));
    assert_eq!(
        page.link("New application").await.inner_text().trim(),
        "New application"
    );
    let help = page.button("Shortcuts").await;
    assert_eq!(help.inner_text().trim(), "Shortcuts");
    let copy = page.button("Copy App ID of Demo App").await;
    assert_eq!(copy.title(), "Copy App ID");
    // Keys with a modifier, and those that are no characters, still work.
    page.one("#main").focus().unwrap();
    assert!(!press_key("ArrowDown", ""));
    page.button("Shortcuts").await.click();
    page.sees("switched off in the settings").await;
    assert_eq!(
        lines(&page),
        [
            "Next row ↓",
            "Previous row ↑",
            "Open Enter",
            "Search or run a command Ctrl K",
            "Lock the console Ctrl Shift L",
            "Confirm, send the form Ctrl Enter",
            "Close Esc",
        ]
    );
}

#[wasm_bindgen_test]
async fn keys_are_named_again_as_soon_as_another_tab_switches_them_on() {
    let set = |on: bool| {
        call(
            "localStorage.setItem(arguments[0], `{\"single_keys\":${arguments[1]}}`);
             dispatchEvent(new StorageEvent('storage'))",
            &[STORAGE_KEY.into(), on.into()],
        );
    };
    let _network = one_application();
    let page = open_console("/applications");
    page.link("Demo App").await;
    let named = || {
        let copy = page.named("button", "Copy App ID of Demo App").unwrap();
        let help = page.named("button", "Shortcuts").unwrap();
        let new = page.named("a", "New application").unwrap();
        [
            copy.title().ends_with("(.)"),
            help.inner_text().ends_with('?'),
            new.inner_text().ends_with('C'),
        ]
    };
    assert_eq!(named(), [true; 3]);
    set(false);
    until("no key is named", || named() == [false; 3]).await;
    set(true);
    until("all are named", || named() == [true; 3]).await;
    call(
        "localStorage.removeItem(arguments[0])",
        &[STORAGE_KEY.into()],
    );
}

#[wasm_bindgen_test]
async fn only_a_list_whose_rows_are_links_says_that_enter_opens() {
    let network = one_application();
    let key = r#"{"key":"nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX","created":"2014-03-18T12:57:16.770685Z"}"#;
    network.again(
        "GET /applications/a1/apikeys",
        page_of(1, 1, &[key.to_owned()]),
    );
    let page = open_console("/applications/a1/keys");
    page.button("Delete key ending in F4qX").await;
    press_key("?", "shiftKey: true");
    until("the dialog", || page.has("dialog:modal .shortcuts")).await;
    let lines = lines(&page);
    for line in [
        "Next row ↓ or J",
        "Copy what the row names .",
        "Delete… Backspace",
    ] {
        assert!(lines.iter().any(|it| it == line), "{line:?} in {lines:?}");
    }
    assert!(!lines.iter().any(|it| it.starts_with("Open")), "{lines:?}");
}
