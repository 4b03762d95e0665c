//! The details of an application: what can be edited.

use super::application::Current;
use super::delete_application::danger_zone;
use crate::actions::{Action, add_action, as_action};
use crate::browser;
use crate::client::Client;
use crate::components::{
    Field as Input, Submission, TextKind, Toaster, cancel_button, edited_chip, icon, instant,
    outcome, submit_button, switch_field,
};
use crate::dom::{El, effect, h};
use crate::form::{ApplicationDraft, Field, Merge, Value};
use leptos::prelude::*;
use meta_api::{Application, UpdateApplication};

/// The form: what it began from, what is typed, and how they differ. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Form {
    current: Current,
    base: RwSignal<ApplicationDraft>,
    draft: RwSignal<ApplicationDraft>,
    changes: Memo<Vec<Field>>,
    submission: Submission,
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
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let fields = outcome(
        h("form")
            .attr("id", "application")
            .on_submit(move || form.save(client, toaster)),
        move || ["Could not save ", &current.name()].concat(),
        form.submission,
    );
    let fields = fields
        .with(form.general())
        .with(form.capabilities())
        .with(form.status());
    let sections = h("div").with(fields).with(danger_zone(current));
    h("div")
        .with(h("div.split").with(sections).with(summary(current)))
        .swap(move || form.changed().then(|| form.save_bar()))
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
            base,
            draft,
            changes,
            submission: Submission::default(),
        };
        // Another tab may say that the application is different now.
        effect(Box::new(move || {
            if let Some(now) = current.application.with(|it| ApplicationDraft::from(it)) {
                untrack(|| form.meet(&now));
            }
        }));
        form
    }

    fn changed(self) -> bool {
        self.changes.with(|changes| !changes.is_empty())
    }

    /// Takes over what others changed where nothing is edited.
    fn meet(self, now: &ApplicationDraft) -> Merge {
        let merge = self
            .draft
            .with_untracked(|draft| Merge::new(draft, &self.base.read_untracked(), now));
        self.base.set(merge.base.clone());
        self.draft.set(merge.draft.clone());
        merge
    }

    fn save(self, client: Client, toaster: Toaster) {
        let Self {
            current,
            base,
            draft,
            submission,
            ..
        } = self;
        let body = draft.with_untracked(|draft| draft.update(&base.read_untracked()));
        if body.as_ref().is_ok_and(UpdateApplication::is_empty) {
            return;
        }
        let sent = draft.get_untracked();
        submission.run(
            body,
            |body| client.update_application(&current.id(), &body),
            move |application: Application| {
                toaster.success(&["Saved ", &application.name].concat());
                self.saved(&sent, &ApplicationDraft::from(&application));
                current.application.set(application);
            },
        );
    }

    /// After `sent` was saved as `now`: what was typed since it was sent stays.
    fn saved(self, sent: &ApplicationDraft, now: &ApplicationDraft) {
        self.base.set(now.clone());
        self.draft
            .update(|draft| *draft = draft.following(sent, now));
    }

    fn discard(self) {
        self.submission.reset();
        if let Some(saved) = self
            .current
            .application
            .with_untracked(|it| ApplicationDraft::from(it))
        {
            self.base.set(saved.clone());
            self.draft.set(saved);
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
                    self.submission.touch(field.name());
                    self.draft
                        .update(|draft| draft.set(field, Value::Text(text)));
                },
            )
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
                    .hint("Empty, or an address that starts with https:// or http://.")
                    .build(self.submission),
            );
        section(
            "General",
            "Shown to people when they connect an account.",
            fields,
        )
    }

    fn capabilities(self) -> El {
        let switches = CAPABILITIES.map(|(field, hint)| self.switch(field, hint));
        section(
            "Capabilities",
            "All off by default.",
            h("div").with(switches),
        )
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

    fn save_bar(self) -> El {
        let count = move || match self.changes.with(Vec::len) {
            1 => "1 unsaved change".to_owned(),
            count => [&count.to_string(), " unsaved changes"].concat(),
        };
        let names = move || {
            self.changes.with(|changes| {
                changes
                    .iter()
                    .map(|field| field.label())
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        };
        let what = h("span.row")
            .with(h("span.dot.dot-warn"))
            .with(h("b").live(count))
            .with(h("span.muted.hide-sm.trunc").live(names));
        let discard = h("button.btn")
            .attr("type", "button")
            .with("Discard")
            .on_click(move || self.discard());
        let save = submit_button("button.btn.btn-primary", self.submission, "Save", "Saving…")
            .attr("form", "application");
        let discard = as_action(discard, "Discard changes", "x", &[]);
        let save = as_action(save, "Save", "check", &["Mod+S"]);
        h("div.save.row.wrap")
            .attr("role", "region")
            .attr("aria-label", "Unsaved changes")
            .with(what)
            .with(cancel_button(
                h("div.row.end").with(discard).with(save),
                self.submission,
            ))
    }
}

/// A part of a form with its heading beside it.
pub fn section(title: &str, sentence: &str, content: El) -> El {
    let heading = h("div")
        .with(h("h2").with(title))
        .with(h("p.sm.muted").with(sentence));
    h("section.section").with(heading).with(content)
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
}
