//! What stands around every screen of an open session: the bar, the navigation, and which
//! screen it is.

use super::applications::applications;
use super::badge::badge;
use super::explorer::Memory;
use super::main;
use super::trail::Trail;
use crate::actions::{Action, Actions, Group, as_action, drawn_key, register};
use crate::browser;
use crate::components::{button, dialog, icon, keys, mark, modal};
use crate::dom::{El, effect, h};
use crate::keyboard;
use crate::lazy::{Lazy, Rest};
use crate::location::{Leaving, Location};
use crate::routes::{self, Route};
use crate::session::{LockReason, Session};
use crate::settings::Settings;
use leptos::prelude::*;
use meta_api::ApplicationId;

/// Screens that replace each other. Within one, only its parts follow the URL.
#[derive(Clone, PartialEq, Eq)]
enum Screen {
    Applications,
    /// With another template it is another form.
    NewApplication(Option<ApplicationId>),
    Settings,
    Application(ApplicationId),
    Activity,
    Explorer,
    NotFound,
}

/// The frame with its screen.
pub fn frame() -> El {
    let location = expect_context::<Location>();
    let screen = Memo::new(move |_| match location.route() {
        Some(Route::Applications(_)) => Screen::Applications,
        Some(Route::NewApplication(source)) => Screen::NewApplication(source),
        Some(Route::Settings) => Screen::Settings,
        Some(Route::Activity(_)) => Screen::Activity,
        Some(Route::Explorer(_)) => Screen::Explorer,
        Some(route) => route
            .application()
            .map_or(Screen::NotFound, |id| Screen::Application(id.clone())),
        None => Screen::NotFound,
    });
    provide_context(Trail::<ApplicationId>::new());
    provide_context(Memory::new());
    let lazy = expect_context::<Lazy>();
    let (palette_open, shortcuts_open) = (RwSignal::new(false), RwSignal::new(false));
    let frame = h("div.app")
        .with(skip_link())
        .with(top_bar(palette_open))
        .with(navigation(shortcuts_open))
        .swap(move || {
            [match screen.get() {
                Screen::Applications => applications(),
                Screen::NewApplication(_) => later(|rest| (rest.new_application)()),
                Screen::Application(id) => later(|rest| (rest.application)(id)),
                Screen::Settings => later(|rest| (rest.settings)()),
                Screen::Activity => later(|rest| (rest.activity)()),
                Screen::Explorer => later(|rest| (rest.explorer)()),
                Screen::NotFound => later(|rest| (rest.not_found)()),
            }]
        })
        .with(palette_dialog(palette_open))
        .with(dialog(
            "shortcuts-title",
            shortcuts_open,
            || "Keyboard shortcuts".to_owned(),
            move || inside(lazy, |rest| (rest.shortcuts)()),
        ));
    // A new screen starts at its beginning, for a keyboard and a screen reader too.
    let shown = StoredValue::new(false);
    effect(Box::new(move || {
        screen.track();
        if shown.get_value() {
            browser::focus("main");
        }
        shown.set_value(true);
    }));
    frame
}

/// A screen whose code may have to be fetched first.
fn later(build: impl FnOnce(&Rest) -> El) -> El {
    let lazy = expect_context::<Lazy>();
    match lazy.get() {
        Some(rest) => build(rest),
        None => main("main.main").swap(move || [waiting(lazy)]),
    }
}

/// What stands in a dialog whose code may have to be fetched first; tracked.
pub(super) fn inside(lazy: Lazy, build: impl FnOnce(&Rest) -> El) -> El {
    match lazy.get() {
        Some(rest) => untrack(|| build(rest)),
        // What comes then takes over the focus.
        None => waiting(lazy).attr("tabindex", "-1").attr("autofocus", ""),
    }
}

/// Stands in for what is fetched; tracked.
fn waiting(lazy: Lazy) -> El {
    if !lazy.failed() {
        return h("p.sr").attr("role", "status").with("Loading…");
    }
    let again = button("button.btn", "refresh", "Try again").on_click(move || lazy.fetch());
    let again = as_action(again, "Try again", "refresh", &[]);
    h("div.empty.page-error")
        .attr("role", "alert")
        .with(icon("stop"))
        .with(h("h1").with("Could not load this part of the console"))
        .with(h("p.sm").with(
            "It did not arrive: the network failed, or a newer version took its place. If \
             trying again does not help, reload the page.",
        ))
        .with(h("div.row").with(again))
}

fn skip_link() -> El {
    h("a.skip.btn")
        .attr("href", "#main")
        .with("Skip to content")
        .on("click", |event| {
            // With a base URL in the page, "#main" alone would lead to another page.
            event.prevent_default();
            browser::focus("main");
        })
}

/// The command palette, which is built when it opens. A click beside it closes it.
fn palette_dialog(open: RwSignal<bool>) -> El {
    let dialog = h("dialog.dialog.dialog-wide.dialog-top").attr("aria-label", "Command palette");
    let lazy = expect_context::<Lazy>();
    let itself = dialog.element().clone();
    let dialog = dialog.on("click", move |event| {
        if event.target().as_ref() == Some(itself.as_ref()) {
            open.set(false);
        }
    });
    modal(dialog, open, move || {
        let row = keyboard::current_row();
        vec![inside(lazy, |rest| (rest.palette)(open, row.as_ref()))]
    })
}

