//! Sending a form: once at a time, with what was refused and what went wrong.

use super::Toaster;
use super::field::SHOWS_ERRORS;
use crate::actions::as_action;
use crate::browser;
use crate::client::{Answering, Client, ClientError, ErrorKind, Happened, Writing, patiently};
use crate::dom::{El, h};
use crate::tabs::Tabs;
use futures_util::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use meta_api::FieldErrors;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// The state of a form that is sent. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Submission {
    pending: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    failed: RwSignal<Option<ClientError>>,
    verdict: RwSignal<Verdict>,
    /// What the form does to its object: "saved".
    did: StoredValue<&'static str>,
    look: StoredValue<Option<Look>, LocalStorage>,
    under_way: StoredValue<Option<AbortHandle>>,
    toaster: Option<Toaster>,
    client: Option<Client>,
    tabs: Option<Tabs>,
}

/// What is known of a write whose answer did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is nothing to find out.
    Clear,
    /// It is being looked at.
    Looking,
    /// It did not happen.
    No,
    /// It may have happened.
    Unknown,
}

/// Looks whether a write happened, and finishes it if it did.
type Look = Rc<dyn Fn() -> Answering<Happened<()>>>;

impl Default for Submission {
    fn default() -> Self {
        Self {
            pending: RwSignal::new(false),
            refused: RwSignal::new(FieldErrors::default()),
            failed: RwSignal::new(None),
            verdict: RwSignal::new(Verdict::Clear),
            did: StoredValue::new(""),
            look: StoredValue::new_local(None),
            under_way: StoredValue::new(None),
            toaster: use_context(),
            client: use_context(),
            tabs: use_context(),
        }
    }
}

impl Submission {
    /// Sends a body, unless one is under way already. Refused fields, found here or by the API,
    /// are marked, and the first of them gets the focus: inputs carry the field's name as id.
    /// When the answer does not come, it is looked whether the write happened: `done` gets what
    /// was answered or found.
    ///
    /// As long as it is not known whether the last one happened, that is looked at first, and this
    /// one is sent only when it did not.
    pub fn run<B: 'static, T: 'static, W: Into<Writing<T>>>(
        self,
        body: Result<B, FieldErrors>,
        send: impl FnOnce(B) -> W + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.pending.get_untracked() {
            return;
        }
        let in_doubt = self.verdict.get_untracked() != Verdict::Clear;
        match (body, self.finding_out()) {
            (Err(fields), _) => {
                self.forget();
                self.refuse(fields);
            }
            (Ok(body), Some(finding_out)) if in_doubt => {
                browser::spawn(Box::pin(async move {
                    if finding_out.await == Verdict::No && self.is_shown() {
                        self.begin(body, send, done);
                    }
                }));
            }
            (Ok(body), _) => self.begin(body, send, done),
        }
    }

