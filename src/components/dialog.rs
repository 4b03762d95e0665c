//! Modal dialogs: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape
//! and gives the focus back to where it came from.

use super::icon;
use leptos::html;
use leptos::prelude::*;

/// A dialog that is open while `open` is true. Its content is built when it opens and removed
/// when it closes, so that nothing typed or shown stays behind.
#[component]
pub fn Dialog(
    /// The id of its heading.
    id: &'static str,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its content: `.dialog-body` and `.dialog-foot`.
    children: ChildrenFn,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It fails only for a dialog that is not in the page any more.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-labelledby=id node_ref=node on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog-head">
                    <h2 id=id>{title}</h2>
                    <button
                        class="btn btn-icon btn-quiet btn-sm"
                        type="button"
                        aria-label="Close"
                        on:click=move |_| open.set(false)
                    >
                        {icon("x")}
                    </button>
                </div>
                {children()}
            </Show>
        </dialog>
    }
}
