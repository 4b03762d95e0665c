//! Elements.

use crate::support::{mount, until};
use leptos::prelude::{Get, RwSignal, Set};
use meta_console::dom::h;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const HOSTILE: &str = "<img src=x onerror=window.wasMarkup=1>";

#[wasm_bindgen_test]
fn text_is_text_and_never_markup() {
    let page = mount(|| {
        let live = h("p").live(|| HOSTILE.to_owned());
        h("div.place")
            .with(HOSTILE)
            .with(h("p").with(HOSTILE.to_owned()))
            .with(live)
    });
    assert!(!page.has(".place img"));
    assert_eq!(page.one(".place").inner_text().matches(HOSTILE).count(), 3);
}

#[wasm_bindgen_test]
async fn text_and_attributes_follow_their_signals() {
    let name = RwSignal::new("one".to_owned());
    let page = mount(move || {
        h("p.place")
            .live(move || name.get())
            .attr_live("title", move || Some(name.get()).filter(|it| it != "two"))
    });
    assert_eq!(page.one(".place").inner_text(), "one");
    assert_eq!(
        page.one(".place").get_attribute("title").as_deref(),
        Some("one")
    );
    name.set("two".to_owned());
    until("the text changes", || {
        page.one(".place").inner_text() == "two"
    })
    .await;
    assert_eq!(page.one(".place").get_attribute("title"), None);
}

#[wasm_bindgen_test]
async fn swapped_elements_stay_in_their_place_and_the_old_ones_go() {
    let count = RwSignal::new(1);
    let page = mount(move || {
        h("ul.place")
            .with(h("li").with("first"))
            .swap(move || {
                (0..count.get())
                    .map(|it| h("li").with(it.to_string()))
                    .collect::<Vec<_>>()
            })
            .with(h("li").with("last"))
    });
    let items = || {
        page.all(".place li")
            .iter()
            .map(HtmlElement::inner_text)
            .collect::<Vec<_>>()
    };
    assert_eq!(items(), ["first", "0", "last"]);
    count.set(2);
    until("one more", || items() == ["first", "0", "1", "last"]).await;
    count.set(0);
    until("none", || items() == ["first", "last"]).await;
}

#[wasm_bindgen_test]
async fn flags_are_there_or_not_and_states_say_true_or_false() {
    let on = RwSignal::new(true);
    let page = mount(move || {
        h("button.place")
            .flag("disabled", move || on.get())
            .flag("aria-invalid", move || on.get())
            .state("aria-pressed", move || on.get())
    });
    let now = || {
        let button = page.one(".place");
        ["disabled", "aria-invalid", "aria-pressed"].map(|name| button.get_attribute(name))
    };
    assert_eq!(
        now(),
        [
            Some(String::new()),
            Some("true".into()),
            Some("true".into())
        ]
    );
    on.set(false);
    until("all off", || now() == [None, None, Some("false".into())]).await;
}

#[wasm_bindgen_test]
async fn a_value_set_again_leaves_the_caret_where_it_is() {
    let text = RwSignal::new("abc".to_owned());
    let page = mount(move || h("input.place").prop_live("value", move || text.get().into()));
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.one(".place"));
    input.focus().unwrap();
    input.set_selection_range(1, 1).unwrap();
    text.set("abc".to_owned());
    text.set("abcd".to_owned());
    until("the value changes", || input.value() == "abcd").await;
    input.set_selection_range(1, 1).unwrap();
    text.set("abcd".to_owned());
    crate::support::settle().await;
    assert_eq!(input.selection_start().unwrap(), Some(1));
}
