//! Unlocking: the developer key, the API it belongs to, and a real request that proves both.

use super::set_title;
use crate::browser;
use crate::client::{BaseUrl, Client, ErrorKind, configured_base_url};
use crate::components::{FailureBanner, Submission, TextField, TextKind, icon, mark};
use crate::session::{Connection, LockReason, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use meta_api::{DeveloperKey, FieldErrors};

/// The screen of a locked session.
#[component]
pub fn Unlock() -> impl IntoView {
    set_title("Unlock");
    let session = expect_context::<Session>();
    let submission = Submission::default();
    let key = RwSignal::new(String::new());
    let base_url = RwSignal::new(offered_base_url(session));
    let connection_open = RwSignal::new(false);
    if session.last_base_url().is_none() {
        let offered = base_url.get_untracked();
        spawn_local(async move {
            // What the person has typed meanwhile is not overwritten.
            let configured = configured_base_url().await;
            if let Some(configured) = configured.filter(|_| base_url.get_untracked() == offered) {
                base_url.set(configured.as_str().to_owned());
            }
        });
    }
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let connection = parse(&key.read_untracked(), &base_url.read_untracked());
        if connection
            .as_ref()
            .is_err_and(|fields| fields.contains("base_url"))
        {
            connection_open.set(true);
        }
        submission.run(
            connection,
            |connection| async move {
                match Client::check(&connection).await {
                    Ok(()) => Ok(Some(connection)),
                    Err(error) if error.kind == ErrorKind::Unauthorized => Ok(None),
                    Err(error) => Err(error),
                }
            },
            move |accepted| match accepted {
                Some(connection) => session.unlock(connection),
                None => submission.refuse(FieldErrors::one(
                    "developer_key",
                    "The API refused this key (401). Check that it is the developer key of \
                     your account.",
                )),
            },
        );
    };
    let reason = move || match session.lock_reason() {
        LockReason::NoKey => None,
        LockReason::Asked => Some("The console is locked. The key is no longer in this tab."),
        LockReason::KeyRefused => {
            Some("The API no longer accepts the key (401), so the console locked itself.")
        }
    };
    let short = move || {
        BaseUrl::parse(&base_url.read()).map_or_else(|_| "?".to_owned(), |it| it.short().to_owned())
    };
    let host = move || {
        BaseUrl::parse(&base_url.read())
            .map_or_else(|_| "this address".to_owned(), |it| it.host().to_owned())
    };
    view! {
        <main class="center" id="main" tabindex="-1">
            <span class="brand row">{mark()} "Meta Console"</span>
            <form class="card" on:submit=unlock>
                <div class="stack gap-1">
                    <h1>"Unlock the console"</h1>
                    <p class="muted">"Use the developer key of your Meta API account."</p>
                </div>
                {move || {
                    reason().map(|reason| view! {
                        <div class="banner tint-warn" role="status">
                            {icon("lock")}
                            <p>{reason}</p>
                        </div>
                    })
                }}
                <FailureBanner
                    title="Could not check the key"
                    error=Signal::derive(move || submission.failure())
                />
                {key_field(key, submission)}
                <details
                    prop:open=connection_open
                    on:toggle:target=move |event| connection_open.set(event.target().open())
                >
                    <summary>
                        <svg class="i subtle turn" aria-hidden="true">
                            <use href="#i-right"></use>
                        </svg>
                        <b>"Connection"</b>
                        <span class="mono subtle end trunc">{short}</span>
                    </summary>
                    <TextField
                        name="base_url"
                        label=|| "API base URL"
                        kind=TextKind::Url
                        value=base_url
                        on_input=move |text| {
                            submission.touch("base_url");
                            base_url.set(text);
                        }
                        error=submission.error("base_url")
                        hint="All requests go to this address and nowhere else."
                    />
                </details>
                <button
                    class="btn btn-primary"
                    type="submit"
                    aria-disabled=move || submission.pending().then_some("true")
                >
                    {move || if submission.pending() { "Unlocking…" } else { "Unlock" }}
                </button>
            </form>
            <p class="sm muted row">
                {icon("shield")} "The key stays in this browser tab and is sent only to " {host} "."
            </p>
        </main>
    }
}

fn key_field(key: RwSignal<String>, submission: Submission) -> AnyView {
    let shown = RwSignal::new(false);
    let error = submission.error("developer_key");
    view! {
        <div class="field">
            <label for="developer_key">"Developer key"</label>
            <div class="group">
                <input
                    class="input mono"
                    id="developer_key"
                    name="developer_key"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="current-password"
                    autocapitalize="off"
                    spellcheck="false"
                    autofocus
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby="developer_key-error developer_key-hint"
                    prop:value=key
                    on:input:target=move |event| {
                        submission.touch("developer_key");
                        key.set(event.target().value());
                    }
                />
                <button
                    class="btn btn-icon btn-quiet"
                    type="button"
                    aria-label="Show key"
                    title="Show key"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || icon(if shown.get() { "eye-off" } else { "eye" })}
                </button>
            </div>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id="developer_key-error" role="alert">
                                {error}
                            </p>
                        }
                    })
            }}
            <p class="hint" id="developer_key-hint">
                "Spaces and a leading “DeveloperKey” are removed."
            </p>
        </div>
    }
    .into_any()
}

/// The API that this tab used last, else the page's own origin, until `config.json` names
/// another.
fn offered_base_url(session: Session) -> String {
    if let Some(base_url) = session.last_base_url() {
        return base_url.as_str().to_owned();
    }
    BaseUrl::same_origin(&browser::origin())
        .map(|base_url| base_url.as_str().to_owned())
        .unwrap_or_default()
}

fn parse(key: &str, base_url: &str) -> Result<Connection, FieldErrors> {
    match (DeveloperKey::parse(key), BaseUrl::parse(base_url)) {
        (Ok(developer_key), Ok(base_url)) => Ok(Connection {
            base_url,
            developer_key,
        }),
        (developer_key, base_url) => {
            let mut fields = FieldErrors::default();
            if let Err(sentence) = developer_key {
                fields.push("developer_key", sentence);
            }
            if let Err(sentence) = base_url {
                fields.push("base_url", sentence);
            }
            Err(fields)
        }
    }
}
