//! The console as a whole: contexts, and either the unlock screen or the screen of the URL. The
//! URL stays while the console is locked, so unlocking returns to the same place.

use crate::actions::Actions;
use crate::browser;
use crate::check::ConnectionCheck;
use crate::client::{Client, Journal};
use crate::components::Toaster;
use crate::dom::{El, effect};
use crate::keyboard;
use crate::lazy::Lazy;
use crate::location::Location;
use crate::pages::{connection_dialog, frame, idle_warning, unlock};
use crate::profiles::Profiles;
use crate::session::{LockReason, Session};
use crate::settings::Settings;
use crate::tabs::Tabs;
use leptos::prelude::*;

/// Puts the console into the page's body.
pub fn start() {
    let Some(body) = El::body() else { return };
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    let settings = Settings::start();
    provide_context(settings);
    let profiles = Profiles::start();
    provide_context(profiles);
    let session = Session::restore(settings);
    // The key was entered for the old address alone.
    profiles.on_move(move |old| {
        if session.current().is_some_and(|it| it.base_url == old) {
            session.lock(LockReason::Switched);
        }
    });
    let actions = Actions::new(settings);
    provide_context(session);
    provide_context(actions);
    let tabs = Tabs::start(session);
    let journal = Journal::restore();
    let toaster = Toaster::noting(move |worked, text| journal.said(worked, text));
    provide_context(tabs);
    provide_context(journal);
    provide_context(Client::new(session, tabs, journal));
    provide_context(Lazy::new());
    provide_context(ConnectionCheck::default());
    provide_context(Location::start());
    provide_context(toaster);
    browser::on_window("pagehide", move |_| session.leave());
    browser::on_return_from_history(move || session.recheck());
    keyboard::listen(actions);
    let open = Memo::new(move |_| session.is_open());
    effect(Box::new(move || {
        toaster.show(open.get());
        if !open.get() {
            journal.put_away();
        }
    }));
    body.swap(move || [if open.get() { frame() } else { unlock() }])
        .with(toaster.region())
        .with(connection_dialog())
        .with(idle_warning());
}
