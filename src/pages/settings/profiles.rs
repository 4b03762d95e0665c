//! The profiles in the settings: made, edited, removed, and gone over to.

use super::{choice, choices};
use crate::actions::as_action;
use crate::components::{
    Field, Submission, TextKind, Toaster, button, dialog, icon_button, submit_button,
};
use crate::dom::{El, h};
use crate::drafts::{self, Draft};
use crate::form::{Change, Value};
use crate::pages::api_keys::open_while;
use crate::pages::badge::badge_of;
use crate::pages::delete_application::dialog_foot;
use crate::pages::details::wrong;
use crate::pages::draft::with_draft;
use crate::profiles::{Colour, Profile, Profiles};
use crate::routes::Route;
use crate::session::{LockReason, Session};
use leptos::prelude::*;

/// What the parts share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct List {
    profiles: Profiles,
    session: Session,
    toaster: Toaster,
    /// The profile in the dialog; a new one has the id 0.
    edited: RwSignal<Option<Profile>>,
}

/// The section.
pub fn profiles() -> Vec<El> {
    let list = List {
        profiles: expect_context(),
        session: expect_context(),
        toaster: expect_context(),
        edited: RwSignal::new(None),
    };
    let open = open_while(list.edited);
    let title = move || {
        let edited = list.edited.get_untracked();
        if edited.is_some_and(|it| it.id != 0) {
            "Edit profile"
        } else {
            "New profile"
        }
    };
    let dialog = dialog(
        "profile-title",
        open,
        move || title().to_owned(),
        move || untrack(|| list.form(open)),
    );
    let add = button("button.btn", "plus", "New profile…")
        .on_click(move || list.edited.set(list.new_profile()));
    let add = as_action(add, "New profile…", "plus", &[]);
    vec![
        h("p.muted").with(
            "One for each account or environment: a name, an address and a colour, which stay in \
             sight. The key is never part of it.",
        ),
        h("div").swap(move || {
            let profiles = list.profiles.list();
            (!profiles.is_empty()).then(|| {
                let rows: Vec<El> = profiles.into_iter().map(|it| list.row(it)).collect();
                h("ul.profiles").with(rows)
            })
        }),
        h("div.row").with(add),
        dialog,
    ]
}

/// The form in the dialog. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct EditForm {
    old: StoredValue<Profile>,
    name: RwSignal<String>,
    base_url: RwSignal<String>,
    colour: RwSignal<Colour>,
    submission: Submission,
}

const NAME: &str = "profile_name";
const BASE_URL: &str = "profile_base_url";
const COLOUR: &str = "profile_colour";

impl EditForm {
    fn of(old: Profile) -> Self {
        Self {
            name: RwSignal::new(old.name.clone()),
            base_url: RwSignal::new(old.base_url.as_str().to_owned()),
            colour: RwSignal::new(old.colour),
            submission: Submission::default(),
            old: StoredValue::new(old),
        }
    }

    fn before(self) -> [(&'static str, String); 3] {
        self.old.with_value(|old| {
            [
                (NAME, old.name.clone()),
                (BASE_URL, old.base_url.as_str().to_owned()),
                (COLOUR, old.colour.label().to_owned()),
            ]
        })
    }

    fn put(self, field: &str, text: &str) {
        match field {
            NAME => self.name.set(text.to_owned()),
            BASE_URL => self.base_url.set(text.to_owned()),
            COLOUR => {
                let colour = Colour::ALL.into_iter().find(|it| it.label() == text);
                self.colour.update(|it| *it = colour.unwrap_or(*it));
            }
            _ => {}
        }
    }
}

impl drafts::Form for EditForm {
    fn changes(&self) -> Vec<Change> {
        let colour = self.colour.get().label().to_owned();
        let now = [self.name.get(), self.base_url.get(), colour];
        let fields = self.before().into_iter().zip(now);
        fields
            .filter_map(|((field, old), new)| Change::text(field, &old, &new))
            .collect()
    }

    fn saved(&self, field: &str) -> Option<Value> {
        let fields = self.before().into_iter();
        let mut values = fields.filter(|(name, _)| *name == field);
        values.next().map(|(_, value)| Value::Text(value))
    }

    fn restore(&self, changes: &[Change]) {
        for change in changes {
            self.put(&change.field, change.typed());
        }
    }

