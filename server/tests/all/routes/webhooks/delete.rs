use crate::support::{for_each_database, text};
use serde_json::json;

#[tokio::test]
async fn a_deleted_webhook_is_gone() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let hook = json!({"url": "https://example.com"});
        let id = text(&app.post(&path, hook).await.json, "id").to_owned();
        let webhook = format!("{path}/{id}");
        let answer = app.delete(&webhook).await;
        assert_eq!(answer.status, 204);
        assert!(answer.bytes.is_empty());
        app.get(&webhook).await.assert_error(404, "not_found");
        app.delete(&webhook).await.assert_error(404, "not_found");
        assert_eq!(app.get(&path).await.json["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_of_another_application_or_developer_is_not_found_and_stays() {
    for_each_database(async |app| {
        let hook = json!({"url": "https://example.com"});
        let first = app.application_path("First").await + "/webhooks";
        let second = app.application_path("Second").await + "/webhooks";
        let created = app.post(&first, hook.clone()).await.json;
        let id = text(&created, "id");
        let answer = app.delete(&format!("{second}/{id}")).await;
        answer.assert_error(404, "not_found");
        assert_eq!(app.get(&first).await.json["total"], 1);

        let foreign = app.strangers_application_path().await + "/webhooks";
        let answer = app
            .request(&app.stranger, "POST", &foreign, hook.to_string())
            .await;
        let id = text(&answer.json, "id");
        let answer = app.delete(&format!("{foreign}/{id}")).await;
        answer.assert_error(404, "not_found");
        let page = app.request(&app.stranger, "GET", &foreign, "").await;
        assert_eq!(page.json["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_id_is_not_found() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        for id in ["0", "x", "99999999999999999999"] {
            let answer = app.delete(&format!("{path}/{id}")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}
