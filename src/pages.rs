//! The screens, one file each.

mod api_keys;
mod application;
mod applications;
mod details;
mod frame;
mod new_application;
mod not_found;
mod unlock;
mod webhook;
mod webhooks;

pub use api_keys::ApiKeys;
pub use application::ApplicationFrame;
pub use applications::Applications;
pub use details::Details;
pub use frame::Frame;
pub use new_application::NewApplication;
pub use not_found::NotFound;
pub use unlock::Unlock;
pub use webhook::WebHookDetails;
pub use webhooks::WebHooks;

use leptos::prelude::document;

/// Names the screen in the browser's tab and history.
fn set_title(screen: &str) {
    document().set_title(&[screen, " · Meta Console"].concat());
}
