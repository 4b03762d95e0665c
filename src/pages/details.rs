//! The details of an application: what can be edited.

use super::application::Current;
use super::delete_application::danger_zone;
use crate::client::Client;
use crate::components::{
    Field, Submission, TextKind, Toaster, edited_chip, failure_banner, icon, instant,
    submit_button, switch_field,
};
use crate::dom::{El, h};
use crate::form::{ApplicationDraft, Field as FieldName};
use leptos::prelude::*;
use meta_api::{Application, UpdateApplication};

/// The form: what is saved, what is typed, and how they differ.
#[derive(Clone, Copy)]
struct Form {
    current: Current,
    draft: RwSignal<ApplicationDraft>,
    changes: Memo<Vec<FieldName>>,
    submission: Submission,
}

/// A part of a draft that is on or off.
pub type Switch = fn(&mut ApplicationDraft) -> &mut bool;

/// The capabilities: the API's name, a person's, what it does, and the part of the draft.
pub const CAPABILITIES: [([&str; 3], Switch); 3] = [
    (
        [
            "implicit_grant_enabled",
            "Implicit grant",
            "Allows the OAuth 2.0 Implicit Grant flow. Access tokens then travel in the URL, so \
             turn it on only for clients that need it.",
        ],
        |draft| &mut draft.implicit_grant_enabled,
    ),
    (
        [
            "recent_enabled",
            "Recent activity",
            "Collects data on recent activity in accounts, such as recently modified files.",
        ],
        |draft| &mut draft.recent_enabled,
    ),
    (
        [
            "events_enabled",
            "Events",
            "Collects event data for accounts.",
        ],
        |draft| &mut draft.events_enabled,
    ),
];

/// The screen, inside the application's frame.
pub fn details(current: Current) -> El {
    let saved = move || {
        current
            .application
            .with(|it| ApplicationDraft::from(it))
            .unwrap_or_default()
    };
    let draft = RwSignal::new(untrack(saved));
    let changes = Memo::new(move |_| draft.with(|draft| draft.differences(&saved())));
    let form = Form {
        current,
        draft,
        changes,
        submission: Submission::default(),
    };
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let fields = failure_banner(
        h("form")
            .attr("id", "application")
            .on_submit(move || form.save(client, toaster)),
        move || ["Could not save ", &current.name()].concat(),
        move || form.submission.failure(),
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
    fn changed(self) -> bool {
        self.changes.with(|changes| !changes.is_empty())
    }

    fn save(self, client: Client, toaster: Toaster) {
        let Self {
            current,
            draft,
            submission,
            ..
        } = self;
        let body = current
            .application
            .with_untracked(|it| draft.read_untracked().update(it));
        let Some(body) = body else { return };
        if body.as_ref().is_ok_and(UpdateApplication::is_empty) {
            return;
        }
        let sent = draft.get_untracked();
        submission.run(
            body,
            |body| client.update_application(&current.id(), &body),
            move |application: Application| {
                toaster.success(&["Saved ", &application.name].concat());
                let saved = ApplicationDraft::from(&application);
                draft.update(|draft| *draft = std::mem::take(draft).after_saving(&sent, saved));
                current.application.set(application);
            },
        );
    }

    fn discard(self) {
        self.submission.reset();
        if let Some(saved) = self
            .current
            .application
            .with_untracked(|it| ApplicationDraft::from(it))
        {
            self.draft.set(saved);
        }
    }

    fn edited(self, name: &'static str) -> impl Fn() -> bool + Copy {
        move || {
            self.changes
                .with(|changes| changes.iter().any(|(field, _)| *field == name))
        }
    }

    fn text(
        self,
        kind: TextKind,
        name: &'static str,
        label: &'static str,
        part: fn(&mut ApplicationDraft) -> &mut String,
    ) -> Field {
        let edited = self.edited(name);
        Field::new(kind, name, label)
            .label(h("span").swap(move || edited().then(edited_chip)))
            .bind(
                move || part(&mut self.draft.get()).clone(),
                move |text| {
                    self.submission.touch(name);
                    self.draft.update(|draft| *part(draft) = text);
                },
            )
    }

    fn switch(self, texts: [&'static str; 3], part: Switch) -> El {
        switch_field(
            texts,
            move || *part(&mut self.draft.get()),
            move |on| self.draft.update(|draft| *part(draft) = on),
            self.edited(texts[0]),
            || false,
        )
    }

    fn general(self) -> El {
        let fields = h("div.stack")
            .with(
                self.text(TextKind::Line, "name", "Name", |draft| &mut draft.name)
                    .build(self.submission),
            )
            .with(
                self.text(TextKind::Lines, "description", "Description", |draft| {
                    &mut draft.description
                })
                .build(self.submission),
            )
            .with(
                self.text(TextKind::Url, "logo_url", "Logo URL", |draft| {
                    &mut draft.logo_url
                })
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
        let switches = CAPABILITIES.map(|(texts, part)| self.switch(texts, part));
        section(
            "Capabilities",
            "All off by default.",
            h("div").with(switches),
        )
    }

    fn status(self) -> El {
        let active = self.switch(
            [
                "active",
                "Active",
                "Turn it off to pause the application, and on to resume it.",
            ],
            |draft| &mut draft.active,
        );
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
                    .map(|(_, name)| *name)
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
        h("div.save.row.wrap")
            .attr("role", "region")
            .attr("aria-label", "Unsaved changes")
            .with(what)
            .with(h("div.row.end").with(discard).with(save))
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
