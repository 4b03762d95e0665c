//! Many requests at once: nothing is lost, nothing fails, and the totals stay right.

use crate::support::{TestApp, for_each_database, path_of, text};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Sends requests at the same time; answers their statuses.
async fn at_once(app: &TestApp, requests: Vec<(&str, String, String)>) -> Vec<u16> {
    let tasks: Vec<_> = requests
        .into_iter()
        .map(|(method, path, body)| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("authorization", app.key.authorization())
                .body(Body::from(body))
                .unwrap();
            tokio::spawn(app.router.clone().oneshot(request))
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap().unwrap().status().as_u16());
    }
    statuses
}

async fn totals(app: &TestApp) -> (Value, Value) {
    let all = app.get("/v0/applications").await.json["total"].clone();
    let active = app.get("/v0/applications?active=True").await.json["total"].clone();
    (all, active)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn applications_created_and_deleted_at_once_are_counted_right() {
    for_each_database(async |app| {
        let create = |number: usize| {
            let body = json!({ "name": format!("App {number}") }).to_string();
            ("POST", "/v0/applications".to_owned(), body)
        };
        let statuses = at_once(&app, (0..40).map(create).collect()).await;
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
        assert_eq!(totals(&app).await, (json!(40), json!(40)));

        let page = app.get("/v0/applications?page_size=40").await.json;
        let paths: Vec<String> = page["objects"]
            .as_array()
            .unwrap()
            .iter()
            .map(path_of)
            .collect();
        // Ten are deleted twice, ten deactivated, while others are created.
        let mut requests = Vec::new();
        for path in &paths[..10] {
            requests.push(("DELETE", path.clone(), String::new()));
            requests.push(("DELETE", path.clone(), String::new()));
        }
        for path in &paths[10..20] {
            requests.push(("PATCH", path.clone(), json!({"active": false}).to_string()));
        }
        requests.extend((0..10).map(create));
        let statuses = at_once(&app, requests).await;
        let of = |status| statuses.iter().filter(|seen| **seen == status).count();
        assert_eq!((of(204), of(404), of(200), of(201)), (10, 10, 10, 10));
        assert_eq!(totals(&app).await, (json!(40), json!(30)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn toggling_one_application_at_once_counts_it_once() {
    for_each_database(async |app| {
        let path = app.application_path("Toggled").await;
        let toggle = |number: usize| {
            let body = json!({ "active": number.is_multiple_of(2) }).to_string();
            ("PATCH", path.clone(), body)
        };
        let statuses = at_once(&app, (0..30).map(toggle).collect()).await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        let active = app.get(&path).await.json["active"].as_bool().unwrap();
        assert_eq!(totals(&app).await, (json!(1), json!(i32::from(active))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn deleting_an_application_while_it_is_used_fails_nobody() {
    for_each_database(async |app| {
        for round in 0..5 {
            let path = app.application_path(&format!("App {round}")).await;
            let keys = app.get(&format!("{path}/apikeys")).await.json;
            let key = text(&keys["objects"][0], "key").to_owned();
            let hook = json!({"url": "https://example.com"}).to_string();
            let mut requests = Vec::new();
            for number in 0..24 {
                if number == 8 {
                    requests.push(("DELETE", path.clone(), String::new()));
                }
                requests.push(match number % 6 {
                    0 => ("POST", format!("{path}/apikeys"), String::new()),
                    1 => ("POST", format!("{path}/webhooks"), hook.clone()),
                    2 => ("GET", format!("{path}/apikeys"), String::new()),
                    3 => ("PATCH", path.clone(), json!({"name": "New"}).to_string()),
                    4 => ("DELETE", format!("{path}/apikeys/{key}"), String::new()),
                    _ => (
                        "GET",
                        "/v0/applications?page=2&page_size=1".into(),
                        String::new(),
                    ),
                });
            }
            let statuses = at_once(&app, requests).await;
            let expected = [200, 201, 204, 404];
            assert!(
                statuses.iter().all(|status| expected.contains(status)),
                "{statuses:?}"
            );
            app.get(&path).await.assert_error(404, "not_found");
        }
        assert_eq!(totals(&app).await, (json!(0), json!(0)));
    })
    .await;
}
