//! Passing a request on as a link, and keeping it in a collection, in the browser's local storage.
//! Neither ever has a secret in it.

use super::Explorer;
use crate::actions::as_action;
use crate::browser;
use crate::components::{
    Field, Submission, TextKind, button, copy_and_say, dialog, icon, icon_button, verb,
};
use crate::dom::{El, h};
use crate::explorer::{Collections, MOST_BYTES, Saved};
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::FieldErrors;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Where local storage keeps the collections.
const STORAGE_KEY: &str = "meta-console.collections";

/// The collection that is offered first.
const FIRST: &str = "My requests";

impl Explorer {
    /// Copies a link to the request.
    pub(super) fn share_button(self) -> El {
        let toaster = self.toaster;
        let share = icon_button(
            "button.btn.btn-icon.btn-quiet",
            "link",
            "Copy a link to this request",
        )
        .on_click(move || {
            let draft = self.draft.get_untracked();
            let holds_key = move |text: &str| self.session.holds_key(text);
            if let Some(reason) = draft.secret(&holds_key) {
                let text = [
                    "A link cannot carry this request. ",
                    reason,
                    " Take it out first.",
                ];
                return toaster.failure(&text.concat());
            }
            let (search, whole) = draft.search(&holds_key);
            if !whole {
                let text = "A link cannot carry so long a body. Save the request in a \
                                collection and export that.";
                return toaster.failure(text);
            }
            let href = Route::Explorer(search).href();
            let link = [&browser::origin(), &browser::base_path(), "/", &href].concat();
            copy_and_say(toaster, "Link", link);
        });
        as_action(share, "Copy a link to this request", "link", &[])
    }

    /// Keeps the request under a name.
    pub(super) fn save_button(self) -> El {
        let save = icon_button("button.btn.btn-icon.btn-quiet", "plus", "Save the request…")
            .on_click(move || self.saving.set(true));
        as_action(save, "Save the request…", "plus", &[])
    }

    /// The form that asks for the name.
    pub(super) fn save_dialog(self) -> El {
        let open = self.saving;
        dialog(
            "save-request-title",
            open,
            || "Save the request".to_owned(),
            move || untrack(|| self.save_form(open)),
        )
    }

    fn save_form(self, open: RwSignal<bool>) -> El {
        let submission = Submission::default();
        let name = RwSignal::new(self.title());
        let known = stored();
        let collection = RwSignal::new(known.names().first().map_or(FIRST, |it| *it).to_owned());
        let names: Vec<El> = known
            .names()
            .iter()
            .map(|it| h("option").attr("value", it))
            .collect();
        let save = move || {
            let (name, collection) = (name.get_untracked(), collection.get_untracked());
            match self.keep(name.trim(), collection.trim()) {
                Ok(()) => {
                    open.set(false);
                    self.toaster.success("Request saved");
                }
                Err(errors) => submission.refuse(errors),
            }
        };
        let foot = h("div.dialog-foot")
            .with(
                h("button.btn")
                    .attr("type", "button")
                    .with("Cancel")
                    .on_click(move || open.set(false)),
            )
            .with(
                h("button.btn.btn-primary")
                    .attr("type", "submit")
                    .with("Save"),
            );
        let hint = "Kept in this browser only, without any key.";
        h("div").with(
            h("form")
                .on_submit(save)
                .with(
                    h("div.dialog-body.stack")
                        .with(
                            Field::new(TextKind::Line, "saved-name", "Name")
                                .bind(move || name.get(), move |text| name.set(text))
                                .autofocus()
                                .build(submission),
                        )
                        .with(
                            Field::new(TextKind::Line, "saved-collection", "Collection")
                                .bind(move || collection.get(), move |text| collection.set(text))
                                .suggestions("collection-names")
                                .hint(hint)
                                .build(submission),
                        )
                        .with(h("datalist").attr("id", "collection-names").with(names)),
                )
                .with(foot),
        )
    }

    fn keep(self, name: &str, collection: &str) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        for (field, text) in [("saved-name", name), ("saved-collection", collection)] {
            if text.is_empty() {
                errors.push(field, "Enter a name.".to_owned());
            } else if self.session.is_secret(text) {
                errors.push(field, "This looks like a key. Use another name.".to_owned());
            }
        }
        let draft = self.draft.get_untracked();
        if let Some(reason) = draft.secret(&move |text: &str| self.session.holds_key(text)) {
            let sentence = ["The request was not saved. ", reason, " Take it out first."];
            errors.push("saved-name", sentence.concat());
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut all = stored();
        all.save(Saved {
            collection: collection.to_owned(),
            name: name.to_owned(),
            draft: draft.without_key(),
        });
        if self.store(&all) {
            Ok(())
        } else {
            let sentence = "The browser has no room for it, or keeps nothing for this page.";
            Err(FieldErrors::one("saved-name", sentence))
        }
    }