    fn begin<B, T: 'static, W: Into<Writing<T>>>(
        self,
        body: B,
        send: impl FnOnce(B) -> W,
        done: impl FnOnce(T) + 'static,
    ) {
        self.forget();
        let Writing { answer, look, did } = send(body).into();
        let done = Rc::new(Cell::new(Some(done)));
        let finish = {
            let done = Rc::clone(&done);
            move |value| {
                if let Some(done) = done.take() {
                    done(value);
                }
            }
        };
        let look = look.map(|look| -> Look {
            let finish = finish.clone();
            Rc::new(move || {
                let (answer, finish) = (look(), finish.clone());
                Box::pin(async move {
                    Ok(match answer.await? {
                        Happened::Yes(value) => {
                            finish(value);
                            Happened::Yes(())
                        }
                        Happened::No => Happened::No,
                        Happened::Unknown => Happened::Unknown,
                    })
                })
            })
        });
        self.did.set_value(did);
        self.look.set_value(look);
        self.refused.set(FieldErrors::default());
        self.wait(Box::pin(async move { answer.await.map(finish) }));
    }

    fn wait(self, answer: Answering<()>) {
        let finding_out = self.finding_out();
        let answer = self.under_way(answer);
        browser::spawn(Box::pin(async move {
            let Err(error) = answer.await else {
                self.pending_is(false);
                return self.tell_others();
            };
            match finding_out {
                Some(finding_out) if error.leaves_doubt() => {
                    if self.is_shown() {
                        self.failed.set(Some(error));
                    }
                    finding_out.await;
                }
                _ => self.settle(error),
            }
        }));
    }

    /// An answer that can be cancelled, and is then an error.
    fn under_way<T: 'static>(self, answer: Answering<T>) -> Answering<T> {
        self.pending_is(true);
        let (answer, handle) = abortable(answer);
        let _ = self
            .under_way
            .try_update_value(|under_way| *under_way = Some(handle));
        Box::pin(async move {
            let aborted = |_| Err(ErrorKind::Cancelled.into());
            answer.await.unwrap_or_else(aborted)
        })
    }

    fn settle(self, error: ClientError) {
        self.pending_is(false);
        if !self.is_shown() {
            return self.say(&["A change did not work. ", &error.sentence()].concat());
        }
        let fields = error.fields().cloned().unwrap_or_default();
        // What no input can show must not be silent.
        if fields.is_empty() || !fields.iter().all(|(field, _)| has_place(field)) {
            self.failed.set(Some(error));
        }
        self.refuse(fields);
    }

    /// How to find out whether the last write happened, if there is a way. It can begin when the form
    /// is gone.
    fn finding_out(self) -> Option<LocalBoxFuture<'static, Verdict>> {
        let (look, did) = (self.look.get_value()?, self.did.get_value());
        Some(Box::pin(self.find_out(look, did)))
    }

    async fn find_out(self, look: Look, did: &'static str) -> Verdict {
        let _ = self.verdict.try_set(Verdict::Looking);
        let record = self.failed.try_with_untracked(|it| it.as_ref()?.record);
        let found = self.under_way(Box::pin(async move {
            browser::online().await;
            patiently(&*look).await
        }));
        let found = found.await.unwrap_or(Happened::Unknown);
        self.pending_is(false);
        let shown = self.is_shown();
        let (verdict, beginning) = match found {
            Happened::Yes(()) => (Verdict::Clear, "No answer came, but it was "),
            Happened::No => (Verdict::No, "No answer came, and it was not "),
            Happened::Unknown => (Verdict::Unknown, "Could not find out whether it was "),
        };
        let said = [beginning, did, "."].concat();
        if verdict == Verdict::Clear {
            if shown {
                self.failed.set(None);
            }
            self.tell_others();
            if let Some(tabs) = self.tabs {
                tabs.say_changed();
            }
            if let (Some(client), Some(record)) = (self.client, record.flatten()) {
                client.journal().found(record, &said);
            }
            if let Some(toaster) = self.toaster {
                toaster.success(&said);
            }
        } else if !shown {
            self.say(&said);
        }
        if shown {
            self.verdict.set(verdict);
        }
        verdict
    }

    /// What was shown before the write ended, when its form was gone already, is out of date.
    fn tell_others(self) {
        if let (Some(tabs), false) = (self.tabs, self.is_shown()) {
            tabs.changed_here();
        }
    }

    /// Looks once more whether the last write happened.
    pub fn look_again(self) {
        if let (Some(finding_out), false) = (self.finding_out(), self.pending.get_untracked()) {
            browser::spawn(Box::pin(async move {
                finding_out.await;
            }));
        }
    }

    /// Gives up what is under way. A write may have happened all the same: that is looked at next.
    pub fn cancel(self) {
        if let Some(handle) = self.under_way.get_value() {
            handle.abort();
        }
    }

    fn pending_is(self, pending: bool) {
        let _ = self.pending.try_set(pending);
    }

    /// Whether the form is still on the screen: its dialog may have been closed meanwhile.
    pub fn is_shown(self) -> bool {
        !self.pending.is_disposed()
    }

    fn say(self, text: &str) {
        if let Some(toaster) = self.toaster {
            toaster.failure(text);
        }
    }

    /// Marks refused fields.
    pub fn refuse(self, fields: FieldErrors) {
        self.refused.set(fields);
        // After the effects that unfold what it may be folded in.
        let focus = move || {
            if let Some(first) = self.refused_in_order().first() {
                browser::focus(first);
            }
        };
        set_timeout(focus, Duration::ZERO);
    }

    /// The refused fields that have an input, in the order of the page; not tracked.
    pub fn refused_in_order(self) -> Vec<String> {
        let selector = ["[", SHOWS_ERRORS, "]"].concat();
        let Ok(inputs) = document().query_selector_all(&selector) else {
            return Vec::new();
        };
        let refused = |id: &String| {
            self.refused
                .try_with_untracked(|fields| fields.contains(id))
                .unwrap_or_default()
        };
        (0..inputs.length())
            .filter_map(|at| inputs.get(at)?.dyn_into::<web_sys::Element>().ok())
            .map(|input| input.id())
            .filter(refused)
            .collect()
    }

    /// What is known of a write whose answer did not come; tracked.
    pub fn verdict(self) -> Verdict {
        self.verdict.get()
    }

    /// What the form does to its object: "saved".
    pub fn did(self) -> &'static str {
        self.did.get_value()
    }

    /// Whether any field is refused; tracked.
    pub fn is_refused(self) -> bool {
        self.refused.with(|fields| !fields.is_empty())
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
        self.judge(field, None);
    }

    /// Says what is wrong with a field now, or that nothing is any more.
    pub fn judge(self, field: &str, wrong: Option<String>) {
        if wrong.is_some() || self.error_now(field) {
            self.refused.update(|fields| {
                fields.remove(field);
                if let Some(sentence) = wrong {
                    fields.push(field, sentence);
                }
            });
        }
    }

    /// Whether a field is refused; not tracked.
    pub fn error_now(self, field: &str) -> bool {
        self.refused.with_untracked(|fields| fields.contains(field))
    }

    /// Takes everything back.
    pub fn reset(self) {
        self.refused.set(FieldErrors::default());
        self.forget();
    }

    /// Forgets how the last write ended: the next one is sent without a look.
    pub fn forget(self) {
        self.failed.set(None);
        self.verdict.set(Verdict::Clear);
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
        .attr("data-word", word)
        .attr("data-busy", busy)
        .flag("aria-disabled", move || submission.pending())
        .live(move || if submission.pending() { busy } else { word }.to_owned())
}

/// The button that gives up a form that is being sent, there when it takes its time.
pub fn cancel_button(place: El, submission: Submission) -> El {
    let pending = Memo::new(move |_| submission.pending());
    place.swap(move || {
        pending.get().then(|| {
            let cancel = h("button.btn.late")
                .attr("type", "button")
                .with("Cancel request")
                .on_click(move || submission.cancel());
            as_action(cancel, "Cancel request", "x", &[])
        })
    })
}
