//! Modal dialogs: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape
//! and gives the focus back to where it came from.

use super::icon_button;
use crate::browser;
use crate::dom::{El, effect, flag_of, h};
use leptos::prelude::*;
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
    let element: Option<HtmlDialogElement> = dialog.element().clone().dyn_into().ok();
    // After the effect above, which fills the dialog: what is in it can get the focus.
    effect(Box::new(move || {
        let open = open.get();
        if let Some(dialog) = element.as_ref().filter(|dialog| dialog.open() != open) {
            if open {
                // It fails only for a dialog that is not in the page any more.
                let _ = dialog.show_modal();
            } else {
                dialog.close();
                // What had the focus before may be gone.
                browser::keep_focus();
            }
        }
    }));
    dialog
}
