//! The API keys of an application. A key is masked until it is revealed; masked, it is not in
//! the page at all.

use super::application::Current;
use super::delete_application::dialog_foot;
use super::trail::Trail;
use crate::actions::{as_action, row_action};
use crate::client::{Call, Client};
use crate::components::{
    Column, Position, Submission, Toaster, bones, button, cancel_button, copy_button, dialog,
    empty, folded_request, icon, icon_button, loading, outcome, pager, reveal_state, submit_button,
    table, time,
};
use crate::dom::{El, effect, h};
use crate::load::{Loaded, Meanwhile, load};
use crate::location::Location;
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::{ApiKey, ApiKeyValue, Page, Paging};
use std::time::Duration;

/// How long a key is shown before it hides again.
const REVEALED: Duration = Duration::from_secs(30);

/// What its keys are for.
const SENTENCE: &str = "API keys allow access to other Kloudless APIs.";

/// The columns of the list; what stands in for it while it loads has the same.
pub const COLUMNS: [Column; 3] = [
    Column {
        title: "Key",
        cell: "td.c-key",
    },
    Column {
        title: "Created",
        cell: "td.c-time",
    },
    Column {
        title: "Actions",
        cell: "td.c-act",
    },
];

/// What the parts of the screen share. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Keys {
    current: Current,
    client: Client,
    toaster: Toaster,
    list: Loaded<(Paging, Page<ApiKey>)>,
    deleting: RwSignal<Option<ApiKeyValue>>,
    /// The key that was just created, until it is put away.
    created: RwSignal<Option<ApiKeyValue>>,
    /// Where the request that created it is shown.
    sent: RwSignal<Option<String>>,
    trail: Trail<ApiKeyValue>,
}

/// The screen, inside the application's frame.
pub fn api_keys(current: Current) -> El {
    let client = expect_context::<Client>();
    let location = expect_context::<Location>();
    let list = load(Meanwhile::Keep, move || {
        let Some(Route::ApiKeys(id, paging)) = location.route() else {
            return None;
        };
        current.follow_refresh();
        let answer = client.api_keys(&id, paging);
        Some(Box::pin(
            async move { answer.await.map(|page| (paging, page)) },
        ))
    });
    let toaster = expect_context::<Toaster>();
    let keys = Keys {
        current,
        client,
        toaster,
        list,
        deleting: RwSignal::new(None),
        created: RwSignal::new(None),
        sent: RwSignal::new(None),
        trail: Trail::new(),
    };
    let box_ = h("div.table-wrap").state("aria-busy", move || list.pending());
    let skeleton = || bones("table.table.table-keys.bones", &COLUMNS, 3);
    let rows = loading(box_, list, "API keys", skeleton, move || {
        list.with(|(paging, page)| keys.content(*paging, page))
            .unwrap_or_default()
    });
    let id = StoredValue::new(current.id());
    let pager = pager(
        move || {
            list.with(|(paging, page)| Position::of_some(*paging, page))
                .flatten()
        },
        move |paging| Route::ApiKeys(id.get_value(), paging),
    );
    h("div.stack.top")
        .with(keys.create())
        .with(rows.with(pager))
        .with(keys.delete_dialog())
}

impl Keys {
    fn changed(self) {
        self.list.reload();
        self.current.keys.reload();
    }

    /// The button that creates a key, and the new key until it is put away.
    fn create(self) -> El {
        let submission = Submission::default();
        let created = self.created;
        let form = h("form.row.wrap").on_submit(move || {
            submission.run(
                Ok(()),
                move |()| self.client.create_api_key(&self.current.id()),
                move |key| {
                    let journal = self.client.journal();
                    self.sent.set(journal.said(true, "Created an API key"));
                    created.set(Some(key.key));
                    self.changed();
                },
            );
        });
        let create = submit_button(
            "button.btn.btn-primary",
            submission,
            "Create key",
            "Creating…",
        );
        let create = as_action(create, "Create API key", "key", &["C"]);
        let form = form.with(h("p.muted.grow").with(SENTENCE)).with(create);
        let form = cancel_button(form, submission);
        let part = outcome(
            h("div.stack").with(form),
            || "Could not create an API key".to_owned(),
            submission,
        );
        let (client, call) = (self.client, Call::create_api_key(&self.current.id()));
        let request = folded_request(move || Some(client.preview(&call)));
        // It would stand between the button and the keys.
        let _ = request.element().remove_attribute("open");
        part.with(request).with(
            h("div")
                .attr("role", "status")
                .swap(move || created.get().map(|key| self.new_key(&key))),
        )
    }

