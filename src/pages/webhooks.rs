//! The webhooks of an application.

use super::application::Current;
use crate::client::Client;
use crate::components::{
    CopyButton, Dialog, FailureBanner, Load, Pager, Submission, TextField, TextKind, Toaster, icon,
    time,
};
use crate::form::{create_webhook, webhook_warning};
use crate::load::{Meanwhile, load};
use crate::routes::{self, Route};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use meta_api::{ApplicationId, HttpUrl, Page, WebHook};

/// The screen, inside the application's frame.
#[component]
pub fn WebHooks() -> impl IntoView {
    let current = expect_context::<Current>();
    let client = expect_context::<Client>();
    let search = use_location().search;
    let paging = Memo::new(move |_| routes::paging(&search.read()));
    let list = load(
        Meanwhile::Keep,
        move || (current.id.get(), paging.get()),
        move |(id, paging)| async move { client.webhooks(&id, paging).await },
    );
    let counts = Memo::new(move |_| list.with(|page| (page.total, page.objects.len() as u64)));
    let deleting: RwSignal<Option<WebHook>> = RwSignal::new(None);
    let changed = Callback::new(move |()| {
        list.reload();
        current.webhooks.reload();
    });
    view! {
        <div class="stack top">
            {add(current, changed)}
            <div class="table-wrap" aria-busy=move || list.pending().to_string()>
                <Load loaded=list what="webhooks" skeleton>
                    {move || {
                        list.with(|page| content(page, &current.id.get_untracked(), deleting))
                    }}
                </Load>
                <Show when=move || counts.get().is_some_and(|(total, _)| total > 0)>
                    <Pager
                        paging
                        counts=Signal::derive(move || counts.get().unwrap_or_default())
                        href=move |paging| Route::WebHooks(current.id.get(), paging).href()
                    />
                </Show>
            </div>
            <DeleteWebHook current deleting done=changed />
        </div>
    }
}

fn add(current: Current, changed: Callback<()>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <div class="row wrap">
            <p class="muted grow">"Webhooks are told about events of this application."</p>
            <button class="btn btn-primary" type="button" on:click=move |_| open.set(true)>
                {icon("plus")}
                "Add webhook…"
            </button>
        </div>
        <Dialog id="add-webhook-title" title="Add a webhook" open>
            {add_form(current, open, changed)}
        </Dialog>
    }
    .into_any()
}

