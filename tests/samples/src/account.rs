//! The account that samples change, seen by a client of its own.

use meta_api::Method;
use reqwest::blocking::Client;
use serde_json::Value;
use std::env;
use std::net::SocketAddr;

pub struct Account {
    address: SocketAddr,
    pub key: String,
}

impl Account {
    pub fn of_environment() -> Self {
        let variable = |name| env::var(name).expect("run this as `cargo xtask test samples`");
        Self {
            address: variable("META_SERVER").parse().unwrap(),
            key: variable("META_DEVELOPER_KEY"),
        }
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends a request that must succeed.
    pub fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let (status, answer) = self.send(method, path, body);
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    pub fn get(&self, path: &str) -> Value {
        self.ask(Method::Get, path, None)
    }

    pub fn has(&self, path: &str) -> bool {
        self.send(Method::Get, path, None).0 != 404
    }

    /// The status, and the body if it is JSON.
    fn send(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let method = method.as_str().parse().unwrap();
        let client = Client::builder().no_proxy().build().unwrap();
        let mut request = client
            .request(method, format!("http://{}/v0{path}", self.address))
            .header("Authorization", format!("DeveloperKey {}", self.key));
        if let Some(body) = body {
            request = request
                .header("Content-Type", "application/json")
                .body(body.to_string());
        }
        let answer = request.send().unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }
}
