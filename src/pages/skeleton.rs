//! What stands where an application will be: its heading, its tabs and the part that the URL
//! names, each as high as what will take its place.

use super::api_keys::{COLUMNS as KEYS, create_skeleton};
use super::details::{GENERAL, LOGO_URL_HINT, SWITCHES, section};
use super::webhook;
use super::webhooks::{COLUMNS as HOOKS, add_skeleton};
use crate::components::{Column, bones};
use crate::dom::{El, h};
use crate::location::Location;
use crate::routes::Route;
use leptos::prelude::*;

/// What stands in for all screens of one application.
pub fn application_skeleton() -> El {
    let location = expect_context::<Location>();
    let part = match untrack(|| location.route()) {
        Some(Route::ApiKeys(..)) => list(create_skeleton(), "table.table.table-keys", &KEYS),
        Some(Route::WebHooks(..)) => list(add_skeleton(), "table.table.table-hooks", &HOOKS),
        Some(Route::WebHook(..)) => h("div.stack.top").with(line("p")).with(webhook::skeleton()),
        _ => form(),
    };
    let name = h("div.grow")
        .with(h("div.row.bone-title").with(bone()))
        .with(h("div.c-id").with(bone()));
    let head = h("div.page-head.row.wrap")
        .with(h("span.logo.logo-lg.bone"))
        .with(name);
    let tab = || h("a").with(h("span.bone.bone-tab"));
    h("div.bones")
        .attr("aria-hidden", "true")
        .with(head)
        .with(h("div.tabs").with([tab(), tab(), tab()]))
        .with(part)
}

fn form() -> El {
    let fields = [
        field("span.bone.bone-field"),
        field("span.bone.bone-field.bone-area"),
        field("span.bone.bone-field").with(h("p.hint").with(LOGO_URL_HINT)),
    ];
    let switches = h("div").with([switch(), switch(), switch()]);
    h("div.split").with(
        h("div")
            .with(section(GENERAL[0], GENERAL[1], h("div.stack").with(fields)))
            .with(section(SWITCHES[0], SWITCHES[1], switches)),
    )
}

fn list(action: El, table: &'static str, columns: &[Column]) -> El {
    let rows = bones(table, columns, 3);
    h("div.stack.top")
        .with(action)
        .with(h("div.table-wrap").with(rows))
}

fn field(input: &'static str) -> El {
    h("div.field").with(line("p")).with(h(input))
}

fn switch() -> El {
    h("div.option").with(line("p")).with(line("p.hint"))
}

fn line(selector: &'static str) -> El {
    h(selector).with(bone())
}

fn bone() -> El {
    h("span.bone")
}
