//! Copying. What was copied is said by its name and never shown.

use super::{Toaster, icon};
use crate::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Puts text on the clipboard and says so: "App ID copied".
pub fn copy_and_say(toaster: Toaster, what: &'static str, text: String) {
    spawn_local(async move {
        if browser::copy(&text).await {
            toaster.success([what, " copied"].concat());
        } else {
            toaster.failure(
                [
                    what,
                    " not copied: the browser allows copying only on https or localhost.",
                ]
                .concat(),
            );
        }
    });
}

/// A button that copies `text`.
#[component]
pub fn CopyButton(
    /// The name of what is copied, such as "App ID".
    what: &'static str,
    /// The button's accessible name.
    #[prop(into)]
    label: String,
    /// What is copied; it does not get into the page.
    text: String,
) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    view! {
        <button
            class="btn btn-icon btn-quiet btn-sm"
            type="button"
            aria-label=label.clone()
            title=label
            on:click=move |_| copy_and_say(toaster, what, text.clone())
        >
            {icon("copy")}
        </button>
    }
}
