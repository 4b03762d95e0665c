//! An address that leads nowhere.

use super::{main, set_title};
use crate::actions::as_action;
use crate::components::icon;
use crate::dom::{El, h};
use crate::routes;

/// Says so, and leads back.
pub fn not_found() -> El {
    set_title("Page not found");
    let list = h("a.btn")
        .attr("href", &routes::all_applications().href())
        .with("All applications");
    let list = as_action(list, "All applications", "apps", &[]);
    main("main.main").with(
        h("div.empty.page-error")
            .with(icon("stop"))
            .with(h("h1").with("Page not found"))
            .with(h("p").with(
                "The console has no page at this address. Check the link, or start from the list.",
            ))
            .with(h("div.row").with(list)),
    )
}
