//! Sending: what is refused is pointed out, a delete is confirmed, and what is under way can be
//! given up.

use super::memory::Revealed;
use super::{Explorer, masking};
use crate::actions::as_action;
use crate::browser::{self, now};
use crate::client::{Call, ClientError, Explored, Free};
use crate::components::{button, dialog, icon, keys};
use crate::dom::{El, h};
use crate::explorer::{Draft, Operation, Outcome, Refusal};
use crate::load::{Meanwhile, load};
use crate::pages::delete_application::goes_with_it;
use futures_util::future::abortable;
use leptos::prelude::*;
use meta_api::{ApiKeyValue, ApplicationId, Method, PageNumber, Paging};
use std::rc::Rc;

/// What requests of no endpoint of the table are called in Activity.
const OTHER: &str = "Explorer request";

impl Explorer {
    /// The draft as it is sent; tracked.
    pub(super) fn call(self) -> Call {
        let operation = self.operation.get();
        self.draft.with(|draft| call(draft, operation.as_ref()))
    }

    pub(super) fn send_button(self) -> El {
        let blocked = move || self.is_locked() || self.refusals.with(|it| !it.is_empty());
        let actions = expect_context::<crate::actions::Actions>();
        let send = h("button.btn.btn-primary")
            .attr("type", "submit")
            .attr("id", "send")
            .attr_live("aria-describedby", move || {
                self.is_locked().then(|| "read-only-hint".to_owned())
            })
            .attr_live("class", move || {
                let class = if blocked() { "btn" } else { "btn btn-primary" };
                Some(class.to_owned())
            })
            .flag("hidden", move || self.pending.get().is_some())
            .with("Send")
            .with(keys(&untrack(|| actions.shown(&["Mod+Enter"]))).attr("aria-hidden", "true"));
        let send = as_action(send, "Send the request", "right", &["Mod+Enter"]);
        let cancel = button("button.btn", "x", "Cancel")
            .attr("id", "cancel")
            .flag("hidden", move || self.pending.get().is_none())
            .on_click(move || self.cancel());
        let cancel = as_action(cancel, "Cancel the request", "x", &[]);
        h("div.row").with(send).with(cancel)
    }

    /// Whether read-only is on and this is no read; tracked.
    fn is_locked(self) -> bool {
        !self.memory.writes.get() && self.draft.with(|it| it.method != Method::Get)
    }

    /// Sends the draft, or says why it cannot.
    pub(super) fn send(self) {
        if self.pending.get_untracked().is_some() {
            return;
        }
        self.tried.set(true);
        if let Some(refusal) = self.refusals.with_untracked(|it| it.first().cloned()) {
            let id = match refusal {
                Refusal::Path(_) => "path".to_owned(),
                Refusal::Value(name, _) => ["in-", &name].concat(),
                Refusal::Query(name, _) => ["query-", &name].concat(),
                Refusal::Body(_) => "body".to_owned(),
            };
            return browser::focus(&id);
        }
        if untrack(|| self.is_locked()) {
            return browser::focus("read-only");
        }
        self.note_in_url();
        if self.draft.with_untracked(|it| it.method == Method::Delete) {
            self.deleting.set(true);
        } else {
            let operation = self.operation.get_untracked();
            self.dispatch(&self.draft.get_untracked(), operation.as_ref());
        }
    }

    fn dispatch(self, draft: &Draft, operation: Option<&Operation>) {
        let call = call(draft, operation);
        let request = self.client.preview(&call);
        let what = operation.map_or_else(|| "Any path".to_owned(), |it| it.title.clone());
        let answers_keys = operation.is_some_and(Operation::answers_keys);
        let id = self
            .memory
            .add(draft.clone().without_key(), request, what, now());
        self.pending.set(Some(id));
        self.revealed.set(None);
        let asked = self.client.explore(call);
        let (sending, handle) = abortable(async move {
            let outcome = match asked.await {
                Ok(explored) => self.outcome(id, explored, answers_keys).await,
                Err(error) => no_answer(&error),
            };
            self.memory.finish(id, outcome);
            self.end(id);
        });
        self.under_way.set_value(Some(handle));
        browser::spawn(Box::pin(async move {
            // Given up: the history says so.
            let _ = sending.await;
        }));
    }

