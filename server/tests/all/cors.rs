//! Pages of other origins.

use crate::support::{Answer, TestApp};
use axum::body::Body;
use axum::http::Request;
use meta_server::http::Options;
use meta_server::store::Store;

const CONSOLE: &str = "https://console.example.com";

async fn app() -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/meta.sqlite?mode=rwc", folder.path().display());
    let store = Store::connect(&meta_server::store::Options::new(url))
        .await
        .unwrap();
    let options = Options {
        console: None,
        allow_origins: vec![
            CONSOLE.parse().unwrap(),
            "http://localhost:8080".parse().unwrap(),
        ],
    };
    (TestApp::with(store, options).await, folder)
}

async fn preflight(app: &TestApp, origin: &str, path: &str) -> Answer {
    let request = Request::options(path)
        .header("origin", origin)
        .header("access-control-request-method", "PATCH")
        .header(
            "access-control-request-headers",
            "authorization,content-type",
        )
        .body(Body::empty());
    app.send(request.unwrap()).await
}

async fn get(app: &TestApp, origin: &str) -> Answer {
    let request = Request::get("/v0/applications")
        .header("origin", origin)
        .header("authorization", app.key.authorization())
        .body(Body::empty());
    app.send(request.unwrap()).await
}

#[tokio::test]
async fn an_allowed_origin_may_ask_for_everything_that_the_api_takes() {
    let (app, _folder) = app().await;
    for path in [
        "/v0/applications/x/",
        "/applications//x",
        "/v0/applications",
    ] {
        let answer = preflight(&app, CONSOLE, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
        let methods = answer.header("access-control-allow-methods");
        for method in ["GET", "POST", "PATCH", "DELETE"] {
            assert!(methods.contains(method), "{methods}");
        }
        let headers = answer.header("access-control-allow-headers");
        assert_eq!(headers, "authorization,content-type");
        assert_eq!(answer.header("access-control-max-age"), "3600");
        assert!(answer.header("vary").contains("origin"));
    }
}

#[tokio::test]
async fn its_pages_see_the_answer_and_three_headers_also_of_a_refusal() {
    let (app, _folder) = app().await;
    let answer = get(&app, CONSOLE).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
    let exposed = answer.header("access-control-expose-headers");
    assert_eq!(exposed, "x-request-id,retry-after,date");
    assert_eq!(answer.header("access-control-allow-credentials"), "");

    let request = Request::get("/v0/nothing").header("origin", CONSOLE);
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    answer.assert_error(404, "not_found");
    assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
    let request = Request::put("/v0/applications").header("origin", CONSOLE);
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    answer.assert_error(405, "method_not_allowed");
    assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
}

#[tokio::test]
async fn any_other_origin_is_not_let_in() {
    let (app, _folder) = app().await;
    for origin in [
        "https://evil.example.com",
        "https://console.example.com.evil.example",
        "http://console.example.com",
        "http://localhost:8081",
        "null",
    ] {
        let answer = preflight(&app, origin, "/v0/applications").await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        let answer = get(&app, origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
    }
}
