//! Meta Console: applications, API keys and webhooks of a developer account, in the browser.
//!
//! `pages` draw screens out of `components` and reach the API through `client`, the one road to
//! the network. The developer key lives in `session` and nowhere else.

pub mod actions;
mod app;
mod browser;
mod check;
pub mod client;
pub mod components;
pub mod dom;
mod drafts;
mod explorer;
pub mod form;
pub mod intl;
pub mod json;
mod keyboard;
mod lazy;
pub mod load;
pub mod location;
mod pages;
pub mod profiles;
pub mod routes;
pub mod session;
pub mod settings;
pub mod tabs;
pub mod theme;

pub use app::start;
