//! What all screens of one application share: where one is, its name and status, and the tabs.

use super::api_keys::api_keys;
use super::details::details;
use super::skeleton::application_skeleton;
use super::trail::Trail;
use super::webhook::webhook;
use super::webhooks::webhooks;
use super::{breadcrumb, main, name_of, set_title};
use crate::actions::{Action, action_icon_button, as_action};
use crate::client::Client;
use crate::components::{copy_button, icon, loading_or_back, logo, status_pill};
use crate::dom::{El, effect, h};
use crate::intl;
use crate::load::{Loaded, Meanwhile, State, load};
use crate::location::Location;
use crate::routes::{self, Route};
use leptos::prelude::*;
use meta_api::{Application, ApplicationId, HttpUrl, PageNumber, Paging, WebHookId};

/// The application that a screen is about. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Current {
    id: StoredValue<ApplicationId>,
    /// The application itself.
    pub application: Loaded<Application>,
    /// How many API keys it has.
    pub keys: Loaded<u64>,
    /// How many webhooks it has.
    pub webhooks: Loaded<u64>,
    /// The image that the person wants to see. Its host learns of every look, so it is not loaded
    /// unasked.
    pub logo: RwSignal<Option<HttpUrl>>,
    /// Its webhooks as they were listed last.
    pub hooks: Trail<WebHookId>,
    refreshed: Trigger,
}

/// Parts of the screen that replace each other.
#[derive(Clone, PartialEq, Eq)]
enum Tab {
    Details,
    ApiKeys,
    WebHooks,
    WebHook(WebHookId),
}

impl Current {
    fn ask(id: ApplicationId) -> Self {
        let client = expect_context::<Client>();
        // One object is enough to learn how many there are.
        let one = Paging::one(PageNumber::FIRST);
        let id = StoredValue::new(id);
        Self {
            id,
            logo: RwSignal::new(None),
            hooks: Trail::new(),
            refreshed: Trigger::new(),
            application: load(Meanwhile::Clear, move || {
                Some(client.application(&id.get_value()))
            }),
            keys: load(Meanwhile::Clear, move || {
                let answer = client.api_keys(&id.get_value(), one);
                Some(Box::pin(async move { answer.await.map(|page| page.total) }))
            }),
            webhooks: load(Meanwhile::Clear, move || {
                let answer = client.webhooks(&id.get_value(), one);
                Some(Box::pin(async move { answer.await.map(|page| page.total) }))
            }),
        }
    }

    /// Its id.
    pub fn id(self) -> ApplicationId {
        self.id.get_value()
    }

    /// Asks for everything on the screen once more.
    fn refresh(self) {
        self.application.reload();
        self.keys.reload();
        self.webhooks.reload();
        self.refreshed.notify();
    }

    /// Makes a question one that is asked again with everything else; tracked.
    pub fn follow_refresh(self) {
        self.refreshed.track();
    }

    /// The address of its logo, if it can be loaded; tracked.
    pub fn logo_url(self) -> Option<HttpUrl> {
        self.application.with(|it| it.logo_url.loadable()).flatten()
    }

    /// What it is called on the screen, empty until it is known; tracked.
    pub fn name(self) -> String {
        self.application
            .with(|it| name_of(it).to_owned())
            .unwrap_or_default()
    }
}

/// The screen.
pub fn application(id: ApplicationId) -> El {
    let current = Current::ask(id);
    let name = move || {
        let name = current.name();
        if name.is_empty() {
            current.id().to_string()
        } else {
            name
        }
    };
    let tab = tab();
    effect(Box::new(move || {
        let name = current.name();
        let name = if name.is_empty() {
            "Application"
        } else {
            &name
        };
        set_title(&match tab.get() {
            Tab::Details => name.to_owned(),
            Tab::ApiKeys => ["API keys · ", name].concat(),
            Tab::WebHooks => ["Webhooks · ", name].concat(),
            Tab::WebHook(id) => ["Webhook ", id.as_str(), " · ", name].concat(),
        });
    }));
    // Until its name is known, the heading is the kind of screen.
    let ready = Memo::new(move |_| current.application.state() == State::Ready);
    let page = h("div.page")
        .with(breadcrumb(h("span").live(name)))
        .swap(move || (!ready.get()).then(|| h("h1.sr").with("Application")));
    let page = loading_or_back(
        page,
        current.application,
        "this application",
        application_skeleton,
        || {
            let list = h("a.btn.btn-primary").attr("href", &routes::all_applications().href());
            Some(as_action(
                list.with("Back to applications"),
                "Back to applications",
                "apps",
                &[],
            ))
        },
        move || {
            vec![
                head(current),
                tabs(current, tab),
                h("div.tab").swap(move || [panel(current, tab)]),
            ]
        },
    );
    main("main.main").with(page)
}

