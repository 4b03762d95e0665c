//! The list of what can be done.

use crate::support::{Page, mount, until};
use leptos::prelude::{Get, RwSignal, Set, expect_context};
use meta_console::actions::{Action, Actions, action_button, action_icon_button, as_action};
use meta_console::dom::h;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn shown(build: impl Fn() -> meta_console::dom::El + 'static) -> (Page, Actions) {
    let found = Rc::new(Cell::new(None));
    let kept = Rc::clone(&found);
    let page = mount(move || {
        kept.set(Some(expect_context::<Actions>()));
        build()
    });
    (page, found.get().unwrap())
}

fn labels(actions: Actions) -> Vec<String> {
    let all = actions.available();
    all.iter().map(|it| it.label.to_string()).collect()
}

#[wasm_bindgen_test]
async fn a_button_of_an_action_is_in_the_list_and_does_the_same() {
    let done = Rc::new(Cell::new(0));
    let count = Rc::clone(&done);
    let (page, actions) = shown(move || {
        let count = Rc::clone(&count);
        let action = Action::new("Count", "plus", move || count.set(count.get() + 1));
        action_button("button.btn", action.keys(&["Mod+S"]))
    });
    assert_eq!(labels(actions), ["Count"]);
    page.button("Count").await.click();
    actions.available()[0].run();
    assert_eq!(done.get(), 2);
    let button = page.one("button.btn");
    assert_eq!(button.title(), "Count (Ctrl S)");
    let keys = button.get_attribute("aria-keyshortcuts").unwrap();
    assert_eq!(keys, "Control+S");
}

#[wasm_bindgen_test]
async fn an_action_goes_with_the_part_of_the_screen_that_has_it() {
    let there = RwSignal::new(true);
    let (_page, actions) = shown(move || {
        h("div").swap(move || {
            there
                .get()
                .then(|| action_icon_button("button.btn", Action::new("Refresh", "refresh", || ())))
        })
    });
    assert_eq!(labels(actions), ["Refresh"]);
    there.set(false);
    until("it is gone", || labels(actions).is_empty()).await;
}

#[wasm_bindgen_test]
fn a_disabled_button_is_no_action_now() {
    let (page, actions) = shown(|| {
        let button = h("button.btn").attr("type", "button").with("Save");
        as_action(button, "Save", "check", &["Mod+S"])
    });
    assert_eq!(labels(actions), ["Save"]);
    let button = page.one("button.btn");
    button.set_attribute("aria-disabled", "true").unwrap();
    assert!(labels(actions).is_empty());
}

#[wasm_bindgen_test]
fn an_action_that_is_taken_back_is_gone_and_no_other_is() {
    let (_page, actions) = shown(|| h("div"));
    let undo = actions.register(Action::new("Undo", "refresh", || ()));
    actions.register(Action::new("Show request", "pulse", || ()));
    undo.take_back();
    assert_eq!(labels(actions), ["Show request"]);
}
