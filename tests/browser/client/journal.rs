//! What the journal notes of requests, and what it never holds.

use super::{client, connection};
use crate::support::{Answer, KEY, Network, until};
use leptos::prelude::window;
use meta_api::sample::AUTHORIZATION;
use meta_api::{ApiKeyValue, ApplicationId, Method, UpdateApplication};
use meta_console::client::journal::{Kind, LIMIT, Record};
use meta_console::client::{Call, Journal};
use meta_console::session::{Connection, Keep, LockReason};
use wasm_bindgen_test::wasm_bindgen_test;

const API_KEY: &str = "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4";
const BEFORE: &str = r#"{"id":"a1","name":"Demo App","active":true}"#;
const AFTER: &str = r#"{"id":"a1","name":"Renamed","active":true}"#;

fn app() -> ApplicationId {
    ApplicationId::new("a1")
}

/// The journal as the next page of this tab finds it, without what earlier tests left.
fn reloaded() -> Journal {
    Journal::restore()
}

fn fresh() {
    window()
        .session_storage()
        .unwrap()
        .unwrap()
        .clear()
        .unwrap();
}

fn newest(journal: Journal) -> Record {
    journal.records().into_iter().next().unwrap()
}

#[wasm_bindgen_test]
async fn a_write_is_noted_with_what_was_before_and_what_is_after() {
    fresh();
    let (_page, client, _) = client();
    let network = Network::new();
    network.on("GET /applications/a1", Answer::ok(BEFORE)).on(
        "PATCH /applications/a1",
        Answer::new(200, &[("X-Request-Id", "r-1")], AFTER),
    );
    client.application(&app()).await.unwrap();
    let body = UpdateApplication {
        name: Some("Renamed".to_owned()),
        ..Default::default()
    };
    client
        .update_application(&app(), &body)
        .answer
        .await
        .unwrap();
    let record = newest(reloaded());
    assert_eq!(record.kind, Kind::Request);
    assert_eq!(record.what, "Update an application");
    assert_eq!(record.object, "a1");
    assert_eq!(record.before.as_deref(), Some(BEFORE));
    assert_eq!(record.after.as_deref(), Some(AFTER));
    assert_eq!((record.status, record.error), (Some(200), None));
    assert_eq!(record.request_id.as_deref(), Some("r-1"));
    let request = record.request.unwrap();
    assert_eq!(request.method, Method::Patch);
    assert_eq!(request.url, "https://api.example.com/v0/applications/a1");
    assert_eq!(request.body.as_deref(), Some(r#"{"name":"Renamed"}"#));
    assert_eq!(request.headers[0].1, AUTHORIZATION);
}

#[wasm_bindgen_test]
async fn api_keys_are_masked_wherever_they_stand() {
    fresh();
    let (_page, client, _) = client();
    let network = Network::new();
    let line = format!("DELETE /applications/a1/apikeys/{API_KEY}");
    network
        .on(
            "GET /applications/a1/apikeys",
            Answer::ok(r#"{"objects":[]}"#),
        )
        .on(
            "POST /applications/a1/apikeys",
            Answer::json(201, &format!(r#"{{"key" : "{API_KEY}"}}"#)),
        )
        .on(
            &line,
            Answer::error(409, "conflict", &format!("{API_KEY} is in use.")),
        );
    client.create_api_key(&app()).answer.await.unwrap();
    let key = ApiKeyValue::new(API_KEY);
    client
        .delete_api_key(&app(), &key)
        .answer
        .await
        .unwrap_err();
    let [deleted, created, _counted] = reloaded().records().try_into().unwrap();
    assert!(created.after.as_deref().unwrap().contains("80Od…pbF4"));
    let url = deleted.request.as_ref().unwrap().url.as_str();
    assert!(url.ends_with("/applications/a1/apikeys/80Od…pbF4"), "{url}");
    assert_eq!(deleted.masked.as_deref(), Some("80Od…pbF4"));
    assert!(deleted.error.as_deref().unwrap().contains("••• is in use."));
    let kept = format!("{created:?} {deleted:?}");
    assert!(!kept.contains(API_KEY) && !kept.contains(KEY), "{kept}");
}

#[wasm_bindgen_test]
async fn a_request_is_noted_while_it_is_under_way_and_when_it_is_given_up() {
    fresh();
    let (page, client, _) = client();
    let journal = client.journal();
    let network = Network::new();
    let (_held, answer) = Answer::held();
    network.on("GET /applications/a1", answer);
    let (waiting, handle) = futures_util::future::abortable(client.application(&app()));
    wasm_bindgen_futures::spawn_local(async move {
        assert!(waiting.await.is_err());
    });
    network.request("GET /applications/a1").await;
    let record = newest(journal);
    assert_eq!(
        (record.status, record.error, record.duration),
        (None, None, None)
    );
    let left = newest(reloaded()).error.unwrap();
    assert!(left.contains("left before an answer"), "{left}");
    handle.abort();
    until("it is given up", || newest(journal).error.is_some()).await;
    assert!(newest(journal).error.unwrap().contains("Cancelled"));
    drop(page);
}

#[wasm_bindgen_test]
async fn another_account_finds_nothing_of_the_one_before() {
    fresh();
    let (_page, client, session) = client();
    let network = Network::new();
    network.on("GET /applications/a1", Answer::ok(BEFORE));
    client.application(&app()).await.unwrap();
    let other = Connection {
        developer_key: meta_api::DeveloperKey::parse("anotherKey00000000000").unwrap(),
        ..connection()
    };
    session.unlock(other, Keep::Tab);
    client.application(&app()).await.unwrap();
    assert_eq!(client.journal().records().len(), 1);
    assert_eq!(reloaded().records().len(), 1);
}

#[wasm_bindgen_test]
async fn trying_a_key_is_noted_too_and_belongs_to_the_account_that_it_opens() {
    fresh();
    let (_page, client, session) = client();
    let network = Network::new();
    network
        .on("GET /applications/a1", Answer::ok(BEFORE))
        .on(
            "GET /applications",
            Answer::error(401, "unauthorized", "No."),
        )
        .on("GET /applications", Answer::ok(r#"{"objects":[]}"#));
    client.application(&app()).await.unwrap();
    session.lock(LockReason::Asked);
    client.journal().put_away();
    assert!(reloaded().records().is_empty());
    let other = Connection {
        developer_key: meta_api::DeveloperKey::parse("anotherKey00000000000").unwrap(),
        ..connection()
    };
    client.check(other.clone()).await.unwrap_err();
    client.check(other.clone()).await.unwrap();
    session.unlock(other, Keep::Tab);
    client.application(&app()).await.unwrap();
    for journal in [client.journal(), reloaded()] {
        let records = journal.records();
        let all: Vec<_> = records.iter().map(|it| (&*it.what, it.status)).collect();
        assert_eq!(
            all,
            [
                ("Retrieve an application", Some(200)),
                ("List applications", Some(200)),
                ("List applications", Some(401)),
            ]
        );
        assert!(!format!("{records:?}").contains("anotherKey"));
    }
}

#[wasm_bindgen_test]
fn only_the_last_ones_are_kept() {
    fresh();
    let (_page, client, _) = client();
    let journal = client.journal();
    for number in 0..LIMIT + 2 {
        journal.note(Kind::Success, &number.to_string());
    }
    for journal in [journal, reloaded()] {
        let records = journal.records();
        assert_eq!(records.len(), LIMIT as usize);
        assert_eq!(records[0].what, (LIMIT + 1).to_string());
        assert_eq!(records.last().unwrap().what, "2");
    }
}

#[wasm_bindgen_test]
async fn a_long_text_is_shown_but_does_not_fill_the_storage() {
    fresh();
    let (_page, client, _) = client();
    let network = Network::new();
    let long = AFTER.replace("Renamed", &"x".repeat(9_000));
    network.on("PATCH /applications/a1", Answer::ok(&long));
    let body = UpdateApplication::default();
    client
        .update_application(&app(), &body)
        .answer
        .await
        .unwrap();
    assert_eq!(newest(client.journal()).after, Some(long));
    let kept = newest(reloaded());
    assert_eq!((kept.status, kept.after), (Some(200), None));
}

#[wasm_bindgen_test]
fn a_preview_is_the_request_with_the_key_named_only() {
    let (_page, client, _) = client();
    let request = client.preview(&Call::delete_api_key(&app(), &ApiKeyValue::new(API_KEY)));
    assert_eq!(request.method, Method::Delete);
    assert_eq!(
        request.url,
        "https://api.example.com/v0/applications/a1/apikeys/80Od…pbF4"
    );
    let text = format!("{request:?}");
    assert!(!text.contains(KEY) && !text.contains(API_KEY), "{text}");
    let body = UpdateApplication {
        active: Some(false),
        ..Default::default()
    };
    let request = client.preview(&Call::update_application(&app(), &body));
    assert_eq!(request.body.as_deref(), Some(r#"{"active":false}"#));
    assert!(
        request
            .headers
            .contains(&("Content-Type".to_owned(), "application/json".to_owned()))
    );
}

#[wasm_bindgen_test]
async fn a_key_in_any_field_is_masked_and_an_id_is_not() {
    fresh();
    let (_page, client, _) = client();
    let network = Network::new();
    let id = "wSPk9y5D7p5o87k0ACGKxR";
    let text = format!("mine {KEY}, its {API_KEY}");
    let answer = format!(r#"{{"id":"{id}","name":"A","description":"{text}"}}"#);
    network
        .on(&format!("GET /applications/{id}"), Answer::ok(&answer))
        .on(&format!("PATCH /applications/{id}"), Answer::ok(&answer));
    let app = ApplicationId::new(id);
    client.application(&app).await.unwrap();
    let body = UpdateApplication {
        description: Some(text),
        ..Default::default()
    };
    client.update_application(&app, &body).answer.await.unwrap();
    client.journal().said(true, &format!("Saved {API_KEY}"));
    for journal in [client.journal(), reloaded()] {
        let records = journal.records();
        let printed = serde_json::to_string(&records).unwrap();
        assert!(
            !printed.contains(KEY) && !printed.contains(API_KEY),
            "{printed}"
        );
        assert_eq!(records[0].what, "Saved •••");
        let shown = format!(r#"{{"id":"{id}","name":"A","description":"mine •••, its •••"}}"#);
        assert_eq!(records[1].before.as_deref(), Some(&*shown));
        assert_eq!(records[1].after.as_deref(), Some(&*shown));
        let sent = records[1].request.as_ref().unwrap().body.as_deref();
        assert_eq!(sent, Some(r#"{"description":"mine •••, its •••"}"#));
    }
    assert!(
        network.requests()[1].body.contains(KEY),
        "what is sent is what was typed"
    );
}
