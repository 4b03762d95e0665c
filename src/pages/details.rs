//! The details of an application: what can be edited.

use super::application::Current;
use super::delete_application::danger_zone;
use super::draft::with_draft;
use super::saving::{self, Done, Saved};
use super::stale::{Choice, Conflict, stale_dialog};
use crate::actions::{Action, add_action, as_action};
use crate::browser;
use crate::client::{Call, Client, ClientError, ErrorKind};
use crate::components::{
    Field as Input, Submission, TextKind, Toaster, cancel_button, edited_chip, icon, instant,
    outcome, request_button, request_panel, request_shown, submit_button, switch_field,
};
use crate::dom::{El, effect, h};
use crate::drafts::{self, Draft};
use crate::form::{ApplicationDraft, Change, Field, Merge, Value};
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::sample::Request;
use meta_api::{Application, FieldErrors, UpdateApplication};
use std::rc::Rc;

/// Heading and sentence of the first part; what stands in for it while it loads says the same.
pub const GENERAL: [&str; 2] = ["General", "Shown to people when they connect an account."];
/// Heading and sentence of the part with the switches.
pub const SWITCHES: [&str; 2] = ["Capabilities", "All off by default."];
/// The hint of the logo's field.
pub const LOGO_URL_HINT: &str = "Empty, or an address that starts with https:// or http://.";

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