    fn new_key(self, key: &ApiKeyValue) -> El {
        let created = self.created;
        let request = self
            .sent
            .get_untracked()
            .map(|href| h("a.btn.btn-sm").attr("href", &href).with("Show request"))
            .map(|link| as_action(link, "Show request", "pulse", &[]));
        let revealed = revealing(true);
        let text = key.clone();
        let reveal = icon_button(
            "button.btn.btn-icon.btn-quiet.btn-sm",
            "eye",
            "Reveal the new key",
        );
        let reveal = as_action(reveal, "Reveal the new key", "eye", &[]);
        let copy = copy_button("API key", "Copy the new key", key.expose().to_owned());
        let copy = as_action(copy, "Copy the new key", "copy", &[]);
        // The buttons stay beside the key, which breaks where there is no room.
        let shown = h("div.row.gap-1")
            .swap(move || [key_text(&text, revealed.get())])
            .with(reveal_state(reveal, revealed))
            .with(copy);
        let hide =
            button("button.btn.btn-sm", "eye-off", "Hide").on_click(move || created.set(None));
        let hide = as_action(hide, "Hide the new key", "eye-off", &[]);
        h("div.banner.tint-ok")
            .with(icon("good"))
            .with(
                h("div.stack.gap-1")
                    .with(h("p").with(h("b").with("API key created")))
                    .with(shown),
            )
            .with(request)
            .with(hide)
    }

    fn content(self, paging: Paging, page: &Page<ApiKey>) -> Vec<El> {
        let ids = page.objects.iter().map(|it| it.key.clone()).collect();
        self.trail
            .draw(Route::ApiKeys(self.current.id(), paging), ids);
        if page.total == 0 {
            let sentence = "Create one to call other Kloudless APIs.";
            vec![empty("key", "No API keys yet", sentence, None)]
        } else if page.objects.is_empty() {
            let sentence = "The list is shorter than that.";
            vec![empty("key", "Nothing on this page", sentence, None)]
        } else {
            let rows = page.objects.iter().map(|key| self.row(key)).collect();
            vec![table("table.table.table-keys", &COLUMNS, rows)]
        }
    }

    fn row(self, ApiKey { key, created, .. }: &ApiKey) -> El {
        let revealed = revealing(false);
        let named = |verb: &str| [verb, " key ending in ", key.ending()].concat();
        let cell = |column: &Column| h(column.cell).attr("role", "cell");
        let [key_cell, created_cell, actions] = COLUMNS.each_ref().map(cell);
        let shown = {
            let key = key.clone();
            move || [key_text(&key, revealed.get())]
        };
        let reveal = icon_button(
            "button.btn.btn-icon.btn-quiet.btn-sm",
            "eye",
            &named("Reveal"),
        );
        let copy = copy_button("API key", &named("Copy"), key.expose().to_owned());
        let copy = row_action(copy, ".");
        let delete = icon_button(
            "button.btn.btn-icon.btn-quiet.btn-sm",
            "trash",
            &named("Delete"),
        );
        let delete = row_action(delete, "Backspace");
        let key = key.clone();
        let deleting = self.deleting;
        h("tr")
            .attr("role", "row")
            .with(
                key_cell
                    .swap(shown)
                    .with(reveal_state(reveal, revealed))
                    .with(copy),
            )
            .with(created_cell.with(time(created)))
            .with(actions.with(delete.on_click(move || deleting.set(Some(key.clone())))))
    }