fn add_form(current: Current, open: RwSignal<bool>, changed: Callback<()>) -> AnyView {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let url = RwSignal::new(String::new());
    let warning = move || {
        HttpUrl::parse(&url.read())
            .ok()
            .as_ref()
            .and_then(webhook_warning)
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let id = current.id.get_untracked();
        submission.run(
            create_webhook(&url.read_untracked()),
            |body| async move { client.create_webhook(&id, &body).await },
            move |_: WebHook| {
                open.set(false);
                toaster.success("Added the webhook");
                changed.run(());
            },
        );
    };
    view! {
        <form on:submit=add>
            <div class="dialog-body">
                <FailureBanner
                    title="Could not add the webhook"
                    error=Signal::derive(move || submission.failure())
                />
                <TextField
                    name="url"
                    label=|| "URL"
                    kind=TextKind::Url
                    value=url
                    on_input=move |text| {
                        submission.touch("url");
                        url.set(text);
                    }
                    error=submission.error("url")
                    warning=Signal::derive(warning)
                    hint="Events are sent to this address, such as https://example.com/hook."
                    autofocus=true
                />
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
                <button
                    class="btn btn-primary"
                    type="submit"
                    aria-disabled=move || submission.pending().then_some("true")
                >
                    {move || if submission.pending() { "Adding…" } else { "Add webhook" }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn content(
    page: &Page<WebHook>,
    application: &ApplicationId,
    deleting: RwSignal<Option<WebHook>>,
) -> AnyView {
    if page.objects.is_empty() {
        let (title, sentence) = if page.total == 0 {
            (
                "No webhooks yet",
                "Add one to be told when files are created or deleted.",
            )
        } else {
            (
                "Nothing on this page",
                "The list has become shorter than that.",
            )
        };
        return view! {
            <div class="empty">{icon("link")} <h2>{title}</h2> <p class="sm">{sentence}</p></div>
        }
        .into_any();
    }
    let rows = page
        .objects
        .iter()
        .map(|webhook| row(webhook.clone(), application.clone(), deleting))
        .collect_view();
    view! {
        <table class="table table-hooks" role="table">
            {head()}
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <thead role="rowgroup">
            <tr role="row">
                <th role="columnheader">"URL"</th>
                <th role="columnheader">"ID"</th>
                <th role="columnheader">"Created"</th>
                <th role="columnheader">
                    <span class="sr">"Actions"</span>
                </th>
            </tr>
        </thead>
    }
    .into_any()
}

fn row(
    webhook: WebHook,
    application: ApplicationId,
    deleting: RwSignal<Option<WebHook>>,
) -> impl IntoView {
    let id = webhook.id.as_str().to_owned();
    let url = webhook.url.as_str().to_owned();
    let copy_label = ["Copy the URL of webhook ", &id].concat();
    let delete_label = ["Delete webhook ", &id].concat();
    view! {
        <tr role="row">
            <td role="cell" class="c-url">
                <a href=Route::WebHook(application, webhook.id.clone()).href()>{url.clone()}</a>
            </td>
            <td role="cell" class="c-id">
                <span class="mono">{id}</span>
            </td>
            <td role="cell" class="c-time">
                {time(&webhook.created)}
            </td>
            <td role="cell" class="c-act">
                <CopyButton what="URL" label=copy_label text=url />
                <button
                    class="btn btn-icon btn-quiet btn-sm"
                    type="button"
                    aria-label=delete_label.clone()
                    title=delete_label
                    on:click=move |_| deleting.set(Some(webhook.clone()))
                >
                    {icon("trash")}
                </button>
            </td>
        </tr>
    }
}

/// Asks before a webhook is deleted; open while `deleting` holds one.
#[component]
pub fn DeleteWebHook(
    /// The application it belongs to.
    current: Current,
    /// The webhook to delete.
    deleting: RwSignal<Option<WebHook>>,
    /// Called when it is gone.
    done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if deleting.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            deleting.set(None);
        }
    });
    view! {
        <Dialog id="delete-webhook-title" title="Delete this webhook?" open>
            {move || deleting.get().map(|webhook| delete_form(current, webhook, open, done))}
        </Dialog>
    }
}

fn delete_form(
    current: Current,
    webhook: WebHook,
    open: RwSignal<bool>,
    done: Callback<()>,
) -> AnyView {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let url = webhook.url.as_str().to_owned();
    let delete = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (application, id) = (current.id.get_untracked(), webhook.id.clone());
        submission.run(
            Ok(()),
            |()| async move { client.delete_webhook(&application, &id).await },
            move |()| {
                open.set(false);
                toaster.success("Deleted the webhook");
                done.run(());
            },
        );
    };
    view! {
        <form on:submit=delete>
            <div class="dialog-body">
                <p>
                    <b class="mono">{url}</b>
                    " is no longer told about events. The API has no request to bring it back."
                </p>
                <FailureBanner
                    title="Could not delete the webhook"
                    error=Signal::derive(move || submission.failure())
                />
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" autofocus on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
                <button
                    class="btn btn-bad"
                    type="submit"
                    aria-disabled=move || submission.pending().then_some("true")
                >
                    {icon("trash")}
                    {move || if submission.pending() { "Deleting…" } else { "Delete webhook" }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    let row = |_| {
        view! {
            <tr>
                <td class="c-url">
                    <span class="bone"></span>
                </td>
                <td class="c-id">
                    <span class="bone"></span>
                </td>
                <td class="c-time">
                    <span class="bone"></span>
                </td>
                <td class="c-act"></td>
            </tr>
        }
    };
    view! {
        <table class="table table-hooks bones" aria-hidden="true">
            {head()}
            <tbody>{(0..3).map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
