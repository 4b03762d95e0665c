//! What came of sending a form, above it: refused fields, what went wrong, and whether a change
//! whose answer did not come happened.

use super::submission::{Submission, Verdict};
use super::{button, countdown, icon, sentence};
use crate::actions::as_action;
use crate::browser;
use crate::client::{ClientError, ErrorKind};
use crate::dom::{El, h};
use crate::load::SLOW_DOWN;
use leptos::prelude::*;
use std::time::Duration;

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
        Verdict::Unknown => {
            Some(["It may have been ", did, ". Look before you send it again."].concat())
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
    let look = (verdict == Verdict::Unknown).then(|| {
        let look = button("button.btn.btn-sm", "refresh", "Look again")
            .on_click(move || submission.look_again());
        as_action(look, "Look again", "refresh", &[])
    });
    let banner = h("div.banner.tint-bad")
        .with(icon("stop"))
        .with(h("div").with(said).with(wait))
        .with(look);
    // Whoever sent a long form is at its end.
    let place = banner.element().clone();
    set_timeout(move || browser::scroll_into_view(&place), Duration::ZERO);
    banner
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
