//! Deleting an application, after its name was typed.

use super::application::Current;
use super::details::section;
use super::trail::Trail;
use crate::actions::as_action;
use crate::client::{Call, Client};
use crate::components::{
    Field, Submission, TextKind, Toaster, button, dialog, folded_request, icon, outcome,
    submit_button,
};
use crate::dom::{El, h};
use crate::drafts;
use crate::form::confirms;
use crate::intl;
use crate::location::Location;
use crate::routes::{self, Route};
use crate::session::Session;
use leptos::prelude::*;
use meta_api::ApplicationId;

/// The part of the details that leads to it.
pub fn danger_zone(current: Current) -> El {
    let open = RwSignal::new(false);
    let sentence = "It no longer shows up via the API, and there is no request to bring it back.";
    let what = h("div.grow")
        .with(h("h3").with("Delete this application"))
        .with(h("p.sm.muted").with(sentence));
    let delete = button("button.btn.btn-warn", "trash", "Delete…").on_click(move || open.set(true));
    let delete = as_action(delete, "Delete application…", "trash", &["Backspace"]);
    let card = h("div.card.danger")
        .with(h("div.card-body.row.wrap.gap-3").with(what).with(delete))
        .with(dialog(
            "delete-title",
            open,
            move || ["Delete ", &current.name(), "?"].concat(),
            move || untrack(|| form(current, open)),
        ));
    section(
        "Danger zone",
        "What is deleted cannot be brought back.",
        card,
    )
}

fn form(current: Current, open: RwSignal<bool>) -> El {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let location = expect_context::<Location>();
    let trail = expect_context::<Trail<ApplicationId>>();
    let session = expect_context::<Session>();
    let submission = Submission::default();
    let typed = RwSignal::new(String::new());
    let name = current.name();
    let id = current.id();
    let own_name = current
        .application
        .with_untracked(|it| it.name.trim().to_owned());
    let own_name = own_name.unwrap_or_default();
    let asked = if own_name.is_empty() {
        id.to_string()
    } else {
        own_name.clone()
    };
    let matches = Memo::new(move |_| confirms(&typed.read(), &own_name, id.as_str()));
    let deleted = name.clone();
    let form = h("form").on_submit(move || {
        if !matches.get_untracked() {
            return;
        }
        let (name, id) = (deleted.clone(), current.id());
        submission.run(
            Ok(()),
            move |()| client.delete_application(&current.id()),
            move |()| {
                toaster.success(&["Deleted ", &name].concat());
                let webhooks = Route::WebHooks(id.clone(), routes::first_page());
                drafts::forget(session, &[Route::Application(id.clone()), webhooks]);
                let list = trail.delete(&id);
                if location.is_at(|route| route.application() == Some(&id)) {
                    location.replace(&list.unwrap_or_else(routes::all_applications));
                }
            },
        );
    });
    let consequences = h("ul.bullets")
        .with(h("li").with("It no longer shows up via the API, not even as inactive."))
        .with(h("li").live(move || contents(current)))
        .with(h("li").with("The API has no request to bring it back."));
    let instead = h("div.banner")
        .with(icon("power"))
        .with(h("p").with("To pause it, make it inactive instead. Its accounts stay connected."));
    let failed = ["Could not delete ", &name].concat();
    let confirmation = Field::new(TextKind::Line, "confirmation", "Type")
        .label(h("b").with(asked))
        .label(h("span").with("to confirm"))
        .bind(move || typed.get(), move |text| typed.set(text))
        .autofocus()
        .build(submission);
    let body = outcome(
        h("div.dialog-body").with(consequences).with(instead),
        move || failed.clone(),
        submission,
    );
    let delete = submit_button(
        "button.btn.btn-bad",
        submission,
        "Delete application",
        "Deleting…",
    )
    .flag("disabled", move || !matches.get());
    let call = Call::delete_application(&current.id());
    let request = folded_request(move || Some(client.preview(&call)));
    form.with(body.with(confirmation).with(request))
        .with(dialog_foot(open, submission, delete))
}

/// The end of a dialog: leave it, or do what it is about. While that is under way, Cancel gives
/// it up; only then it leaves.
pub fn dialog_foot(open: RwSignal<bool>, submission: Submission, action: El) -> El {
    let cancel = h("button.btn")
        .attr("type", "button")
        // Where no field wants the focus: never the button that deletes.
        .attr("autofocus", "")
        .with("Cancel")
        .on_click(move || {
            if untrack(|| submission.pending()) {
                submission.cancel();
            } else {
                open.set(false);
            }
        });
    h("div.dialog-foot").with(cancel).with(action)
}

fn contents(current: Current) -> String {
    let keys = current.keys.with(|count| *count);
    goes_with_it(keys.zip(current.webhooks.with(|count| *count)))
}

/// What is deleted with an application: its API keys and webhooks, as far as they are counted.
pub fn goes_with_it(counts: Option<(u64, u64)>) -> String {
    let Some((keys, webhooks)) = counts else {
        return "Its API keys and webhooks are deleted with it.".to_owned();
    };
    let (keys, webhooks) = (counted(keys, "API key"), counted(webhooks, "webhook"));
    ["Its ", &keys, " and ", &webhooks, " are deleted with it."].concat()
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [&intl::number(count), " ", what, plural].concat()
}
