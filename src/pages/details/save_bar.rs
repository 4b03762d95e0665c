//! What is not saved yet, with what saving would send.

use super::Form;
use crate::actions::as_action;
use crate::client::Call;
use crate::components::{cancel_button, request_button, request_panel, submit_button};
use crate::dom::{El, h};
use crate::drafts::Draft;
use crate::form::ApplicationDraft;
use crate::pages::saving;
use leptos::prelude::*;
use meta_api::sample::Request;

impl Form {
    /// What saving would send, if that is shown: beside the form or, where there is no room for
    /// that, in the save bar.
    pub(super) fn request(self) -> Option<El> {
        let shown = self.changed() && self.request.get();
        shown.then(|| h("div.request").with(self.request_panel()))
    }

    fn request_panel(self) -> El {
        request_panel(move || {
            self.draft
                .with(|draft| self.preview(draft, &self.base.read()))
        })
    }

    pub(super) fn preview(
        self,
        draft: &ApplicationDraft,
        base: &ApplicationDraft,
    ) -> Option<Request> {
        let body = draft.update(base).ok().filter(|body| !body.is_empty())?;
        let call = Call::update_application(&self.current.id(), &body);
        Some(self.client.preview(&call))
    }

    pub(super) fn save_bar(self, draft: Draft) -> El {
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

/// Whether the summary stands under the form.
pub fn is_narrow() -> bool {
    let main = document().get_element_by_id("main");
    main.is_some_and(|main| main.client_width() < 1056)
}
