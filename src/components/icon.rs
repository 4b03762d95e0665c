//! Icons: the sprite in index.html holds them, and a screen reader never hears them.

use leptos::prelude::*;

/// The icon with this name in the sprite.
pub fn icon(name: &'static str) -> AnyView {
    view! {
        <svg class="i" aria-hidden="true">
            <use href=["#i-", name].concat()></use>
        </svg>
    }
    .into_any()
}

/// The console's own mark.
pub fn mark() -> AnyView {
    view! {
        <svg class="mark" aria-hidden="true">
            <use href="#mark"></use>
        </svg>
    }
    .into_any()
}