    async fn outcome(self, id: u32, explored: Explored, answers_keys: bool) -> Outcome {
        let size = explored.body.len();
        let body: Rc<[u8]> = explored.body.into();
        let masked = masking::without_keys(&body).await;
        if let (Some(_), true) = (&masked, answers_keys) {
            let body = Rc::clone(&body);
            let revealed = Revealed {
                id,
                body,
                shown: false,
            };
            let _ = self.revealed.try_set(Some(revealed));
        }
        Outcome {
            status: Some(explored.status),
            headers: explored.headers,
            body: Some(masked.unwrap_or(body)),
            size,
            duration: explored.duration,
            error: None,
            request_id: explored.request_id,
        }
    }

    fn end(self, id: u32) {
        // The screen may be gone.
        let _ = self.pending.try_set(None);
        let _ = self.memory.shown.try_set(Some(id));
    }

    /// Gives up what is under way. A write may have happened all the same.
    pub(super) fn cancel(self) {
        let handle = self.under_way.try_update_value(Option::take).flatten();
        if let Some(handle) = handle {
            handle.abort();
        }
        if let Some(Some(id)) = self.pending.try_get_untracked() {
            let error = untrack(|| self.memory.get(id)).map(|it| {
                if it.draft.method == Method::Get {
                    "You cancelled it."
                } else {
                    "You cancelled it. It may have happened all the same: look before you send it \
                     again."
                }
            });
            self.memory.finish(
                id,
                Outcome {
                    error: error.map(str::to_owned),
                    ..Outcome::default()
                },
            );
            self.end(id);
        }
    }

    /// Asks before something is deleted, whatever the switch says.
    pub(super) fn delete_dialog(self) -> El {
        dialog(
            "explorer-delete-title",
            self.deleting,
            || "Delete this?".to_owned(),
            move || untrack(|| self.delete_question()),
        )
    }

    fn delete_question(self) -> El {
        let draft = self.draft.get_untracked();
        let operation = self.operation.get_untracked();
        let asked = (draft.clone(), operation.clone());
        let line = h("p.mono.anywhere")
            .with("DELETE ")
            .with(self.client.preview(&call(&draft, operation.as_ref())).url);
        let path = operation.map(|it| it.path).unwrap_or_default();
        let what = match path.rsplit('/').next() {
            Some("{application_id}") => self.contents(&draft),
            Some("{apikey_key}") => h("p").with(
                "Whatever uses this API key is refused from then on. The key cannot be brought \
                 back.",
            ),
            Some("{id}") => h("p").with(
                "No more events are sent to this webhook’s URL. It can be added again, with \
                 another id.",
            ),
            _ => h("p").with("What this deletes, only the server knows."),
        };
        let cancel = h("button.btn")
            .attr("type", "button")
            .attr("autofocus", "")
            .with("Cancel")
            .on_click(move || self.deleting.set(false));
        let delete = button("button.btn.btn-bad", "trash", "Delete").on_click(move || {
            self.deleting.set(false);
            // What was asked about, whatever stands in the form by now.
            self.dispatch(&asked.0, asked.1.as_ref());
        });
        h("div")
            .with(h("div.dialog-body").with(line).with(what))
            .with(h("div.dialog-foot").with(cancel).with(delete))
    }

    /// What goes with an application, counted now.
    fn contents(self, draft: &Draft) -> El {
        let id = ApplicationId::new(draft.value("application_id"));
        let paging = Paging::one(PageNumber::FIRST);
        let client = self.client;
        let counts = load(Meanwhile::Clear, move || {
            let (keys, webhooks) = (client.api_keys(&id, paging), client.webhooks(&id, paging));
            Some(Box::pin(async move {
                Ok((keys.await?.total, webhooks.await?.total))
            }))
        });
        let sentence = move || goes_with_it(counts.with(|counts| *counts));
        h("div.stack.gap-2")
            .with(h("p").attr("role", "status").live(sentence))
            .with(h("p").with("The API has no request to bring an application back."))
            .with(
                h("div.banner")
                    .with(icon("power"))
                    .with(h("p").with("To pause it, make it inactive instead.")),
            )
    }
}

fn call(draft: &Draft, operation: Option<&Operation>) -> Call {
    let key = draft.api_key().map(ApiKeyValue::new);
    let object = match &key {
        Some(key) => key.masked(),
        None => ["id", "application_id"]
            .map(|it| draft.value(it).to_owned())
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default(),
    };
    Call::free(Free {
        method: draft.method,
        what: operation
            .and_then(|it| it.endpoint)
            .map_or(OTHER, |it| it.title),
        object,
        path: draft.full_path(),
        query: draft.query(),
        body: draft.body(operation),
        api_key: key,
        at_root: draft.is_at_root(),
    })
}

fn no_answer(error: &ClientError) -> Outcome {
    Outcome {
        error: Some(error.sentence()),
        ..Outcome::default()
    }
}
