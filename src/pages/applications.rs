//! The list of applications. Its state is the URL.

use super::trail::Trail;
use super::{main, name_of, set_title};
use crate::actions::{Action, action_icon_button, as_action, drawn_key, hint};
use crate::client::Client;
use crate::components::{
    Column, Position, Toaster, bones, copy_and_say, empty, icon, initials, loading, pager,
    status_pill, table, time, tint,
};
use crate::dom::{El, h};
use crate::intl;
use crate::lazy::Lazy;
use crate::load::{Loaded, Meanwhile, load};
use crate::location::Location;
use crate::routes::{self, Route};
use leptos::prelude::*;
use meta_api::{Application, ApplicationId, ApplicationsQuery, Page, PageNumber, Paging};
use wasm_bindgen::JsCast;

const COLUMNS: [Column; 5] = [
    Column {
        title: "Application",
        cell: "td.c-main",
    },
    Column {
        title: "App ID",
        cell: "td.c-id",
    },
    Column {
        title: "Status",
        cell: "td.c-status",
    },
    Column {
        title: "Capabilities",
        cell: "td.c-caps",
    },
    Column {
        title: "Created",
        cell: "td.c-time",
    },
];

/// A page of the list, with the question that it answers.
type Answered = (ApplicationsQuery, Page<Application>);

/// The screen.
pub fn applications() -> El {
    set_title("Applications");
    let client = expect_context::<Client>();
    let location = expect_context::<Location>();
    let list: Loaded<Answered> = load(Meanwhile::Keep, move || {
        let Some(Route::Applications(query)) = location.route() else {
            return None;
        };
        let answer = client.applications(query);
        Some(Box::pin(
            async move { answer.await.map(|page| (query, page)) },
        ))
    });
    let scroll = h("div.scroll")
        .attr("role", "region")
        .attr("aria-label", "Applications, scrollable")
        .attr("tabindex", "0")
        .state("aria-busy", move || list.pending())
        .on("click", copy_id(expect_context::<Toaster>()));
    let lazy = expect_context::<Lazy>();
    let place = scroll.element().clone();
    let trail = expect_context::<Trail<ApplicationId>>();
    let asked: StoredValue<Option<ApplicationsQuery>> = StoredValue::new(None);
    let skeleton = || bones("table.table.table-apps.bones", &COLUMNS, 12);
    let scroll = loading(scroll, list, "applications", skeleton, move || {
        list.with(|(query, page)| {
            // Another page starts at its top; a refreshed one stays where it is.
            if asked.get_value().is_some_and(|asked| asked != *query) {
                place.set_scroll_top(0);
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
            asked.set_value(Some(*query));
            let ids = page.objects.iter().map(|it| it.id.clone()).collect();
            trail.draw(Route::Applications(*query), ids);
            // The list is there: now the rest of the console does not delay it any more.
            untrack(|| lazy.fetch());
            content(page, *query)
        })
        .into_iter()
        .collect()
    });
    main("main.main.fill")
        .with(head(list))
        .with(h("div.toolbar.row.wrap").with(status_filter(location)))
        .with(scroll)
        .with(pager(
            move || list.with(|(query, page)| Position::of(query.paging, page)),
            move |paging| {
                let active = list.with_untracked(|(query, _)| query.active).flatten();
                Route::Applications(ApplicationsQuery { active, paging })
            },
        ))
}

fn head(list: Loaded<Answered>) -> El {
    let total = move || {
        list.with(|(_, page)| intl::number(page.total))
            .unwrap_or_default()
    };
    // A number alone says nothing to those who only hear it.
    let heard = move || list.with(|_| " in all".to_owned()).unwrap_or_default();
    let refresh = action_icon_button(
        "button.btn.btn-icon.btn-quiet",
        Action::new("Refresh", "refresh", move || list.reload()).keys(&["R"]),
    );
    let new = h("a.btn.btn-primary")
        .attr("href", &Route::NewApplication(None).href())
        .with(icon("plus"))
        .with(h("span.sr-sm").with("New application"))
        .with(drawn_key("kbd.kbd", "C"));
    let new = as_action(new, "New application", "plus", &["C"]);
    h("div.page-head.row.wrap")
        .with(h("h1").with("Applications"))
        .with(h("span.sm.subtle.num").live(total))
        .with(h("span.sr").live(heard))
        .with(h("div.row.end").with(refresh).with(new))
}

fn status_filter(location: Location) -> El {
    let query = move || match location.route() {
        Some(Route::Applications(query)) => query,
        _ => ApplicationsQuery::default(),
    };
    let link = move |label: &'static str, active: Option<bool>| {
        let link = h("a")
            .attr_live("href", move || {
                let paging = Paging {
                    page: PageNumber::FIRST,
                    ..query().paging
                };
                Some(Route::Applications(ApplicationsQuery { active, paging }).href())
            })
            .flag("aria-current", move || query().active == active)
            .with(label);
        as_action(link, ["Show: ", label].concat(), "right", &[])
    };
    h("nav.seg").attr("aria-label", "Status").with([
        link("All", None),
        link("Active", Some(true)),
        link("Inactive", Some(false)),
    ])
}

