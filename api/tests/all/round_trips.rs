//! What the reference prints is read and written again without a difference.

use crate::reference;
use meta_api::{
    ApiKey, Application, CreateApplication, CreateWebHook, Page, UpdateApplication, WebHook,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn encoded(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// Decodes an answer, checks that encoding gives the same JSON, and hands it over.
fn round_trip<T: DeserializeOwned + Serialize>(example: &str) -> T {
    let value: T = serde_json::from_str(example).unwrap();
    assert_eq!(encoded(&value), json(example));
    value
}

#[test]
fn a_list_of_applications() {
    let page: Page<Application> = round_trip(reference::LIST_APPLICATIONS);
    assert_eq!((page.total, page.count, page.page), (3, 3, 1));
    let last = &page.objects[2];
    assert_eq!(last.id.as_str(), "koiR71rFLPTdld9N-YUR");
    assert_eq!(last.name, "Demo App");
    assert_eq!(last.description, "A demo app.");
    assert_eq!(
        last.logo_url.as_str(),
        "https://s3-us-west-2.amazonaws.com/static-assets.kloudless.com/webapp/sources/gdrive.png"
    );
    assert!(last.active);
    assert!(!last.implicit_grant_enabled && !last.recent_enabled && !last.events_enabled);
    assert_eq!(last.created.as_str(), "2014-06-25T05:54:05.801428Z");
    assert_eq!(last.modified.as_str(), "2015-05-01T06:01:39.905658Z");
}

#[test]
fn single_applications() {
    round_trip::<Application>(reference::CREATE_APPLICATION);
    round_trip::<Application>(reference::RETRIEVE_APPLICATION);
    let updated: Application = round_trip(reference::UPDATE_APPLICATION);
    assert_eq!(updated.description, "A better test application.");
}

#[test]
fn api_keys() {
    let page: Page<ApiKey> = round_trip(reference::LIST_API_KEYS);
    assert_eq!(
        page.objects[0].key.expose(),
        "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4"
    );
    let created: ApiKey = round_trip(reference::CREATE_API_KEY);
    assert_eq!(created, page.objects[0]);
}

#[test]
fn webhooks() {
    let page: Page<WebHook> = round_trip(reference::LIST_WEBHOOKS);
    assert_eq!(page.objects[0].id.as_str(), "100");
    assert_eq!(page.objects[0].url.as_str(), "http://localhost:5000");
    let created: WebHook = round_trip(reference::CREATE_WEBHOOK);
    assert_eq!(created, page.objects[0]);
    round_trip::<WebHook>(reference::RETRIEVE_WEBHOOK);
}

#[test]
fn the_body_that_creates_an_application() {
    let example = reference::CREATE_APPLICATION_BODY;
    let body = CreateApplication::from_json(example.as_bytes()).unwrap();
    assert_eq!(encoded(&body), json(example));
}

#[test]
fn the_body_that_creates_an_application_from_a_template() {
    let example = r#"{"name": "Test App 2", "source": "wSPk9y5D7p5o87k0ACGKxR"}"#;
    let body = CreateApplication::from_json(example.as_bytes()).unwrap();
    assert_eq!(
        body.source.as_ref().unwrap().as_str(),
        "wSPk9y5D7p5o87k0ACGKxR"
    );
    assert_eq!(encoded(&body), json(example));
}

#[test]
fn the_body_that_updates_an_application() {
    let example = reference::UPDATE_APPLICATION_BODY;
    let body = UpdateApplication::from_json(example.as_bytes()).unwrap();
    assert_eq!(encoded(&body), json(example));
}

#[test]
fn the_body_that_creates_a_webhook() {
    let example = reference::CREATE_WEBHOOK_BODY;
    let body = CreateWebHook::from_json(example.as_bytes()).unwrap();
    assert_eq!(encoded(&body), json(example));
}

#[test]
fn creating_sends_both_names_of_the_events_switch() {
    let body = CreateApplication {
        name: "Events".to_owned(),
        events_enabled: Some(true),
        ..CreateApplication::default()
    };
    let sent = encoded(&body);
    assert_eq!(
        sent,
        json!({"name": "Events", "events_enabled": true, "events_grant_enabled": true})
    );
    assert_eq!(
        CreateApplication::from_json(sent.to_string().as_bytes()).unwrap(),
        body
    );
}

#[test]
fn a_full_update_is_read_as_it_was_written() {
    let sent = json!({
        "name": "Name", "description": "", "logo_url": "", "active": false,
        "implicit_grant_enabled": true, "recent_enabled": false, "events_enabled": true,
    });
    let body = UpdateApplication::from_json(sent.to_string().as_bytes()).unwrap();
    assert_eq!(encoded(&body), sent);
}
