//! The console as static files below a path of another host, with the API elsewhere.

use e2e::{Browser, Role, Server, StaticHost, path_of};
use serde_json::json;

#[tokio::test]
async fn below_a_path_config_json_names_the_api_and_deep_links_reload() {
    let (listener, host) = StaticHost::bind();
    let server = Server::with(&["--allow-origin", host.origin()]);
    let key = server.add_developer("mary");
    let made = server
        .ask(
            &key,
            "POST",
            "applications",
            Some(json!({"name": "Demo App"})),
        )
        .await;
    let id = made["id"].as_str().unwrap();
    let config = json!({"base_url": server.base_url()}).to_string();
    StaticHost::serve(listener, path_of("META_CONSOLE_DIST_SUB"), config);
    let browser = Browser::start().await;
    let page = browser.page();
    page.open(&host.url("")).await;
    let base_url = server.base_url();
    page.sees(base_url.trim_start_matches("http://")).await;
    page.unlock(&key).await;
    page.follow("Demo App").await;
    let deep = host.url(&format!("applications/{id}"));
    page.is_at(&deep).await;
    page.follow("API keys").await;
    page.sees("1–1 of 1").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.reload().await;
    page.sees("1–1 of 1").await;
    page.is_at(&format!("{deep}/keys")).await;
    page.back().await;
    page.is_at(&deep).await;
    page.sees("Danger zone").await;
    page.replace("Name", "Renamed from afar").await;
    page.press("Save").await;
    page.sees("Saved Renamed from afar").await;
    page.follow("Applications").await;
    page.find(Role::Link, "Renamed from afar").await;
    page.is_at(&host.url("applications")).await;
}