    fn store(self, all: &Collections) -> bool {
        let kept = browser::local_storage()
            .is_some_and(|it| it.set_item(STORAGE_KEY, &all.to_json()).is_ok());
        self.memory.saved.update(|it| *it = it.wrapping_add(1));
        kept
    }

    /// What is kept, to be opened, removed, exported and imported.
    pub(super) fn collections(self) -> El {
        let list = h("div.stack.gap-2").swap(move || {
            self.memory.saved.track();
            let all = stored();
            untrack(|| {
                let names = all.names().into_iter();
                let group = |name: &str| {
                    let of_it = all.all().iter().filter(|it| it.collection == name);
                    h("div.stack.gap-1")
                        .with(h("h4.sm.subtle").with(name))
                        .with(h("ul.sent").with(of_it.map(|it| self.kept(it)).collect::<Vec<_>>()))
                };
                names.map(group).collect::<Vec<_>>()
            })
        });
        let export = button("button.btn.btn-quiet.btn-sm", "export", "Export")
            .flag("disabled", move || {
                self.memory.saved.track();
                stored().all().is_empty()
            })
            .on_click(move || browser::download("meta-console-requests.json", &stored().to_json()));
        let export = as_action(export, "Export the collections", "export", &[]);
        let file = h("input.sr")
            .attr("type", "file")
            .attr("id", "import")
            .attr("accept", ".json,application/json")
            .attr("tabindex", "-1")
            .attr("aria-hidden", "true")
            .on("change", move |event| {
                event.stop_propagation();
                let input = event.target();
                let input = input.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
                let Some(input) = input else { return };
                let file = input.files().and_then(|it| it.get(0));
                if let Some(file) = file {
                    browser::spawn(Box::pin(self.import(file)));
                }
                // The same file can be chosen again.
                input.set_value("");
            });
        let chooser = file.element().clone();
        let import = button("button.btn.btn-quiet.btn-sm", "plus", "Import…").on_click(move || {
            if let Some(input) = chooser.dyn_ref::<web_sys::HtmlElement>() {
                input.click();
            }
        });
        let import = as_action(import, "Import collections…", "plus", &[]);
        h("section.stack.gap-2")
            .attr("aria-labelledby", "saved-title")
            .with(
                h("div.row.wrap")
                    .with(h("h3.grow").attr("id", "saved-title").with("Saved"))
                    .with(file)
                    .with(import)
                    .with(export),
            )
            .with(list)
    }

    fn kept(self, saved: &Saved) -> El {
        let draft = saved.draft.clone();
        let open = h("button.plain.row.grow")
            .attr("type", "button")
            .attr("title", "Open this request")
            .with(verb(saved.draft.method))
            .with(" ")
            .with(h("span.trunc.grow").with(saved.name.as_str()))
            .on_click(move || self.open(&draft));
        let (collection, name) = (saved.collection.clone(), saved.name.clone());
        let toaster = self.toaster;
        let label = ["Remove ", &saved.name].concat();
        let remove =
            icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "x", &label).on_click(move || {
                let mut all = stored();
                let removed = all.remove(&collection, &name);
                self.store(&all);
                let Some(removed) = removed else { return };
                let undo = move || {
                    let mut all = stored();
                    all.save(removed.clone());
                    self.store(&all);
                };
                toaster.success_with(&["Removed ", &name].concat(), "Undo", undo);
            });
        h("li.row").with(icon("right")).with(open).with(remove)
    }

    async fn import(self, file: web_sys::File) {
        let toaster = self.toaster;
        if file.size() > MOST_BYTES {
            return toaster.failure(
                "The file is larger than 5 MB, more than this console reads. Nothing was imported.",
            );
        }
        let text = JsFuture::from(file.text()).await.ok();
        let Some(text) = text.and_then(|it| it.as_string()) else {
            return toaster.failure("The browser could not read the file. Nothing was imported.");
        };
        let mut all = stored();
        let holds_key = move |text: &str| self.session.holds_key(text);
        let read = Collections::from_json(&text).and_then(|it| all.import(it, &holds_key));
        match read {
            Ok(count) if self.store(&all) => {
                let plural = if count == 1 { "" } else { "s" };
                toaster.success(&["Imported ", &count.to_string(), " request", plural].concat());
            }
            Ok(_) => toaster.failure("The browser has no room for them. Nothing was imported."),
            Err(sentence) => toaster.failure(&sentence),
        }
    }
}

/// What local storage has; nothing when it cannot be read.
fn stored() -> Collections {
    browser::local_storage()
        .and_then(|it| it.get_item(STORAGE_KEY).ok().flatten())
        .and_then(|text| Collections::from_json(&text).ok())
        .unwrap_or_default()
}
