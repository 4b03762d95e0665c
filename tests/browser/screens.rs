//! Whole screens, against recorded answers: each of their states, and what they send.

mod activity;
mod api_keys;
mod application;
mod connection_check;
mod draft_table;
mod drafts;
mod explorer;
mod focus;
mod idle;
mod keys;
mod leaving;
mod list;
mod locking;
mod palette;
mod requests;
mod settings;
mod shortcuts;
mod stale;
mod trouble;
mod webhooks;

use crate::support::{Answer, Network};

/// An application as the API answers it.
pub fn application(id: &str, name: &str) -> String {
    format!(
        r#"{{"id":"{id}","name":"{name}","description":"About {name}","logo_url":null,"active":true,
            "implicit_grant_enabled":false,"recent_enabled":false,"events_enabled":true,
            "created":"2014-03-18T12:57:16.770685Z","modified":"2014-03-18T12:57:16.770685Z"}}"#
    )
}

/// A page of a list.
pub fn page_of(total: u64, page: u64, objects: &[String]) -> Answer {
    let count = objects.len();
    let objects = objects.join(",");
    Answer::ok(&format!(
        r#"{{"total":{total},"count":{count},"page":{page},"objects":[{objects}]}}"#
    ))
}

/// An API with one application, `a1`, that has nothing else.
pub fn one_application() -> Network {
    let network = Network::new();
    network
        .on(
            "GET /applications",
            page_of(1, 1, &[application("a1", "Demo App")]),
        )
        .on(
            "GET /applications/a1",
            Answer::ok(&application("a1", "Demo App")),
        )
        .on("GET /applications/a1/apikeys", page_of(0, 1, &[]))
        .on("GET /applications/a1/webhooks", page_of(0, 1, &[]));
    network
}
