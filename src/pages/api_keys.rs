//! The API keys of an application. A key is masked until it is revealed; masked, it is not in
//! the page at all.

use super::application::Current;
use crate::client::Client;
use crate::components::{
    CopyButton, Dialog, FailureBanner, Load, Pager, Submission, Toaster, icon, time,
};
use crate::load::{Loaded, Meanwhile, load};
use crate::routes::{self, Route};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use meta_api::{ApiKey, ApiKeyValue, Page};

/// The screen, inside the application's frame.
#[component]
pub fn ApiKeys() -> impl IntoView {
    let current = expect_context::<Current>();
    let client = expect_context::<Client>();
    let search = use_location().search;
    let paging = Memo::new(move |_| routes::paging(&search.read()));
    let list = load(
        Meanwhile::Keep,
        move || (current.id.get(), paging.get()),
        move |(id, paging)| async move { client.api_keys(&id, paging).await },
    );
    let deleting: RwSignal<Option<ApiKeyValue>> = RwSignal::new(None);
    let counts = Memo::new(move |_| list.with(|page| (page.total, page.objects.len() as u64)));
    let changed = Callback::new(move |()| {
        list.reload();
        current.keys.reload();
    });
    view! {
        <div class="stack top">
            {create(current, changed)}
            <div class="table-wrap" aria-busy=move || list.pending().to_string()>
                <Load loaded=list what="API keys" skeleton>
                    {move || list.with(|page| content(page, deleting))}
                </Load>
                <Show when=move || counts.get().is_some_and(|(total, _)| total > 0)>
                    <Pager
                        paging
                        counts=Signal::derive(move || counts.get().unwrap_or_default())
                        href=move |paging| Route::ApiKeys(current.id.get(), paging).href()
                    />
                </Show>
            </div>
            {delete_dialog(current, deleting, list, changed)}
        </div>
    }
}

/// The button that creates a key, and the new key until it is put away.
fn create(current: Current, changed: Callback<()>) -> AnyView {
    let client = expect_context::<Client>();
    let submission = Submission::default();
    let created: RwSignal<Option<ApiKey>> = RwSignal::new(None);
    let create = move |_| {
        let id = current.id.get_untracked();
        submission.run(
            Ok(()),
            |()| async move { client.create_api_key(&id).await },
            move |key| {
                created.set(Some(key));
                changed.run(());
            },
        );
    };
    let new_key = move || {
        created.get().map(|ApiKey { key, .. }| {
            view! {
                <div class="banner tint-ok" role="status">
                    {icon("good")} <div class="stack gap-1">
                        <p>
                            <b>"API key created"</b>
                        </p>
                        <p class="row wrap gap-1">
                            <span class="key mono" data-revealed>
                                {key.expose().to_owned()}
                            </span>
                            <CopyButton
                                what="API key"
                                label="Copy the new key"
                                text=key.expose().to_owned()
                            />
                        </p>
                    </div>
                    <button class="btn btn-sm" type="button" on:click=move |_| created.set(None)>
                        "Hide"
                    </button>
                </div>
            }
        })
    };
    view! {
        <div class="row wrap">
            <p class="muted grow">"API keys allow access to other Kloudless APIs."</p>
            <button
                class="btn btn-primary"
                type="button"
                aria-disabled=move || submission.pending().then_some("true")
                on:click=create
            >
                {icon("plus")}
                {move || if submission.pending() { "Creating…" } else { "Create key" }}
            </button>
        </div>
        <FailureBanner
            title="Could not create an API key"
            error=Signal::derive(move || submission.failure())
        />
        {new_key}
    }
    .into_any()
}

