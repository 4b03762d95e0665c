//! Two people at the same application: what was typed here, what others saved meanwhile, and
//! what both started from.

use super::application::{ApplicationDraft, Field};

/// A draft and its base after the application was read again.
///
/// The base is what its person saw: an edited field that others changed, too, keeps its old value
/// there until the person chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The draft: what is not edited follows what is saved now.
    pub draft: ApplicationDraft,
    /// What the draft differs from.
    pub base: ApplicationDraft,
    /// Edited here and changed elsewhere, to something else.
    pub conflicts: Vec<Field>,
    /// Changed elsewhere and not edited here.
    pub followed: Vec<Field>,
}

impl Merge {
    /// Lets a draft that began at `base` meet what is saved now.
    pub fn new(draft: &ApplicationDraft, base: &ApplicationDraft, now: &ApplicationDraft) -> Self {
        let edited = |field| draft.get(field) != base.get(field);
        let moved = |field| base.get(field) != now.get(field);
        // Who chose the same value as others has nothing to decide and nothing to send.
        let conflict = |field| edited(field) && moved(field) && draft.get(field) != now.get(field);
        let all = Field::ALL.into_iter();
        Self {
            draft: draft.following(base, now),
            base: ApplicationDraft::each(|field| {
                let value = if conflict(field) { base } else { now };
                value.get(field).clone()
            }),
            conflicts: all.clone().filter(|field| conflict(*field)).collect(),
            followed: all
                .filter(|field| moved(*field) && !edited(*field))
                .collect(),
        }
    }
}

impl ApplicationDraft {
    /// This draft after `base` became `now`: what was typed since stays.
    #[must_use]
    pub fn following(&self, base: &Self, now: &Self) -> Self {
        Self::each(|field| {
            let untouched = self.get(field) == base.get(field);
            let value = if untouched { now } else { self };
            value.get(field).clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::application::Value;
    use super::super::application::tests::{saved, text};
    use super::*;

    #[test]
    fn what_nobody_else_touched_is_sent_as_it_is() {
        let draft = saved().with(Field::Name, text("Mine"));
        let merge = Merge::new(&draft, &saved(), &saved());
        assert_eq!((&merge.draft, &merge.base), (&draft, &saved()));
        assert!(merge.conflicts.is_empty() && merge.followed.is_empty());
    }

    #[test]
    fn what_others_changed_is_followed_where_nothing_was_edited() {
        let draft = saved().with(Field::Name, text("Mine"));
        let theirs = saved()
            .with(Field::Description, text("Theirs"))
            .with(Field::Active, Value::Switch(false));
        let merge = Merge::new(&draft, &saved(), &theirs);
        assert_eq!(merge.followed, [Field::Description, Field::Active]);
        assert_eq!(merge.conflicts, []);
        assert_eq!(merge.draft.text(Field::Description), "Theirs");
        assert_eq!(merge.base, theirs);
        let body = merge.draft.update(&merge.base).unwrap();
        let body = serde_json::to_string(&body).unwrap();
        assert_eq!(body, r#"{"name":"Mine"}"#);
    }

    #[test]
    fn what_both_changed_is_a_conflict_that_keeps_the_old_value() {
        let draft = saved().with(Field::Name, text("Mine"));
        let theirs = saved().with(Field::Name, text("Theirs"));
        let merge = Merge::new(&draft, &saved(), &theirs);
        assert_eq!(merge.conflicts, [Field::Name]);
        assert_eq!(merge.followed, []);
        assert_eq!(merge.draft.text(Field::Name), "Mine");
        assert_eq!(merge.base.text(Field::Name), "Test App 1");
        // And it stays one, however often the application is read.
        let again = Merge::new(&merge.draft, &merge.base, &theirs);
        assert_eq!(again, merge);
    }

    #[test]
    fn who_changed_it_alike_has_nothing_to_send() {
        let alike = saved().with(Field::Name, text("Same"));
        let merge = Merge::new(&alike, &saved(), &alike);
        assert_eq!(merge.conflicts, []);
        assert!(merge.draft.update(&merge.base).unwrap().is_empty());
    }

    #[test]
    fn what_others_changed_and_changed_back_is_no_conflict() {
        let draft = saved().with(Field::Name, text("Mine"));
        let theirs = saved().with(Field::Name, text("Theirs"));
        let merge = Merge::new(&draft, &saved(), &theirs);
        let back = Merge::new(&merge.draft, &merge.base, &saved());
        assert_eq!(back.conflicts, []);
        assert_eq!(back.draft.text(Field::Name), "Mine");
    }

    #[test]
    fn what_is_typed_while_a_save_is_under_way_stays() {
        let sent = saved().with(Field::Name, text(" New "));
        let typed_since = sent.clone().with(Field::Description, text("later"));
        let answer = sent.clone().with(Field::Name, text("New"));
        let draft = typed_since.following(&sent, &answer);
        assert_eq!(draft.text(Field::Name), "New");
        assert_eq!(draft.text(Field::Description), "later");
    }
}
