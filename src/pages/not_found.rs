//! An address that leads nowhere.

use super::set_title;
use crate::components::icon;
use crate::routes;
use leptos::prelude::*;

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    set_title("Page not found");
    view! {
        <main class="main" id="main" tabindex="-1">
            <div class="empty page-error">
                {icon("stop")} <h1>"Page not found"</h1>
                <p>"The console has no page at this address. Check the link, or start from the list."</p>
                <div class="row">
                    <a class="btn" href=routes::all_applications().href()>
                        "All applications"
                    </a>
                </div>
            </div>
        </main>
    }
}
