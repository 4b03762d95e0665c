//! What others save while it is edited here.

use super::Form;
use crate::drafts::Draft;
use crate::form::{ApplicationDraft, Field, Merge, Value};
use crate::pages::stale::{Choice, Conflict};
use leptos::prelude::*;
use meta_api::Application;
use meta_api::sample::Request;

impl Form {
    pub(super) fn meet_saved(self) {
        if let Some(now) = self.saved_draft() {
            self.meet(&now);
        }
    }

    /// Takes over what others changed where nothing is edited.
    pub(super) fn meet(self, now: &ApplicationDraft) {
        let merge = self
            .draft
            .with_untracked(|draft| Merge::new(draft, &self.base.read_untracked(), now));
        self.base.set(merge.base);
        self.draft.set(merge.draft);
    }

    pub(super) fn moved(self, now: Application) {
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
    pub(super) fn conflict(self) -> Option<Conflict> {
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
    pub(super) fn decided(self, conflict: &Conflict, choices: &[Choice]) -> Option<Request> {
        let (base, draft) = conflict.with(choices);
        self.preview(&draft, &base)
    }

    pub(super) fn decide(self, kept: Draft, conflict: &Conflict, choices: &[Choice]) {
        let (base, draft) = conflict.with(choices);
        self.base.set(base);
        self.draft.set(draft);
        // It may have been changed once more meanwhile: that is read again, too.
        self.save(kept);
    }
}
