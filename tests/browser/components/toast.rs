//! What is said about a finished act.

use crate::support::{Page, call, mount, until};
use leptos::prelude::expect_context;
use meta_console::components::Toaster;
use meta_console::dom::h;
use std::cell::Cell;
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
    // Timers of a second and more are kept, to be let off by the test.
    call(
        "const soon = window.setTimeout;
         window.later = [];
         window.soon = soon;
         window.setTimeout = (run, delay, ...rest) =>
             delay < 1000 ? soon(run, delay, ...rest) : window.later.push(run);",
        &[],
    );
    toaster.failure("App ID not copied");
    toaster.success("Saved Demo App");
    assert_eq!(
        page.one("[role=alert] .toast").inner_text().trim(),
        "App ID not copied"
    );
    assert!(page.text().contains("Saved Demo App"));
    call(
        "window.setTimeout = window.soon; for (const run of window.later) run()",
        &[],
    );
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
