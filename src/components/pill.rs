//! Status pills.

use leptos::prelude::*;

/// Whether an application is active.
pub fn status_pill(active: bool) -> AnyView {
    let (class, word) = if active {
        ("pill pill-on", "Active")
    } else {
        ("pill pill-off", "Inactive")
    };
    view! { <span class=class>{word}</span> }.into_any()
}
