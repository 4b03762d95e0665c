//! Whatever a client sends, the server answers in its form and never fails.

use crate::support::{TestApp, for_each_database, text};
use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

#[derive(Clone, Debug)]
struct Sent {
    method: String,
    path: String,
    body: Vec<u8>,
    authorized: bool,
}

fn segment() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "v0", "applications", "apikeys", "webhooks", "ID", "KEY", "HOOK", "", "..",
            "openapi.json", "healthz", "%00", "%ff", "%2F", "{application_id}",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9_.~%-]{0,40}",
    ]
}

fn query() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["page", "page_size", "active", "x", ""]);
    let value = prop_oneof![
        "[0-9]{1,20}",
        "-?[0-9]{1,3}",
        "True|False|true",
        "[a-z%=&+]{0,8}"
    ];
    prop::collection::vec((name, value), 0..4).prop_map(|pairs| {
        let pairs: Vec<String> = pairs.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.join("&")
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let field = prop::sample::select(vec![
        "name",
        "description",
        "logo_url",
        "active",
        "events_enabled",
        "source",
        "url",
        "x",
    ]);
    let value = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("\"ID\"".to_owned()),
        Just("\"https://example.com/\"".to_owned()),
        Just("1e999".to_owned()),
        Just("{\"a\":[]}".to_owned()),
        any::<String>().prop_map(|text| serde_json::Value::from(text).to_string()),
    ];
    let object = prop::collection::vec((field, value), 0..5).prop_map(|fields| {
        let fields: Vec<String> = fields.iter().map(|(n, v)| format!("\"{n}\":{v}")).collect();
        format!("{{{}}}", fields.join(",")).into_bytes()
    });
    prop_oneof![
        6 => object,
        1 => prop::collection::vec(any::<u8>(), 0..64),
        1 => Just(vec![b' '; 70_000]),
    ]
}

fn request() -> impl Strategy<Value = Sent> {
    let method = prop_oneof![
        8 => prop::sample::select(vec!["GET", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "PUT"])
            .prop_map(str::to_owned),
        1 => "[A-Z]{1,12}",
    ];
    let endpoint = prop::sample::select(vec![
        "applications",
        "applications/ID",
        "applications/ID/apikeys",
        "applications/ID/apikeys/KEY",
        "applications/ID/webhooks",
        "applications/ID/webhooks/HOOK",
    ]);
    let endpoint = endpoint.prop_map(|path| path.split('/').map(str::to_owned).collect());
    let path = prop_oneof![2 => endpoint, 1 => prop::collection::vec(segment(), 0..7)];
    (method, path, query(), body(), prop::bool::weighted(0.9)).prop_map(
        |(method, path, query, body, authorized)| Sent {
            method,
            path: format!("/{}?{query}", path.join("/")),
            body,
            authorized,
        },
    )
}

/// Puts things that exist into the places of `ID`, `KEY` and `HOOK`.
async fn with_known_ids(app: &TestApp, sent: Sent) -> Sent {
    let application = app.application("Target").await;
    let id = text(&application, "id");
    let keys = app
        .get(&format!("/v0/applications/{id}/apikeys"))
        .await
        .json;
    let hook = serde_json::json!({"url": "https://example.com"});
    let hook = app
        .post(&format!("/v0/applications/{id}/webhooks"), hook)
        .await
        .json;
    let path = sent
        .path
        .replace("/ID", &format!("/{id}"))
        .replace("/KEY", &format!("/{}", text(&keys["objects"][0], "key")))
        .replace("/HOOK", &format!("/{}", text(&hook, "id")));
    Sent { path, ..sent }
}

#[tokio::test]
async fn no_request_makes_the_server_fail() {
    for_each_database(async |app| {
        // The same requests in every run: a failure can be looked into.
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
        );
        let mut understood = 0;
        for _ in 0..600 {
            let sent = request().new_tree(&mut runner).unwrap().current();
            let sent = with_known_ids(&app, sent).await;
            let request = Request::builder()
                .method(sent.method.as_bytes())
                .uri(&sent.path);
            let request = if sent.authorized {
                request.header("authorization", app.key.authorization())
            } else {
                request
            };
            // What is no URI at all is refused before this server sees it.
            let Ok(request) = request.body(Body::from(sent.body.clone())) else {
                continue;
            };
            let answer = app.send(request).await;
            assert!(answer.status < 500, "{sent:?}: {answer:?}");
            assert_eq!(answer.header("x-request-id").len(), 36, "{sent:?}");
            if answer.status >= 400 && sent.method != "HEAD" {
                assert_eq!(answer.json["status_code"], answer.status, "{sent:?}");
            }
            understood += i32::from(answer.status < 300);
        }
        assert!(
            understood > 100,
            "only {understood} requests reached an endpoint"
        );
    })
    .await;
}