/// The capabilities, and what each of them does.
pub const CAPABILITIES: [(Field, &str); 3] = [
    (
        Field::ImplicitGrant,
        "Allows the OAuth 2.0 Implicit Grant flow. Access tokens then travel in the URL, so turn \
         it on only for clients that need it.",
    ),
    (
        Field::RecentActivity,
        "Collects data on recent activity in accounts, such as recently modified files.",
    ),
    (Field::Events, "Collects event data for accounts."),
];

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

    /// What saving would send, if that is shown: beside the form or, where there is no room for
    /// that, in the save bar.
    fn request(self) -> Option<El> {
        let shown = self.changed() && self.request.get();
        shown.then(|| h("div.request").with(self.request_panel()))
    }

    fn request_panel(self) -> El {
        request_panel(move || {
            self.draft
                .with(|draft| self.preview(draft, &self.base.read()))
        })
    }

    fn preview(self, draft: &ApplicationDraft, base: &ApplicationDraft) -> Option<Request> {
        let body = draft.update(base).ok().filter(|body| !body.is_empty())?;
        let call = Call::update_application(&self.current.id(), &body);
        Some(self.client.preview(&call))
    }

    fn changed(self) -> bool {
        self.changes.with(|changes| !changes.is_empty())
    }

    fn saved_draft(self) -> Option<ApplicationDraft> {
        let application = self.current.application;
        application.with_untracked(|it| ApplicationDraft::from(it))
    }

    fn meet_saved(self) {
        if let Some(now) = self.saved_draft() {
            self.meet(&now);
        }
    }

    /// Takes over what others changed where nothing is edited.
    fn meet(self, now: &ApplicationDraft) {
        let merge = self
            .draft
            .with_untracked(|draft| Merge::new(draft, &self.base.read_untracked(), now));
        self.base.set(merge.base);
        self.draft.set(merge.draft);
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

    fn moved(self, now: Application) {
        if !self.submission.is_shown() {
            let name = &now.name;
            let text = ["Saved nothing: ", name, " was changed elsewhere meanwhile."].concat();
            return self.toaster.failure(&text);
        }
        self.followed.set(self.followed_by(&now));
        self.current.application.set(now);
        self.meet_saved();
        self.stale.set(true);
    }

    /// What would follow, with its old values.
    fn followed_by(self, now: &Application) -> Vec<(Field, Value)> {
        let base = self.base.read_untracked();
        let merge = Merge::new(&self.draft.read_untracked(), &base, &now.into());
        let old = |field| (field, base.get(field).clone());
        merge.followed.into_iter().map(old).collect()
    }

    /// What was edited here and changed elsewhere.
    fn conflict(self) -> Option<Conflict> {
        let theirs = self.saved_draft()?;
        let (mine, old) = (self.draft.get_untracked(), self.base.get_untracked());
        let fields = Merge::new(&mine, &old, &theirs).conflicts;
        Some(Conflict {
            fields,
            followed: self.followed.get_untracked(),
            old,
            mine,
            theirs,
        })
    }

    /// What the choices send.
    fn decided(self, conflict: &Conflict, choices: &[Choice]) -> Option<Request> {
        let (base, draft) = conflict.with(choices);
        self.preview(&draft, &base)
    }

    fn decide(self, kept: Draft, conflict: &Conflict, choices: &[Choice]) {
        let (base, draft) = conflict.with(choices);
        self.base.set(base);
        self.draft.set(draft);
        // It may have been changed once more meanwhile: that is read again, too.
        self.save(kept);
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

    fn edited(self, field: Field) -> impl Fn() -> bool + Copy {
        move || self.changes.with(|changes| changes.contains(&field))
    }

    fn text(self, kind: TextKind, field: Field) -> Input {
        let edited = self.edited(field);
        Input::new(kind, field.name(), field.label())
            .label(h("span").swap(move || edited().then(edited_chip)))
            .bind(
                move || self.draft.with(|draft| draft.text(field).to_owned()),
                move |text| {
                    self.draft
                        .update(|draft| draft.set(field, Value::Text(text)));
                },
            )
            .check(move || {
                let base = self.base.read_untracked();
                let body = self.draft.with_untracked(|draft| draft.update(&base));
                wrong(body, field.name())
            })
    }

    fn switch(self, field: Field, hint: &'static str) -> El {
        switch_field(
            [field.name(), field.label(), hint],
            move || self.draft.with(|draft| draft.is_on(field)),
            move |on| {
                self.draft
                    .update(|draft| draft.set(field, Value::Switch(on)));
            },
            self.edited(field),
            || false,
        )
    }

    fn general(self) -> El {
        let fields = h("div.stack")
            .with(
                self.text(TextKind::Line, Field::Name)
                    .build(self.submission),
            )
            .with(
                self.text(TextKind::Lines, Field::Description)
                    .build(self.submission),
            )
            .with(
                self.text(TextKind::Url, Field::LogoUrl)
                    .hint(LOGO_URL_HINT)
                    .build(self.submission),
            );
        let [title, sentence] = GENERAL;
        section(title, sentence, fields)
    }

    fn capabilities(self) -> El {
        let switches = CAPABILITIES.map(|(field, hint)| self.switch(field, hint));
        let [title, sentence] = SWITCHES;
        section(title, sentence, h("div").with(switches))
    }

    fn status(self) -> El {
        let active = self.switch(
            Field::Active,
            "Turn it off to pause the application, and on to resume it.",
        );
        let switch = move |on: bool| {
            let value = Value::Switch(on);
            self.draft.update(|draft| draft.set(Field::Active, value));
            browser::focus("active");
        };
        let is_on = move || self.draft.with(|draft| draft.is_on(Field::Active));
        let actions = [
            Action::new("Deactivate", "power", move || switch(false)).when(is_on),
            Action::new("Activate", "power", move || switch(true)).when(move || !is_on()),
        ];
        for action in actions {
            add_action(action.keys(&["D"]));
        }
        let consequences = h("ul.bullets.muted").with([
            h("li").with("not permit any API requests to its accounts;"),
            h("li").with("cease event data collection for all its accounts;"),
            h("li").with(
                "but keep its accounts active and refresh tokens as necessary to maintain their \
                 connectivity.",
            ),
        ]);
        let banner = h("div.banner").with(icon("info")).with(
            h("div.stack.gap-1")
                .with(h("p").with("Setting an application to inactive will:"))
                .with(consequences),
        );
        section(
            "Status",
            "Inactive is not deleted.",
            h("div.stack.gap-3").with(active).with(banner),
        )
    }

    fn save_bar(self, draft: Draft) -> El {
        let count = move || match self.changes.with(Vec::len) {
            1 => "1 unsaved change".to_owned(),
            count => [&count.to_string(), " unsaved changes"].concat(),
        };
        let names = move || self.changes.with(|changes| saving::labels(changes));
        let what = h("span.row")
            .with(h("span.dot.dot-warn"))
            .with(h("b").live(count))
            .with(h("span.muted.hide-sm.trunc").live(names));
        let discard = h("button.btn")
            .attr("type", "button")
            .with("Discard")
            .on_click(move || draft.discard());
        let save = submit_button("button.btn.btn-primary", self.submission, "Save", "Saving…")
            .attr("form", "application");
        let discard = as_action(discard, "Discard changes", "x", &[]);
        let save = as_action(save, "Save", "check", &["Mod+S"]);
        let request = as_action(
            request_button(self.request),
            "Show or hide the request",
            "eye",
            &[],
        );
        h("div.save.row.wrap")
            .attr("role", "region")
            .attr("aria-label", "Unsaved changes")
            .swap(move || self.request())
            .with(what)
            .with(cancel_button(
                h("div.row.wrap.end").with(request).with(discard).with(save),
                self.submission,
            ))
    }
}

/// What the body of a form says about a field.
pub fn wrong<T>(body: Result<T, FieldErrors>, field: &str) -> Option<String> {
    body.err()?.get(field).map(str::to_owned)
}

/// A part of a form with its heading beside it.
pub fn section(title: &str, sentence: &str, content: El) -> El {
    let heading = h("div")
        .with(h("h2").with(title))
        .with(h("p.sm.muted").with(sentence));
    h("section.section").with(heading).with(content)
}

/// Whether the summary stands under the form.
fn is_narrow() -> bool {
    let main = document().get_element_by_id("main");
    main.is_some_and(|main| main.client_width() < 1056)
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
