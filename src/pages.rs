//! The screens, one file each.

mod activity;
mod api_keys;
mod application;
mod applications;
mod badge;
mod connection_check;
mod delete_application;
mod details;
mod draft;
mod explorer;
mod frame;
mod idle;
mod new_application;
mod not_found;
mod palette;
mod saving;
mod settings;
mod shortcuts;
mod skeleton;
mod stale;
mod trail;
mod unlock;
mod webhook;
mod webhooks;

pub use activity::activity;
pub use application::application;
pub use connection_check::{connection_check, connection_dialog};
pub use explorer::{explorer, explorer_href};
pub use frame::frame;
pub use idle::idle_warning;
pub use new_application::new_application;
pub use not_found::not_found;
pub use palette::palette;
pub use settings::settings;
pub use shortcuts::shortcuts;
pub use unlock::unlock;

use crate::components::icon;
use crate::dom::{El, h};
use crate::routes;
use leptos::prelude::document;
use meta_api::Application;

/// Names the screen in the browser's tab and history.
fn set_title(screen: &str) {
    document().set_title(&[screen, " · Meta Console"].concat());
}

/// What an application is called on the screen: links and headings need a text, whatever the API
/// answers.
fn name_of(application: &Application) -> &str {
    shown_name(&application.name)
}

fn shown_name(name: &str) -> &str {
    let name = name.trim();
    if name.is_empty() { "(no name)" } else { name }
}

/// The part of the page that a screen fills.
fn main(selector: &'static str) -> El {
    h(selector).attr("id", "main").attr("tabindex", "-1")
}

/// The way from the list to this screen.
fn breadcrumb(here: El) -> El {
    let list = h("a.plain")
        .attr("href", &routes::all_applications().href())
        .with("Applications");
    h("nav.crumbs.row.gap-1")
        .attr("aria-label", "Breadcrumb")
        .with(list)
        .with(icon("right"))
        .with(here.attr("aria-current", "page"))
}
