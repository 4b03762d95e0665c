//! Modal dialogs.

use crate::support::{Page, call, mount, until};
use leptos::prelude::{Get, RwSignal, Set, expect_context};
use meta_console::components::{Toaster, dialog};
use meta_console::dom::h;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn toasts_are_in(page: &Page, place: &str) -> bool {
    page.has(&format!("{place} > .toasts [role=alert]"))
}

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

#[wasm_bindgen_test]
async fn what_is_said_is_heard_and_dismissed_in_the_open_dialog_and_stays_when_it_closes() {
    let open = RwSignal::new(false);
    let toaster = Rc::new(Cell::new(None));
    let made = Rc::clone(&toaster);
    let page = mount(move || {
        made.set(Some(expect_context::<Toaster>()));
        dialog("title", open, || "Sure?".to_owned(), || h("p"))
    });
    let toaster = toaster.get().unwrap();
    toaster.failure("said before");
    open.set(true);
    until("the dialog opens", || page.has("dialog:modal")).await;
    until("they are in it", || toasts_are_in(&page, "dialog")).await;
    toaster.failure("said meanwhile");
    page.button("Dismiss").await.click();
    assert!(!page.text().contains("said before"));
    open.set(false);
    until("they are back", || toasts_are_in(&page, "body")).await;
    page.sees("said meanwhile").await;
    open.set(true);
    until("they are in it", || toasts_are_in(&page, "dialog:modal")).await;
    // What the browser does on Escape.
    call("document.querySelector('dialog').requestClose()", &[]);
    until("they are back", || toasts_are_in(&page, "body")).await;
}

#[wasm_bindgen_test]
async fn toasts_outlive_a_screen_that_goes_with_its_open_dialog() {
    let (open, there) = (RwSignal::new(false), RwSignal::new(true));
    let page = mount(move || {
        h("div").swap(move || {
            there
                .get()
                .then(|| dialog("title", open, || "Sure?".to_owned(), || h("p")))
        })
    });
    open.set(true);
    until("they are in it", || toasts_are_in(&page, "dialog:modal")).await;
    there.set(false);
    until("they are back", || toasts_are_in(&page, "body")).await;
}

#[wasm_bindgen_test]
async fn escape_gives_the_focus_to_the_screen_when_the_opener_has_gone() {
    let open = RwSignal::new(false);
    let page = mount(move || {
        let opener = h("button").attr("type", "button").with("Open");
        h("main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .with(opener.on_click(move || open.set(true)))
            .with(dialog("title", open, || "Sure?".to_owned(), || h("p")))
    });
    opened(&page).await;
    page.one("#main > button").remove();
    call("document.querySelector('dialog').requestClose()", &[]);
    until("the screen has the focus", || {
        call("return document.activeElement.id", &[]) == "main"
    })
    .await;
}
