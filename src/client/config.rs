//! What whoever hosts the console can say without building it again.

use super::BaseUrl;
use gloo_net::http::RequestBuilder;
use serde::Deserialize;
use web_sys::{RequestCache, RequestCredentials};

#[derive(Deserialize)]
struct Config {
    base_url: String,
}

/// The base URL in `config.json` beside index.html: `{"base_url": "https://api.example.com/v0"}`.
/// `None` when there is no such file; hosts that answer every path with index.html included.
pub async fn configured_base_url() -> Option<BaseUrl> {
    let response = RequestBuilder::new("config.json")
        .cache(RequestCache::NoCache)
        .credentials(RequestCredentials::SameOrigin)
        .send()
        .await
        .ok()
        .filter(gloo_net::http::Response::ok)?;
    let config: Config = serde_json::from_slice(&response.binary().await.ok()?).ok()?;
    BaseUrl::parse(&config.base_url).ok()
}
