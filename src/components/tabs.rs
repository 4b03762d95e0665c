//! Tabs that change what is shown without an address of their own: the APG's pattern, with
//! selection that follows the focus.

use crate::browser;
use crate::dom::{Content, El, h};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The tabs of a panel. `id` is the panel's; each tab's is the panel's with its number.
pub fn tab_list(
    name: &str,
    id: &str,
    labels: Vec<impl Content>,
    selected: RwSignal<usize>,
    chosen: impl Fn(usize) + 'static,
) -> El {
    let count = labels.len();
    let chosen = Rc::new(move |tab: usize| {
        selected.set(tab);
        chosen(tab);
    });
    let tab = |(number, label)| {
        let chosen = Rc::clone(&chosen);
        h("button")
            .attr("type", "button")
            .attr("role", "tab")
            .attr("id", &tab_id(id, number))
            .attr("aria-controls", id)
            .state("aria-selected", move || selected.get() == number)
            .attr_live("tabindex", move || {
                (selected.get() != number).then(|| "-1".to_owned())
            })
            .with(label)
            .on_click(move || chosen(number))
    };
    let tabs: Vec<El> = labels.into_iter().enumerate().map(tab).collect();
    let id = id.to_owned();
    h("div.tabs")
        .attr("role", "tablist")
        .attr("aria-label", name)
        .with(tabs)
        .on("keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if key.ctrl_key() || key.meta_key() || key.alt_key() {
                return;
            }
            let now = selected.get_untracked();
            let next = match key.key().as_str() {
                "ArrowRight" => (now + 1) % count,
                "ArrowLeft" => (now + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            chosen(next);
            browser::focus(&tab_id(&id, next));
        })
}

/// The id of a tab, which names the panel.
pub fn tab_id(panel: &str, number: usize) -> String {
    [panel, "-", &number.to_string()].concat()
}
