//! The console's files on the same origin.

use crate::support::{Answer, TestApp};
use axum::body::Body;
use axum::http::Request;
use meta_server::http::{Console, Options};
use meta_server::store::Store;
use std::fs;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

const WASM: &str = "/meta-console-0123456789abcdef_bg.wasm";

async fn app() -> (TestApp, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let console = folder.path().join("dist");
    fs::create_dir_all(console.join("images")).unwrap();
    let file = |name: &str, text: &str| fs::write(console.join(name), text).unwrap();
    file("index.html", "<!doctype html><title>Console</title>");
    file("config.json", "{}");
    file("meta-console-0123456789abcdef_bg.wasm", "plain");
    file("meta-console-0123456789abcdef_bg.wasm.br", "brotli");
    file("meta-console-0123456789abcdef_bg.wasm.gz", "gzip");
    file("style-fedcba9876543210.css", "body{}");
    let url = format!("sqlite://{}/meta.sqlite?mode=rwc", folder.path().display());
    let store = Store::connect(&meta_server::store::Options::new(url))
        .await
        .unwrap();
    let options = Options {
        console: Some(Console::open(&console).unwrap()),
        allow_origins: Vec::new(),
    };
    (TestApp::with(store, options).await, folder)
}

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

const NAVIGATION: &[(&str, &str)] = &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];

#[tokio::test]
async fn a_console_without_a_config_finds_an_empty_one() {
    let (app, folder) = app().await;
    fs::remove_file(folder.path().join("dist/config.json")).unwrap();
    let answer = get(&app, "/config.json", &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json, serde_json::json!({}));
    let elsewhere = get(&app, "/images/config.json", &[]).await;
    assert_eq!(elsewhere.status, 404);
}

#[tokio::test]
async fn every_page_is_the_one_html_file() {
    let (app, _folder) = app().await;
    for path in [
        "/",
        "/unlock",
        "/applications",
        "/applications/?page=2",
        "/applications/wSPk9y5D7p5o87k0ACGKxR",
        "/applications/wSPk9y5D7p5o87k0ACGKxR/keys",
        "/applications/wSPk9y5D7p5o87k0ACGKxR/webhooks/100",
        "/applications/abcdef012345",
        "/applications/x/webhooks/123456789012",
        "/somewhere/else",
        "/images",
        "/index.html",
    ] {
        let answer = get(&app, path, NAVIGATION).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.bytes.starts_with(b"<!doctype html>"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36);
    }
}

#[tokio::test]
async fn the_same_paths_are_the_api_for_its_clients() {
    let (app, _folder) = app().await;
    let key = app.key.authorization();
    // A client with a key, whatever it accepts.
    for accept in ["*/*", "text/html", "application/json"] {
        let headers = [("authorization", key.as_str()), ("accept", accept)];
        let answer = get(&app, "/applications", &headers).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json["total"], 0, "{accept}");
    }
    // A client that forgot its key is told so.
    let answer = get(&app, "/applications", &[("accept", "*/*")]).await;
    answer.assert_error(401, "authentication_required");
    // The versioned paths are the API for browsers as well.
    let answer = get(&app, "/v0/applications", NAVIGATION).await;
    answer.assert_error(401, "authentication_required");
    let answer = get(&app, "/v0/nothing", NAVIGATION).await;
    answer.assert_error(404, "not_found");
    // Whatever changes something is never a page.
    let request = Request::post("/applications").header("accept", "text/html");
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    answer.assert_error(401, "authentication_required");
}

#[tokio::test]
async fn a_file_comes_compressed_as_the_browser_likes() {
    let (app, _folder) = app().await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip", "gzip", "gzip"),
        ("identity", "", "plain"),
    ] {
        let answer = get(&app, WASM, &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.bytes, body.as_bytes());
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn a_hashed_file_never_changes_and_others_are_asked_for_again() {
    let (app, _folder) = app().await;
    for path in [WASM, "/style-fedcba9876543210.css"] {
        let caching = "public, max-age=31536000, immutable";
        assert_eq!(get(&app, path, &[]).await.header("cache-control"), caching);
    }
    let answer = get(&app, "/config.json", &[]).await;
    assert_eq!(answer.header("cache-control"), "no-cache");
    let tag = answer.header("etag").to_owned();
    let answer = get(&app, "/config.json", &[("if-none-match", &tag)]).await;
    assert_eq!(answer.status, 304);
}

#[tokio::test]
async fn a_missing_file_is_not_found() {
    let (app, _folder) = app().await;
    for path in [
        "/missing.js",
        "/applications.js",
        "/images/logo.png",
        "/../meta.sqlite",
        "/%2e%2e/meta.sqlite",
        "/..%2fmeta.sqlite",
        // Names that no file can have.
        "/a%00b.js",
        &format!("/{}.js", "a".repeat(300)),
        "/index.html/x.js",
        "/%ff.js",
    ] {
        let answer = get(&app, path, NAVIGATION).await;
        answer.assert_error(404, "not_found");
    }
    for path in ["/unlock", "/missing.js", "/a%00b.js"] {
        let request = Request::post(path).body(Body::empty());
        let answer = app.send(request.unwrap()).await;
        answer.assert_error(404, "not_found");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_a_failure_that_may_pass() {
    let (app, folder) = app().await;
    // A link to itself, which the system follows until it gives up.
    symlink("loop.js", folder.path().join("dist/loop.js")).unwrap();
    let answer = get(&app, "/loop.js", &[]).await;
    answer.assert_error(503, "service_not_available");
}

#[tokio::test]
async fn a_file_is_for_reading_only() {
    let (app, _folder) = app().await;
    for path in ["/index.html", "/config.json", WASM] {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let request = Request::builder().method(method).uri(path);
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            answer.assert_error(405, "method_not_allowed");
            assert_eq!(answer.header("allow"), "GET, HEAD", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_console_is_kept_in_its_frame() {
    let (app, _folder) = app().await;
    for path in ["/", "/applications", WASM] {
        let answer = get(&app, path, NAVIGATION).await;
        let policy = answer.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{policy}");
        }
        assert!(!policy.contains("'unsafe-"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(!answer.header("permissions-policy").is_empty());
    }
}

#[tokio::test]
async fn a_folder_without_a_console_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = Console::open(folder.path()).unwrap_err().to_string();
    assert!(refusal.contains("index.html"), "{refusal}");
    assert!(Console::open(&folder.path().join("missing")).is_err());
}
