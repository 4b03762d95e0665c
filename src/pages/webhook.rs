//! One webhook of an application.

use super::application::Current;
use super::webhooks::delete_dialog;
use crate::client::Client;
use crate::components::{button, copy_button, instant, loading};
use crate::dom::{El, h};
use crate::form::webhook_warning;
use crate::load::{Meanwhile, load};
use crate::location::Location;
use crate::routes::{self, Route};
use leptos::prelude::*;
use meta_api::{WebHook, WebHookId};

/// The screen, inside the application's frame.
pub fn webhook(current: Current, id: WebHookId) -> El {
    let client = expect_context::<Client>();
    let location = expect_context::<Location>();
    let webhook = load(Meanwhile::Clear, move || {
        Some(client.webhook(&current.id(), &id))
    });
    let deleting: RwSignal<Option<WebHook>> = RwSignal::new(None);
    let list = move || Route::WebHooks(current.id(), routes::first_page());
    let back = h("p").add(h("a").attr("href", &list().href()).add("All webhooks"));
    let part = loading(
        h("div.stack"),
        webhook,
        "this webhook",
        skeleton,
        move || {
            webhook
                .with(|webhook| content(webhook, deleting))
                .into_iter()
                .collect()
        },
    );
    let delete = delete_dialog(current, deleting, move || {
        current.webhooks.reload();
        location.replace(&list());
    });
    h("div.stack.top").add(back).add(part).add(delete)
}

fn content(webhook: &WebHook, deleting: RwSignal<Option<WebHook>>) -> El {
    let url = webhook.url.as_str();
    let warning = webhook_warning(&webhook.url).map(|text| h("p.warning").add(text));
    let facts = h("dl.kv")
        .add(h("dt").add("URL"))
        .add(
            h("dd")
                .add(h("span.mono").add(url))
                .add(copy_button("URL", "Copy URL", url.to_owned()))
                .add(warning),
        )
        .add(h("dt").add("ID"))
        .add(h("dd").add(h("span.mono").add(webhook.id.as_str())))
        .add(h("dt").add("Created"))
        .add(h("dd").add(instant(&webhook.created)))
        .add(h("dt").add("Modified"))
        .add(h("dd").add(instant(&webhook.modified)));
    let this = webhook.clone();
    let delete = button("button.btn.btn-warn", "trash", "Delete…")
        .on_click(move || deleting.set(Some(this.clone())));
    h("div.stack")
        .add(h("h2").add("Webhook ").add(webhook.id.as_str()))
        .add(facts)
        .add(h("div.row").add(delete))
}

fn skeleton() -> El {
    h("div.bones.stack")
        .attr("aria-hidden", "true")
        .add(h("span.bone.bone-field"))
        .add(h("span.bone.bone-field"))
}