    fn reset(&self) {
        self.submission.reset();
        for (field, value) in self.before() {
            self.put(field, &value);
        }
    }
}

impl List {
    /// A new one, for the API that is open.
    fn new_profile(self) -> Option<Profile> {
        self.session.current().map(|connection| Profile {
            id: 0,
            name: String::new(),
            base_url: connection.base_url,
            colour: Colour::Blue,
        })
    }

    fn is_current(self, profile: &Profile) -> bool {
        let connection = self.session.connection();
        let current = connection.and_then(|it| self.profiles.at(&it.base_url));
        current.is_some_and(|it| it.id == profile.id)
    }

    fn row(self, profile: Profile) -> El {
        let Self {
            profiles,
            session,
            edited,
            ..
        } = self;
        let id = profile.id;
        let named = |verb: &str| [verb, " ", &profile.name].concat();
        let selector = "button.btn.btn-icon.btn-quiet.btn-sm";
        let removed = profile.clone();
        let remove = icon_button(selector, "trash", &named("Remove"))
            .on_click(move || self.remove(removed.clone()));
        let remove = as_action(remove, named("Remove"), "trash", &[]);
        let edit = icon_button(selector, "edit", &named("Edit"));
        let edit = as_action(edit, named("Edit"), "edit", &[]);
        let switch = if self.is_current(&profile) {
            h("span.sm.muted").with("In use")
        } else {
            let switch = h("button.btn.btn-sm")
                .attr("type", "button")
                .attr("aria-label", &named("Switch to"))
                .with("Switch")
                .on_click(move || {
                    profiles.choose(Some(id));
                    session.lock(LockReason::Switched);
                });
            as_action(switch, named("Switch to"), "right", &[])
        };
        h("li")
            .with(badge_of(&profile))
            .with(h("span.mono.muted.trunc").with(profile.base_url.short()))
            .with(
                h("span.row.end")
                    .with(switch)
                    .with(edit.on_click(move || edited.set(Some(profile.clone()))))
                    .with(remove),
            )
    }

    fn remove(self, profile: Profile) {
        self.profiles.remove(profile.id);
        let text = ["Removed ", &profile.name].concat();
        self.toaster
            .success_with(&text, "Undo", move || self.profiles.save(profile.clone()));
    }

    fn form(self, open: RwSignal<bool>) -> El {
        let Some(old) = self.edited.get() else {
            return h("div");
        };
        let id = old.id;
        let form = EditForm::of(old.clone());
        let EditForm {
            name,
            base_url,
            colour,
            submission,
            ..
        } = form;
        let part = ["#profile-", &id.to_string()].concat();
        let draft = Draft::follow_part(&Route::Settings, &part, form);
        // Closing the dialog keeps it, and opening it again offers it.
        on_cleanup(move || {
            if !open.get_untracked() {
                draft.set_aside();
            }
        });
        let parsed = move || {
            untrack(|| {
                Profile::parse(
                    id,
                    &name.read(),
                    &base_url.read(),
                    colour.get(),
                    &self.profiles.list(),
                    &|text| self.session.is_secret(text),
                )
            })
        };
        let text = |kind, field: &'static str, label, value: RwSignal<String>| {
            Field::new(kind, field, label)
                .bind(move || value.get(), move |text| value.set(text))
                .check(move || wrong(parsed(), field))
        };
        let colours: Vec<El> = Colour::ALL
            .into_iter()
            .map(|it| {
                let chip = choice(
                    "colour",
                    it.label(),
                    move || colour.get() == it,
                    move || colour.set(it),
                );
                chip.attr("data-colour", it.token())
            })
            .collect();
        let body = with_draft(h("div.dialog-body"), draft)
            .with(
                text(TextKind::Line, "profile_name", "Name", name)
                    .autofocus()
                    .build(submission),
            )
            .with(
                text(TextKind::Url, "profile_base_url", "API base URL", base_url)
                    .hint("The address that the key of this profile is sent to.")
                    .build(submission),
            )
            .with(choices("Colour").with(colours));
        let form = h("form").on_submit(move || match parsed() {
            Ok(profile) => {
                draft.discard();
                self.profiles.save(profile);
                open.set(false);
            }
            Err(fields) => submission.refuse(fields),
        });
        let word = if id == 0 {
            "Create profile"
        } else {
            "Save profile"
        };
        let save = submit_button("button.btn.btn-primary", submission, word, word);
        form.with(body).with(dialog_foot(open, submission, save))
    }
}
