use crate::support::{each, for_each_database, text};
use serde_json::json;

#[tokio::test]
async fn an_empty_body_creates_a_key() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/apikeys";
        app.later();
        let answer = app.request(&app.key, "POST", &path, "").await;
        assert_eq!(answer.status, 201);
        let key = text(&answer.json, "key");
        assert_eq!(key.len(), 30);
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let expected = json!({
            "key": key,
            "created": "2015-06-01T03:57:17.770685Z",
            "modified": "2015-06-01T03:57:17.770685Z",
        });
        assert_eq!(answer.json, expected);
        let page = app.get(&path).await.json;
        assert_eq!(page["total"], 2);
        assert_eq!(page["objects"][1], expected);
    })
    .await;
}

#[tokio::test]
async fn a_body_is_ignored() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await + "/apikeys";
        for body in ["{}", "{\"key\":\"chosen\"}", "no JSON"] {
            let answer = app.request(&app.key, "POST", &path, body).await;
            assert_eq!(answer.status, 201);
            assert_eq!(text(&answer.json, "key").len(), 30);
        }
        let page = app.get(&path).await.json;
        assert!(!each(&page, "key").contains(&"chosen"));
    })
    .await;
}

#[tokio::test]
async fn an_application_that_is_not_ones_own_is_not_found() {
    for_each_database(async |app| {
        let foreign = app.strangers_application_path().await;
        for application in ["/v0/applications/nosuchapplication0000", &foreign] {
            let path = format!("{application}/apikeys");
            let answer = app.request(&app.key, "POST", &path, "").await;
            answer.assert_error(404, "not_found");
        }
        let path = format!("{foreign}/apikeys");
        let page = app.request(&app.stranger, "GET", &path, "").await.json;
        assert_eq!(page["total"], 1);
    })
    .await;
}
