//! The details of an application: what can be edited, and deleting it.

use super::application::Current;
use crate::client::Client;
use crate::components::{
    Dialog, FailureBanner, Submission, SwitchField, TextField, TextKind, Toaster, icon,
};
use crate::form::ApplicationDraft;
use crate::intl;
use crate::routes;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use meta_api::{Application, Timestamp};

/// The screen, inside the application's frame.
#[component]
pub fn Details() -> impl IntoView {
    let current = expect_context::<Current>();
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let saved = move || {
        current
            .application
            .with(|it| ApplicationDraft::from(it))
            .unwrap_or_default()
    };
    let draft = RwSignal::new(untrack(saved));
    let changes = Memo::new(move |_| draft.with(|draft| draft.differences(&saved())));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(body) = untrack(|| current.application.with(|it| draft.read().update(it))) else {
            return;
        };
        if body
            .as_ref()
            .is_ok_and(meta_api::UpdateApplication::is_empty)
        {
            return;
        }
        let id = current.id.get_untracked();
        submission.run(
            body,
            |body| async move { client.update_application(&id, &body).await },
            move |application: Application| {
                toaster.success(["Saved ", &application.name].concat());
                draft.set(ApplicationDraft::from(&application));
                current.application.set(application);
            },
        );
    };
    let discard = move |_| {
        submission.reset();
        draft.set(untrack(saved));
    };
    view! {
        <div class="split">
            <form id="application" on:submit=save>
                <FailureBanner
                    title=Signal::derive(move || ["Could not save ", &current.name()].concat())
                    error=Signal::derive(move || submission.failure())
                />
                {general(draft, changes, submission)}
                {capabilities(draft, changes)}
                {status(draft, changes)}
                {danger(current)}
            </form>
            {summary(current)}
        </div>
        <Show when=move || changes.with(|changes| !changes.is_empty())>
            <div class="save row wrap" role="region" aria-label="Unsaved changes">
                <span class="row">
                    <span class="dot dot-warn"></span>
                    <b>{move || unsaved(changes.read().len())}</b>
                    <span class="muted hide-sm trunc">{move || names(&changes.read())}</span>
                </span>
                <div class="row end">
                    <button class="btn" type="button" on:click=discard>
                        "Discard"
                    </button>
                    <button
                        class="btn btn-primary"
                        type="submit"
                        form="application"
                        aria-disabled=move || submission.pending().then_some("true")
                    >
                        {move || if submission.pending() { "Saving…" } else { "Save" }}
                    </button>
                </div>
            </div>
        </Show>
    }
}

type Changes = Memo<Vec<crate::form::Field>>;

fn unsaved(count: usize) -> String {
    if count == 1 {
        "1 unsaved change".to_owned()
    } else {
        format!("{count} unsaved changes")
    }
}

