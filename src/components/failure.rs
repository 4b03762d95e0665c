//! The states around a value: loading, failed with a retry, ready.

use super::{button, countdown, icon};
use crate::actions::as_action;
use crate::check::ConnectionCheck;
use crate::client::{ClientError, ErrorKind, SLOW_DOWN};
use crate::dom::{El, h};
use crate::load::{Loaded, State};
use leptos::prelude::*;

/// Draws one of the states of something that was asked for, at the end of `place`. `ready` is
/// built once it is there, and anew with each value if it reads the value tracked. It stays when
/// asking again fails, under a banner that says so.
pub fn loading<T: 'static>(
    place: El,
    loaded: Loaded<T>,
    what: &'static str,
    skeleton: fn() -> El,
    ready: impl Fn() -> Vec<El> + 'static,
) -> El {
    loading_or_back(place, loaded, what, skeleton, || None, ready)
}

/// Like [`loading`], with the way to somewhere else when there is nothing here.
pub fn loading_or_back<T: 'static>(
    place: El,
    loaded: Loaded<T>,
    what: &'static str,
    skeleton: fn() -> El,
    back: impl Fn() -> Option<El> + 'static,
    ready: impl Fn() -> Vec<El> + 'static,
) -> El {
    let state = Memo::new(move |_| loaded.state());
    let pending = Memo::new(move |_| loaded.pending());
    let place = place.swap(move || {
        pending.get().then(|| {
            let why = move || match loaded.retrying() {
                Some(error) => [&error.sentence(), " Trying again…"].concat(),
                None => ["Loading ", what, "…"].concat(),
            };
            waiting(why, move || loaded.cancel())
        })
    });
    let place = place.swap(move || {
        let error = loaded.error()?;
        let back = if error.kind == ErrorKind::NotFound {
            back()
        } else {
            None
        };
        // Above what is there already, or in its place.
        let place = if state.get() == State::Ready {
            h("div.banner.tint-bad.kept")
        } else {
            h("div.empty.page-error")
        };
        Some(failure(place, what, &error, back, move || loaded.reload()))
    });
    place.swap(move || match state.get() {
        State::Loading => vec![skeleton()],
        State::Failed => Vec::new(),
        State::Ready => ready(),
    })
}

/// What is under way, said at once and seen when it takes its time, with the way out of it.
fn waiting(why: impl Fn() -> String + 'static, cancel: impl Fn() + 'static) -> El {
    let said = h("span").attr("role", "status").live(why);
    let cancel = h("button.btn.btn-sm")
        .attr("type", "button")
        .with("Cancel")
        .on_click(cancel);
    let cancel = as_action(cancel, "Cancel loading", "x", &[]);
    h("div.waiting").with(h("div.row").with(said).with(cancel))
}

fn failure(
    place: El,
    what: &'static str,
    error: &ClientError,
    back: Option<El>,
    retry: impl Fn() + 'static,
) -> El {
    let said = h("div.stack.gap-1")
        .attr("role", "alert")
        .with(h("h2").with("Could not load ").with(what))
        .with(h("p.sm").with(sentence(error)));
    let (word, next) = match error.kind {
        ErrorKind::RateLimited { retry_after } => {
            let seconds = retry_after.unwrap_or(SLOW_DOWN);
            (
                "Try now",
                Some(countdown("Next try in ", seconds, "Trying again…")),
            )
        }
        ErrorKind::Offline => {
            let next = h("p.sm").with("It is asked for again as soon as there is one.");
            ("Try now", Some(next))
        }
        _ => ("Try again", None),
    };
    let retry = button("button.btn", "refresh", word).on_click(retry);
    let retry = as_action(retry, word, "refresh", &[]);
    place.with(icon("stop")).with(said).with(next).with(
        h("div.row.wrap")
            .with(back)
            .with(check_for(&error.kind))
            .with(retry),
    )
}

/// What opens the connection check.
pub const CHECK: &str = "Check the connection";

/// The button that opens the connection check, beside an error that it may explain.
pub fn check_for(kind: &ErrorKind) -> Option<El> {
    let may_explain = matches!(
        kind,
        ErrorKind::Unreachable
            | ErrorKind::Offline
            | ErrorKind::TimedOut { .. }
            | ErrorKind::Mixed
            | ErrorKind::Redirected
            | ErrorKind::Blocked { .. }
            | ErrorKind::Undecodable { .. }
            | ErrorKind::Failed {
                status: 502..=504,
                ..
            }
    );
    may_explain.then(check_button).flatten()
}

/// The button that opens the connection check.
pub fn check_button() -> Option<El> {
    let open = use_context::<ConnectionCheck>()?.open;
    // The palette has it in any case.
    let button = button("button.btn", "pulse", CHECK).attr("data-action", CHECK);
    Some(button.on_click(move || open.set(true)))
}

/// What happened, with the API's id of the request for its log.
pub fn sentence(error: &ClientError) -> String {
    match &error.request_id {
        Some(id) => [&error.sentence(), " Request ", id, "."].concat(),
        None => error.sentence(),
    }
}
