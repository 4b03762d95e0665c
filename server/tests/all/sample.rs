//! Sample data: realistic, and the same for the same number.

use crate::support::{TestApp, for_each_database};
use meta_api::text::parse_name;
use meta_api::{CreateWebHook, DeveloperKey, LogoUrl};
use meta_server::sample::{SampleApplication, applications};
use meta_server::store::KeyState;
use std::collections::HashSet;

fn key(text: &str) -> DeveloperKey {
    DeveloperKey::parse(text).unwrap()
}

fn sample(count: u32, developer: &str) -> Vec<SampleApplication> {
    applications(count, &key(developer)).collect()
}

#[test]
fn the_same_number_and_key_give_the_same_applications() {
    assert_eq!(
        sample(60, "aaaaaaaaaaaaaaaaaaaaaa"),
        sample(60, "aaaaaaaaaaaaaaaaaaaaaa")
    );
}

#[test]
fn another_account_has_the_same_applications_with_ids_and_keys_of_its_own() {
    let ours = sample(60, "aaaaaaaaaaaaaaaaaaaaaa");
    let theirs = sample(60, "bbbbbbbbbbbbbbbbbbbbbb");
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!((&ours.name, ours.created), (&theirs.name, theirs.created));
        assert_ne!(ours.id, theirs.id);
        assert_ne!(ours.keys[0].0, theirs.keys[0].0);
    }
}

#[test]
fn everything_is_what_the_api_would_have_taken() {
    for application in sample(3_000, "aaaaaaaaaaaaaaaaaaaaaa") {
        assert_eq!(parse_name(&application.name), Ok(application.name.clone()));
        assert!(LogoUrl::parse(&application.logo_url).is_ok());
        assert!(application.modified >= application.created);
        assert!((1..=3).contains(&application.keys.len()));
        assert!(application.webhooks.len() <= 3);
        for (url, at) in &application.webhooks {
            let body = serde_json::json!({ "url": url }).to_string();
            assert!(CreateWebHook::from_json(body.as_bytes()).is_ok(), "{url}");
            assert!(*at >= application.created);
        }
    }
}

#[test]
fn names_ids_and_keys_are_unique_and_the_mix_is_realistic() {
    let sample = sample(10_000, "aaaaaaaaaaaaaaaaaaaaaa");
    let unique = |values: Vec<String>| {
        let count = values.len();
        values.into_iter().collect::<HashSet<_>>().len() == count
    };
    assert!(unique(sample.iter().map(|a| a.name.clone()).collect()));
    assert!(unique(sample.iter().map(|a| a.id.to_string()).collect()));
    let keys = sample.iter().flat_map(|a| &a.keys);
    assert!(unique(
        keys.map(|(key, _)| key.expose().to_owned()).collect()
    ));
    let count = |is: fn(&SampleApplication) -> bool| sample.iter().filter(|a| is(a)).count();
    for (what, seen) in [
        ("inactive", count(|a| !a.active)),
        ("events", count(|a| a.events_enabled)),
        ("no description", count(|a| a.description.is_empty())),
        ("no logo", count(|a| a.logo_url.is_empty())),
        ("no webhook", count(|a| a.webhooks.is_empty())),
        (
            "localhost",
            count(|a| a.webhooks.iter().any(|(url, _)| url.contains("localhost"))),
        ),
        ("staging", count(|a| a.name.ends_with("staging"))),
        ("old key", count(|a| a.keys[0].1.0 < 1_577_836_800_000_000)),
    ] {
        assert!((500..9_000).contains(&seen), "{what}: {seen}");
    }
}

#[tokio::test]
async fn it_fills_an_empty_account_and_no_other() {
    for_each_database(async |app| {
        let KeyState::Valid(developer) = app.app.store.key_state(&app.key).await.unwrap() else {
            panic!("the account is there");
        };
        let fill = async |app: &TestApp| {
            let sample = applications(2_345, &app.key);
            app.app.store.fill(developer, sample).await.unwrap()
        };
        assert_eq!(fill(&app).await, 0);
        let page = app.get("/v0/applications?page=235").await.json;
        assert_eq!(page["total"], 2_345);
        assert_eq!(page["count"], 5);
        let expected: Vec<SampleApplication> = applications(2_345, &app.key).collect();
        assert_eq!(page["objects"][4]["name"], expected[2_344].name);
        let inactive = app.get("/v0/applications?active=False").await.json;
        let expected = expected.iter().filter(|application| !application.active);
        assert_eq!(inactive["total"], expected.count());

        assert_eq!(fill(&app).await, 2_345);
        assert_eq!(app.get("/v0/applications").await.json["total"], 2_345);
        let answer = app
            .request(&app.stranger, "GET", "/v0/applications", "")
            .await;
        assert_eq!(answer.json["total"], 0);
    })
    .await;
}
