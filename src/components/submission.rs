//! Sending a form: once at a time, with what was refused and what went wrong.

use super::Toaster;
use super::field::SHOWS_ERRORS;
use crate::browser;
use crate::client::{Answering, ClientError};
use crate::dom::{El, h};
use leptos::prelude::*;
use meta_api::FieldErrors;
use std::time::Duration;

/// The state of a form that is sent. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Submission {
    pending: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    failed: RwSignal<Option<ClientError>>,
    toaster: Option<Toaster>,
}

impl Default for Submission {
    fn default() -> Self {
        Self {
            pending: RwSignal::new(false),
            refused: RwSignal::new(FieldErrors::default()),
            failed: RwSignal::new(None),
            toaster: use_context(),
        }
    }
}

impl Submission {
    /// Sends a body, unless one is under way already. Refused fields, found here or by the API,
    /// are marked, and the first of them gets the focus: inputs carry the field's name as id.
    pub fn run<B, T: 'static>(
        self,
        body: Result<B, FieldErrors>,
        send: impl FnOnce(B) -> Answering<T>,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.pending.get_untracked() {
            return;
        }
        self.failed.set(None);
        match body {
            Ok(body) => {
                let answer = send(body);
                self.wait(Box::pin(async move { answer.await.map(done) }));
            }
            Err(fields) => self.refuse(fields),
        }
    }

    fn wait(self, answer: Answering<()>) {
        self.refused.set(FieldErrors::default());
        self.pending.set(true);
        browser::spawn(Box::pin(async move {
            let answer = answer.await;
            self.pending.set(false);
            if let Err(error) = answer {
                if !self.is_shown() {
                    return self.say(&error);
                }
                let fields = error.fields().cloned().unwrap_or_default();
                // What no input can show must not be silent.
                if fields.is_empty() || !fields.iter().all(|(field, _)| has_place(field)) {
                    self.failed.set(Some(error));
                }
                self.refuse(fields);
            }
        }));
    }

    /// Whether the form is still on the screen: its dialog may have been closed meanwhile.
    pub fn is_shown(self) -> bool {
        !self.pending.is_disposed()
    }

    fn say(self, error: &ClientError) {
        if let Some(toaster) = self.toaster {
            toaster.failure(&["A change did not work. ", &error.sentence()].concat());
        }
    }

    /// Marks refused fields.
    pub fn refuse(self, fields: FieldErrors) {
        let first = fields.iter().next().map(|(field, _)| field.to_owned());
        self.refused.set(fields);
        if let Some(first) = first {
            // After the effects that unfold what it may be folded in.
            set_timeout(move || browser::focus(&first), Duration::ZERO);
        }
    }

    /// Whether a body is under way; tracked.
    pub fn pending(self) -> bool {
        self.pending.get()
    }

    /// The sentence about a field, if it is refused; tracked.
    pub fn error(self, field: &str) -> Option<String> {
        self.refused
            .with(|fields| fields.get(field).map(str::to_owned))
    }

    /// What went wrong, other than refused fields; tracked.
    pub fn failure(self) -> Option<ClientError> {
        self.failed.get()
    }

    /// Takes back what is said about a field, because it is being changed.
    pub fn touch(self, field: &str) {
        if self.refused.with_untracked(|fields| fields.contains(field)) {
            self.refused.update(|fields| fields.remove(field));
        }
    }

    /// Takes everything back.
    pub fn reset(self) {
        self.refused.set(FieldErrors::default());
        self.failed.set(None);
    }
}

/// Whether the page has an input that shows what is wrong with this field.
fn has_place(field: &str) -> bool {
    let input = document().get_element_by_id(field);
    input.is_some_and(|input| input.has_attribute(SHOWS_ERRORS))
}

/// The button that sends a form, with another word while it is being sent.
pub fn submit_button(
    selector: &'static str,
    submission: Submission,
    word: &'static str,
    busy: &'static str,
) -> El {
    h(selector)
        .attr("type", "submit")
        .flag("aria-disabled", move || submission.pending())
        .live(move || if submission.pending() { busy } else { word }.to_owned())
}
