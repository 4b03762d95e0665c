//! What is said about a finished act.

use crate::support::{Clock, Page, focused, mount, until};
use leptos::prelude::expect_context;
use meta_console::components::Toaster;
use meta_console::dom::h;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn toaster() -> (Page, Toaster) {
    let toaster = Rc::new(Cell::new(None));
    let found = Rc::clone(&toaster);
    let page = mount(move || {
        found.set(Some(expect_context::<Toaster>()));
        h("div")
    });
    (page, toaster.get().unwrap())
}

#[wasm_bindgen_test]
async fn a_success_is_said_as_a_status_and_goes_when_dismissed() {
    let (page, toaster) = toaster();
    toaster.success("Saved Demo App");
    assert_eq!(
        page.one("[role=status] .toast").inner_text().trim(),
        "Saved Demo App"
    );
    page.button("Dismiss").await.click();
    assert!(!page.has(".toast"));
}

#[wasm_bindgen_test]
async fn a_failure_is_said_as_an_alert_and_stays_while_a_success_goes_by_itself() {
    let (page, toaster) = toaster();
    let clock = Clock::stop();
    toaster.failure("App ID not copied");
    toaster.success("Saved Demo App");
    assert_eq!(
        page.one("[role=alert] .toast").inner_text().trim(),
        "App ID not copied"
    );
    assert!(page.text().contains("Saved Demo App"));
    clock.pass(7.0).await;
    page.sees_no_more("Saved Demo App").await;
    assert!(page.has("[role=alert] .toast"));
    page.button("Dismiss").await.click();
    assert!(!page.has(".toast"));
}

#[wasm_bindgen_test]
async fn the_places_are_in_the_page_before_anything_is_said() {
    let (page, _) = toaster();
    until("a status", || page.has(".toasts [role=status]")).await;
    assert!(page.has(".toasts [role=alert]"));
    assert_eq!(
        page.one("[role=region]")
            .get_attribute("aria-label")
            .unwrap(),
        "Notifications"
    );
}

#[wasm_bindgen_test]
fn dismissing_one_leaves_the_others() {
    let (page, toaster) = toaster();
    toaster.success("first");
    toaster.success("second");
    page.named("button", "Dismiss").unwrap().click();
    assert!(!page.text().contains("first"));
    assert!(page.text().contains("second"));
}

#[wasm_bindgen_test]
async fn a_success_stays_while_it_has_the_focus() {
    let (page, toaster) = toaster();
    let clock = Clock::stop();
    toaster.success("Saved Demo App");
    let dismiss = page.button("Dismiss").await;
    dismiss.focus().unwrap();
    clock.pass(60.0).await;
    assert!(page.has(".toast"), "it is being read");
    dismiss.blur().unwrap();
    clock.pass(7.0).await;
    assert!(!page.has(".toast"));
}

#[wasm_bindgen_test]
fn what_is_said_is_noted_unless_nobody_may_read_it() {
    let noted = Rc::new(RefCell::new(Vec::new()));
    let list = Rc::clone(&noted);
    let toaster = Rc::new(Cell::new(None));
    let made = Rc::clone(&toaster);
    let _page = mount(move || {
        made.set(Some(Toaster::noting(move |worked, text| {
            list.borrow_mut().push((worked, text.to_owned()));
            None
        })));
        h("div")
    });
    let toaster = toaster.get().unwrap();
    toaster.success("Saved Demo App");
    toaster.failure("App ID not copied");
    toaster.show(false);
    toaster.success("Saved, while locked");
    let expected = [
        (true, "Saved Demo App".to_owned()),
        (false, "App ID not copied".to_owned()),
    ];
    assert_eq!(*noted.borrow(), expected);
}

#[wasm_bindgen_test]
async fn undo_and_dismiss_give_the_focus_back_to_where_it_came_from() {
    let toaster = Rc::new(Cell::new(None));
    let found = Rc::clone(&toaster);
    let page = mount(move || {
        found.set(Some(expect_context::<Toaster>()));
        let button = |word: &str| h("button").attr("type", "button").with(word);
        h("main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .with([button("Remove"), button("Save")])
    });
    let toaster = toaster.get().unwrap();
    let here = page.button("Save").await;
    for word in ["Undo", "Dismiss"] {
        here.focus().unwrap();
        toaster.success_with("Removed", "Undo", || ());
        // From one to the other inside the toast.
        page.button("Dismiss").await.focus().unwrap();
        let pressed = page.button(word).await;
        pressed.focus().unwrap();
        pressed.click();
        assert!(!page.has(".toast"));
        assert_eq!(focused(), "Save", "after {word}");
    }
    here.focus().unwrap();
    toaster.success_with("Removed", "Undo", || ());
    let undo = page.button("Undo").await;
    undo.focus().unwrap();
    here.remove();
    undo.click();
    assert_eq!(focused(), "main", "where it came from has gone");
}