    fn delete_dialog(self) -> El {
        let deleting = self.deleting;
        let open = open_while(deleting);
        dialog(
            "delete-key-title",
            open,
            || "Delete this API key?".to_owned(),
            move || match deleting.get_untracked() {
                Some(key) => untrack(|| self.delete_form(&key, open)),
                None => h("div"),
            },
        )
    }

    fn delete_form(self, key: &ApiKeyValue, open: RwSignal<bool>) -> El {
        let submission = Submission::default();
        let only = self
            .list
            .with_untracked(|(_, page)| page.total == 1)
            .unwrap_or(false);
        let sentence = h("p")
            .with("The key ending in ")
            .with(h("b.mono").with(key.ending()))
            .with(" stops working at once. The API has no request to bring it back.");
        let warning = only.then(|| {
            h("p.warning").with(
                "It is the only key of this application: nothing can call the API for it \
                 afterwards.",
            )
        });
        let body = outcome(
            h("div.dialog-body").with(sentence).with(warning),
            || "Could not delete the key".to_owned(),
            submission,
        );
        let (client, call) = (self.client, Call::delete_api_key(&self.current.id(), key));
        let body = body.with(folded_request(move || Some(client.preview(&call))));
        let key = key.clone();
        let form = h("form").on_submit(move || {
            let said = ["Deleted the key ending in ", key.ending()].concat();
            let (deleted, gone) = (key.clone(), key.clone());
            submission.run(
                Ok(()),
                move |()| self.client.delete_api_key(&self.current.id(), &gone),
                move |()| {
                    if submission.is_shown() {
                        open.set(false);
                    }
                    self.toaster.success(&said);
                    self.trail.delete(&deleted);
                    if self
                        .created
                        .with_untracked(|created| created.as_ref() == Some(&deleted))
                    {
                        self.created.set(None);
                    }
                    self.changed();
                },
            );
        });
        let delete = submit_button("button.btn.btn-bad", submission, "Delete key", "Deleting…");
        form.with(body).with(dialog_foot(open, submission, delete))
    }
}

/// What stands in for the button that creates a key, and for its request.
pub fn create_skeleton() -> El {
    let create = h("span.btn")
        .attr("data-word", "Create key")
        .attr("data-busy", "Creating…");
    let line = h("div.row.wrap").with(h("p.muted.grow").with(SENTENCE));
    h("div.stack")
        .with(line.with(create))
        .with(h("div.bone-line"))
        .with(h("div"))
}

/// Whether a dialog is open: while there is something that it is about.
pub fn open_while<T: Clone + Send + Sync + 'static>(about: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    effect(Box::new(move || {
        if about.with(Option::is_some) {
            open.set(true);
        }
    }));
    effect(Box::new(move || {
        if !open.get() {
            about.set(None);
        }
    }));
    open
}

/// Whether a key is shown. It hides again by itself.
fn revealing(now: bool) -> RwSignal<bool> {
    let revealed = RwSignal::new(now);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_get_value() {
            timer.clear();
        }
    };
    effect(Box::new(move || {
        stop();
        if revealed.get() {
            // The row may have gone meanwhile.
            let hide = move || {
                let _ = revealed.try_set(false);
            };
            timer.set_value(set_timeout_with_handle(hide, REVEALED).ok());
        }
    }));
    on_cleanup(stop);
    revealed
}

fn key_text(key: &ApiKeyValue, revealed: bool) -> El {
    if revealed {
        return h("span.key.mono")
            .attr("data-revealed", "")
            .with(key.expose());
    }
    let hidden = |text: &'static str| h(text).attr("aria-hidden", "true");
    h("span.key.mono")
        .with(h("span.sr").with("Key ending in "))
        .with(hidden("span").with(key.beginning()))
        .with(hidden("span.dots").with("••••••••••••••••••••••"))
        .with(key.ending())
}
