//! What stands around every screen of an open session: the bar and the navigation.

use crate::browser;
use crate::components::{Toaster, icon, mark};
use crate::routes;
use crate::session::{LockReason, Session};
use crate::theme::Theme;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The frame; the screen is its child.
#[component]
pub fn Frame(
    /// The screen.
    children: Children,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let toaster = expect_context::<Toaster>();
    let pathname = use_location().pathname;
    // A new screen starts at its beginning, for a keyboard and a screen reader too.
    Effect::new(move |before: Option<String>| {
        let now = pathname.get();
        if before.is_some_and(|before| before != now) {
            browser::focus("main");
        }
        now
    });
    let lock = move |_| {
        toaster.clear();
        session.lock(LockReason::Asked);
    };
    let skip = move |event: web_sys::MouseEvent| {
        // With a base URL in the page, "#main" alone would lead to another page.
        event.prevent_default();
        browser::focus("main");
    };
    let list = move || routes::all_applications().href();
    view! {
        <div class="app">
            <a class="skip btn" href="#main" on:click=skip>
                "Skip to content"
            </a>
            <header class="topbar">
                <div class="row gap-3">
                    <a class="brand row" href=list aria-label="Meta Console">
                        {mark()}
                        <span class="hide-sm">"Meta Console"</span>
                    </a>
                    {move || session.connection().map(|connection| {
                        let base_url = connection.base_url;
                        view! {
                            <span class="conn row" title=["Connection: ", base_url.as_str()].concat()>
                                <span class="mono trunc">{base_url.short().to_owned()}</span>
                            </span>
                        }
                    })}
                </div>
                <div class="row gap-0">
                    {theme_button()}
                    <button class="btn btn-quiet" type="button" on:click=lock>
                        {icon("lock")}
                        <span class="sr-sm">"Lock"</span>
                    </button>
                </div>
            </header>
            <nav class="nav" aria-label="Main">
                <ul>
                    <li>
                        <a class="item" href=list title="Applications" aria-current="page">
                            {icon("apps")}
                            <span class="label">"Applications"</span>
                        </a>
                    </li>
                </ul>
            </nav>
            {children()}
        </div>
    }
}

fn theme_button() -> AnyView {
    let theme = RwSignal::new(Theme::restore());
    let next = move |_| {
        theme.update(|theme| *theme = theme.next());
        theme.get_untracked().apply();
    };
    let label = move || theme.get().label();
    view! {
        <button
            class="btn btn-icon btn-quiet"
            type="button"
            aria-label=label
            title=label
            on:click=next
        >
            {icon("theme")}
        </button>
    }
    .into_any()
}
