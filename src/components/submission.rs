//! Sending a form: once at a time, with what was refused and what went wrong.

use crate::browser;
use crate::client::ClientError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use meta_api::FieldErrors;

/// The state of a form that is sent. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Submission {
    pending: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    failed: RwSignal<Option<ClientError>>,
}

impl Default for Submission {
    fn default() -> Self {
        Self {
            pending: RwSignal::new(false),
            refused: RwSignal::new(FieldErrors::default()),
            failed: RwSignal::new(None),
        }
    }
}

impl Submission {
    /// Sends a body, unless one is under way already. Refused fields, found here or by the API,
    /// are marked, and the first of them gets the focus: inputs carry the field's name as id.
    pub fn run<B, T, F>(
        self,
        body: Result<B, FieldErrors>,
        send: impl FnOnce(B) -> F,
        done: impl FnOnce(T) + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        if self.pending.get_untracked() {
            return;
        }
        self.failed.set(None);
        let body = match body {
            Ok(body) => body,
            Err(fields) => return self.refuse(fields),
        };
        self.refused.set(FieldErrors::default());
        self.pending.set(true);
        let answer = send(body);
        spawn_local(async move {
            let answer = answer.await;
            self.pending.set(false);
            match answer {
                Ok(value) => done(value),
                Err(error) => match error.fields() {
                    Some(fields) => self.refuse(fields.clone()),
                    None => self.failed.set(Some(error)),
                },
            }
        });
    }

    /// Marks refused fields.
    pub fn refuse(self, fields: FieldErrors) {
        let first = fields.iter().next().map(|(field, _)| field.to_owned());
        self.refused.set(fields);
        if let Some(first) = first {
            browser::focus(&first);
        }
    }

    /// Whether a body is under way; tracked.
    pub fn pending(self) -> bool {
        self.pending.get()
    }

    /// The sentence about a field, if it is refused.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.refused.with(|it| it.get(field).map(str::to_owned)))
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
