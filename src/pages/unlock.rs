//! Unlocking: the developer key, the API it belongs to, and a real request that proves both.

mod fields;

use self::fields::{connection, keep_choice, key_field, profile_choice, request};
use super::badge::badge;
use super::{main, set_title};
use crate::browser;
use crate::check::ConnectionCheck;
use crate::client::{Answering, BaseUrl, Client, ErrorKind, configured_base_url};
use crate::components::{Submission, cancel_button, icon, mark, outcome, submit_button};
use crate::dom::{El, h};
use crate::lazy::Lazy;
use crate::profiles::Profiles;
use crate::session::{Connection, Keep, LockReason, Session};
use crate::settings::Settings;
use leptos::prelude::*;
use meta_api::{DeveloperKey, FieldErrors};

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    key: RwSignal<String>,
    keep: RwSignal<Keep>,
    base_url: RwSignal<String>,
    client: Client,
    profiles: Profiles,
    connection_open: RwSignal<bool>,
    /// The address that stands in until `config.json` has been read.
    stand_in: RwSignal<Option<BaseUrl>>,
    submission: Submission,
}

/// What a request with the key showed.
enum Checked {
    Accepted(Connection),
    KeyRefused,
    NotTheApi,
    /// Nothing was asked: the key was typed for another address than this one.
    Moved(BaseUrl),
}

/// The screen of a locked session.
pub fn unlock() -> El {
    set_title("Unlock");
    let session = expect_context::<Session>();
    let settings = expect_context::<Settings>();
    let profiles = expect_context::<Profiles>();
    let chosen = untrack(|| profiles.chosen());
    // What is checked must be there when the server of this page is not any more.
    expect_context::<Lazy>().fetch();
    let base_url = expect_context::<ConnectionCheck>().address;
    base_url.set(offered_base_url(session, profiles));
    let form = Form {
        key: RwSignal::new(String::new()),
        keep: RwSignal::new(if settings.current().page_only {
            Keep::Page
        } else {
            Keep::Tab
        }),
        base_url,
        client: expect_context(),
        profiles,
        connection_open: RwSignal::new(false),
        stand_in: RwSignal::new(None),
        submission: Submission::default(),
    };
    if session.last_base_url().is_none() && chosen.is_none() {
        form.ask_for_configured_base_url();
    }
    let title = h("div.stack.gap-1")
        .with(h("h1").with("Unlock the console"))
        .with(h("p.muted").with("Use the developer key of your Meta API account."));
    let reason = lock_reason(session).map(|reason| {
        h("div.banner.tint-warn")
            .attr("role", "status")
            .with(icon("lock"))
            .with(h("p").with(reason))
    });
    let card = h("form.card")
        .on_submit(move || form.submit(session, settings))
        .with(title)
        .with(reason);
    let card = outcome(
        card,
        || "Could not check the key".to_owned(),
        form.submission,
    );
    let card = card
        .swap(move || profile_choice(form))
        .with(key_field(form))
        .with(keep_choice(form))
        .with(connection(form))
        .with(request(form))
        .with(submit_button(
            "button.btn.btn-primary",
            form.submission,
            "Unlock",
            "Unlocking…",
        ));
    let card = cancel_button(card, form.submission);
    let host = move || {
        let base_url = BaseUrl::parse(&form.base_url.read());
        base_url.map_or_else(|_| "this address".to_owned(), |it| it.host().to_owned())
    };
    let promise = h("p.sm.muted.row").with(icon("shield")).with(
        h("span")
            .with("The key stays in this browser tab and is sent only to ")
            .live(host)
            .with("."),
    );
    let brand = h("div.row.gap-3")
        .with(h("span.brand.row").with(mark()).with("Meta Console"))
        .with(badge(move || BaseUrl::parse(&form.base_url.read()).ok()));
    main("main.center").with(brand).with(card).with(promise)
}

