//! The details of an application: what can be edited.

mod fields;
mod meeting;
mod save_bar;

pub use self::fields::{CAPABILITIES, GENERAL, LOGO_URL_HINT, SWITCHES, section, wrong};

use self::save_bar::is_narrow;
use super::application::Current;
use super::delete_application::danger_zone;
use super::draft::with_draft;
use super::saving::{self, Done, Saved};
use super::stale::stale_dialog;
use crate::actions::as_action;
use crate::client::{Client, ClientError, ErrorKind};
use crate::components::{Submission, Toaster, instant, outcome, request_shown};
use crate::dom::{El, effect, h};
use crate::drafts::{self, Draft};
use crate::form::{ApplicationDraft, Change, Field, Value};
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::UpdateApplication;
use std::rc::Rc;

/// The form: what it began from, what is typed, and how they differ. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Form {
    current: Current,
    client: Client,
    toaster: Toaster,
    base: RwSignal<ApplicationDraft>,
    draft: RwSignal<ApplicationDraft>,
    changes: Memo<Vec<Field>>,
    submission: Submission,
    /// Whether the person is asked about what others changed.
    stale: RwSignal<bool>,
    /// What others changed at that moment and was not edited here, with its old values.
    followed: RwSignal<Vec<(Field, Value)>>,
    /// Whether the request is shown.
    request: RwSignal<bool>,
}

/// The screen, inside the application's frame.
pub fn details(current: Current) -> El {
    let form = Form::of(current);
    let draft = Draft::follow(&Route::Application(current.id()), form);
    let fields = with_draft(
        h("form")
            .attr("id", "application")
            .on_submit(move || form.save(draft)),
        draft,
    );
    let fields = outcome(fields, move || form.failure_title(), form.submission);
    let fields = fields
        .with(form.general())
        .with(form.capabilities())
        .with(form.status());
    let stale = stale_dialog(
        form.stale,
        move || current.name(),
        move || form.conflict(),
        Rc::new(move |conflict, choices| form.decided(conflict, choices)),
        Rc::new(move |conflict, choices| form.decide(draft, conflict, choices)),
    );
    let sections = h("div").with(fields).with(danger_zone(current));
    h("div")
        .with(
            h("div.split")
                .with(sections)
                .with(summary(current).swap(move || form.request())),
        )
        .with(stale)
        .swap(move || form.changed().then(|| form.save_bar(draft)))
}

impl drafts::Form for Form {
    fn changes(&self) -> Vec<Change> {
        self.draft.with(|draft| draft.changes(&self.base.read()))
    }

    fn saved(&self, field: &str) -> Option<Value> {
        let field = Field::by_name(field)?;
        self.current
            .application
            .with(|it| ApplicationDraft::from(it).get(field).clone())
    }

    fn restore(&self, changes: &[Change]) {
        self.base.update(|base| {
            self.draft.update(|draft| draft.restore(base, changes));
        });
        self.meet_saved();
    }

    fn reset(&self) {
        self.submission.reset();
        if let Some(saved) = self.saved_draft() {
            self.base.set(saved.clone());
            self.draft.set(saved);
        }
    }
}

impl Form {
    fn of(current: Current) -> Self {
        let saved = current
            .application
            .with_untracked(|it| ApplicationDraft::from(it))
            .unwrap_or_default();
        let base = RwSignal::new(saved.clone());
        let draft = RwSignal::new(saved);
        let changes = Memo::new(move |_| draft.with(|draft| draft.differences(&base.read())));
        let form = Self {
            current,
            client: expect_context(),
            toaster: expect_context(),
            base,
            draft,
            changes,
            submission: Submission::default(),
            stale: RwSignal::new(false),
            followed: RwSignal::default(),
            request: RwSignal::new(request_shown() && !is_narrow()),
        };
        // Another tab may say that the application is different now.
        effect(Box::new(move || {
            current.application.with(|_| ());
            untrack(|| form.meet_saved());
        }));
        form
    }

    fn changed(self) -> bool {
        self.changes.with(|changes| !changes.is_empty())
    }

    fn saved_draft(self) -> Option<ApplicationDraft> {
        let application = self.current.application;
        application.with_untracked(|it| ApplicationDraft::from(it))
    }

    fn save(self, kept: Draft) {
        let (draft, base) = (self.draft.get_untracked(), self.base.get_untracked());
        let body = draft.update(&base);
        if body.as_ref().is_ok_and(UpdateApplication::is_empty) {
            return;
        }
        let id = self.current.id();
        let entry = kept.entry();
        self.submission.run(
            body,
            move |_| saving::save(self.client, id, draft, base),
            move |saved| match saved {
                Saved::Done(done) => {
                    let sent = done.sent.changes(&done.before);
                    if self.submission.is_shown() {
                        kept.saved_anew(&sent);
                    } else {
                        entry.saved(&sent);
                    }
                    self.saved(done);
                }
                Saved::Moved(now) => self.moved(now),
            },
        );
    }

    fn saved(self, done: Done) {
        saving::say_saved(self.client, self.toaster, self.current.application, &done);
        if self.submission.is_shown() {
            self.meet(&done.before);
            let now = ApplicationDraft::from(&done.application);
            // What was typed since it was sent stays.
            self.draft
                .update(|draft| *draft = draft.following(&done.sent, &now));
            self.base.set(now);
        }
        self.current.application.set(done.application);
    }

    fn failure_title(self) -> String {
        let gone = |error: ClientError| error.kind == ErrorKind::NotFound;
        let name = self.current.name();
        if self.submission.failure().is_some_and(gone) {
            [&name, " is gone. What you typed is kept here as a draft."].concat()
        } else {
            ["Could not save ", &name].concat()
        }
    }
}

/// Loads the image from the host that the button names.
fn load_logo(current: Current) -> Option<El> {
    let url = current.logo_url()?;
    if current.logo.get().as_ref() == Some(&url) {
        return None;
    }
    let label = ["Load logo from ", url.host()].concat();
    let button = h("button.btn.btn-sm.load-logo")
        .attr("type", "button")
        .attr("title", url.as_str())
        .with(h("span.trunc").with(label.as_str()));
    let load = button.on_click(move || current.logo.set(Some(url.clone())));
    Some(h("div.row").with(as_action(load, label, "eye", &[])))
}

fn summary(current: Current) -> El {
    let dates = move || {
        current.application.with(|it| {
            h("dl.kv.sm")
                .with(h("dt").with("Created"))
                .with(h("dd").with(instant(&it.created)))
                .with(h("dt").with("Modified"))
                .with(h("dd").with(instant(&it.modified)))
        })
    };
    h("aside.stack.gap-6")
        .attr("aria-label", "Summary")
        .swap(dates)
        .swap(move || load_logo(current))
}
