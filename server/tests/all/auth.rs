//! Who may ask, and how a wrong key is refused.

use crate::support::{Answer, TestApp, for_each_database};
use axum::body::Body;
use axum::http::Request;

async fn with(app: &TestApp, authorization: &[u8]) -> Answer {
    let request = Request::get("/v0/applications")
        .header("authorization", authorization)
        .body(Body::empty())
        .unwrap();
    app.send(request).await
}

#[tokio::test]
async fn without_credentials_a_request_is_asked_for_them() {
    for_each_database(async |app| {
        let request = Request::get("/v0/applications").body(Body::empty());
        let answer = app.send(request.unwrap()).await;
        answer.assert_error(401, "authentication_required");
        assert_eq!(answer.header("www-authenticate"), "DeveloperKey");
        for empty in ["", "DeveloperKey", "DeveloperKey  "] {
            let answer = with(&app, empty.as_bytes()).await;
            answer.assert_error(401, "authentication_required");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_key_is_refused() {
    for_each_database(async |app| {
        for key in ["S4i5EG5ViEAVmMaCilB5", "x", "' OR 1=1 --", "a b"] {
            let answer = with(&app, format!("DeveloperKey {key}").as_bytes()).await;
            answer.assert_error(401, "unauthorized");
            assert_eq!(answer.header("www-authenticate"), "DeveloperKey");
            assert!(!String::from_utf8(answer.bytes).unwrap().contains("S4i5"));
        }
    })
    .await;
}

#[tokio::test]
async fn credentials_of_another_kind_are_refused() {
    for_each_database(async |app| {
        for other in [
            &b"Bearer abc"[..],
            b"ApiKey abc",
            b"Basic YTpi",
            b"\xff\xfe",
        ] {
            with(&app, other).await.assert_error(401, "invalid_token");
        }
    })
    .await;
}

#[tokio::test]
async fn the_scheme_may_be_spelled_in_any_case() {
    for_each_database(async |app| {
        for scheme in ["developerkey", "DEVELOPERKEY", "DeveloperKey "] {
            let header = format!("{scheme} {}", app.key.expose());
            assert_eq!(with(&app, header.as_bytes()).await.status, 200);
        }
    })
    .await;
}

#[tokio::test]
async fn a_revoked_key_is_refused_at_once_and_the_others_are_not() {
    for_each_database(async |app| {
        assert_eq!(app.get("/v0/applications").await.status, 200);
        let developers = app.app.store.developers().await.unwrap();
        let now = app.app.clock.now();
        let me = developers[0].id;
        assert!(app.app.store.revoke_developer(me, now).await.unwrap());
        let answer = app.get("/v0/applications").await;
        answer.assert_error(401, "unauthorized");
        let answer = app
            .request(&app.stranger, "GET", "/v0/applications", "")
            .await;
        assert_eq!(answer.status, 200);
    })
    .await;
}

#[tokio::test]
async fn every_endpoint_asks_for_a_key() {
    for_each_database(async |app| {
        for endpoint in meta_api::ENDPOINTS {
            let request = Request::builder()
                .method(endpoint.method.as_str())
                .uri(format!("/v0{}", endpoint.path(&["a", "b"])))
                .body(Body::empty())
                .unwrap();
            let answer = app.send(request).await;
            answer.assert_error(401, "authentication_required");
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_hash_of_a_key_is_stored() {
    for_each_database(async |app| {
        use meta_server::store::entity::developer;
        use sea_orm::EntityTrait;
        let database = app.app.store.connection();
        let rows = developer::Entity::find().all(database).await.unwrap();
        assert_eq!(rows.len(), 2);
        for row in rows {
            assert_eq!(row.key_sha256.len(), 64);
            assert!(!format!("{row:?}").contains(app.key.expose()));
        }
    })
    .await;
}
