use crate::support::{for_each_database, text};
use serde_json::json;

#[tokio::test]
async fn a_url_becomes_a_webhook() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let answer = app
            .post(&path, json!({"url": "http://localhost:5000"}))
            .await;
        assert_eq!(answer.status, 201);
        let id = text(&answer.json, "id");
        assert!(id.parse::<u64>().unwrap() > 0);
        let expected = json!({
            "id": id,
            "url": "http://localhost:5000",
            "created": "2015-06-01T03:57:16.770685Z",
            "modified": "2015-06-01T03:57:16.770685Z",
        });
        assert_eq!(answer.json, expected);
        assert_eq!(app.get(&format!("{path}/{id}")).await.json, expected);
    })
    .await;
}

#[tokio::test]
async fn the_same_url_may_be_added_twice() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let hook = json!({"url": "https://example.com/hook"});
        let first = app.post(&path, hook.clone()).await;
        let second = app.post(&path, hook).await;
        assert_eq!((first.status, second.status), (201, 201));
        assert_ne!(first.json["id"], second.json["id"]);
        assert_eq!(app.get(&path).await.json["total"], 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_http_url_is_refused_under_its_field() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let long = format!("https://example.com/{}", "x".repeat(2_000));
        for body in [
            json!({}),
            json!({"url": null}),
            json!({"url": ""}),
            json!({"url": 5000}),
            json!({"url": "localhost:5000"}),
            json!({"url": "ftp://example.com"}),
            json!({"url": "https://exa mple.com"}),
            json!({"url": long}),
        ] {
            app.post(&path, body).await.assert_refuses(&["url"]);
        }
        assert_eq!(app.get(&path).await.json["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn an_application_that_is_not_ones_own_is_not_found() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        for application in ["/v0/applications/nosuchapplication0000", &foreign] {
            let path = format!("{application}/webhooks");
            let answer = app.post(&path, json!({"url": "https://example.com"})).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}
