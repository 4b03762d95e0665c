//! What stands where an application will be: its heading, its tabs and the part that the URL
//! names, each as high as what will take its place.

use super::details::{GENERAL, LOGO_URL_HINT, SWITCHES, section};
use crate::components::{Column, bones};
use crate::dom::{El, h};
use crate::location::Location;
use crate::routes::Route;
use leptos::prelude::*;

/// What stands in for all screens of one application.
pub fn application_skeleton() -> El {
    let location = expect_context::<Location>();
    let is_form = matches!(
        untrack(|| location.route()),
        Some(Route::Application(_)) | None
    );
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
        .with(if is_form { form() } else { list() })
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

fn list() -> El {
    const COLUMNS: [Column; 2] = [
        Column {
            title: "",
            cell: "td.c-key",
        },
        Column {
            title: "",
            cell: "td.c-time",
        },
    ];
    let rows = bones("table.table.table-keys", &COLUMNS, 3);
    h("div.stack.top")
        .with(h("span.bone.bone-field"))
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
