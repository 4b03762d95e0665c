//! The client, against recorded answers.

mod errors;
mod first;
mod journal;
mod reach;
mod requests;

use crate::support::{BASE_URL, KEY, Page, keep_session, mount};
use leptos::prelude::expect_context;
use meta_console::client::{BaseUrl, Client};
use meta_console::dom::h;
use meta_console::session::{Connection, Session};
use std::cell::Cell;
use std::rc::Rc;

/// A client of an open session.
fn client() -> (Page, Client, Session) {
    keep_session();
    let found = Rc::new(Cell::new(None));
    let put = Rc::clone(&found);
    let page = mount(move || {
        put.set(Some((
            expect_context::<Client>(),
            expect_context::<Session>(),
        )));
        h("div")
    });
    let (client, session) = found.get().unwrap();
    (page, client, session)
}

fn connection() -> Connection {
    Connection {
        base_url: BaseUrl::parse(BASE_URL).unwrap(),
        developer_key: meta_api::DeveloperKey::parse(KEY).unwrap(),
    }
}
