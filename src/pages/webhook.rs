//! One webhook of an application.

use super::application::Current;
use super::webhooks::DeleteWebHook;
use crate::client::Client;
use crate::components::{CopyButton, Load, icon};
use crate::form::webhook_warning;
use crate::intl;
use crate::load::{Meanwhile, load};
use crate::routes::{self, Route};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use meta_api::{Timestamp, WebHook, WebHookId};

/// The screen, inside the application's frame.
#[component]
pub fn WebHookDetails() -> impl IntoView {
    let current = expect_context::<Current>();
    let client = expect_context::<Client>();
    let navigate = use_navigate();
    let params = use_params_map();
    let id =
        Memo::new(move |_| WebHookId::new(params.read().get("webhook_id").unwrap_or_default()));
    let webhook = load(
        Meanwhile::Clear,
        move || (current.id.get(), id.get()),
        move |(application, id)| async move { client.webhook(&application, &id).await },
    );
    let deleting: RwSignal<Option<WebHook>> = RwSignal::new(None);
    let list = move || Route::WebHooks(current.id.get(), routes::first_page());
    let deleted = Callback::new(move |()| {
        current.webhooks.reload();
        let gone = NavigateOptions {
            replace: true,
            ..Default::default()
        };
        navigate(&untrack(list).path(), gone);
    });
    view! {
        <div class="stack top">
            <p>
                <a href=move || list().href()>"All webhooks"</a>
            </p>
            <Load loaded=webhook what="this webhook" skeleton>
                {move || webhook.with(|webhook| content(webhook.clone(), deleting))}
            </Load>
            <DeleteWebHook current deleting done=deleted />
        </div>
    }
}

fn content(webhook: WebHook, deleting: RwSignal<Option<WebHook>>) -> AnyView {
    let url = webhook.url.as_str().to_owned();
    let warning = webhook_warning(&webhook.url).map(|it| view! { <p class="warning">{it}</p> });
    view! {
        <h2>"Webhook " {webhook.id.as_str().to_owned()}</h2>
        <dl class="kv">
            <dt>"URL"</dt>
            <dd>
                <span class="mono">{url.clone()}</span>
                <CopyButton what="URL" label="Copy URL" text=url />
                {warning}
            </dd>
            <dt>"ID"</dt>
            <dd>
                <span class="mono">{webhook.id.as_str().to_owned()}</span>
            </dd>
            <dt>"Created"</dt>
            <dd>{instant(&webhook.created)}</dd>
            <dt>"Modified"</dt>
            <dd>{instant(&webhook.modified)}</dd>
        </dl>
        <div class="row">
            <button
                class="btn btn-warn"
                type="button"
                on:click=move |_| deleting.set(Some(webhook.clone()))
            >
                {icon("trash")}
                "Delete…"
            </button>
        </div>
    }
    .into_any()
}

fn instant(timestamp: &Timestamp) -> AnyView {
    view! {
        <time datetime=timestamp.as_str().to_owned() title=intl::exact(timestamp)>
            {intl::date_time(timestamp)}
        </time>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        <div class="bones stack" aria-hidden="true">
            <span class="bone bone-field"></span>
            <span class="bone bone-field"></span>
        </div>
    }
    .into_any()
}
