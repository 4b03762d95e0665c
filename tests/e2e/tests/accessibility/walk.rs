//! A walk through the console in one look, which checks every state that it comes to.

use crate::completeness::Seen;
use e2e::{Browser, Fault, Faults, Gate, Page, Role, Server, until};
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug)]
pub enum Theme {
    Light,
    Dark,
}

/// The theme, the width of the window in CSS pixels, and whether as much as possible is on it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    theme: Theme,
    width: u32,
    compact: bool,
}

impl Look {
    pub fn new(theme: Theme, width: u32) -> Self {
        Self {
            theme,
            width,
            compact: false,
        }
    }

    pub fn compact(self) -> Self {
        Self {
            compact: true,
            ..self
        }
    }
}

/// The names of the states that screens have in common.
pub const LOADED: &str = "loaded";
pub const LOADING: &str = "loading";
pub const FAILED: &str = "failed";
pub const LOCKED: &str = "locked";
pub const EMPTY: &str = "empty";
/// And of those that need to be seen on one of them.
pub const SLOWED_DOWN: &str = "slowed down, with a countdown";
pub const OFFLINE: &str = "offline";
pub const IN_DOUBT: &str = "in doubt whether it was done";
pub const FAILURE_TOAST: &str = "with a toast of a failure";

/// A screen whose content comes from the API.
pub struct Screen<'a> {
    /// The variant of `routes::Route`.
    pub route: &'static str,
    /// The path in the console.
    pub path: &'a str,
    /// The path in the API whose answer it shows.
    pub api: &'a str,
    /// What it says once it has loaded.
    pub says: &'a str,
}

pub struct Walk {
    // Closed in this order: first the browser, last the server.
    browser: Browser,
    pub faults: Faults,
    pub server: Server,
    /// The key of a developer with an empty account.
    pub empty: String,
    /// The key of the developer whose account is walked through.
    pub key: String,
    look: Look,
    found: usize,
    seen: Seen,
}

impl Walk {
    pub async fn start(look: Look) -> Self {
        let server = Server::start();
        let empty = server.add_developer("nobody");
        let key = server.add_developer("mary");
        server.fill("mary", 30);
        let faults = Faults::before(&server);
        let browser = Browser::start().await;
        let page = browser.page();
        // So high that no bar covers half of a control, which axe takes for a control too small.
        page.resize(look.width, 1_600).await;
        page.open(&faults.url("")).await;
        let theme = match look.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let keep = "localStorage.setItem('meta-console.theme', arguments[0]);
            localStorage.setItem('meta-console.settings', JSON.stringify({ compact: arguments[1] }))";
        page.script(keep, vec![json!(theme), json!(look.compact)])
            .await;
        page.reload().await;
        let shown = "const { theme, density } = document.documentElement.dataset;
            return [theme, density === 'compact']";
        let shown = page.script(shown, vec![]).await;
        assert_eq!(shown, json!([theme, look.compact]));
        Self {
            browser,
            faults,
            server,
            empty,
            key,
            look,
            found: 0,
            seen: Seen::default(),
        }
    }

    pub fn page(&self) -> &Page {
        self.browser.page()
    }

    pub async fn open(&self, path: &str) {
        self.page().open(&self.faults.url(path)).await;
    }

    /// Asks the server itself, past the layer of faults.
    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.server.ask(&self.key, method, path, body).await
    }

    /// Holds the page as it is now against all rules.
    pub async fn check(&mut self, route: &'static str, state: &str) {
        const OPEN: &str = "const dialog = [...document.querySelectorAll('dialog:modal')].pop();
            return dialog?.getAttribute('aria-labelledby') ?? dialog?.ariaLabel ?? null";
        let violations = self.violations().await;
        let dialog = self.page().script(OPEN, vec![]).await;
        self.seen.note_dialog(dialog.as_str());
        self.report(route, state, &violations);
    }

    async fn violations(&self) -> Vec<String> {
        // On a desk it is the screen that scrolls, not the document.
        const WIDTHS: &str = "return [document.scrollingElement, document.getElementById('main')]
            .filter(it => it && it.scrollWidth > it.clientWidth)
            .map(it => [it.tagName, it.scrollWidth, it.clientWidth].join(' '))";
        let page = self.page();
        let found = page.violations().await.into_iter();
        let mut found: Vec<String> = found
            .map(|it| {
                let why = it.why.replace('\n', "\n    ");
                format!("{}: {}: {}\n    {why}", it.rule, it.target, it.help)
            })
            .collect();
        let widths = page.script(WIDTHS, vec![]).await;
        if widths.as_array().is_none_or(|it| !it.is_empty()) {
            found.push(format!("the page scrolls sideways: {widths}"));
        }
        found
    }

    fn report(&mut self, route: &'static str, state: &str, violations: &[String]) {
        self.seen.note(route, state);
        self.found += violations.len();
        for violation in violations {
            // At once: the walk may end before it is at its end.
            println!("{route}, {:?}, {state}: {violation}", self.look);
        }
    }

    /// A screen loaded, loading, failed and locked; it is loaded when this returns.
    pub async fn visit(&mut self, screen: &Screen<'_>) {
        let Screen {
            route,
            path,
            api,
            says,
        } = *screen;
        self.open(path).await;
        self.page().sees(says).await;
        self.check(route, LOADED).await;

        self.faults.always("GET", api, Fault::Held(Gate::default()));
        let mut found = None;
        while found.is_none() {
            self.open(path).await;
            self.page().find(Role::Button, "Lock").await;
            self.waits().await;
            let violations = self.violations().await;
            // On a slow machine the console may have given up meanwhile.
            found = self.is_waiting().await.then_some(violations);
        }
        self.report(route, LOADING, &found.unwrap_or_default());
        self.faults.heal();

        let portal = Fault::page(200, "<!doctype html><title>Sign in</title>");
        self.faults.always("GET", api, portal);
        self.open(path).await;
        self.page().find(Role::Button, "Try again").await;
        self.check(route, FAILED).await;
        self.faults.heal();
        self.page().press("Try again").await;
        self.page().sees(says).await;

        self.lock(route).await;
        self.page().unlock(&self.key).await;
        self.page().sees(says).await;
    }

    /// Locks, and checks what then stands there.
    pub async fn lock(&mut self, route: &'static str) {
        self.page().press("Lock").await;
        self.page().sees("The console is locked").await;
        self.check(route, LOCKED).await;
    }

    /// Waits until placeholders stand where content will be.
    async fn waits(&self) {
        until("nothing stands for what is loading", async || {
            let waiting = self.is_waiting().await;
            waiting.then_some(()).ok_or(self.page().text().await)
        })
        .await;
    }

    async fn is_waiting(&self) -> bool {
        const WAITS: &str = "return [...document.querySelectorAll('.bones, .bone')]
            .some(it => it.checkVisibility())";
        self.page().script(WAITS, vec![]).await == true
    }

    /// Ends the walk, which must have been everywhere and found nothing.
    pub fn end(self) {
        assert_eq!(self.found, 0, "violations, see above");
        self.seen.assert_complete();
    }
}
