//! What all screens of one application share: where one is, its name and status, and the tabs.

use super::set_title;
use crate::client::Client;
use crate::components::{CopyButton, Load, Logo, icon, status_pill};
use crate::intl;
use crate::load::{Loaded, Meanwhile, load};
use crate::routes::{self, Route};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map};
use meta_api::{Application, ApplicationId, PageNumber, PageSize, Paging};

/// The application of the URL, for the screens inside. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Current {
    /// Its id, from the URL.
    pub id: Memo<ApplicationId>,
    /// The application itself.
    pub application: Loaded<Application>,
    /// How many API keys it has.
    pub keys: Loaded<u64>,
    /// How many webhooks it has.
    pub webhooks: Loaded<u64>,
}

impl Current {
    /// Its name; tracked.
    pub fn name(self) -> String {
        self.application
            .with(|it| it.name.clone())
            .unwrap_or_default()
    }
}

/// The frame around the screens of one application.
#[component]
pub fn ApplicationFrame() -> impl IntoView {
    let current = current();
    provide_context(current);
    Effect::new(move |_| {
        let name = current.name();
        set_title(if name.is_empty() {
            "Application"
        } else {
            &name
        });
    });
    view! {
        <main class="main" id="main" tabindex="-1">
            <div class="page">
                <nav class="crumbs row gap-1" aria-label="Breadcrumb">
                    <a class="plain" href=routes::all_applications().href()>
                        "Applications"
                    </a>
                    {icon("right")}
                    <span aria-current="page">{move || current.name()}</span>
                </nav>
                <Load loaded=current.application what="this application" skeleton>
                    {head(current)}
                    {tabs(current)}
                    <Outlet />
                </Load>
            </div>
        </main>
    }
}

fn current() -> Current {
    let client = expect_context::<Client>();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        ApplicationId::new(params.read().get("application_id").unwrap_or_default())
    });
    // One object is enough to learn how many there are.
    let one = Paging {
        page: PageNumber::FIRST,
        page_size: PageSize::new(1).unwrap_or_default(),
    };
    Current {
        id,
        application: load(
            Meanwhile::Clear,
            move || id.get(),
            move |id| async move { client.application(&id).await },
        ),
        keys: load(
            Meanwhile::Clear,
            move || id.get(),
            move |id| async move { client.api_keys(&id, one).await.map(|page| page.total) },
        ),
        webhooks: load(
            Meanwhile::Clear,
            move || id.get(),
            move |id| async move { client.webhooks(&id, one).await.map(|page| page.total) },
        ),
    }
}

fn head(current: Current) -> AnyView {
    let application = current.application;
    let id = Signal::derive(move || current.id.get().as_str().to_owned());
    let image = Signal::derive(move || application.with(|it| it.logo_url.loadable()).flatten());
    view! {
        <div class="page-head row wrap">
            <Logo name=Signal::derive(move || current.name()) id image />
            <div class="grow">
                <div class="row wrap">
                    <h1>{move || current.name()}</h1>
                    {move || application.with(|it| status_pill(it.active))}
                </div>
                <div class="c-id">
                    <span class="mono muted">{id}</span>
                    {move || {
                        view! { <CopyButton what="App ID" label="Copy App ID" text=id.get() /> }
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn tabs(current: Current) -> AnyView {
    let pathname = use_location().pathname;
    // The screens of an application differ in the last part of their path, or in none.
    let tab = Memo::new(move |_| {
        let pathname = pathname.read();
        let parts: Vec<&str> = pathname.split('/').collect();
        if parts.contains(&"webhooks") {
            2
        } else {
            usize::from(parts.last() == Some(&"keys"))
        }
    });
    let link = move |index: usize, label: &'static str, count: Option<Loaded<u64>>| {
        let href = move || {
            let id = current.id.get();
            match index {
                0 => Route::Application(id),
                1 => Route::ApiKeys(id, routes::first_page()),
                _ => Route::WebHooks(id, routes::first_page()),
            }
            .href()
        };
        let count = move || count.and_then(|count| count.with(|count| intl::number(*count)));
        view! {
            <a href=href aria-current=move || (tab.get() == index).then_some("page")>
                {label}
                {move || count().map(|count| view! { <span class="sm subtle num">{count}</span> })}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=move || current.name()>
            {link(0, "Details", None)} {link(1, "API keys", Some(current.keys))}
            {link(2, "Webhooks", Some(current.webhooks))}
        </nav>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        <div class="bones stack top" aria-hidden="true">
            <div class="row gap-3">
                <span class="logo logo-lg bone"></span>
                <span class="bone"></span>
            </div>
            <span class="bone bone-field"></span>
            <span class="bone bone-field"></span>
        </div>
    }
    .into_any()
}
