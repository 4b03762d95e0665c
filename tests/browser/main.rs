//! Components, the client and whole screens in a real browser, with recorded answers in place of
//! the API.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever fails in here fails the test"
)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod actions;
mod client;
mod components;
mod dom;
mod screens;
mod session;
mod support;
mod tabs;

wasm_bindgen_test_configure!(run_in_browser);