/// One listener for all copy buttons: a listener a row would cost a thousand of them.
fn copy_id(toaster: Toaster) -> impl Fn(web_sys::Event) {
    move |event| {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|it| it.closest("button[data-copy]").ok().flatten());
        if let Some(id) = button.and_then(|it| it.get_attribute("data-copy")) {
            copy_and_say(toaster, "App ID", id);
        }
    }
}

fn content(page: &Page<Application>, query: ApplicationsQuery) -> El {
    if page.objects.is_empty() {
        return nothing(page.total, query);
    }
    let copy_title = hint("Copy App ID", ".");
    table(
        "table.table.table-apps",
        &COLUMNS,
        page.objects.iter().map(|it| row(it, &copy_title)).collect(),
    )
}

fn row(application: &Application, copy_title: &str) -> El {
    let id = application.id.as_str();
    let cell = |column: &Column| h(column.cell).attr("role", "cell");
    let [main, app_id, status, capabilities, created] = COLUMNS.each_ref().map(cell);
    let logo = h("span.logo")
        .attr("data-hue", &tint(id))
        .attr("aria-hidden", "true")
        .with(initials(&application.name));
    let link = h("a")
        .attr("href", &Route::Application(application.id.clone()).href())
        .with(name_of(application));
    let description = (!application.description.is_empty())
        .then(|| h("span.sm.muted").with(&*application.description));
    let copy = h("button.copy")
        .attr("type", "button")
        .attr("data-copy", id)
        .attr("data-keys", ".")
        .attr(
            "aria-label",
            &["Copy App ID of ", name_of(application)].concat(),
        )
        .attr("title", copy_title);
    h("tr")
        .attr("role", "row")
        .with(main.with(logo).with(link).with(description))
        .with(app_id.with(h("span.mono").with(id)).with(copy))
        .with(status.with(status_pill(application.active)))
        .with(capabilities.with(chips(application)))
        .with(created.with(time(&application.created)))
}

fn chips(application: &Application) -> Vec<El> {
    let chips = [
        (
            application.implicit_grant_enabled,
            "span.chip.chip-implicit",
            "Implicit grant",
        ),
        (
            application.recent_enabled,
            "span.chip.chip-recent",
            "Recent",
        ),
        (
            application.events_enabled,
            "span.chip.chip-events",
            "Events",
        ),
    ];
    let chips: Vec<El> = chips
        .into_iter()
        .filter(|(on, ..)| *on)
        .map(|(_, chip, word)| h(chip).attr("title", word).with(word))
        .collect();
    if chips.is_empty() {
        vec![h("span.sm.subtle").with("None")]
    } else {
        chips
    }
}

fn nothing(total: u64, query: ApplicationsQuery) -> El {
    let link = |route: Route, word: &'static str| {
        let link = h("a.btn.btn-sm").attr("href", &route.href()).with(word);
        Some(as_action(link, word, "right", &[]))
    };
    let nothing = |title: &str, sentence: &str, action| empty("apps", title, sentence, action);
    match (total, query.active) {
        (0, None) => nothing(
            "No applications yet",
            "Create one to get an App ID and a first API key.",
            link(Route::NewApplication(None), "New application"),
        ),
        (0, Some(active)) => nothing(
            if active {
                "No active applications"
            } else {
                "No inactive applications"
            },
            "Deleted applications show up nowhere, not even as inactive.",
            link(routes::all_applications(), "Show all"),
        ),
        _ => {
            let last = PageNumber::new(query.paging.page_count(total)).unwrap_or_default();
            let paging = Paging {
                page: last,
                ..query.paging
            };
            nothing(
                &["Nothing on page ", &intl::number(query.paging.page.get())].concat(),
                "The list is shorter than that.",
                link(
                    Route::Applications(ApplicationsQuery { paging, ..query }),
                    "Go to the last page",
                ),
            )
        }
    }
}
