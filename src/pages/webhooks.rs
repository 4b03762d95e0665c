//! The webhooks of an application.

use super::api_keys::open_while;
use super::application::Current;
use super::delete_application::dialog_foot;
use super::details::wrong;
use super::draft::with_draft;
use crate::actions::{as_action, row_action};
use crate::client::{Call, Client};
use crate::components::{
    Column, Field, Position, Submission, TextKind, Toaster, bones, button, copy_button, dialog,
    empty, folded_request, icon, icon_button, loading, outcome, pager, submit_button, table, time,
};
use crate::dom::{El, h};
use crate::drafts::{self, Draft};
use crate::form::{Change, Value, create_webhook, webhook_warning};
use crate::load::{Loaded, Meanwhile, load};
use crate::location::Location;
use crate::routes::{self, Route};
use leptos::prelude::*;
use meta_api::{HttpUrl, Page, Paging, WebHook};

/// What webhooks are for.
const SENTENCE: &str = "Webhooks are told about events of this application.";

/// The columns of the list; what stands in for it while it loads has the same.
pub const COLUMNS: [Column; 4] = [
    Column {
        title: "URL",
        cell: "td.c-url",
    },
    Column {
        title: "ID",
        cell: "td.c-id",
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
struct Hooks {
    current: Current,
    client: Client,
    toaster: Toaster,
    list: Loaded<(Paging, Page<WebHook>)>,
    deleting: RwSignal<Option<WebHook>>,
}

/// The screen, inside the application's frame.
pub fn webhooks(current: Current) -> El {
    let client = expect_context::<Client>();
    let location = expect_context::<Location>();
    let list = load(Meanwhile::Keep, move || {
        let Some(Route::WebHooks(id, paging)) = location.route() else {
            return None;
        };
        current.follow_refresh();
        let answer = client.webhooks(&id, paging);
        Some(Box::pin(
            async move { answer.await.map(|page| (paging, page)) },
        ))
    });
    let toaster = expect_context::<Toaster>();
    let hooks = Hooks {
        current,
        client,
        toaster,
        list,
        deleting: RwSignal::new(None),
    };
    let box_ = h("div.table-wrap").state("aria-busy", move || list.pending());
    let skeleton = || bones("table.table.table-hooks.bones", &COLUMNS, 3);
    let rows = loading(box_, list, "webhooks", skeleton, move || {
        list.with(|(paging, page)| hooks.content(*paging, page))
            .unwrap_or_default()
    });
    let id = StoredValue::new(current.id());
    let pager = pager(
        move || {
            list.with(|(paging, page)| Position::of_some(*paging, page))
                .flatten()
        },
        move |paging| Route::WebHooks(id.get_value(), paging),
    );
    let delete = delete_dialog(current, hooks.deleting, move |_| hooks.changed());
    h("div.stack.top")
        .with(hooks.add())
        .with(rows.with(pager))
        .with(delete)
}

/// The form in the dialog that adds a webhook.
struct AddForm {
    url: RwSignal<String>,
    submission: Submission,
}

impl drafts::Form for AddForm {
    fn changes(&self) -> Vec<Change> {
        Change::text("url", "", &self.url.read())
            .into_iter()
            .collect()
    }

    fn saved(&self, field: &str) -> Option<Value> {
        (field == "url").then(|| Value::Text(String::new()))
    }

    fn restore(&self, changes: &[Change]) {
        if let Some(url) = changes.iter().find(|it| it.field == "url") {
            self.url.set(url.typed().to_owned());
        }
    }

    fn reset(&self) {
        self.submission.reset();
        self.url.set(String::new());
    }
}

impl Hooks {
    fn changed(self) {
        self.list.reload();
        self.current.webhooks.reload();
    }

    fn add(self) -> El {
        let open = RwSignal::new(false);
        let add = button("button.btn.btn-primary", "plus", "Add webhook…")
            .on_click(move || open.set(true));
        let add = as_action(add, "Add webhook…", "plus", &["C"]);
        let line = h("div.row.wrap")
            .with(h("p.muted.grow").with(SENTENCE))
            .with(add);
        let title = || "Add a webhook".to_owned();
        let form = move || untrack(|| self.add_form(open));
        h("div")
            .with(line)
            .with(dialog("add-webhook-title", open, title, form))
    }

    fn add_form(self, open: RwSignal<bool>) -> El {
        let submission = Submission::default();
        let url = RwSignal::new(String::new());
        let here = Route::WebHooks(self.current.id(), routes::first_page());
        let draft = Draft::follow(&here, AddForm { url, submission });
        // Closing the dialog keeps it, and opening it again offers it.
        on_cleanup(move || {
            if !open.get_untracked() {
                draft.set_aside();
            }
        });
        let form = h("form").on_submit(move || {
            let entry = draft.entry();
            let sent = url.get_untracked();
            submission.run(
                create_webhook(&url.read_untracked()),
                move |body| self.client.create_webhook(&self.current.id(), &body),
                move |_| {
                    if !submission.is_shown() {
                        entry.saved(&Vec::from_iter(Change::text("url", "", &sent)));
                    } else if url.get_untracked() == sent {
                        draft.discard();
                        open.set(false);
                    }
                    self.toaster.success("Added the webhook");
                    self.changed();
                },
            );
        });
        let field = Field::new(TextKind::Url, "url", "URL")
            .bind(move || url.get(), move |text| url.set(text))
            .check(move || wrong(create_webhook(&url.read_untracked()), "url"))
            .warning(move || {
                HttpUrl::parse(&url.read())
                    .ok()
                    .as_ref()
                    .and_then(webhook_warning)
            })
            .hint("Events are sent to this address, such as https://example.com/hook.")
            .autofocus()
            .build(submission);
        let body = outcome(
            with_draft(h("div.dialog-body"), draft),
            || "Could not add the webhook".to_owned(),
            submission,
        );
        let add = submit_button(
            "button.btn.btn-primary",
            submission,
            "Add webhook",
            "Adding…",
        );
        let request = folded_request(move || {
            let body = create_webhook(&url.read()).ok()?;
            let call = Call::create_webhook(&self.current.id(), &body);
            Some(self.client.preview(&call))
        });
        form.with(body.with(field).with(request))
            .with(dialog_foot(open, submission, add))
    }

    fn content(self, paging: Paging, page: &Page<WebHook>) -> Vec<El> {
        let ids = page.objects.iter().map(|it| it.id.clone()).collect();
        let here = Route::WebHooks(self.current.id(), paging);
        self.current.hooks.draw(here, ids);
        if page.total == 0 {
            let sentence = "Add one to be told when files are created or deleted.";
            vec![empty("link", "No webhooks yet", sentence, None)]
        } else if page.objects.is_empty() {
            let sentence = "The list is shorter than that.";
            vec![empty("link", "Nothing on this page", sentence, None)]
        } else {
            let rows = page
                .objects
                .iter()
                .map(|webhook| self.row(webhook))
                .collect();
            vec![table("table.table.table-hooks", &COLUMNS, rows)]
        }
    }

    fn row(self, webhook: &WebHook) -> El {
        let id = webhook.id.as_str();
        let url = webhook.url.as_str();
        let cell = |column: &Column| h(column.cell).attr("role", "cell");
        let [url_cell, id_cell, created, actions] = COLUMNS.each_ref().map(cell);
        let route = Route::WebHook(self.current.id(), webhook.id.clone());
        let copy = copy_button(
            "URL",
            &["Copy the URL of webhook ", id].concat(),
            url.to_owned(),
        );
        let copy = row_action(copy, ".");
        let delete = icon_button(
            "button.btn.btn-icon.btn-quiet.btn-sm",
            "trash",
            &["Delete webhook ", id].concat(),
        );
        let delete = row_action(delete, "Backspace");
        let deleting = self.deleting;
        let this = webhook.clone();
        let delete = delete.on_click(move || deleting.set(Some(this.clone())));
        h("tr")
            .attr("role", "row")
            .with(url_cell.with(h("a").attr("href", &route.href()).with(url)))
            .with(id_cell.with(h("span.mono").with(id)))
            .with(created.with(time(&webhook.created)))
            .with(actions.with(copy).with(delete))
    }
}

/// What stands in for the button that adds a webhook.
pub fn add_skeleton() -> El {
    let add = h("span.btn").with(icon("plus")).with("Add webhook…");
    h("div.row.wrap")
        .with(h("p.muted.grow").with(SENTENCE))
        .with(add)
}

/// Asks before a webhook is deleted; open while `deleting` holds one. Calls `done` when it is
/// gone, with the list that it was in.
pub fn delete_dialog(
    current: Current,
    deleting: RwSignal<Option<WebHook>>,
    done: impl Fn(Option<Route>) + Clone + 'static,
) -> El {
    let open = open_while(deleting);
    dialog(
        "delete-webhook-title",
        open,
        || "Delete this webhook?".to_owned(),
        move || match deleting.get_untracked() {
            Some(webhook) => untrack(|| delete_form(current, webhook, open, done.clone())),
            None => h("div"),
        },
    )
}

fn delete_form(
    current: Current,
    webhook: WebHook,
    open: RwSignal<bool>,
    done: impl Fn(Option<Route>) + Clone + 'static,
) -> El {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let sentence = h("p")
        .with(h("b.mono").with(webhook.url.as_str()))
        .with(" is no longer told about events. The API has no request to bring it back.");
    let body = outcome(
        h("div.dialog-body").with(sentence),
        || "Could not delete the webhook".to_owned(),
        submission,
    );
    let call = Call::delete_webhook(&current.id(), &webhook.id);
    let body = body.with(folded_request(move || Some(client.preview(&call))));
    let form = h("form").on_submit(move || {
        let done = done.clone();
        let (deleted, gone) = (webhook.id.clone(), webhook.id.clone());
        submission.run(
            Ok(()),
            move |()| client.delete_webhook(&current.id(), &gone),
            move |()| {
                if submission.is_shown() {
                    open.set(false);
                }
                toaster.success("Deleted the webhook");
                done(current.hooks.delete(&deleted));
            },
        );
    });
    let delete = submit_button(
        "button.btn.btn-bad",
        submission,
        "Delete webhook",
        "Deleting…",
    );
    form.with(body).with(dialog_foot(open, submission, delete))
}
