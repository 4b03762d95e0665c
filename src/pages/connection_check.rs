//! The dialog of the connection check: runs it, shows step by step what it finds, and gives it away as
//! text. It is there on every screen, while the console is locked, too.

mod finding;
mod plot;

use self::finding::item;
use super::frame::inside;
use crate::browser;
use crate::check::{ConnectionCheck, Finding, Step, report, shown_address, summary};
use crate::client::Client;
use crate::components::{button, copy_and_tell, dialog};
use crate::dom::{El, effect, h};
use crate::lazy::Lazy;
use crate::session::Session;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

/// The dialog, closed. Its content comes when it opens.
pub fn connection_dialog() -> El {
    let lazy = expect_context::<Lazy>();
    let open = expect_context::<ConnectionCheck>().open;
    dialog(
        "check-title",
        open,
        || "Connection check".to_owned(),
        move || inside(lazy, |rest| (rest.connection_check)()),
    )
}

/// A check that is under way or done. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Run {
    client: Client,
    session: Session,
    address: StoredValue<String>,
    found: [RwSignal<Option<Finding>>; Step::ALL.len()],
    done: RwSignal<bool>,
    said: RwSignal<String>,
    under_way: StoredValue<Option<AbortHandle>>,
}

/// What stands in the dialog. The check begins at once, and ends with the dialog.
pub fn connection_check() -> El {
    let session = expect_context::<Session>();
    let check = expect_context::<ConnectionCheck>();
    let address = untrack(|| match session.connection() {
        Some(connection) => connection.base_url.as_str().to_owned(),
        None => check.address.get(),
    });
    let shown = shown_address(&address);
    let run = Run {
        client: expect_context(),
        session,
        address: StoredValue::new(address),
        found: Step::ALL.map(|_| RwSignal::new(None)),
        done: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        under_way: StoredValue::new(None),
    };
    on_cleanup(move || run.stop());
    run.start();
    // Another account, or nobody: what was found is not about that any more.
    let was_open = untrack(|| session.is_open());
    effect(Box::new(move || {
        if session.is_open() != was_open {
            check.open.set(false);
        }
    }));
    let tool = RwSignal::new(0);
    let steps = Step::ALL.map(|step| item(step, run.found[step as usize], tool, run.said));
    let body = h("div.dialog-body.checks")
        .with(
            h("p")
                .with("From this page to ")
                .with(h("span.mono.anywhere").with(shown))
                .with(". Nothing is changed there, and the developer key goes nowhere else."),
        )
        .with(
            h("p.muted")
                .attr("role", "status")
                .live(move || run.said.get()),
        )
        .with(h("ol.stack").with(steps));
    h("div").with(body).with(foot(run, check.open))
}

fn foot(run: Run, open: RwSignal<bool>) -> El {
    let waits = move || !run.done.get();
    let copy = button("button.btn", "copy", "Copy the report")
        .flag("disabled", waits)
        .on_click(move || run.copy());
    let again = button("button.btn", "refresh", "Check again")
        .flag("disabled", waits)
        .on_click(move || run.start());
    let close = h("button.btn")
        .attr("type", "button")
        .attr("autofocus", "")
        .live(move || if run.done.get() { "Close" } else { "Cancel" }.to_owned())
        .on_click(move || open.set(false));
    h("div.dialog-foot").with(close).with(copy).with(again)
}

impl Run {
    /// Begins, from the start.
    fn start(self) {
        self.stop();
        for found in self.found {
            found.set(None);
        }
        self.done.set(false);
        self.said.set("Checking…".to_owned());
        let tell = move |step: Step, finding: Finding| {
            let (number, of) = (step as usize, Step::ALL.len());
            // The dialog may have been closed.
            let _ = self.found[number].try_set(Some(finding));
            let _ = self
                .said
                .try_set(format!("Checking… {} of {of} done.", number + 1));
        };
        let address = self.address.get_value();
        let (checking, handle) = abortable(self.client.examine(address, tell));
        self.under_way.set_value(Some(handle));
        browser::spawn(Box::pin(async move {
            if checking.await.is_ok() && !self.said.is_disposed() {
                self.done.set(true);
                self.said.set(summary(&self.findings()));
            }
        }));
    }

    /// Gives up what is under way.
    fn stop(self) {
        if let Some(handle) = self.under_way.try_get_value().flatten() {
            handle.abort();
        }
    }

    fn findings(self) -> Vec<(Step, Finding)> {
        let found = |step: Step| Some((step, self.found[step as usize].get_untracked()?));
        Step::ALL.into_iter().filter_map(found).collect()
    }

    fn copy(self) {
        let connection = self.session.current();
        let key = connection.as_ref().map(|it| it.developer_key.expose());
        let agent = js_sys::Reflect::get(&window().navigator(), &"userAgent".into());
        let head = format!(
            "Connection check of {}\nFrom {}, {}\n{}",
            shown_address(&self.address.get_value()),
            browser::origin(),
            String::from(js_sys::Date::new_0().to_iso_string()),
            agent.ok().and_then(|it| it.as_string()).unwrap_or_default()
        );
        let text = report(&head, &self.findings(), key);
        copy_and_tell("Report", text, move |_, said| {
            let _ = self.said.try_set([said, "."].concat());
        });
    }
}
