//! The forms in which clients write the API's paths.

use crate::support::{for_each_database, text};
use axum::http::Request;
use serde_json::json;

#[tokio::test]
async fn every_form_of_a_path_is_answered_directly() {
    for_each_database(async |app| {
        for prefix in ["/v0", "", "/", "//v0/"] {
            for end in ["", "/", "//"] {
                let list = format!("{prefix}/applications{end}");
                let answer = app.post(&list, json!({"name": "Test App"})).await;
                assert_eq!(answer.status, 201, "POST {list}");
                let id = text(&answer.json, "id").to_owned();
                for path in [
                    format!("{prefix}/applications/{id}{end}"),
                    format!("{prefix}/applications//{id}{end}"),
                ] {
                    assert_eq!(app.get(&path).await.status, 200, "GET {path}");
                    let answer = app.patch(&path, json!({"name": "New"})).await;
                    assert_eq!(answer.json["name"], "New", "PATCH {path}");
                }
                let hooks = format!("{prefix}/applications/{id}//webhooks{end}");
                let answer = app.post(&hooks, json!({"url": "http://x"})).await;
                assert_eq!(answer.status, 201, "POST {hooks}");
                let hook = text(&answer.json, "id");
                let hook = format!("{prefix}/applications/{id}/webhooks/{hook}{end}");
                assert_eq!(app.delete(&hook).await.status, 204, "DELETE {hook}");
                let path = format!("{prefix}/applications/{id}{end}");
                assert_eq!(app.delete(&path).await.status, 204, "DELETE {path}");
            }
        }
        let page = app.get("/applications/?page_size=1").await.json;
        assert_eq!(page["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn without_a_console_a_browser_gets_the_api_under_its_unversioned_paths() {
    for_each_database(async |app| {
        let request = Request::get("/applications")
            .header("accept", "text/html")
            .body(axum::body::Body::empty());
        let answer = app.send(request.unwrap()).await;
        answer.assert_error(401, "authentication_required");
    })
    .await;
}
