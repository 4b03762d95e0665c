//! The list of applications. Its state is the URL.

use super::set_title;
use crate::client::Client;
use crate::components::{
    Load, Pager, Toaster, copy_and_say, icon, initials, status_pill, time, tint,
};
use crate::intl;
use crate::load::{Meanwhile, load};
use crate::routes::{self, Route};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use meta_api::{Application, ApplicationsQuery, Page, PageNumber, Paging};
use wasm_bindgen::JsCast;

/// The screen.
#[component]
pub fn Applications() -> impl IntoView {
    set_title("Applications");
    let client = expect_context::<Client>();
    let search = use_location().search;
    let query = Memo::new(move |_| routes::applications_query(&search.read()));
    let list = load(
        Meanwhile::Keep,
        move || query.get(),
        move |query| client.applications(query),
    );
    let counts = Memo::new(move |_| list.with(|page| (page.total, page.objects.len() as u64)));
    let total = move || counts.get().map(|(total, _)| intl::number(total));
    let paging = Signal::derive(move || query.get().paging);
    view! {
        <main class="main fill" id="main" tabindex="-1">
            <div class="page-head row wrap">
                <h1>"Applications"</h1>
                <span class="sm subtle num">{total}</span>
                <div class="row end">
                    <button
                        class="btn btn-icon btn-quiet"
                        type="button"
                        aria-label="Refresh"
                        title="Refresh"
                        on:click=move |_| list.reload()
                    >
                        {icon("refresh")}
                    </button>
                    <a class="btn btn-primary" href=Route::NewApplication(None).href()>
                        {icon("plus")}
                        <span class="sr-sm">"New application"</span>
                    </a>
                </div>
            </div>
            <div class="toolbar row wrap">{status_filter(query)}</div>
            <div
                class="scroll"
                role="region"
                aria-label="Applications, scrollable"
                tabindex="0"
                aria-busy=move || list.pending().to_string()
                on:click=copy_id(expect_context::<Toaster>())
            >
                <Load loaded=list what="applications" skeleton>
                    {move || list.with(|page| content(page, query.get_untracked()))}
                </Load>
            </div>
            <Show when=move || counts.get().is_some()>
                <Pager
                    paging
                    counts=Signal::derive(move || counts.get().unwrap_or_default())
                    href=move |paging| Route::Applications(ApplicationsQuery { paging, ..query.get() })
                        .href()
                />
            </Show>
        </main>
    }
}

fn status_filter(query: Memo<ApplicationsQuery>) -> AnyView {
    let link = move |label: &'static str, active: Option<bool>| {
        let href = move || {
            let paging = Paging {
                page: PageNumber::FIRST,
                ..query.get().paging
            };
            Route::Applications(ApplicationsQuery { active, paging }).href()
        };
        let current = move || (query.get().active == active).then_some("true");
        view! {
            <a href=href aria-current=current>
                {label}
            </a>
        }
    };
    view! {
        <nav class="seg" aria-label="Status">
            {link("All", None)} {link("Active", Some(true))} {link("Inactive", Some(false))}
        </nav>
    }
    .into_any()
}

/// One listener for all copy buttons: a listener a row would cost a thousand of them.
fn copy_id(toaster: Toaster) -> impl Fn(web_sys::MouseEvent) {
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

fn content(page: &Page<Application>, query: ApplicationsQuery) -> AnyView {
    if page.objects.is_empty() {
        return empty(page.total, query);
    }
    view! {
        <table class="table table-apps" role="table">
            {head()}
            <tbody role="rowgroup">{page.objects.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn head() -> AnyView {
    let column = |name| view! { <th role="columnheader">{name}</th> };
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {["Application", "App ID", "Status", "Capabilities", "Created"].map(column)}
            </tr>
        </thead>
    }
    .into_any()
}

fn row(application: &Application) -> impl IntoView + use<> {
    let id = application.id.as_str().to_owned();
    let copy = ["Copy App ID of ", &application.name].concat();
    let description = application.description.clone();
    view! {
        <tr role="row">
            <td role="cell" class="c-main">
                <span class="logo" data-hue=tint(&id) aria-hidden="true">
                    {initials(&application.name)}
                </span>
                <a href=Route::Application(application.id.clone()).href()>{name(application)}</a>
                {(!description.is_empty())
                    .then(|| view! { <span class="sm muted">{description}</span> })}
            </td>
            <td role="cell" class="c-id">
                <span class="mono">{id.clone()}</span>
                <button
                    class="copy"
                    type="button"
                    data-copy=id
                    aria-label=copy
                    title="Copy App ID"
                ></button>
            </td>
            <td role="cell" class="c-status">
                {status_pill(application.active)}
            </td>
            <td role="cell" class="c-caps">
                {capabilities(application)}
            </td>
            <td role="cell" class="c-time">
                {time(&application.created)}
            </td>
        </tr>
    }
}

/// A link needs a text, whatever the API answers.
fn name(application: &Application) -> String {
    let name = application.name.trim();
    if name.is_empty() {
        "(no name)".to_owned()
    } else {
        name.to_owned()
    }
}

fn capabilities(application: &Application) -> AnyView {
    let chip = |on: bool, class: &'static str, word: &'static str| {
        on.then(|| view! { <span class=class title=word>{word}</span> })
    };
    let none = !(application.implicit_grant_enabled
        || application.recent_enabled
        || application.events_enabled);
    view! {
        {chip(application.implicit_grant_enabled, "chip chip-implicit", "Implicit grant")}
        {chip(application.recent_enabled, "chip chip-recent", "Recent")}
        {chip(application.events_enabled, "chip chip-events", "Events")}
        {none.then(|| view! { <span class="sm subtle">"None"</span> })}
    }
    .into_any()
}

fn empty(total: u64, query: ApplicationsQuery) -> AnyView {
    let (title, sentence, route, action) = match (total, query.active) {
        (0, None) => (
            "No applications yet".to_owned(),
            "Create one to get an App ID and a first API key.",
            Route::NewApplication(None),
            "New application",
        ),
        (0, Some(active)) => (
            [
                "No ",
                if active { "active" } else { "inactive" },
                " applications",
            ]
            .concat(),
            "Deleted applications show up nowhere, not even as inactive.",
            routes::all_applications(),
            "Show all",
        ),
        _ => {
            let last = PageNumber::new(query.paging.page_count(total)).unwrap_or_default();
            let paging = Paging {
                page: last,
                ..query.paging
            };
            (
                ["Nothing on page ", &intl::number(query.paging.page.get())].concat(),
                "The list has become shorter than that.",
                Route::Applications(ApplicationsQuery { paging, ..query }),
                "Go to the last page",
            )
        }
    };
    view! {
        <div class="empty">
            {icon("apps")} <h2>{title}</h2> <p class="sm">{sentence}</p> <div class="row">
                <a class="btn btn-sm" href=route.href()>
                    {action}
                </a>
            </div>
        </div>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    let row = |_| {
        view! {
            <tr>
                <td class="c-main">
                    <span class="logo bone"></span>
                    <span class="bone"></span>
                    <span class="bone bone-sm"></span>
                </td>
                <td class="c-id">
                    <span class="bone"></span>
                </td>
                <td class="c-status">
                    <span class="bone"></span>
                </td>
                <td class="c-caps">
                    <span class="bone"></span>
                </td>
                <td class="c-time">
                    <span class="bone"></span>
                </td>
            </tr>
        }
    };
    view! {
        <table class="table table-apps bones" aria-hidden="true">
            {head()}
            <tbody>{(0..12).map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
