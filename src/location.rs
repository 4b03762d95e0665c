//! Where the console is: the URL, links inside the page, Back and Forward. The router of Leptos
//! is not used, since it comes with views of its own kind (see `dom`).

mod guard;

pub use guard::{Choice, Guard, Leaving};

use crate::browser;
use crate::routes::Route;
use guard::Guards;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

/// The place in the console. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Location {
    route: RwSignal<Option<Route>>,
    guards: Guards,
    /// How many screens of this page the history has before this one.
    position: StoredValue<i32>,
    step: StoredValue<Option<Step>>,
}

/// A step in the history that is the console's own.
#[derive(Clone, Copy)]
enum Step {
    /// Back to the form that has to ask first, and how far the person wanted to go.
    Undone(i32),
    /// There, as the person said.
    Agreed,
}

impl Location {
    /// Reads the URL and follows it from now on.
    pub fn start() -> Self {
        let location = Self {
            route: RwSignal::new(None),
            guards: Guards::new(),
            position: StoredValue::new(position()),
            step: StoredValue::new(None),
        };
        location.read();
        let window = window();
        // The listeners live as long as the window, and so outlive the pages of tests.
        let is_gone = move || location.route.is_disposed();
        let moved = move || {
            if !is_gone() {
                location.moved();
            }
        };
        let clicked = move |event: Event| {
            if !is_gone() {
                location.follow(&event);
            }
        };
        let moved = Closure::<dyn FnMut()>::new(moved).into_js_value();
        let clicked = Closure::<dyn FnMut(Event)>::new(clicked).into_js_value();
        // It fails for no event name.
        let _ = window.add_event_listener_with_callback("popstate", moved.unchecked_ref());
        let _ = window.add_event_listener_with_callback("click", clicked.unchecked_ref());
        location
    }

    /// The screen of the URL, `None` for an address that leads nowhere; tracked.
    pub fn route(self) -> Option<Route> {
        self.route.get()
    }

    /// Whether the console is at a place like this; not tracked. Who waits for an answer asks
    /// before going on: the person may have gone elsewhere meanwhile.
    pub fn is_at(self, like: impl Fn(&Route) -> bool) -> bool {
        // An answer can come when the page has gone.
        self.route
            .try_with_untracked(|route| route.as_ref().is_some_and(like))
            .unwrap_or_default()
    }

    /// Goes to a screen, once a changed form is saved, set aside or discarded.
    pub fn go(self, route: &Route) {
        self.visit(route.href());
    }

    /// Goes to a screen in place of this one, which Back does not find any more. Nobody is asked:
    /// what this one showed is gone.
    pub fn replace(self, route: &Route) {
        self.enter(&route.href(), true);
    }

    fn visit(self, href: String) {
        if self.is_at(|here| Some(here) == route_of(&href).as_ref()) {
            return self.enter(&href, false);
        }
        self.leave(Leaving::Go, Box::new(move || self.enter(&href, false)));
    }

    fn enter(self, href: &str, replace: bool) {
        let window = window();
        let Ok(history) = window.history() else {
            return;
        };
        let url = [&browser::base_path(), "/", href].concat();
        let same = window
            .location()
            .href()
            .is_ok_and(|now| now == [browser::origin(), url.clone()].concat());
        let here = self.position.get_value();
        // It fails for URLs of another origin and after a hundred calls within seconds.
        let _ = if replace || same {
            history.replace_state_with_url(&here.into(), "", Some(&url))
        } else {
            self.position.set_value(here + 1);
            history.push_state_with_url(&(here + 1).into(), "", Some(&url))
        };
        self.read();
    }

    /// Follows Back and Forward. The browser has gone already: when a changed form has to ask
    /// first, it goes back to where it was, asks there, and goes again when the person says so.
    fn moved(self) {
        let (here, there) = (self.position.get_value(), position());
        let step = self.step.try_update_value(Option::take).flatten();
        match step {
            Some(Step::Undone(steps)) if here == there => {
                let again = move || {
                    self.step.set_value(Some(Step::Agreed));
                    go_by(steps);
                };
                self.leave(Leaving::Go, Box::new(again));
            }
            Some(Step::Agreed) => self.arrive(there),
            _ if here != there && self.is_leaving() => {
                self.step.set_value(Some(Step::Undone(there - here)));
                go_by(here - there);
            }
            _ => self.arrive(there),
        }
    }

    fn is_leaving(self) -> bool {
        self.guards.changed() && self.route.get_untracked() != Self::address()
    }

    fn arrive(self, position: i32) {
        self.position.set_value(position);
        self.read();
    }

    fn address() -> Option<Route> {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        let path = path.strip_prefix(&*browser::base_path()).unwrap_or(&path);
        Route::parse(path, &search)
    }

    fn read(self) {
        let route = Self::address();
        if self.route.with_untracked(|now| *now != route) {
            self.route.set(route);
        }
    }

    /// Follows a plain click on a link into the console; the browser does all others.
    fn follow(self, event: &Event) {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|it| it.closest("a[href]").ok().flatten());
        let (Some(link), Some(click)) = (
            link.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok()),
            event.dyn_ref::<MouseEvent>(),
        ) else {
            return;
        };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if event.default_prevented() || click.button() != 0 || modified || !link.target().is_empty()
        {
            return;
        }
        let inside = [&browser::origin(), &browser::base_path(), "/"].concat();
        if let Some(href) = link.href().strip_prefix(&inside) {
            event.prevent_default();
            self.visit(href.to_owned());
        }
    }
}

/// The screen of a link below the base URL.
fn route_of(href: &str) -> Option<Route> {
    let href = href.split('#').next().unwrap_or_default();
    let (path, search) = href.split_once('?').unwrap_or((href, ""));
    Route::parse(path, search)
}

/// What the history says of this place; the first one of the page has nothing to say.
#[expect(
    clippy::cast_possible_truncation,
    reason = "counted by this module, one by one"
)]
fn position() -> i32 {
    let state = window().history().and_then(|history| history.state());
    state.map_or(0, |it| it.as_f64().unwrap_or_default() as i32)
}

fn go_by(steps: i32) {
    if let Ok(history) = window().history() {
        // It fails only for a page that is not shown any more.
        let _ = history.go_with_delta(steps);
    }
}
