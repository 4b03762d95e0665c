//! What the unlock screen asks for: profile, key, how long to keep it, address.

use super::Form;
use crate::client::{BaseUrl, Call};
use crate::components::{
    Field, TextKind, check_button, describe, error, hint_id, icon, icon_button, reveal_state,
};
use crate::dom::{El, flag_of, h, text_of};
use crate::lazy::Lazy;
use crate::session::Keep;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The developer key, which can be shown while it is typed.
pub fn key_field(form: Form) -> El {
    const NAME: &str = "developer_key";
    let Form {
        key, submission, ..
    } = form;
    let shown = RwSignal::new(false);
    let input = describe(h("input.input.mono"), submission, NAME, true)
        .attr("id", NAME)
        .attr("name", NAME)
        .attr("autocomplete", "current-password")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("autofocus", "")
        .attr_live("type", move || {
            Some(if shown.get() { "text" } else { "password" }.to_owned())
        })
        .prop_live("value", move || JsValue::from(key.get()))
        .on_input(move |text| {
            submission.touch(NAME);
            key.set(text);
        });
    // Password managers keep a key under a name; there is only one kind of key here.
    let username = h("input")
        .attr("type", "text")
        .attr("name", "username")
        .attr("autocomplete", "username")
        .attr("value", "Meta API")
        .attr("hidden", "");
    let reveal = icon_button("button.btn.btn-icon.btn-quiet", "eye", "Show key");
    let field = h("div.field")
        .with(h("label").attr("for", NAME).with("Developer key"))
        .with(username)
        .with(h("div.group").with(input).with(reveal_state(reveal, shown)));
    let hint = "Spaces and a leading “DeveloperKey” are removed.";
    error(field, submission, NAME).with(h("p.hint").attr("id", &hint_id(NAME)).with(hint))
}

/// Which account or environment, once there are profiles.
pub fn profile_choice(form: Form) -> Option<El> {
    const NAME: &str = "profile";
    let profiles = form.profiles;
    let list = profiles.list();
    if list.is_empty() {
        return None;
    }
    let option = |id: u32, name: &str| h("option").attr("value", &id.to_string()).with(name);
    let options: Vec<El> = list.iter().map(|it| option(it.id, &it.name)).collect();
    let select = h("select.input")
        .attr("id", NAME)
        .with(option(0, "Another API"))
        .with(options)
        .prop_live("value", move || {
            let chosen = profiles.chosen().map_or(0, |it| it.id);
            JsValue::from(chosen.to_string())
        })
        .on("change", move |event| {
            let id: u32 = text_of(&event).parse().unwrap_or_default();
            profiles.choose((id != 0).then_some(id));
            let base_url = untrack(|| profiles.chosen()).map(|it| it.base_url);
            match base_url {
                Some(base_url) => form.go_to(base_url.as_str().to_owned()),
                // The address has to be said by the person now.
                None => form.connection_open.set(true),
            }
        });
    let field = h("div.field")
        .with(h("label").attr("for", NAME).with("Profile"))
        .with(select);
    Some(field)
}

/// For how long the key is kept.
pub fn keep_choice(form: Form) -> El {
    let choice = |keep: Keep, label: &'static str, hint: &'static str| {
        let input = h("input")
            .attr("type", "radio")
            .attr("name", "keep")
            .prop_live("checked", move || JsValue::from(form.keep.get() == keep))
            .on("change", move |_| form.keep.set(keep));
        let words = h("span").with(label).with(h("span.sm.muted").with(hint));
        h("label").with(input).with(words)
    };
    h("fieldset.keep")
        .with(h("legend.label").with("Keep the key for"))
        .with(choice(
            Keep::Tab,
            "This tab",
            "Survives a reload. Gone when you close the tab.",
        ))
        .with(choice(
            Keep::Page,
            "This page only",
            "Kept in memory. A reload asks again.",
        ))
}

/// The address of the API, folded in.
pub fn connection(form: Form) -> El {
    let Form {
        base_url,
        connection_open,
        submission,
        ..
    } = form;
    let short = move || {
        BaseUrl::parse(&base_url.read()).map_or_else(|_| "?".to_owned(), |it| it.short().to_owned())
    };
    let turn = icon("right").attr("class", "i subtle");
    let summary = h("summary")
        .with(turn)
        .with(h("b").with("Connection"))
        .with(h("span.mono.subtle.end.trunc").live(short));
    let field = Field::new(TextKind::Url, "base_url", "API base URL")
        .bind(move || base_url.get(), move |text| form.go_to(text))
        .check(move || BaseUrl::parse(&base_url.read_untracked()).err())
        .hint(
            "All requests go to this address and nowhere else. Changing it empties the key field.",
        )
        .build(submission);
    h("details")
        .prop_live("open", move || JsValue::from(connection_open.get()))
        .on("toggle", move |event| {
            connection_open.set(flag_of(&event, "open"));
        })
        .with(summary)
        .with(field)
        .with(check_button())
}

/// The request that tries the key. What shows it comes when it is unfolded.
pub fn request(form: Form) -> El {
    let lazy = expect_context::<Lazy>();
    let open = RwSignal::new(false);
    let summary = h("summary.row.gap-1.sm.muted")
        .with(icon("right"))
        .with("Request");
    h("details.request")
        .on("toggle", move |event| open.set(flag_of(&event, "open")))
        .with(summary)
        .swap(move || {
            if !open.get() {
                return None;
            }
            let Some(rest) = lazy.get() else {
                return lazy
                    .failed()
                    .then(|| h("p.sm").with("Could not load what shows it. Check the network."));
            };
            let request = move || {
                let base_url = BaseUrl::parse(&form.base_url.read()).ok()?;
                Some(Call::check().shown(base_url.as_str()))
            };
            Some((rest.request)(Box::new(request)))
        })
}
