//! The states around a value: loading, failed with a retry, ready.

use super::{button, icon};
use crate::client::ClientError;
use crate::dom::{El, h};
use crate::load::{Loaded, State};
use leptos::prelude::*;

/// Draws one of the states of something that was asked for, at the end of `place`. `ready` is
/// built once it is there, and anew with each value if it reads the value tracked.
pub fn loading<T: 'static>(
    place: El,
    loaded: Loaded<T>,
    what: &'static str,
    skeleton: fn() -> El,
    ready: impl Fn() -> Vec<El> + 'static,
) -> El {
    let state = Memo::new(move |_| loaded.state());
    place.swap(move || match state.get() {
        State::Loading => {
            let said = h("p.sr")
                .attr("role", "status")
                .with("Loading ")
                .with(what)
                .with("…");
            vec![said, skeleton()]
        }
        State::Failed => vec![failure(
            what,
            move || loaded.error(),
            move || loaded.reload(),
        )],
        State::Ready => ready(),
    })
}

fn failure(
    what: &'static str,
    error: impl Fn() -> Option<ClientError> + 'static,
    retry: impl Fn() + 'static,
) -> El {
    h("div.empty.page-error")
        .attr("role", "alert")
        .with(icon("stop"))
        .with(h("h2").with("Could not load ").with(what))
        .with(h("p.sm").live(move || error().map_or_else(String::new, |it| sentence(&it))))
        .with(h("div.row").with(button("button.btn", "refresh", "Try again").on_click(retry)))
}

/// A failure beside what stays on the screen, such as a form that could not be sent.
pub fn failure_banner(
    place: El,
    title: impl Fn() -> String + 'static,
    error: impl Fn() -> Option<ClientError> + 'static,
) -> El {
    place.swap(move || {
        error().map(|error| {
            h("div.banner.tint-bad")
                .attr("role", "alert")
                .with(icon("stop"))
                .with(
                    h("div")
                        .with(h("p").with(h("b").with(title())))
                        .with(h("p.sm").with(sentence(&error))),
                )
        })
    })
}

fn sentence(error: &ClientError) -> String {
    match &error.request_id {
        Some(id) => [&error.sentence(), " Request ", id, "."].concat(),
        None => error.sentence(),
    }
}
