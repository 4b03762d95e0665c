//! The states around a value: loading, failed with a retry, ready.

use super::icon;
use crate::client::ClientError;
use crate::load::{Loaded, State};
use leptos::prelude::*;

/// Draws one of the states of something that was asked for. `children` is built once it is
/// there and reads the value itself, so that a new value changes only what shows it.
#[component]
pub fn Load<T: Send + Sync + 'static>(
    /// What was asked for.
    loaded: Loaded<T>,
    /// Its name in sentences: "applications".
    what: &'static str,
    /// Stands in for it, in the same size.
    skeleton: fn() -> AnyView,
    /// Draws it.
    children: ChildrenFn,
) -> impl IntoView {
    let state = Memo::new(move |_| loaded.state());
    move || match state.get() {
        State::Loading => view! {
            <p class="sr" role="status">"Loading " {what} "…"</p>
            {skeleton()}
        }
        .into_any(),
        State::Failed => {
            let retry = Callback::new(move |()| loaded.reload());
            failure(what, Signal::derive(move || loaded.error()), retry)
        }
        State::Ready => children(),
    }
}

fn failure(what: &'static str, error: Signal<Option<ClientError>>, retry: Callback<()>) -> AnyView {
    view! {
        <div class="empty page-error" role="alert">
            {icon("stop")} <h2>"Could not load " {what}</h2>
            <p class="sm">{move || sentence(error.get())}</p>
            <div class="row">
                <button class="btn" type="button" on:click=move |_| retry.run(())>
                    {icon("refresh")}
                    "Try again"
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A failure beside what stays on the screen, such as a form that could not be sent.
#[component]
pub fn FailureBanner(
    /// What could not be done: "Could not save Demo App".
    #[prop(into)]
    title: Signal<String>,
    /// What happened.
    #[prop(into)]
    error: Signal<Option<ClientError>>,
) -> impl IntoView {
    move || {
        error.get().map(|error| {
            view! {
                <div class="banner tint-bad" role="alert">
                    {icon("stop")}
                    <div>
                        <p>
                            <b>{title}</b>
                        </p>
                        <p class="sm">{sentence(Some(error))}</p>
                    </div>
                </div>
            }
        })
    }
}

fn sentence(error: Option<ClientError>) -> String {
    let Some(error) = error else {
        return String::new();
    };
    let sentence = error.sentence();
    match error.request_id {
        Some(id) => [&sentence, " Request ", &id, "."].concat(),
        None => sentence,
    }
}
