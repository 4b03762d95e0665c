//! The list of shortcuts, and switching single keys off.

use super::one_application;
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
