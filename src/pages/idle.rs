//! The lock that comes by itself: notes what happens in the page, warns a minute ahead, and locks
//! by the clock, which also counts the hours that a laptop slept.

use crate::browser;
use crate::components::showing;
use crate::dom::{El, effect, h};
use crate::session::Session;
use crate::session::limits::{End, Phase};
use crate::tabs::Tabs;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::Event;

/// What counts as activity. Moving the pointer does not: a passing lorry can do that. Speech input
/// and other aids type and click without a key or a pointer.
const ACTIVITY: [&str; 5] = ["keydown", "pointerdown", "wheel", "input", "click"];

/// When the clock is read again, too: timers stand still while a machine sleeps.
const RETURNS: [&str; 3] = ["visibilitychange", "focus", "pageshow"];

/// The longest time between two looks at the clock, in milliseconds.
const LOOK: u64 = 30_000;

/// The warning of an open session. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
struct Watch {
    session: Session,
    tabs: Tabs,
    /// What is about to happen, and in how many seconds.
    ending: RwSignal<Option<(End, u64)>>,
    /// Whether the end that nothing puts off has been taken note of.
    dismissed: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Watches the session, for as long as its owner lives; the element is the warning.
pub fn idle_warning() -> El {
    let session = expect_context::<Session>();
    let watch = Watch {
        session,
        tabs: expect_context(),
        ending: RwSignal::new(None),
        dismissed: RwSignal::new(false),
        timer: StoredValue::new(None),
    };
    for event in ACTIVITY {
        browser::on_window(event, move |event| watch.happen(&event));
    }
    for event in RETURNS {
        browser::on_window(event, move |_| watch.look());
    }
    effect(Box::new(move || {
        watch.dismissed.set(false);
        if session.is_open() {
            untrack(|| watch.look());
        } else {
            watch.ending.set(None);
        }
    }));
    on_cleanup(move || watch.stop());
    watch.dialog()
}

impl Watch {
    fn happen(self, event: &Event) {
        if self.is_warning() {
            // A key only says that somebody is here: Enter must not press a button that gets
            // the focus back, nor Escape close a dialog that lies under this one.
            if event.type_() == "keydown" {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        }
        self.stay();
    }

    /// Takes note of the warning: it goes, and so does its reason if that can be.
    fn stay(self) {
        self.note();
        if self.is_warning() {
            self.dismissed.set(true);
        }
        self.look();
    }

    fn note(self) {
        if self.session.touch() {
            self.tabs.say_active();
        }
    }

    fn is_warning(self) -> bool {
        !self.dismissed.get_untracked() && self.ending.with_untracked(Option::is_some)
    }

    /// Reads the clock, shows what it says, and comes back in time.
    fn look(self) {
        if self.timer.is_disposed() {
            return;
        }
        self.stop();
        let (ending, next) = match self.session.check() {
            None | Some(Phase::Over(_)) => (None, None),
            Some(Phase::Open(left)) => (None, Some(left.clamp(1, LOOK))),
            Some(Phase::Ending(end, left)) => (
                Some((end, left.div_ceil(1_000))),
                Some((left - 1) % 1_000 + 1),
            ),
        };
        // A new warning is a new one, also for who has read an old one.
        if !matches!(ending, Some((End::Longest, _))) {
            self.dismissed.set(false);
        }
        if self.ending.get_untracked() != ending {
            self.ending.set(ending);
        }
        if let Some(next) = next {
            let handle = set_timeout_with_handle(move || self.look(), Duration::from_millis(next));
            self.timer.set_value(handle.ok());
        }
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_get_value() {
            timer.clear();
        }
    }

    /// Modal, so that it is seen and heard above whatever dialog is open, and the focus returns to
    /// where it was.
    fn dialog(self) -> El {
        let Self {
            session,
            ending,
            dismissed,
            ..
        } = self;
        let open = Memo::new(move |_| {
            if dismissed.get() {
                None
            } else {
                ending.get().map(|(end, _)| end)
            }
        });
        let dialog = h("dialog.dialog")
            .attr("role", "alertdialog")
            .attr("aria-labelledby", "idle-title")
            .attr("aria-describedby", "idle-text")
            // The Back gesture of a phone closes dialogs, too.
            .on("cancel", move |_| self.stay())
            .swap(move || open.get().map(|end| self.content(end)).unwrap_or_default());
        let show = showing(&dialog);
        effect(Box::new(move || {
            show(open.get().is_some() && session.is_open());
        }));
        dialog
    }

    fn content(self, end: End) -> Vec<El> {
        let ending = self.ending;
        let seconds = move || ending.get().map_or(0, |(_, seconds)| seconds).to_string();
        let (why, what, stay) = match end {
            End::Idle => (
                "Nothing has happened here for a while. The console locks in ",
                " seconds. Press any key to stay.",
                "Stay",
            ),
            End::Longest => (
                "The console has been open for 12 hours. It locks in ",
                " seconds. Drafts of what you have typed are kept.",
                "Close",
            ),
        };
        // A press anywhere does it; assistive technology may only click.
        let button = h("button.btn.btn-primary")
            .attr("type", "button")
            .attr("autofocus", "")
            .with(stay)
            .on_click(move || self.stay());
        let text = h("p")
            .attr("id", "idle-text")
            .with(why)
            .with(h("b.num").live(seconds))
            .with(what);
        vec![
            h("div.dialog-head").with(h("h2").attr("id", "idle-title").with("About to lock")),
            h("div.dialog-body").with(text),
            h("div.dialog-foot").with(button),
        ]
    }
}
