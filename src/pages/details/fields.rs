//! What can be edited: the fields, in their parts.

use super::Form;
use crate::actions::{Action, add_action};
use crate::browser;
use crate::components::{Field as Input, TextKind, edited_chip, icon, switch_field};
use crate::dom::{El, h};
use crate::form::{Field, Value};
use leptos::prelude::*;
use meta_api::FieldErrors;

/// Heading and sentence of the first part; what stands in for it while it loads says the same.
pub const GENERAL: [&str; 2] = ["General", "Shown to people when they connect an account."];
/// Heading and sentence of the part with the switches.
pub const SWITCHES: [&str; 2] = ["Capabilities", "All off by default."];
/// The hint of the logo's field.
pub const LOGO_URL_HINT: &str = "Empty, or an address that starts with https:// or http://.";

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

impl Form {
    pub(super) fn edited(self, field: Field) -> impl Fn() -> bool + Copy {
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

    pub(super) fn general(self) -> El {
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

    pub(super) fn capabilities(self) -> El {
        let switches = CAPABILITIES.map(|(field, hint)| self.switch(field, hint));
        let [title, sentence] = SWITCHES;
        section(title, sentence, h("div").with(switches))
    }

    pub(super) fn status(self) -> El {
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
