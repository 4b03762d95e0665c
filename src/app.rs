//! The console as a whole: contexts, and either the unlock screen or the screen of the URL. The
//! URL stays while the console is locked, so unlocking returns to the same place.

use crate::browser;
use crate::client::Client;
use crate::components::{Toaster, Toasts};
use crate::pages::{
    ApiKeys, ApplicationFrame, Applications, Details, Frame, NewApplication, NotFound, Unlock,
    WebHookDetails, WebHooks,
};
use crate::session::Session;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::path;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::restore();
    let toaster = Toaster::default();
    provide_context(session);
    provide_context(Client::new(session));
    provide_context(toaster);
    let open = Memo::new(move |_| session.is_open());
    view! {
        <Router base=browser::base_path()>
            {move || if open.get() { screens().into_any() } else { view! { <Unlock /> }.into_any() }}
        </Router>
        <Toasts toaster />
    }
}

fn screens() -> impl IntoView {
    let replace = || NavigateOptions {
        replace: true,
        ..Default::default()
    };
    view! {
        <Frame>
            <Routes fallback=NotFound>
                <Route
                    path=path!("/")
                    view=move || view! { <Redirect path="/applications" options=replace() /> }
                />
                <Route path=path!("/applications") view=Applications />
                <Route path=path!("/applications/new") view=NewApplication />
                <ParentRoute path=path!("/applications/:application_id") view=ApplicationFrame>
                    <Route path=path!("") view=Details />
                    <Route path=path!("/keys") view=ApiKeys />
                    <Route path=path!("/webhooks") view=WebHooks />
                    <Route path=path!("/webhooks/:webhook_id") view=WebHookDetails />
                </ParentRoute>
            </Routes>
        </Frame>
    }
}
