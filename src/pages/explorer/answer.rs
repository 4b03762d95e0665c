//! The answer: how it ended, and what it says.

use super::Explorer;
use super::memory::Revealed;
use crate::components::{
    AnswerBody, answer_view, button, check_button, copy_button, empty, icon, size, verb,
};
use crate::dom::{El, effect, h};
use crate::explorer::{Entry, Outcome};
use crate::intl;
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// How long API keys are shown.
const SHOWN: Duration = Duration::from_secs(30);

impl Explorer {
    /// The pane: the answer, and what was sent before.
    pub(super) fn answers(self) -> El {
        let entry = Memo::new(move |_| {
            let id = self.pending.get().or_else(|| self.memory.shown.get());
            id.and_then(|id| self.memory.get(id).map(|it| (id, it.outcome.is_some())))
        });
        self.hide_keys_later();
        let answer = h("section.stack")
            .attr("aria-label", "Response")
            .swap(move || {
                let shown = entry.get();
                let revealed = self.revealed.get();
                untrack(|| self.answer(shown.map(|it| it.0), revealed))
            });
        let said = h("p.sr").attr("role", "status").live(move || {
            let shown = entry
                .get()
                .and_then(|(id, _)| untrack(|| self.memory.get(id)));
            shown.map(|it| said(&it)).unwrap_or_default()
        });
        h("div.pane.gap-6")
            .with(said)
            .with(answer)
            .with(self.past())
    }

    fn answer(self, id: Option<u32>, revealed: Option<Revealed>) -> Vec<El> {
        let title = h("h2").with("Response");
        let Some(entry) = id.and_then(|id| self.memory.get(id)) else {
            let sentence = "Choose an endpoint and send a request: the answer is shown here.";
            return vec![
                h("div.row").with(title),
                empty("term", "Nothing sent yet", sentence, None),
            ];
        };
        let Some(outcome) = &entry.outcome else {
            let waiting = h("p.muted").with("Waiting for the answer…");
            return vec![h("div.row").with(title), waiting];
        };
        let revealed = revealed.filter(|it| it.id == entry.id);
        let body = match &revealed {
            Some(it) if it.shown => Some(Rc::clone(&it.body)),
            _ => outcome.body.clone(),
        };
        let head = h("div.row.wrap")
            .with(title)
            .with(status(outcome))
            .with(h("span.subtle.num.sm").with(facts(outcome)))
            .with(revealed.map(|it| h("span.end").with(self.reveal_button(&it))));
        let line = h("p.row.gap-1.sm")
            .with(verb(entry.draft.method))
            .with(h("span.mono.anywhere").with(entry.request.url.as_str()));
        let error = outcome.error.as_ref().map(|sentence| {
            h("div.banner.tint-bad")
                .attr("role", "alert")
                .with(icon("stop"))
                .with(h("p.grow").with(sentence.as_str()))
                .with(check_button())
        });
        let request_id = outcome.request_id.as_ref().map(|id| {
            h("p.row.gap-1.sm.muted")
                .with("Request id")
                .with(h("span.mono").with(id.as_str()))
                .with(copy_button("Request id", "Copy the request id", id.clone()))
        });
        let mut parts = vec![head, line];
        parts.extend(error);
        parts.extend(request_id);
        match body {
            Some(body) if outcome.status.is_some() => parts.push(answer_view(AnswerBody {
                body,
                headers: outcome.headers.clone(),
                name: entry.what.clone(),
            })),
            None if outcome.status.is_some() => parts.push(h("p.muted").with(
                "The body was too long to be remembered beside newer ones. Send the request again \
                 to see it.",
            )),
            _ => {}
        }
        parts
    }

    fn reveal_button(self, revealed: &Revealed) -> El {
        let shown = revealed.shown;
        let (image, label) = if shown {
            ("eye-off", "Hide API keys")
        } else {
            ("eye", "Show API keys")
        };
        let next = Revealed {
            shown: !shown,
            ..revealed.clone()
        };
        button("button.btn.btn-quiet.btn-sm", image, label)
            .attr("id", "reveal")
            .on_click(move || self.revealed.set(Some(next.clone())))
    }

    fn hide_keys_later(self) {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        effect(Box::new(move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
            let Some(revealed) = self.revealed.get().filter(|it| it.shown) else {
                return;
            };
            let hide = move || {
                let _ = self.revealed.try_set(Some(Revealed {
                    shown: false,
                    ..revealed.clone()
                }));
            };
            timer.set_value(set_timeout_with_handle(hide, SHOWN).ok());
        }));
    }
}

fn status(outcome: &Outcome) -> El {
    match outcome.status {
        Some(status) => {
            let selector = match status {
                0..300 => "span.pill.tint-ok",
                300..500 => "span.pill.tint-warn",
                _ => "span.pill.tint-bad",
            };
            let name = name_of(status);
            let gap = if name.is_empty() { "" } else { " " };
            h(selector).with([&status.to_string(), gap, name].concat())
        }
        None => h("span.pill.tint-bad").with("No answer"),
    }
}

/// Time and size: "231 ms · 486 B".
fn facts(outcome: &Outcome) -> String {
    if outcome.status.is_none() {
        return String::new();
    }
    [&took(outcome.duration), " · ", &size(outcome.size)].concat()
}

/// What a screen reader hears of an answer.
fn said(entry: &Entry) -> String {
    match &entry.outcome {
        None => "Sent. Waiting for the answer.".to_owned(),
        Some(outcome) => match outcome.status {
            Some(status) => [
                "Answered ",
                &status.to_string(),
                " ",
                name_of(status),
                ", ",
                &facts(outcome),
            ]
            .concat(),
            None => String::new(),
        },
    }
}

/// The reason phrase of a status, as far as the API uses it.
pub fn name_of(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

fn took(milliseconds: u32) -> String {
    [&intl::number(u64::from(milliseconds)), " ms"].concat()
}
