//! Modal dialogs.

use crate::support::{Page, call, mount, until};
use leptos::prelude::{RwSignal, Set};
use meta_console::components::dialog;
use meta_console::dom::h;
use wasm_bindgen_test::wasm_bindgen_test;

fn opener() -> (Page, RwSignal<bool>) {
    let open = RwSignal::new(false);
    let page = mount(move || {
        let content =
            || h("form").with(h("input").attr("aria-label", "Word").attr("autofocus", ""));
        h("div")
            .with(
                h("button")
                    .attr("type", "button")
                    .with("Open")
                    .on_click(move || open.set(true)),
            )
            .with(dialog("title", open, || "Sure?".to_owned(), content))
    });
    (page, open)
}

fn focused() -> String {
    call(
        "return document.activeElement.ariaLabel ?? document.activeElement.textContent",
        &[],
    )
    .as_string()
    .unwrap()
}

async fn opened(page: &Page) {
    let button = page.button("Open").await;
    button.focus().unwrap();
    button.click();
    until("the dialog opens", || page.has("dialog:modal")).await;
}

#[wasm_bindgen_test]
async fn it_opens_modal_with_its_title_as_its_name_and_the_focus_inside() {
    let (page, _) = opener();
    assert!(!page.has("dialog input"), "nothing of it is there before");
    opened(&page).await;
    assert_eq!(
        page.one("dialog").get_attribute("aria-labelledby").unwrap(),
        "title"
    );
    assert_eq!(page.one("#title").inner_text(), "Sure?");
    until("the field has the focus", || focused() == "Word").await;
}

#[wasm_bindgen_test]
async fn closing_removes_its_content_and_gives_the_focus_back() {
    let (page, _) = opener();
    opened(&page).await;
    page.button("Close").await.click();
    until("the dialog closes", || !page.has("dialog[open]")).await;
    until("its content goes", || !page.has("dialog input")).await;
    until("the focus returns", || focused() == "Open").await;
}

#[wasm_bindgen_test]
async fn escape_closes_it_and_it_opens_again() {
    let (page, _) = opener();
    opened(&page).await;
    // What the browser does on Escape; a key that a script sends does not reach it.
    call("document.querySelector('dialog').requestClose()", &[]);
    until("its content goes", || !page.has("dialog input")).await;
    opened(&page).await;
    assert!(page.has("dialog input"));
}

#[wasm_bindgen_test]
async fn the_program_can_close_it() {
    let (page, open) = opener();
    opened(&page).await;
    open.set(false);
    until("the dialog closes", || !page.has("dialog[open]")).await;
    until("the focus returns", || focused() == "Open").await;
}
