//! An address that leads nowhere.

use super::{main, set_title};
use crate::components::icon;
use crate::dom::{El, h};
use crate::routes;

/// Says so, and leads back.
pub fn not_found() -> El {
    set_title("Page not found");
    let list = h("a.btn")
        .attr("href", &routes::all_applications().href())
        .add("All applications");
    main("main.main").add(
        h("div.empty.page-error")
            .add(icon("stop"))
            .add(h("h1").add("Page not found"))
            .add(h("p").add(
                "The console has no page at this address. Check the link, or start from the list.",
            ))
            .add(h("div.row").add(list)),
    )
}
