//! What the first list does not need. In a console built with the feature `split` it lies in a
//! WASM file of its own (xtask/src/split.rs), fetched when it is first wanted; in every other
//! build it is there from the start.

use crate::browser;
use crate::components::request_panel;
use crate::dom::El;
use crate::pages;
use leptos::prelude::*;
use meta_api::ApplicationId;
use meta_api::sample::Request;
use web_sys::Element;

/// The ways into that code. Nothing else may call it, or it is in the first file again.
pub struct Rest {
    /// The screen of an application.
    pub application: fn(ApplicationId) -> El,
    /// The form for a new application.
    pub new_application: fn() -> El,
    /// What this tab has sent.
    pub activity: fn() -> El,
    /// The API Explorer.
    pub explorer: fn() -> El,
    /// The screen of an address that leads nowhere.
    pub not_found: fn() -> El,
    /// What stands in the dialog of the command palette.
    pub palette: fn(RwSignal<bool>, Option<&Element>) -> El,
    /// What stands in the dialog of the shortcuts.
    pub shortcuts: fn() -> El,
    /// What stands in the dialog of the connection check.
    pub connection_check: fn() -> El,
    /// The settings.
    pub settings: fn() -> El,
    /// A request, as HTTP and as code.
    pub request: fn(Box<dyn Fn() -> Option<Request>>) -> El,
}

static REST: Rest = Rest {
    application: pages::application,
    new_application: pages::new_application,
    activity: pages::activity,
    explorer: pages::explorer,
    not_found: pages::not_found,
    palette: pages::palette,
    shortcuts: pages::shortcuts,
    connection_check: pages::connection_check,
    settings: pages::settings,
    request: request_panel,
};

/// Whether that code is there. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Lazy {
    rest: RwSignal<Option<&'static Rest>>,
    under_way: RwSignal<bool>,
    failed: RwSignal<bool>,
}

impl Lazy {
    /// Knows nothing yet, unless the code came with everything else.
    pub fn new() -> Self {
        Self {
            #[cfg(feature = "split")]
            rest: RwSignal::new(None),
            #[cfg(not(feature = "split"))]
            rest: RwSignal::new(Some(&REST)),
            under_way: RwSignal::new(false),
            failed: RwSignal::new(false),
        }
    }

    /// The code, which is fetched if it is not there yet; tracked.
    pub fn get(self) -> Option<&'static Rest> {
        let rest = self.rest.get();
        if rest.is_none() {
            untrack(|| self.fetch());
        }
        rest
    }

    /// Whether the code could not be fetched; tracked.
    pub fn failed(self) -> bool {
        self.failed.get()
    }

    /// Fetches the code ahead of its use, or once more after a failure.
    pub fn fetch(self) {
        if self.under_way.get_untracked() || self.rest.get_untracked().is_some() {
            return;
        }
        self.under_way.set(true);
        self.failed.set(false);
        browser::spawn(Box::pin(async move {
            let rest = fetched().await;
            self.under_way.set(false);
            self.failed.set(rest.is_none());
            self.rest.set(rest);
        }));
    }
}

#[cfg(feature = "split")]
async fn fetched() -> Option<&'static Rest> {
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[allow(clippy::unnecessary_wraps, reason = "the macro adds the error")]
    #[wasm_split(rest, wasm_split_path = leptos::wasm_split, fallible)]
    fn rest() -> Result<&'static Rest, SplitLoaderError> {
        Ok(&REST)
    }
    rest().await.ok()
}

#[cfg(not(feature = "split"))]
fn fetched() -> impl Future<Output = Option<&'static Rest>> {
    std::future::ready(Some(&REST))
}
