use crate::support::{for_each_database, text};
use serde_json::json;

#[tokio::test]
async fn a_webhook_is_what_creating_it_answered() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let hook = json!({"url": "https://example.com/hook?x=1#y"});
        let created = app.post(&path, hook).await.json;
        let answer = app.get(&format!("{path}/{}", text(&created, "id"))).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json, created);
    })
    .await;
}

#[tokio::test]
async fn an_id_that_names_nothing_is_not_found() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/webhooks";
        let hook = json!({"url": "https://example.com"});
        let id = text(&app.post(&path, hook).await.json, "id").to_owned();
        let others = ["0", "x", "-1", "99999999999999999999", "%00", "1.0"];
        for other in others.map(str::to_owned).into_iter().chain([
            format!("0{id}"),
            format!("+{id}"),
            format!("%2B{id}"),
        ]) {
            let answer = app.get(&format!("{path}/{other}")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}

#[tokio::test]
async fn a_webhook_of_another_application_or_developer_is_not_found() {
    for_each_database(async |app| {
        let hook = json!({"url": "https://example.com"});
        let first = app.application_path("First").await + "/webhooks";
        let second = app.application_path("Second").await + "/webhooks";
        let foreign = app.strangers_application_path().await + "/webhooks";
        let created = app.post(&first, hook.clone()).await.json;
        let id = text(&created, "id");
        let answer = app.get(&format!("{second}/{id}")).await;
        answer.assert_error(404, "not_found");
        let answer = app
            .request(&app.stranger, "POST", &foreign, hook.to_string())
            .await;
        let id = text(&answer.json, "id");
        for path in [&foreign, &first] {
            let answer = app.get(&format!("{path}/{id}")).await;
            answer.assert_error(404, "not_found");
        }
    })
    .await;
}