fn palette_button(open: RwSignal<bool>) -> El {
    let actions = expect_context::<Actions>();
    let words = "Search or run a command";
    let button = h("button.palette")
        .attr("type", "button")
        .with(icon("search"))
        .with(h("span.trunc.sr-sm").with(words))
        .with(
            h("span.end")
                .attr("aria-hidden", "true")
                .with(keys(&untrack(|| actions.shown(&["Mod+K"])))),
        )
        .on_click(move || open.set(true));
    // The same keys close it. It opens over no other dialog.
    let toggle = move || {
        let open_now = open.get_untracked();
        if open_now || !keyboard::is_in_dialog() {
            open.set(!open_now);
        }
    };
    let action = Action::new(words, "search", toggle)
        .keys(&["Mod+K", "/"])
        .group(Group::Console)
        .in_dialogs();
    register(button, action)
}

fn top_bar(palette_open: RwSignal<bool>) -> El {
    let session = expect_context::<Session>();
    let palette = palette_button(palette_open);
    let location = expect_context::<Location>();
    let brand = h("a.brand.row")
        .attr("href", &routes::all_applications().href())
        .attr("aria-label", "Meta Console")
        .with(mark())
        .with(h("span.hide-sm").with("Meta Console"));
    let base_url = session.current().map(|it| it.base_url);
    let address = base_url.as_ref().map_or("", |it| it.as_str()).to_owned();
    let base_url = StoredValue::new(base_url);
    let badge = h("a.plain.profile-link")
        .attr("href", &Route::Settings.href())
        .attr("title", &["Connection: ", &address].concat())
        .with(badge(move || base_url.get_value()));
    let connection = base_url
        .get_value()
        .map(|base_url| h("span.conn.row").with(h("span.mono.trunc").with(base_url.short())));
    let lock = h("button.btn.btn-quiet")
        .attr("type", "button")
        .with(icon("lock"))
        .with(h("span.sr-sm").with("Lock"))
        .on_click(move || {
            let lock = move || session.lock(LockReason::Asked);
            location.leave(Leaving::Lock, Box::new(lock));
        });
    let action = Action::click(&lock, "Lock the console", "lock")
        .keys(&["Mod+Shift+L"])
        .group(Group::Console)
        .in_dialogs();
    let lock = register(lock, action);
    h("header.topbar")
        .with(h("div.row.gap-3").with(brand).with(connection).with(badge))
        .with(palette)
        .with(h("div.row.gap-0").with(theme_button()).with(lock))
}

fn navigation(shortcuts_open: RwSignal<bool>) -> El {
    let location = expect_context::<Location>();
    let item = |label: &'static str, image, keys, route: Route, here: fn(&Route) -> bool| {
        let link = h("a.item")
            .attr("href", &route.href())
            .attr("title", label)
            .attr_live("aria-current", move || {
                let current = location.route().as_ref().is_some_and(here);
                current.then(|| "page".to_owned())
            })
            .with(icon(image))
            .with(h("span.label").with(label));
        let action = Action::click(&link, label, image)
            .keys(keys)
            .group(Group::GoTo);
        h("li").with(register(link, action))
    };
    let list = routes::all_applications();
    let activity = Route::Activity(String::new());
    let explorer = Route::Explorer(String::new());
    let items = [
        item("Applications", "apps", &["G A"], list, |it| {
            !matches!(
                it,
                Route::Activity(_) | Route::Explorer(_) | Route::Settings
            )
        }),
        item("Explorer", "term", &["G E"], explorer, |it| {
            matches!(it, Route::Explorer(_))
        }),
        item("Activity", "pulse", &["G H"], activity, |it| {
            matches!(it, Route::Activity(_))
        }),
        item("Settings", "settings", &["G S"], Route::Settings, |it| {
            *it == Route::Settings
        }),
    ];
    let help = h("button.item")
        .attr("type", "button")
        .attr("aria-label", "Shortcuts")
        .with(icon("kbd"))
        .with(h("span.label").with("Shortcuts"))
        .with(drawn_key("kbd.kbd.end", "?"))
        .on_click(move || shortcuts_open.set(true));
    let action = Action::click(&help, "Shortcuts", "kbd")
        .keys(&["?"])
        .group(Group::Console);
    h("nav.nav")
        .attr("aria-label", "Main")
        .with(h("ul").with(items))
        .with(register(help, action))
}

fn theme_button() -> El {
    let settings = expect_context::<Settings>();
    let label = move || Some(settings.theme().label().to_owned());
    let button = h("button.btn.btn-icon.btn-quiet")
        .attr("type", "button")
        .attr_live("aria-label", label)
        .attr_live("title", label)
        .with(icon("theme"))
        .on_click(move || settings.set_theme(untrack(|| settings.theme()).next()));
    let action = Action::click(&button, "Switch the theme", "theme").group(Group::Console);
    register(button, action)
}