impl Form {
    fn submit(self, session: Session, settings: Settings) {
        let connection = parse(&self.key.read_untracked(), &self.base_url.read_untracked());
        if connection
            .as_ref()
            .is_err_and(|fields| fields.contains("base_url"))
        {
            self.connection_open.set(true);
        }
        let submission = self.submission;
        submission.run(
            connection,
            move |connection| -> Answering<Checked> {
                let moved = self.moved(&connection.base_url);
                Box::pin(async move {
                    if let Some(base_url) = moved.await {
                        return Ok(Checked::Moved(base_url));
                    }
                    match self.client.check(connection.clone()).await {
                        Ok(()) => Ok(Checked::Accepted(connection)),
                        Err(error) => match error.kind {
                            ErrorKind::Unauthorized => Ok(Checked::KeyRefused),
                            ErrorKind::NotFound | ErrorKind::Undecodable { .. } => {
                                Ok(Checked::NotTheApi)
                            }
                            _ => Err(error),
                        },
                    }
                })
            },
            move |checked| match checked {
                Checked::Accepted(connection) => {
                    let keep = self.keep.get_untracked();
                    settings.change(|it| it.page_only = keep == Keep::Page);
                    self.forget_typed_key();
                    let profile = untrack(|| self.profiles.at(&connection.base_url));
                    self.profiles.choose(profile.map(|it| it.id));
                    session.unlock(connection, keep);
                }
                Checked::KeyRefused => submission.refuse(FieldErrors::one(
                    "developer_key",
                    "The API refused this key (401). Check that it is the developer key of \
                     your account. An application’s API key does not work here.",
                )),
                Checked::Moved(base_url) => self.follow(&base_url),
                Checked::NotTheApi => {
                    self.connection_open.set(true);
                    submission.refuse(FieldErrors::one(
                        "base_url",
                        "What answers at this address is not the Meta API. Check the address; \
                         it usually ends in /v0.",
                    ));
                }
            },
        );
    }

    /// Changes the address. A key that was typed for one address must not go to another one.
    fn go_to(self, base_url: String) {
        self.key.set(String::new());
        let profile = untrack(|| {
            BaseUrl::parse(&base_url)
                .ok()
                .and_then(|it| self.profiles.at(&it))
        });
        if profile.is_none() {
            self.profiles.choose(None);
        }
        self.base_url.set(base_url);
    }

    /// Empties the field, which outlives the screen until the browser cleans up.
    fn forget_typed_key(self) {
        self.key.set(String::new());
        let field = document().get_element_by_id("developer_key");
        if let Some(field) = field {
            let _ = js_sys::Reflect::set(&field, &"value".into(), &"".into());
        }
    }

    fn ask_for_configured_base_url(self) {
        let offered = self.base_url.get_untracked();
        self.stand_in.set(BaseUrl::parse(&offered).ok());
        browser::spawn(Box::pin(async move {
            let configured = configured_base_url().await;
            self.stand_in.set(None);
            // What the person has typed meanwhile is not overwritten.
            if let Some(configured) = configured
                && self.base_url.try_get_untracked() == Some(offered)
            {
                self.follow(&configured);
            }
        }));
    }

    /// Takes over the address of `config.json`. A key that was typed before was typed for another.
    fn follow(self, base_url: &BaseUrl) {
        if *self.base_url.read_untracked() == base_url.as_str() {
            return;
        }
        self.base_url.set(base_url.as_str().to_owned());
        if !self.key.read_untracked().is_empty() {
            self.forget_typed_key();
            self.submission.refuse(FieldErrors::one(
                "developer_key",
                "The key was typed for another address than that under Connection. Enter the key \
                 of this one.",
            ));
        }
    }

    /// The address in `config.json`, if it is another one than that which stands in for it. A key
    /// must not go there, so a quick person waits for that file.
    fn moved(self, base_url: &BaseUrl) -> impl Future<Output = Option<BaseUrl>> + use<> {
        let stand_in = self.stand_in.get_untracked();
        let stand_in = stand_in.filter(|it| it == base_url);
        async move {
            let stand_in = stand_in?;
            let configured = configured_base_url().await;
            configured.filter(|it| *it != stand_in)
        }
    }
}

fn lock_reason(session: Session) -> Option<&'static str> {
    match session.lock_reason() {
        LockReason::NoKey => None,
        LockReason::Asked => Some("The console is locked. The key is no longer in this tab."),
        LockReason::Idle => Some(
            "Nothing happened for a while, so the console locked itself. Drafts of what you typed are \
             kept, without what looks like a key.",
        ),
        LockReason::Longest => Some(
            "The console was open for 12 hours, so it locked itself. Drafts of what you typed \
                 are kept, without what looks like a key.",
        ),
        LockReason::Elsewhere => {
            Some("The console was locked in another tab. The key is no longer in this one.")
        }
        LockReason::Switched => Some(
            "The key of the account before is no longer in this tab. Enter the key of this one.",
        ),
        LockReason::KeyRefused => {
            Some("The API no longer accepts the key (401), so the console locked itself.")
        }
    }
}

/// The API of the chosen profile, or the one that this tab used last, else the page's own origin, until `config.json` names
/// another.
fn offered_base_url(session: Session, profiles: Profiles) -> String {
    untrack(|| profiles.chosen())
        .map(|profile| profile.base_url)
        .or_else(|| session.last_base_url())
        .or_else(|| BaseUrl::same_origin(&browser::origin()))
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
