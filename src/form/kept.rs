//! A draft as it is kept for later: what differs, from what, and since when.

use super::application::{ApplicationDraft, Field, Value};
use serde::{Deserialize, Serialize};

/// The API's name of the template of a new application.
pub const SOURCE: &str = "source";

/// What a form leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// When it was typed last: milliseconds since 1970.
    pub at: u64,
    /// Whether its person left the form on purpose. Otherwise the form went away under them: a
    /// reload, a lock, a key that is not accepted any more.
    pub left: bool,
    /// What differs, in the form's order.
    pub changes: Vec<Change>,
}

/// A field that holds something else than it did at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The API's name of the field.
    pub field: String,
    /// What it held at first: what others changed meanwhile differs from it. `None` where that must
    /// not be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    /// What was typed.
    pub new: Value,
}

impl Kept {
    /// Reads what was kept. `None` for anything else: storage can be edited by hand, and an older
    /// or newer console may have written it.
    pub fn parse(text: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(text).ok()?;
        (!kept.changes.is_empty()).then_some(kept)
    }

    /// The changes whose fields are not among these.
    pub fn without(&self, newer: &[Change]) -> Vec<Change> {
        let older = |change: &&Change| newer.iter().all(|it| it.field != change.field);
        self.changes.iter().filter(older).cloned().collect()
    }
}

impl Change {
    /// A text field that was typed into.
    pub fn text(field: &str, old: &str, new: &str) -> Option<Self> {
        (old != new).then(|| Self {
            field: field.to_owned(),
            old: Some(Value::Text(old.to_owned())),
            new: Value::Text(new.to_owned()),
        })
    }

    /// The text that was typed; empty for a switch.
    pub fn typed(&self) -> &str {
        match &self.new {
            Value::Text(text) => text,
            Value::Switch(_) => "",
        }
    }

    /// What a person calls the field.
    pub fn label(&self) -> &'static str {
        label_of(&self.field)
    }
}

/// What a person calls a field of any form.
pub fn label_of(field: &str) -> &'static str {
    match field {
        SOURCE => "Template",
        "url" => "URL",
        "profile_name" => "Name",
        "profile_base_url" => "API base URL",
        "profile_colour" => "Colour",
        _ => Field::by_name(field).map_or("", Field::label),
    }
}

impl ApplicationDraft {
    /// What this draft holds that `base` does not.
    pub fn changes(&self, base: &Self) -> Vec<Change> {
        let change = |field: Field| Change {
            field: field.name().to_owned(),
            old: Some(base.get(field).clone()),
            new: self.get(field).clone(),
        };
        self.differences(base).into_iter().map(change).collect()
    }

    /// Puts kept changes back in, and what they began from into `base`. Fields that are unknown
    /// or of another kind are ignored.
    pub fn restore(&mut self, base: &mut Self, changes: &[Change]) {
        for change in changes {
            if let Some(field) = Field::by_name(&change.field) {
                if let Some(old) = &change.old {
                    base.set(field, old.clone());
                }
                self.set(field, change.new.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::application::tests::{saved, text};
    use super::super::merge::Merge;
    use super::*;

    fn kept() -> Kept {
        let draft = saved()
            .with(Field::Name, text("Mine \"quoted\" 🦀"))
            .with(Field::Events, Value::Switch(true));
        Kept {
            at: 1_400_000_000_000,
            left: false,
            changes: draft.changes(&saved()),
        }
    }

    #[test]
    fn what_is_kept_can_be_read_again() {
        let written = serde_json::to_string(&kept()).unwrap();
        assert_eq!(Kept::parse(&written), Some(kept()));
        assert!(!written.contains("description"), "only what differs");
    }

    #[test]
    fn what_is_damaged_or_foreign_is_ignored() {
        let written = serde_json::to_string(&kept()).unwrap();
        for text in [
            "",
            "{}",
            "null",
            "[1]",
            r#"{"at":1,"left":false,"changes":[]}"#,
            r#"{"at":1,"left":false,"changes":[{"field":"name","old":1,"new":2}]}"#,
            &written[..written.len() - 3],
        ] {
            assert_eq!(Kept::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_restored_draft_knows_what_it_began_from() {
        let now = saved().with(Field::Name, text("Theirs"));
        let (mut draft, mut base) = (now.clone(), now.clone());
        draft.restore(&mut base, &kept().changes);
        assert_eq!(base.text(Field::Name), "Test App 1");
        assert!(draft.is_on(Field::Events));
        assert_eq!(Merge::new(&draft, &base, &now).conflicts, [Field::Name]);
    }

    #[test]
    fn unknown_fields_and_values_of_another_kind_are_not_restored() {
        let change = |field: &str, new| Change {
            field: field.to_owned(),
            old: Some(text("")),
            new,
        };
        let (mut draft, mut base) = (saved(), saved());
        let changes = [
            change("nonsense", text("x")),
            change("active", text("yes")),
            change("name", Value::Switch(true)),
        ];
        draft.restore(&mut base, &changes);
        assert_eq!(draft, saved());
    }

    #[test]
    fn what_is_typed_anew_takes_the_place_of_what_was_kept() {
        let newer = saved().with(Field::Name, text("Newer")).changes(&saved());
        let left = kept().without(&newer);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].label(), "Events");
        assert_eq!(kept().without(&[]).len(), 2);
    }
}
