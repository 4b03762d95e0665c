//! Refusals that are not about one endpoint.

use crate::support::for_each_database;
use serde_json::json;

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    for_each_database(async |app| {
        for path in [
            "/v0",
            "/v0/",
            "/v0/accounts",
            "/v0/applications/x/keys",
            "/v0/applications/x/apikeys/y/z",
            "/v1/applications",
            "/nothing",
            "/",
        ] {
            app.get(path).await.assert_error(404, "not_found");
        }
        let answer = app.post("/nothing", json!({})).await;
        answer.assert_error(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_method_is_refused_with_those_that_are_allowed() {
    for_each_database(async |app| {
        for (path, method, allowed) in [
            ("/v0/applications", "PUT", "GET,HEAD,POST"),
            ("/v0/applications/x", "PUT", "DELETE,GET,HEAD,PATCH"),
            ("/v0/applications/x", "POST", "DELETE,GET,HEAD,PATCH"),
            ("/v0/applications/x/apikeys", "DELETE", "GET,HEAD,POST"),
            ("/v0/applications/x/apikeys/y", "GET", "DELETE"),
            ("/v0/applications/x/webhooks/1", "PATCH", "DELETE,GET,HEAD"),
            ("/healthz", "POST", "GET,HEAD"),
        ] {
            let answer = app.request(&app.key, method, path, "").await;
            answer.assert_error(405, "method_not_allowed");
            assert_eq!(sorted(answer.header("allow")), allowed, "{method} {path}");
        }
    })
    .await;
}

#[tokio::test]
async fn options_lists_the_methods_of_a_path() {
    for_each_database(async |app| {
        let answer = app
            .request(&app.key, "OPTIONS", "/v0/applications", "")
            .await;
        assert_eq!(answer.status, 204);
        assert_eq!(sorted(answer.header("allow")), "GET,HEAD,POST");
        let answer = app.request(&app.key, "OPTIONS", "/v0/nothing", "").await;
        answer.assert_error(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        for body in [
            " ",
            "{",
            "[]",
            "null",
            "7",
            "\"text\"",
            "{\"name\":}",
            "\u{feff}{}",
        ] {
            for (method, path) in [
                ("POST", "/v0/applications"),
                ("PATCH", path.as_str()),
                ("POST", &format!("{path}/webhooks")),
            ] {
                let answer = app.request(&app.key, method, path, body).await;
                answer.assert_refuses(&["body"]);
            }
        }
        // What creates something needs a body.
        for path in ["/v0/applications", &format!("{path}/webhooks")] {
            let answer = app.request(&app.key, "POST", path, "").await;
            answer.assert_refuses(&["body"]);
        }
    })
    .await;
}

#[tokio::test]
async fn the_content_type_is_not_looked_at() {
    for_each_database(async |app| {
        for content_type in [
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
        ] {
            let request = axum::http::Request::post("/v0/applications")
                .header("authorization", app.key.authorization())
                .header("content-type", content_type)
                .body("{\"name\":\"Test App\"}".into())
                .unwrap();
            assert_eq!(app.send(request).await.status, 201);
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_over_64_kib_is_too_large() {
    for_each_database(async |app| {
        let path = app.application_path("Test App").await;
        // Spaces around a body belong to JSON, so only the length is wrong here.
        let body = |length: usize| {
            let json = "{\"name\":\"Long\",\"url\":\"http://x\"}";
            json.to_owned() + &" ".repeat(length - json.len())
        };
        for (method, path, status) in [
            ("POST", "/v0/applications".to_owned(), 201),
            ("PATCH", path.clone(), 200),
            ("POST", format!("{path}/webhooks"), 201),
            ("POST", format!("{path}/apikeys"), 201),
        ] {
            let answer = app.request(&app.key, method, &path, body(65_536)).await;
            assert_eq!(answer.status, status, "{method} {path}");
            let answer = app.request(&app.key, method, &path, body(65_537)).await;
            answer.assert_error(413, "request_too_large");
        }
    })
    .await;
}

#[tokio::test]
async fn deep_nesting_is_refused_not_followed() {
    for_each_database(async |app| {
        let body = "[".repeat(60_000);
        let answer = app
            .request(&app.key, "POST", "/v0/applications", body)
            .await;
        answer.assert_refuses(&["body"]);
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_answered_as_a_failure() {
    struct BrokenClock;
    impl meta_server::clock::Clock for BrokenClock {
        fn now(&self) -> meta_server::clock::Micros {
            panic!("a test's panic")
        }
    }
    for_each_database(async |app| {
        let broken = meta_server::App {
            clock: std::sync::Arc::new(BrokenClock),
            ..app.app.clone()
        };
        let app = app.serving(broken);
        let answer = app.post("/v0/applications", json!({"name": "x"})).await;
        answer.assert_error(500, "internal_error");
        assert!(!String::from_utf8(answer.bytes).unwrap().contains("test's"));
    })
    .await;
}

#[tokio::test]
async fn without_randomness_nothing_is_created() {
    struct Exhausted;
    impl meta_server::random::Random for Exhausted {
        fn fill(&self, _: &mut [u8]) -> Result<(), meta_server::random::NoRandomness> {
            Err(meta_server::random::NoRandomness)
        }
    }
    for_each_database(async |app| {
        let broken = meta_server::App {
            random: std::sync::Arc::new(Exhausted),
            ..app.app.clone()
        };
        let healthy = app.app.clone();
        let app = app.serving(broken);
        let answer = app.post("/v0/applications", json!({"name": "x"})).await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.json["error_code"], "service_not_available");
        let app = app.serving(healthy);
        assert_eq!(app.get("/v0/applications").await.json["total"], 0);
    })
    .await;
}

fn sorted(allow: &str) -> String {
    let mut methods: Vec<&str> = allow.split(',').map(str::trim).collect();
    methods.sort_unstable();
    methods.join(",")
}
