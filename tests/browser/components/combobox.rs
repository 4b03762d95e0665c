//! Choosing by typing.

use crate::support::{Page, enter, fire, mount, press, press_key, until};
use leptos::prelude::{GetUntracked, RwSignal};
use meta_console::components::{Choice, Choices, Submission, combobox};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

async fn templates() -> (Page, HtmlElement, RwSignal<Option<Choice>>) {
    let chosen = RwSignal::new(None);
    let page = mount(move || {
        let all = RwSignal::new(vec![
            Choice::new("wSPk9y", "Field Photos"),
            Choice::new("osM_FF", "Scan Inbox"),
            Choice::new("k0ACGK", "Photo Archive"),
        ]);
        let choices = Choices { all, chosen };
        combobox(
            ["source", "Template"],
            choices,
            String::new,
            Submission::default(),
        )
    });
    let field = page.field("Template").await;
    (page, field, chosen)
}

fn options(page: &Page) -> Vec<String> {
    page.all("[role=option] .trunc")
        .iter()
        .map(HtmlElement::inner_text)
        .collect()
}

/// The option that a screen reader reads out.
fn active(page: &Page, field: &HtmlElement) -> String {
    let id = field
        .get_attribute("aria-activedescendant")
        .unwrap_or_default();
    let options = page.all("[role=option][aria-selected=true]");
    match options.as_slice() {
        [option] if option.id() == id => option.inner_text(),
        // It changes in a moment.
        _ => String::new(),
    }
}

fn is_open(field: &HtmlElement) -> bool {
    field.get_attribute("aria-expanded").unwrap() == "true"
}

#[wasm_bindgen_test]
async fn typing_searches_names_and_ids_whatever_their_case() {
    let (page, field, _) = templates().await;
    assert!(!is_open(&field));
    enter(&field, "PHOTO");
    until("two match", || {
        options(&page) == ["Field Photos", "Photo Archive"]
    })
    .await;
    assert!(is_open(&field));
    enter(&field, "osm");
    until("one matches", || options(&page) == ["Scan Inbox"]).await;
    enter(&field, "invoice");
    page.sees("No application matches.").await;
    assert_eq!(field.get_attribute("aria-activedescendant"), None);
}

#[wasm_bindgen_test]
async fn arrows_move_and_enter_takes() {
    let (page, field, chosen) = templates().await;
    assert!(!press(&field, "ArrowDown"), "the page must not scroll");
    until("it opens", || is_open(&field)).await;
    assert_eq!(field.get_attribute("aria-activedescendant"), None);
    press(&field, "ArrowDown");
    until("the first one", || {
        active(&page, &field).contains("Field Photos")
    })
    .await;
    press(&field, "ArrowUp");
    press(&field, "ArrowDown");
    press(&field, "ArrowDown");
    press(&field, "ArrowDown");
    until("the last one", || {
        active(&page, &field).contains("Photo Archive")
    })
    .await;
    press(&field, "ArrowUp");
    until("the one before", || {
        active(&page, &field).contains("Scan Inbox")
    })
    .await;
    assert!(!press(&field, "Enter"), "the form must not be sent");
    until("it closes", || !is_open(&field)).await;
    assert_eq!(chosen.get_untracked().unwrap().id, "osM_FF");
    until("the name stands in the field", || {
        value(&field) == "Scan Inbox"
    })
    .await;
    assert!(press(&field, "Enter"), "now Enter sends the form");
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_and_chooses_nothing() {
    let (_page, field, chosen) = templates().await;
    enter(&field, "photo");
    until("it opens", || is_open(&field)).await;
    press(&field, "Escape");
    until("it closes", || !is_open(&field)).await;
    assert_eq!(chosen.get_untracked(), None);
    assert!(press(&field, "Escape"), "a second Escape is not the list's");
}

#[wasm_bindgen_test]
async fn a_click_on_an_option_takes_it() {
    let (page, field, chosen) = templates().await;
    fire(&field, "click");
    until("it opens", || options(&page).len() == 3).await;
    fire(&page.all("[role=option]")[1], "mousedown");
    until("it is taken", || {
        chosen.get_untracked().is_some_and(|it| it.id == "osM_FF")
    })
    .await;
}

#[wasm_bindgen_test]
async fn leaving_the_field_takes_back_text_that_chooses_nothing() {
    let (_page, field, chosen) = templates().await;
    enter(&field, "scan");
    press(&field, "Enter");
    until("it is taken", || value(&field) == "Scan Inbox").await;
    enter(&field, "Scan In");
    fire(&field, "blur");
    until("the choice stands again", || value(&field) == "Scan Inbox").await;
    enter(&field, "");
    fire(&field, "blur");
    until("nothing is chosen", || chosen.get_untracked().is_none()).await;
}

fn value(field: &HtmlElement) -> String {
    js_sys::Reflect::get(field, &"value".into())
        .unwrap()
        .as_string()
        .unwrap()
}

#[wasm_bindgen_test]
async fn enter_that_ends_a_composition_takes_nothing() {
    let (_page, field, chosen) = templates().await;
    enter(&field, "photo");
    until("it opens", || is_open(&field)).await;
    field.focus().unwrap();
    press_key("Enter", "isComposing: true");
    assert_eq!(chosen.get_untracked(), None);
    assert!(is_open(&field));
    press_key("Enter", "");
    assert_eq!(chosen.get_untracked().unwrap().id, "wSPk9y");
}
