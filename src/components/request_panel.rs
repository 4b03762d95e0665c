//! The exact request that a form sends, or has sent: as HTTP and as code, to be copied.

use super::json::with_json;
use super::tabs::{tab_id, tab_list};
use super::{Toaster, copy_and_say, icon, icon_button};
use crate::dom::{El, effect, h};
use crate::location::Location;
use crate::pages::explorer_href;
use crate::routes::Route;
use leptos::prelude::*;
use meta_api::Method;
use meta_api::sample::{Language, NOT_COVERED, Request};
use std::cell::Cell;

thread_local! {
    /// How many panels there have been: their ids differ.
    static PANELS: Cell<usize> = const { Cell::new(0) };
    /// The tab that was chosen last; the next panel starts with it.
    static TAB: Cell<usize> = const { Cell::new(0) };
    /// Whether the requests of forms are shown.
    static OPEN: Cell<bool> = const { Cell::new(true) };
}

/// What a tab shows.
#[derive(Clone, Copy)]
enum View {
    Http,
    Code(Language),
}

impl View {
    fn of(tab: usize) -> Self {
        tab.checked_sub(1)
            .and_then(|code| Language::ALL.get(code))
            .map_or(Self::Http, |language| Self::Code(*language))
    }

    /// What a copy of it is called.
    fn what(self) -> &'static str {
        match self {
            Self::Http => "Request",
            Self::Code(Language::Curl) => "curl command",
            Self::Code(Language::Httpie) => "HTTPie command",
            Self::Code(Language::Python | Language::Kloudless) => "Python code",
            Self::Code(Language::JavaScript) => "JavaScript code",
            Self::Code(Language::Rust) => "Rust code",
            Self::Code(Language::Go) => "Go code",
            Self::Code(Language::PowerShell) => "PowerShell code",
        }
    }

    /// Whether there is anything to copy.
    fn covers(self, request: &Request) -> bool {
        match self {
            Self::Http => true,
            Self::Code(language) => language.covers(request),
        }
    }

    fn text(self, request: &Request) -> String {
        match self {
            Self::Http => http_text(request),
            Self::Code(language) => request.sample(language),
        }
    }

    fn code(self, request: &Request) -> El {
        match self {
            Self::Http => http(request),
            Self::Code(_) if !self.covers(request) => h("span.p").with(NOT_COVERED),
            Self::Code(language) => h("code").with(request.sample(language)),
        }
    }
}

/// The request, with a tab for each language. It follows the signals that `request` reads, and
/// says so while that answers `None`, because a form could not be sent.
pub fn request_panel(request: impl Fn() -> Option<Request> + 'static) -> El {
    let shown = RwSignal::new(None);
    effect(Box::new(move || shown.set(request())));
    let number = PANELS.get();
    PANELS.set(number + 1);
    let id = ["request-", &number.to_string()].concat();
    let tab = RwSignal::new(TAB.get());
    let mut labels = vec!["HTTP"];
    labels.extend(Language::ALL.map(Language::label));
    let tabs = tab_list("Request as", &id, labels, tab, |tab| TAB.set(tab));
    let panel_id = id.clone();
    let panel = h("pre")
        .attr("id", &id)
        .attr("role", "tabpanel")
        .attr("tabindex", "0")
        .attr_live("aria-labelledby", move || {
            Some(tab_id(&panel_id, tab.get()))
        })
        .attr_live("class", move || (tab.get() == 0).then(|| "soft".to_owned()))
        .swap(move || {
            let view = View::of(tab.get());
            [shown.with(|request| match request {
                Some(request) => view.code(request),
                None => h("span.p").with("Nothing would be sent: correct the form first."),
            })]
        });
    h("figure.code.request")
        .with(
            h("figcaption.row.sm")
                .with(tabs)
                .with(explorer_link(shown))
                .with(copy_button(shown, tab)),
        )
        .with(panel)
}

