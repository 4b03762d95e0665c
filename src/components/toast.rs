//! Toasts: a finished act, said once. A success goes by itself, a failure stays until closed.

use super::icon;
use leptos::prelude::*;
use std::time::Duration;

/// How long a success stays.
const STAY: Duration = Duration::from_secs(6);

#[derive(Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
    failed: bool,
}

/// Where screens say what happened. Cheap to copy: it is a handle.
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Default for Toaster {
    fn default() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }
}

impl Toaster {
    /// Says that something worked.
    pub fn success(self, text: impl Into<String>) {
        let id = self.push(text.into(), false);
        set_timeout(move || self.dismiss(id), STAY);
    }

    /// Says that something did not work.
    pub fn failure(self, text: impl Into<String>) {
        self.push(text.into(), true);
    }

    /// Takes all of them away.
    pub fn clear(self) {
        self.toasts.set(Vec::new());
    }

    fn push(self, text: String, failed: bool) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.toasts
            .update(|toasts| toasts.push(Toast { id, text, failed }));
        id
    }

    fn dismiss(self, id: u32) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// The place where toasts appear.
#[component]
pub fn Toasts(
    /// What to show.
    toaster: Toaster,
) -> impl IntoView {
    let toast = move |toast: Toast| {
        let (role, image) = if toast.failed {
            ("alert", "stop")
        } else {
            ("status", "good")
        };
        view! {
            <div class="toast" role=role>
                {icon(image)}
                <span>{toast.text}</span>
                <button
                    class="btn btn-icon btn-sm"
                    type="button"
                    aria-label="Dismiss"
                    on:click=move |_| toaster.dismiss(toast.id)
                >
                    {icon("x")}
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="region" aria-label="Notifications">
            <For each=move || toaster.toasts.get() key=|toast| toast.id children=toast />
        </div>
    }
}
