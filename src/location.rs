//! Where the console is: the URL, links inside the page, Back and Forward. The router of Leptos
//! is not used, since it comes with views of its own kind (see `dom`).

use crate::browser;
use crate::routes::Route;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

/// The place in the console. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Location {
    route: RwSignal<Option<Route>>,
}

impl Location {
    /// Reads the URL and follows it from now on.
    pub fn start() -> Self {
        let location = Self {
            route: RwSignal::new(None),
        };
        location.read();
        let window = window();
        let moved = Closure::<dyn FnMut()>::new(move || location.read()).into_js_value();
        let clicked =
            Closure::<dyn FnMut(Event)>::new(move |event| location.follow(&event)).into_js_value();
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
        self.route
            .with_untracked(|route| route.as_ref().is_some_and(like))
    }

    /// Goes to a screen.
    pub fn go(self, route: &Route) {
        self.enter(&route.href(), false);
    }

    /// Goes to a screen in place of this one, which Back does not find any more.
    pub fn replace(self, route: &Route) {
        self.enter(&route.href(), true);
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
        // It fails for URLs of another origin and after a hundred calls within seconds.
        let _ = if replace || same {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        };
        self.read();
    }

    fn read(self) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        let path = path.strip_prefix(&*browser::base_path()).unwrap_or(&path);
        let route = Route::parse(path, &search);
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
            self.enter(href, false);
        }
    }
}
