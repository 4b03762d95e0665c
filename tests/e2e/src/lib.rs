//! What journeys need: the real server with a database of its own, a browser with a profile of
//! its own, a page that is used the way a person uses it, a layer of faults, and a static host.
//!
//! `cargo xtask test e2e` builds what is tested and names it in environment variables.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever fails in here fails the test"
)]

mod axe;
mod browser;
mod chromium;
mod display;
mod driver;
mod engine;
mod faults;
mod page;
mod server;
mod static_host;
mod wait;
mod window;

pub use axe::Violation;
pub use browser::Browser;
pub use engine::{Ability, Engine, LIMITS, Limit};
pub use faults::{Fault, Faults, Gate, Request};
pub use page::{Page, Role};
pub use server::Server;
pub use static_host::StaticHost;
pub use wait::until;

use std::path::PathBuf;

/// The path in an environment variable that `cargo xtask test e2e` sets.
pub fn path_of(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable);
    path.unwrap_or_else(|| panic!("{variable} is not set: run `cargo xtask test e2e`"))
        .into()
}