/// Whether the requests of forms are shown.
pub fn request_shown() -> bool {
    OPEN.get()
}

/// The button that shows and hides a request elsewhere on the screen. What was chosen for one form
/// holds for the next.
pub fn request_button(shown: RwSignal<bool>) -> El {
    h("button.btn.btn-quiet")
        .attr("type", "button")
        .state("aria-expanded", move || shown.get())
        .live(move || {
            if shown.get() {
                "Hide request"
            } else {
                "Show request"
            }
            .to_owned()
        })
        .on_click(move || {
            shown.update(|shown| *shown = !*shown);
            OPEN.set(shown.get_untracked());
        })
}

/// The request, folded under a word. What was chosen for one form holds for the next.
pub fn folded_request(request: impl Fn() -> Option<Request> + 'static) -> El {
    let details = h("details.request");
    let element = details.element().clone();
    let summary = h("summary.row.gap-1.sm.muted")
        .with(icon("right"))
        .with("Request")
        .on_click(move || OPEN.set(!element.has_attribute("open")));
    let details = details.with(summary).with(request_panel(request));
    if OPEN.get() {
        details.attr("open", "")
    } else {
        details
    }
}

/// Leads to the Explorer with this request.
fn explorer_link(shown: RwSignal<Option<Request>>) -> Option<El> {
    let owner = Owner::current()?;
    let location = use_context::<Location>()?;
    let href = move || {
        let request = shown.get()?;
        owner.with(|| explorer_href(&request))
    };
    // In the Explorer itself it would lead to where it is.
    let here = location.is_at(|it| matches!(it, Route::Explorer(_)));
    let link = h("a.btn.btn-icon.btn-quiet.btn-sm.end")
        .attr("aria-label", "Open in Explorer")
        .attr("title", "Open in Explorer")
        .attr_live("href", href.clone())
        .flag("hidden", move || href().is_none())
        .with(icon("term"));
    (!here).then_some(link)
}

fn copy_button(shown: RwSignal<Option<Request>>, tab: RwSignal<usize>) -> El {
    let toaster = expect_context::<Toaster>();
    let name = move || {
        Some(match View::of(tab.get()) {
            View::Http => "Copy the request".to_owned(),
            view @ View::Code(_) => ["Copy the ", view.what()].concat(),
        })
    };
    icon_button("button.btn.btn-icon.btn-quiet.btn-sm", "copy", "")
        .attr_live("aria-label", name)
        .attr_live("title", name)
        .flag("disabled", move || {
            let view = View::of(tab.get());
            !shown.with(|request| request.as_ref().is_some_and(|it| view.covers(it)))
        })
        .on_click(move || {
            let view = View::of(tab.get_untracked());
            if let Some(request) = shown.get_untracked() {
                copy_and_say(toaster, view.what(), view.text(&request));
            }
        })
}

/// A method in its colour.
pub fn verb(method: Method) -> El {
    let verb = match method {
        Method::Get => "span.verb",
        Method::Post => "span.verb.ok",
        Method::Patch => "span.verb.warn",
        Method::Delete => "span.verb.bad",
    };
    h(verb).with(method.as_str())
}

fn http(request: &Request) -> El {
    let line = h("code")
        .with(verb(request.method))
        .with(" ")
        .with(request.url.as_str())
        .with("\n");
    let code = line.with(h("span.p").with(headers(request)));
    match &request.body {
        Some(body) => with_json(code.with("\n"), body),
        None => code,
    }
}

fn http_text(request: &Request) -> String {
    let line = [request.method.as_str(), " ", &request.url, "\n"].concat();
    let body = request.body.as_deref().unwrap_or_default();
    [&line, &headers(request), "\n", body].concat()
}

fn headers(request: &Request) -> String {
    let line = |(name, value): &(String, String)| [name, ": ", value, "\n"].concat();
    request.headers.iter().map(line).collect()
}