fn content(page: &Page<ApiKey>, deleting: RwSignal<Option<ApiKeyValue>>) -> AnyView {
    if page.objects.is_empty() {
        let (title, sentence) = if page.total == 0 {
            (
                "No API keys yet",
                "Create one to call other Kloudless APIs.",
            )
        } else {
            (
                "Nothing on this page",
                "The list has become shorter than that.",
            )
        };
        return view! {
            <div class="empty">{icon("key")} <h2>{title}</h2> <p class="sm">{sentence}</p></div>
        }
        .into_any();
    }
    let rows = page
        .objects
        .iter()
        .map(|key| row(key.clone(), deleting))
        .collect_view();
    view! {
        <table class="table table-keys" role="table">
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
                <th role="columnheader">"Key"</th>
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
    ApiKey { key, created, .. }: ApiKey,
    deleting: RwSignal<Option<ApiKeyValue>>,
) -> impl IntoView {
    let revealed = RwSignal::new(false);
    let named = |verb: &str| [verb, " key ending in ", key.ending()].concat();
    let (reveal_label, copy_label, delete_label) =
        (named("Reveal"), named("Copy"), named("Delete"));
    let shown = {
        let key = key.clone();
        move || key_text(&key, revealed.get())
    };
    let to_copy = key.expose().to_owned();
    view! {
        <tr role="row">
            <td role="cell" class="c-key">
                {shown}
                <button
                    class="btn btn-icon btn-quiet btn-sm"
                    type="button"
                    aria-label=reveal_label.clone()
                    title=reveal_label
                    aria-pressed=move || revealed.get().to_string()
                    on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
                >
                    {move || icon(if revealed.get() { "eye-off" } else { "eye" })}
                </button>
                <CopyButton what="API key" label=copy_label text=to_copy />
            </td>
            <td role="cell" class="c-time">
                {time(&created)}
            </td>
            <td role="cell" class="c-act">
                <button
                    class="btn btn-icon btn-quiet btn-sm"
                    type="button"
                    aria-label=delete_label.clone()
                    title=delete_label
                    on:click=move |_| deleting.set(Some(key.clone()))
                >
                    {icon("trash")}
                </button>
            </td>
        </tr>
    }
}

fn key_text(key: &ApiKeyValue, revealed: bool) -> AnyView {
    if revealed {
        return view! {
            <span class="key mono" data-revealed>
                {key.expose().to_owned()}
            </span>
        }
        .into_any();
    }
    view! {
        <span class="key mono">
            <span class="sr">"Key ending in "</span>
            <span aria-hidden="true">{key.beginning().to_owned()}</span>
            <span class="dots" aria-hidden="true">
                "••••••••••••••••••••••"
            </span>
            {key.ending().to_owned()}
        </span>
    }
    .into_any()
}

fn delete_dialog(
    current: Current,
    deleting: RwSignal<Option<ApiKeyValue>>,
    list: Loaded<Page<ApiKey>>,
    changed: Callback<()>,
) -> AnyView {
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
        <Dialog id="delete-key-title" title="Delete this API key?" open>
            {move || deleting.get().map(|key| delete_form(current, key, open, list, changed))}
        </Dialog>
    }
    .into_any()
}

fn delete_form(
    current: Current,
    key: ApiKeyValue,
    open: RwSignal<bool>,
    list: Loaded<Page<ApiKey>>,
    changed: Callback<()>,
) -> AnyView {
    let client = expect_context::<Client>();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let ending = key.ending().to_owned();
    let only = untrack(|| list.with(|page| page.total == 1)).unwrap_or(false);
    let delete = {
        let ending = ending.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            let (id, key, ending) = (current.id.get_untracked(), key.clone(), ending.clone());
            submission.run(
                Ok(()),
                |()| async move { client.delete_api_key(&id, &key).await },
                move |()| {
                    open.set(false);
                    toaster.success(["Deleted the key ending in ", &ending].concat());
                    changed.run(());
                },
            );
        }
    };
    view! {
        <form on:submit=delete>
            <div class="dialog-body">
                <p>
                    "The key ending in " <b class="mono">{ending}</b>
                    " stops working at once. The API has no request to bring it back."
                </p>
                {only
                    .then(|| {
                        view! {
                            <p class="warning">
                                "It is the only key of this application: nothing can call the API for it afterwards."
                            </p>
                        }
                    })}
                <FailureBanner
                    title="Could not delete the key"
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
                    {move || if submission.pending() { "Deleting…" } else { "Delete key" }}
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
                <td class="c-key">
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
        <table class="table table-keys bones" aria-hidden="true">
            {head()}
            <tbody>{(0..3).map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