fn tab() -> Memo<Tab> {
    let location = expect_context::<Location>();
    Memo::new(move |_| match location.route() {
        Some(Route::ApiKeys(..)) => Tab::ApiKeys,
        Some(Route::WebHooks(..)) => Tab::WebHooks,
        Some(Route::WebHook(_, webhook)) => Tab::WebHook(webhook),
        _ => Tab::Details,
    })
}

fn panel(current: Current, tab: Memo<Tab>) -> El {
    match tab.get() {
        Tab::Details => details(current),
        Tab::ApiKeys => api_keys(current),
        Tab::WebHooks => webhooks(current),
        Tab::WebHook(id) => webhook(current, id),
    }
}

fn head(current: Current) -> El {
    let application = current.application;
    let id = current.id();
    let image = move || {
        current
            .logo
            .get()
            .filter(|url| current.logo_url().as_ref() == Some(url))
    };
    let name = h("div.row.wrap")
        .with(
            h("h1")
                .attr_live("title", move || Some(current.name()))
                .live(move || current.name()),
        )
        .swap(move || application.with(|it| status_pill(it.active)));
    let copy = copy_button("App ID", "Copy App ID", id.to_string());
    let id_and_copy = h("div.c-id")
        .with(h("span.mono.muted").with(id.as_str()))
        .with(as_action(copy, "Copy App ID", "copy", &["."]));
    let duplicate = h("a.btn")
        .attr("href", &Route::NewApplication(Some(id.clone())).href())
        .attr("title", "New application with this one as its template")
        .with(icon("plus"))
        .with(h("span.sr-sm").with("Duplicate"));
    let duplicate = as_action(duplicate, "Duplicate", "plus", &[]);
    let refresh = Action::new("Refresh", "refresh", move || current.refresh()).keys(&["R"]);
    let refresh = action_icon_button("button.btn.btn-icon.btn-quiet", refresh);
    h("div.page-head.row.wrap")
        .with(logo(move || current.name(), id.as_str(), image))
        .with(h("div.grow").with(name).with(id_and_copy))
        .with(refresh)
        .with(duplicate)
}

fn tabs(current: Current, tab: Memo<Tab>) -> El {
    let id = current.id();
    let link = |label, route: Route, shown: fn(&Tab) -> bool| {
        let link = h("a")
            .attr("href", &route.href())
            .attr_live("aria-current", move || {
                tab.with(shown).then(|| "page".to_owned())
            })
            .with(label);
        as_action(link, label, "right", &[])
    };
    let counted = |link: El, count: Loaded<u64>| {
        let count = move || count.with(|count| intl::number(*count)).unwrap_or_default();
        link.with(" ").with(h("span.sm.subtle.num").live(count))
    };
    let first = routes::first_page();
    let details = link("Details", Route::Application(id.clone()), |it| {
        *it == Tab::Details
    });
    let keys = link("API keys", Route::ApiKeys(id.clone(), first), |it| {
        *it == Tab::ApiKeys
    });
    let webhooks = link("Webhooks", Route::WebHooks(id, first), |it| {
        matches!(it, Tab::WebHooks | Tab::WebHook(_))
    });
    h("nav.tabs")
        .attr_live("aria-label", move || Some(current.name()))
        .with(details)
        .with(counted(keys, current.keys))
        .with(counted(webhooks, current.webhooks))
}