fn names(changes: &[crate::form::Field]) -> String {
    changes
        .iter()
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn edited(changes: Changes, name: &'static str) -> Signal<bool> {
    Signal::derive(move || changes.with(|changes| changes.iter().any(|(field, _)| *field == name)))
}

fn general(draft: RwSignal<ApplicationDraft>, changes: Changes, submission: Submission) -> AnyView {
    let label = move |name: &'static str, label: &'static str| {
        let edited = edited(changes, name);
        move || {
            view! {
                {label}
                {move || {
                    edited.get().then(|| view! { " " <span class="chip tint-info">"Edited"</span> })
                }}
            }
        }
    };
    view! {
        <section class="section">
            <div>
                <h2>"General"</h2>
                <p class="sm muted">"Shown to people when they connect an account."</p>
            </div>
            <div class="stack">
                <TextField
                    name="name"
                    label=label("name", "Name")
                    value=Signal::derive(move || draft.read().name.clone())
                    on_input=move |text| {
                        submission.touch("name");
                        draft.update(|draft| draft.name = text);
                    }
                    error=submission.error("name")
                />
                <TextField
                    name="description"
                    label=label("description", "Description")
                    kind=TextKind::Lines
                    optional=true
                    value=Signal::derive(move || draft.read().description.clone())
                    on_input=move |text| {
                        submission.touch("description");
                        draft.update(|draft| draft.description = text);
                    }
                    error=submission.error("description")
                />
                <TextField
                    name="logo_url"
                    label=label("logo_url", "Logo URL")
                    kind=TextKind::Url
                    optional=true
                    value=Signal::derive(move || draft.read().logo_url.clone())
                    on_input=move |text| {
                        submission.touch("logo_url");
                        draft.update(|draft| draft.logo_url = text);
                    }
                    error=submission.error("logo_url")
                    hint="Empty, or an address that starts with https:// or http://."
                />
            </div>
        </section>
    }
    .into_any()
}

fn capabilities(draft: RwSignal<ApplicationDraft>, changes: Changes) -> AnyView {
    view! {
        <section class="section">
            <div>
                <h2>"Capabilities"</h2>
                <p class="sm muted">"All off by default."</p>
            </div>
            <div>
                <SwitchField
                    name="implicit_grant_enabled"
                    label="Implicit grant"
                    value=Signal::derive(move || draft.read().implicit_grant_enabled)
                    on_change=move |on| draft.update(|draft| draft.implicit_grant_enabled = on)
                    edited=edited(changes, "implicit_grant_enabled")
                    hint="Allows the OAuth 2.0 Implicit Grant flow. Access tokens then travel in the URL, so turn it on only for clients that need it."
                />
                <SwitchField
                    name="recent_enabled"
                    label="Recent activity"
                    value=Signal::derive(move || draft.read().recent_enabled)
                    on_change=move |on| draft.update(|draft| draft.recent_enabled = on)
                    edited=edited(changes, "recent_enabled")
                    hint="Collects data on recent activity in accounts, such as recently modified files."
                />
                <SwitchField
                    name="events_enabled"
                    label="Events"
                    value=Signal::derive(move || draft.read().events_enabled)
                    on_change=move |on| draft.update(|draft| draft.events_enabled = on)
                    edited=edited(changes, "events_enabled")
                    hint="Collects event data for accounts."
                />
            </div>
        </section>
    }
    .into_any()
}

fn status(draft: RwSignal<ApplicationDraft>, changes: Changes) -> AnyView {
    view! {
        <section class="section">
            <div>
                <h2>"Status"</h2>
                <p class="sm muted">"Inactive is not deleted."</p>
            </div>
            <div class="stack gap-3">
                <SwitchField
                    name="active"
                    label="Active"
                    value=Signal::derive(move || draft.read().active)
                    on_change=move |on| draft.update(|draft| draft.active = on)
                    edited=edited(changes, "active")
                    hint="Turn it off to pause the application, and on to resume it."
                />
                <div class="banner">
                    {icon("info")}
                    <div class="stack gap-1">
                        <p>"Setting an application to inactive will:"</p>
                        <ul class="bullets muted">
                            <li>"not permit any API requests to its accounts;"</li>
                            <li>"cease event data collection for all its accounts;"</li>
                            <li>
                                "but keep its accounts active and refresh tokens as necessary to maintain their connectivity."
                            </li>
                        </ul>
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn summary(current: Current) -> AnyView {
    let date = move |read: fn(&Application) -> &Timestamp| {
        move || {
            current.application.with(|it| {
                let timestamp = read(it);
                view! {
                    <time
                        datetime=timestamp.as_str().to_owned()
                        title=intl::exact(timestamp)
                    >
                        {intl::date_time(timestamp)}
                    </time>
                }
            })
        }
    };
    view! {
        <aside class="stack gap-6" aria-label="Summary">
            <dl class="kv sm">
                <dt>"Created"</dt>
                <dd>{date(|it| &it.created)}</dd>
                <dt>"Modified"</dt>
                <dd>{date(|it| &it.modified)}</dd>
            </dl>
        </aside>
    }
    .into_any()
}

fn danger(current: Current) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <section class="section">
            <div>
                <h2>"Danger zone"</h2>
            </div>
            <div class="card danger">
                <div class="card-body row wrap gap-3">
                    <div class="grow">
                        <h3>"Delete this application"</h3>
                        <p class="sm muted">
                            "It no longer shows up via the API, and there is no request to bring it back."
                        </p>
                    </div>
                    <button class="btn btn-warn" type="button" on:click=move |_| open.set(true)>
                        {icon("trash")}
                        "Delete…"
                    </button>
                </div>
            </div>
        </section>
        <Dialog
            id="delete-title"
            title=Signal::derive(move || ["Delete ", &current.name(), "?"].concat())
            open
        >
            {delete_form(current, open)}
        </Dialog>
    }
    .into_any()
}

fn delete_form(current: Current, open: RwSignal<bool>) -> AnyView {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let submission = Submission::default();
    let typed = RwSignal::new(String::new());
    let name = untrack(|| current.name());
    let expected = name.trim().to_owned();
    let matches = Memo::new(move |_| typed.read().trim() == expected);
    let delete = {
        let name = name.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            if !matches.get_untracked() {
                return;
            }
            let id = current.id.get_untracked();
            let (name, navigate) = (name.clone(), navigate.clone());
            submission.run(
                Ok(()),
                |()| async move { client.delete_application(&id).await },
                move |()| {
                    toaster.success(["Deleted ", &name].concat());
                    let gone = NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    navigate(&routes::all_applications().path(), gone);
                },
            );
        }
    };
    let contents = move || {
        let keys = current.keys.with(|count| counted(*count, "API key"));
        let webhooks = current.webhooks.with(|count| counted(*count, "webhook"));
        match (keys, webhooks) {
            (Some(keys), Some(webhooks)) => {
                ["Its ", &keys, " and ", &webhooks, " are deleted with it."].concat()
            }
            _ => "Its API keys and webhooks are deleted with it.".to_owned(),
        }
    };
    view! {
        <form on:submit=delete>
            <div class="dialog-body">
                <ul class="bullets">
                    <li>"It no longer shows up via the API, not even as inactive."</li>
                    <li>{contents}</li>
                    <li>"The API has no request to bring it back."</li>
                </ul>
                <div class="banner">
                    {icon("power")}
                    <p>"To pause it, make it inactive instead. Its accounts stay connected."</p>
                </div>
                <FailureBanner
                    title=["Could not delete ", &name].concat()
                    error=Signal::derive(move || submission.failure())
                />
                <TextField
                    name="confirmation"
                    label=move || view! { "Type " <b>{name.clone()}</b> " to confirm" }
                    value=typed
                    on_input=move |text| typed.set(text)
                    error=submission.error("confirmation")
                    autofocus=true
                />
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
                <button
                    class="btn btn-bad"
                    type="submit"
                    disabled=move || !matches.get()
                    aria-disabled=move || submission.pending().then_some("true")
                >
                    {icon("trash")}
                    {move || {
                        if submission.pending() { "Deleting…" } else { "Delete application" }
                    }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [&intl::number(count), " ", what, plural].concat()
}
