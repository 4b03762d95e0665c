//! One webhook of an application.

use super::application::Current;
use super::webhooks::delete_dialog;
use crate::actions::as_action;
use crate::client::Client;
use crate::components::{button, copy_button, icon, instant, loading};
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
    let here = Route::WebHook(current.id(), id.clone());
    let webhook = load(Meanwhile::Clear, move || {
        current.follow_refresh();
        Some(client.webhook(&current.id(), &id))
    });
    let deleting: RwSignal<Option<WebHook>> = RwSignal::new(None);
    let list = Route::WebHooks(current.id(), routes::first_page());
    let back = h("p").with(h("a").attr("href", &list.href()).with("All webhooks"));
    let part = loading(h("div"), webhook, "this webhook", skeleton, move || {
        webhook
            .with(|webhook| content(webhook, deleting))
            .into_iter()
            .collect()
    });
    let delete = delete_dialog(current, deleting, move |listed| {
        current.webhooks.reload();
        if location.is_at(|route| *route == here) {
            location.replace(&listed.unwrap_or_else(|| list.clone()));
        }
    });
    h("div.stack.top").with(back).with(part).with(delete)
}

fn content(webhook: &WebHook, deleting: RwSignal<Option<WebHook>>) -> El {
    let url = webhook.url.as_str();
    let warning = webhook_warning(&webhook.url).map(|text| h("p.warning").with(text));
    let copy = copy_button("URL", "Copy URL", url.to_owned());
    let facts = h("dl.kv")
        .with(h("dt").with("URL"))
        .with(
            h("dd")
                .with(h("span.mono").with(url))
                .with(as_action(copy, "Copy URL", "copy", &["."]))
                .with(warning),
        )
        .with(h("dt").with("ID"))
        .with(h("dd").with(h("span.mono").with(webhook.id.as_str())))
        .with(h("dt").with("Created"))
        .with(h("dd").with(instant(&webhook.created)))
        .with(h("dt").with("Modified"))
        .with(h("dd").with(instant(&webhook.modified)));
    let this = webhook.clone();
    let delete = button("button.btn.btn-warn", "trash", "Delete…")
        .on_click(move || deleting.set(Some(this.clone())));
    let delete = as_action(delete, "Delete webhook…", "trash", &["Backspace"]);
    h("div.stack")
        .with(h("h2").with("Webhook ").with(webhook.id.as_str()))
        .with(facts)
        .with(h("div.row").with(delete))
}

/// What stands where a webhook will be.
pub fn skeleton() -> El {
    let bone = || h("span.mono").with(h("span.bone"));
    let fact = |name: &'static str| [h("dt").with(name), h("dd").with(bone())];
    let [url, address] = fact("URL");
    // As high as the line with the real one.
    let copy = h("span.btn.btn-icon.btn-sm").with(icon("copy"));
    let facts = h("dl.kv")
        .with(url)
        .with(address.with(copy))
        .with(["ID", "Created", "Modified"].map(fact).concat());
    h("div.bones.stack")
        .attr("aria-hidden", "true")
        .with(h("h2").with(h("span.bone")))
        .with(facts)
        .with(h("div.row").with(h("span.btn").with("Delete…")))
}
