//! Every screen in every state, light and dark, on a desk and on a phone, held against every rule
//! that axe-core knows of WCAG 2.2 A and AA, and its good practice.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever fails in here fails the test"
)]

mod completeness;
mod covered;
mod explorer;
mod preferences;
mod screens;
mod trouble;
mod walk;

use walk::{Look, Theme};

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_light() {
    screens::all(Look::new(Theme::Light, 1280)).await;
}

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_dark() {
    screens::all(Look::new(Theme::Dark, 1280)).await;
}

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_light_and_narrow() {
    screens::all(Look::new(Theme::Light, 320)).await;
}

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_dark_and_narrow() {
    screens::all(Look::new(Theme::Dark, 320)).await;
}

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_compact_and_narrow() {
    screens::all(Look::new(Theme::Light, 320).compact()).await;
}

#[tokio::test]
async fn everybody_can_use_every_screen_when_it_is_compact_and_of_middle_width() {
    screens::all(Look::new(Theme::Dark, 768).compact()).await;
}
