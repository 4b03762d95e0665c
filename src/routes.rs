//! Every path and typed query of the console, printed and parsed in this one place. Hrefs are
//! relative to the page's base URL, so that the console also works under a sub-path.

pub mod activity;

use meta_api::{ApplicationId, ApplicationsQuery, PageNumber, PageSize, Paging, WebHookId};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The page sizes that a list offers.
pub const PAGE_SIZES: [u64; 7] = [10, 25, 50, 100, 250, 500, 1_000];

/// How many rows a list shows unless its URL says otherwise.
const DEFAULT_PAGE_SIZE: u64 = 25;

/// A screen and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of applications.
    Applications(ApplicationsQuery),
    /// The form for a new one, with the application to use as a template.
    NewApplication(Option<ApplicationId>),
    /// The details of an application.
    Application(ApplicationId),
    /// The API keys of an application.
    ApiKeys(ApplicationId, Paging),
    /// The webhooks of an application.
    WebHooks(ApplicationId, Paging),
    /// One webhook of an application.
    WebHook(ApplicationId, WebHookId),
    /// The settings of this browser.
    Settings,
    /// What this tab has sent; [`activity::Query`] reads and writes its search.
    Activity(String),
    /// The API Explorer; `explorer::Draft` reads and writes its search.
    Explorer(String),
}

impl Route {
    /// The link to this route, relative to the base URL.
    pub fn href(&self) -> String {
        match self {
            Self::Applications(query) => {
                let active = match query.active {
                    None => "",
                    Some(true) => "active=true",
                    Some(false) => "active=false",
                };
                with_query("applications".to_owned(), active, query.paging)
            }
            Self::Settings => "settings".to_owned(),
            Self::NewApplication(None) => "applications/new".to_owned(),
            Self::NewApplication(Some(source)) => {
                ["applications/new?source=", &segment(source.as_str())].concat()
            }
            Self::Application(id) => application(id),
            Self::ApiKeys(id, paging) => with_query(application(id) + "/keys", "", *paging),
            Self::WebHooks(id, paging) => with_query(application(id) + "/webhooks", "", *paging),
            Self::WebHook(id, webhook) => {
                [&application(id), "/webhooks/", &segment(webhook.as_str())].concat()
            }
            Self::Activity(search) => searched("activity", search),
            Self::Explorer(search) => searched("explorer", search),
        }
    }

    /// Reads a path below the base URL and a search. The base URL itself is the list. `None` for
    /// an address that leads nowhere.
    pub fn parse(path: &str, search: &str) -> Option<Self> {
        let parts: Vec<String> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let id = |text: &str| ApplicationId::new(text);
        Some(match parts.as_slice() {
            [] | ["applications"] => Self::Applications(applications_query(search)),
            ["settings"] => Self::Settings,
            ["applications", "new"] => Self::NewApplication(source(search)),
            ["applications", app] => Self::Application(id(app)),
            ["applications", app, "keys"] => Self::ApiKeys(id(app), paging(search)),
            ["applications", app, "webhooks"] => Self::WebHooks(id(app), paging(search)),
            ["applications", app, "webhooks", webhook] => {
                Self::WebHook(id(app), WebHookId::new(*webhook))
            }
            ["activity"] => Self::Activity(without_mark(search)),
            ["explorer"] => Self::Explorer(without_mark(search)),
            _ => return None,
        })
    }

    /// The application that the screen is about.
    pub fn application(&self) -> Option<&ApplicationId> {
        match self {
            Self::Applications(_)
            | Self::NewApplication(_)
            | Self::Settings
            | Self::Activity(_)
            | Self::Explorer(_) => None,
            Self::Application(id)
            | Self::ApiKeys(id, _)
            | Self::WebHooks(id, _)
            | Self::WebHook(id, _) => Some(id),
        }
    }
}

/// The first page of a list, with the console's default size.
pub fn first_page() -> Paging {
    paging("")
}

/// The list of all applications, first page.
pub fn all_applications() -> Route {
    Route::Applications(applications_query(""))
}

/// Reads the state of the list of applications from the URL's search (without its `?`). What
/// cannot be read counts as left out: an old or mistyped link still shows a list.
fn applications_query(search: &str) -> ApplicationsQuery {
    let active = match parameter(search, "active").as_deref() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    };
    ApplicationsQuery {
        active,
        paging: paging(search),
    }
}

/// Reads which part of a list is shown, like [`applications_query`].
fn paging(search: &str) -> Paging {
    let number = |name| parameter(search, name).and_then(|text| text.parse().ok());
    let default = PageSize::new(DEFAULT_PAGE_SIZE).unwrap_or_default();
    Paging {
        page: number("page").and_then(PageNumber::new).unwrap_or_default(),
        page_size: number("page_size")
            .and_then(PageSize::new)
            .unwrap_or(default),
    }
}

/// Reads the application to use as a template.
fn source(search: &str) -> Option<ApplicationId> {
    parameter(search, "source")
        .filter(|id| !id.is_empty())
        .map(ApplicationId::new)
}

fn searched(path: &str, search: &str) -> String {
    let mark = if search.is_empty() { "" } else { "?" };
    [path, mark, search].concat()
}

fn without_mark(search: &str) -> String {
    search.strip_prefix('?').unwrap_or(search).to_owned()
}

