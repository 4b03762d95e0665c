//! What came of sending a form, above it: refused fields, what went wrong, and whether a change
//! whose answer did not come happened.

use super::submission::{Submission, Verdict};
use super::{button, check_for, countdown, icon, sentence};
use crate::actions::as_action;
use crate::browser;
use crate::client::{ClientError, ErrorKind, Journal, SLOW_DOWN};
use crate::dom::{El, h};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// Puts it at the end of `place`. The title says what could not be done: "Could not save Demo".
pub fn outcome(place: El, title: impl Fn() -> String + 'static, submission: Submission) -> El {
    let refused = Memo::new(move |_| submission.is_refused());
    let place = place.swap(move || refused.get().then(|| summary(submission)));
    place.swap(move || {
        let error = submission.failure()?;
        let verdict = submission.verdict();
        let heading = match verdict {
            Verdict::Looking => ["Looking whether it was ", submission.did(), "…"].concat(),
            Verdict::Unknown => ["Could not find out whether it was ", submission.did()].concat(),
            Verdict::Clear | Verdict::No => untrack(&title),
        };
        Some(failure(&heading, &error, verdict, submission))
    })
}

fn failure(heading: &str, error: &ClientError, verdict: Verdict, submission: Submission) -> El {
    let did = submission.did();
    let next = match verdict {
        Verdict::No => Some(["It was not ", did, ". You can send it again."].concat()),
        Verdict::Unknown => Some(["It may have been ", did, ": look, or send it again."].concat()),
        Verdict::Looking if error.kind == ErrorKind::Offline => {
            Some("That is looked at as soon as there is a network.".to_owned())
        }
        Verdict::Clear | Verdict::Looking => None,
    };
    let said = h("div")
        .attr("role", "alert")
        .with(h("p").with(h("b").with(heading)))
        .with(h("p.sm").with(sentence(error)))
        .with(next.map(|next| h("p.sm").with(next)));
    // The API refused a write that came too soon: it is sent again by its person only.
    let wait = match error.kind {
        ErrorKind::RateLimited { retry_after } => Some(countdown(
            "You can send it again in ",
            retry_after.unwrap_or(SLOW_DOWN),
            "You can send it again now.",
        )),
        _ => None,
    };
    let request = error
        .record
        .map(|id| h("a").attr("href", &Journal::href(id)).with("Show request"));
    let banner = h("div.banner.tint-bad").with(icon("stop")).with(
        h("div").with(said).with(wait).with(
            h("div.row.wrap.sm")
                .with(request)
                .with(check_for(&error.kind)),
        ),
    );
    let choices = (verdict == Verdict::Unknown).then(|| choices(&banner, submission));
    let banner = banner.with(choices);
    // Whoever sent a long form is at its end.
    let place = banner.element().clone();
    set_timeout(move || browser::scroll_into_view(&place), Duration::ZERO);
    banner
}

/// What can be done while it is not known whether the last write happened.
fn choices(banner: &El, submission: Submission) -> El {
    let look = button("button.btn.btn-sm", "refresh", "Look again")
        .on_click(move || submission.look_again());
    let look = as_action(look, "Look again", "refresh", &[]);
    let place = banner.element().clone();
    let send = button("button.btn.btn-sm", "right", "Send again").on_click(move || {
        let form = place.closest("form").ok().flatten();
        submission.forget();
        if let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) {
            // It fails only with a button of another form.
            let _ = form.request_submit();
        }
    });
    let send = as_action(send, "Send again", "right", &[]);
    h("div.row.wrap").with(look).with(send)
}

/// A link to each refused field. The focus is at the first of them, which says what is wrong.
fn summary(submission: Submission) -> El {
    let links = h("ul.bullets").swap(move || {
        submission.is_refused();
        let fields = submission.refused_in_order();
        fields.into_iter().map(move |field| {
            let error = untrack(|| submission.error(&field)).unwrap_or_default();
            h("li").with(link(field, &error))
        })
    });
    h("div.banner.tint-bad")
        .attr("role", "group")
        .attr("aria-label", "Refused fields")
        .with(icon("stop"))
        .with(
            h("div")
                .with(h("p").with(h("b").with("Check what is refused")))
                .with(links),
        )
}

fn link(field: String, error: &str) -> El {
    let label = document()
        .query_selector(&["label[for=\"", &field, "\"]"].concat())
        .ok()
        .flatten()
        .and_then(|label| label.first_child()?.text_content());
    let label = label.unwrap_or_else(|| field.clone());
    h("a")
        .attr("href", &["#", &field].concat())
        .with([label.trim(), ": ", error].concat())
        // With a base URL in the page, "#name" alone would lead to another page.
        .on("click", move |event| {
            event.prevent_default();
            browser::focus(&field);
        })
}
