//! Modal dialogs: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape
//! and gives the focus back to where it came from.

use super::{Toaster, icon_button};
use crate::browser;
use crate::dom::{El, effect, flag_of, h};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A dialog that is open while `open` is true. Its content, `.dialog-body` and `.dialog-foot`,
/// is built when it opens and removed when it closes, so that nothing typed or shown stays.
pub fn dialog(
    id: &'static str,
    open: RwSignal<bool>,
    title: impl Fn() -> String + 'static,
    content: impl Fn() -> El + 'static,
) -> El {
    let title = std::rc::Rc::new(title);
    let element = h("dialog.dialog").attr("aria-labelledby", id);
    modal(element, open, move || {
        let title = std::rc::Rc::clone(&title);
        let close = icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "x", "Close")
            .on_click(move || open.set(false));
        let heading = h("h2").attr("id", id).live(move || title());
        vec![h("div.dialog-head").with(heading).with(close), content()]
    })
}

/// Makes a `dialog` element one that is open while `open` is true, with content that is built
/// when it opens and removed when it closes.
pub fn modal(dialog: El, open: RwSignal<bool>, content: impl Fn() -> Vec<El> + 'static) -> El {
    let dialog = dialog
        // The event comes a moment later: the dialog may have been opened again meanwhile.
        .on("close", move |event| open.set(flag_of(&event, "open")))
        .swap(move || if open.get() { content() } else { Vec::new() });
    let show = showing(&dialog);
    let was_open = Cell::new(false);
    // After the effect above, which fills the dialog: what is in it can get the focus.
    effect(Box::new(move || {
        let open = open.get();
        if was_open.replace(open) != open {
            show(open);
            if !open {
                // What had the focus before may be gone, however the dialog was closed.
                browser::keep_focus();
            }
        }
    }));
    dialog
}

/// How a dialog is opened and closed, with the toasts in it while it is open.
pub fn showing(dialog: &El) -> impl Fn(bool) + use<> {
    let toaster = use_context::<Toaster>();
    let element: Option<HtmlDialogElement> = dialog.element().clone().dyn_into().ok();
    let follow = move |dialog: &HtmlDialogElement, open| {
        if let Some(toaster) = toaster {
            toaster.follow(dialog, open);
        }
    };
    let gone = StoredValue::new_local(element.clone());
    on_cleanup(move || {
        if let Some(Some(dialog)) = gone.try_get_value() {
            follow(&dialog, false);
        }
    });
    move |open| {
        let Some(dialog) = &element else { return };
        if open && !dialog.open() {
            // It fails only for a dialog that is not in the page any more.
            let _ = dialog.show_modal();
        }
        // Before it closes: what had the focus may be a toast.
        follow(dialog, open);
        if !open && dialog.open() {
            dialog.close();
        }
    }
}