fn application(id: &ApplicationId) -> String {
    ["applications/", &segment(id.as_str())].concat()
}

fn with_query(path: String, filter: &str, paging: Paging) -> String {
    let page = (paging.page != PageNumber::FIRST).then(|| format!("page={}", paging.page.get()));
    let size = (paging.page_size.get() != DEFAULT_PAGE_SIZE)
        .then(|| format!("page_size={}", paging.page_size.get()));
    let filter = (!filter.is_empty()).then(|| filter.to_owned());
    let query: Vec<String> = [filter, page, size].into_iter().flatten().collect();
    if query.is_empty() {
        path
    } else {
        [path, query.join("&")].join("?")
    }
}

fn parameter(search: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes())
        .filter(|(key, _)| key == name)
        .last()
        .map(|(_, value)| value.into_owned())
}

fn segment(text: &str) -> String {
    // Ids are of `[A-Za-z0-9_-]`: those stay readable.
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');
    utf8_percent_encode(text, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ApplicationId {
        ApplicationId::new(text)
    }

    fn at(page: u64, size: u64) -> Paging {
        let page_size = PageSize::new(size).unwrap();
        Paging {
            page: PageNumber::new(page).unwrap(),
            page_size,
        }
    }

    #[test]
    fn every_path_is_printed_and_read_like_this() {
        let list = |active, paging| Route::Applications(ApplicationsQuery { active, paging });
        let app = || id("wSPk9y5D7p5o87k0ACGKxR");
        let pinned = [
            (all_applications(), "applications"),
            (
                list(Some(true), at(2, 25)),
                "applications?active=true&page=2",
            ),
            (
                list(Some(false), at(1, 100)),
                "applications?active=false&page_size=100",
            ),
            (Route::NewApplication(None), "applications/new"),
            (Route::Settings, "settings"),
            (Route::Explorer(String::new()), "explorer"),
            (
                Route::Explorer("method=GET&path=%2Fa".to_owned()),
                "explorer?method=GET&path=%2Fa",
            ),
            (
                Route::NewApplication(Some(id("a_b-1"))),
                "applications/new?source=a_b-1",
            ),
            (
                Route::Application(app()),
                "applications/wSPk9y5D7p5o87k0ACGKxR",
            ),
            (
                Route::ApiKeys(app(), at(3, 10)),
                "applications/wSPk9y5D7p5o87k0ACGKxR/keys?page=3&page_size=10",
            ),
            (
                Route::WebHooks(app(), first_page()),
                "applications/wSPk9y5D7p5o87k0ACGKxR/webhooks",
            ),
            (
                Route::WebHook(app(), WebHookId::new("100")),
                "applications/wSPk9y5D7p5o87k0ACGKxR/webhooks/100",
            ),
        ];
        for (route, href) in pinned {
            assert_eq!(route.href(), href);
            let (path, search) = href.split_once('?').unwrap_or((href, ""));
            assert_eq!(Route::parse(&format!("/{path}"), search), Some(route));
        }
    }

    #[test]
    fn an_id_with_odd_characters_stays_one_segment() {
        assert_eq!(
            Route::Application(id("../a?b")).href(),
            "applications/%2E%2E%2Fa%3Fb"
        );
    }

    #[test]
    fn a_list_s_state_survives_its_url() {
        for active in [None, Some(true), Some(false)] {
            for paging in [at(1, 25), at(2, 25), at(1, 1_000), at(9, 10)] {
                let query = ApplicationsQuery { active, paging };
                let href = Route::Applications(query).href();
                let search = href.split_once('?').map_or("", |(_, search)| search);
                assert_eq!(applications_query(search), query, "{href}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_counts_as_left_out() {
        for search in [
            "page=0",
            "page=x&page_size=0",
            "page_size=1001",
            "active=maybe",
            "&&=%zz",
        ] {
            assert_eq!(
                applications_query(search),
                applications_query(""),
                "{search}"
            );
        }
    }

    #[test]
    fn the_base_url_is_the_list_and_an_unknown_address_is_none() {
        assert_eq!(Route::parse("/", ""), Some(all_applications()));
        assert_eq!(Route::parse("/applications/", ""), Some(all_applications()));
        assert_eq!(Route::parse("/nowhere", ""), None);
        assert_eq!(Route::parse("/applications/a/b/c/d", ""), None);
    }

    #[test]
    fn a_template_is_read_from_the_url() {
        assert_eq!(source("source=a_b-1"), Some(id("a_b-1")));
        assert_eq!(source("source="), None);
        assert_eq!(source(""), None);
    }

    #[test]
    fn the_boot_script_counts_the_places_of_the_shell_as_they_stand_there() {
        let shell = include_str!("../index.html");
        let nav = shell.split("aria-label=\"Main\"").nth(1).unwrap();
        let nav = nav.split("</ul>").next().unwrap();
        let labels = nav.split("class=\"label\">").skip(1);
        let labels: Vec<String> = labels
            .map(|it| it.split('<').next().unwrap().to_lowercase())
            .collect();
        assert!(labels.len() > 3, "{labels:?}");
        let script = include_str!("boot.js");
        assert!(
            script.contains(&format!("{labels:?}.indexOf(")),
            "{labels:?}"
        );
        for label in labels {
            assert!(Route::parse(&label, "").is_some(), "{label}");
        }
    }
}
