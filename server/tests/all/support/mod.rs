//! A server for one test, and how to ask it.

mod database;
pub mod process;

pub use database::{Schema, for_each_database, sqlite_url};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use meta_api::DeveloperKey;
use meta_server::clock::{Clock, Micros};
use meta_server::http::{self, Options};
use meta_server::random::SystemRandom;
use meta_server::store::Store;
use meta_server::{App, key_file};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tower::ServiceExt as _;

/// 2015-06-01T03:57:16.770685Z, the reference's own example.
pub const START: i64 = 1_433_131_036_770_685;

/// A clock that stands still until it is moved.
pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

/// A server with two developer accounts on a database of its own.
pub struct TestApp {
    pub router: Router,
    pub app: App,
    pub key: DeveloperKey,
    pub stranger: DeveloperKey,
    clock: Arc<TestClock>,
}

impl TestApp {
    pub async fn new(store: Store) -> Self {
        Self::with(store, Options::default()).await
    }

    pub async fn with(store: Store, options: Options) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(START)));
        let key = key_file::new_key(&SystemRandom).unwrap();
        let stranger = key_file::new_key(&SystemRandom).unwrap();
        store.add_developer("me", &key, clock.now()).await.unwrap();
        store
            .add_developer("a stranger", &stranger, clock.now())
            .await
            .unwrap();
        let app = App {
            store,
            clock: clock.clone(),
            random: Arc::new(SystemRandom),
        };
        Self {
            router: http::service(app.clone(), options),
            app,
            key,
            stranger,
            clock,
        }
    }

    /// The same accounts on a server with something exchanged.
    pub fn serving(self, app: App) -> Self {
        Self {
            router: http::service(app.clone(), Options::default()),
            app,
            ..self
        }
    }

    /// Lets a second pass.
    pub fn later(&self) {
        self.clock.0.fetch_add(1_000_000, Ordering::SeqCst);
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            bytes,
        }
    }

    pub async fn request(
        &self,
        key: &DeveloperKey,
        method: &str,
        path: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", key.authorization())
            .body(body.into())
            .unwrap();
        self.send(request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.request(&self.key, "GET", path, Body::empty()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.request(&self.key, "DELETE", path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.request(&self.key, "POST", path, body.to_string())
            .await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.request(&self.key, "PATCH", path, body.to_string())
            .await
    }

    /// The developer's new application: its body.
    pub async fn application(&self, name: &str) -> Value {
        let body = serde_json::json!({ "name": name });
        let answer = self.post("/v0/applications", body).await;
        assert_eq!(answer.status, 201, "{:?}", answer.json);
        answer.json
    }

    /// The path of a new application.
    pub async fn application_path(&self, name: &str) -> String {
        path_of(&self.application(name).await)
    }

    /// The path of a new application of the other developer.
    pub async fn strangers_application_path(&self) -> String {
        let body = serde_json::json!({ "name": "Not yours" }).to_string();
        let answer = self
            .request(&self.stranger, "POST", "/v0/applications", body)
            .await;
        assert_eq!(answer.status, 201);
        path_of(&answer.json)
    }
}

/// The path of an application.
pub fn path_of(application: &Value) -> String {
    format!("/v0/applications/{}", text(application, "id"))
}

/// A text field of an object.
pub fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap()
}

/// One field of every object on a page.
pub fn each<'a>(page: &'a Value, field: &str) -> Vec<&'a str> {
    let objects = page["objects"].as_array().unwrap();
    objects.iter().map(|object| text(object, field)).collect()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub json: Value,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The answer is a refusal in the API's form.
    #[track_caller]
    pub fn assert_error(&self, status: u16, code: &str) {
        let json = &self.json;
        assert_eq!(self.status, status, "{json:?}");
        assert_eq!(json["status_code"], status);
        assert_eq!(json["error_code"], code);
        assert!(json["message"].as_str().unwrap().ends_with('.'), "{json:?}");
        assert_eq!(text(json, "id").len(), 36, "the id is a UUID");
        assert_eq!(text(json, "id"), self.header("x-request-id"));
        assert_eq!(self.header("content-type"), "application/json");
        assert_eq!(self.header("cache-control"), "no-store");
    }

    /// The answer refuses exactly these fields.
    #[track_caller]
    pub fn assert_refuses(&self, fields: &[&str]) {
        self.assert_error(400, "invalid_parameters");
        let refused = self.json["fields"].as_object().unwrap();
        let mut names: Vec<&str> = refused.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, fields);
        for sentence in refused.values() {
            assert!(sentence.as_str().unwrap().ends_with('.'), "{sentence}");
        }
    }
}
