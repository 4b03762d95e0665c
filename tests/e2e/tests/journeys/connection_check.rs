//! The connection check against a server that is broken in each of the ways that it knows. The console
//! comes from a static host, and its API through the layer of faults: across origins.

use crate::MARY;
use e2e::{Browser, Fault, Faults, Page, Role, Server, StaticHost, path_of, until};
use serde_json::json;
use std::net::TcpListener;

const CHECK: &str = "Check the connection";

struct Apart {
    // Closed in this order: first the browser, last the server.
    browser: Browser,
    faults: Faults,
    host: StaticHost,
    server: Server,
    key: String,
}

impl Apart {
    /// A console whose API is on another origin, which allows it.
    async fn start() -> Self {
        let (listener, host) = StaticHost::bind();
        let server = Server::with(&["--allow-origin", host.origin()]);
        let key = server.add_developer(MARY);
        let faults = Faults::before(&server);
        let config = json!({"base_url": faults.base_url()}).to_string();
        StaticHost::serve(listener, path_of("META_CONSOLE_DIST_SUB"), config);
        let browser = Browser::start().await;
        browser.page().open(&host.url("")).await;
        let apart = Self {
            browser,
            faults,
            host,
            server,
            key,
        };
        let address = apart.faults.base_url();
        apart
            .page()
            .sees(address.trim_start_matches("http://"))
            .await;
        apart
    }

    /// Unlocked, in the settings.
    async fn unlocked() -> Self {
        let apart = Self::start().await;
        apart.page().unlock(&apart.key).await;
        apart.page().follow("Settings").await;
        apart
    }

    fn page(&self) -> &Page {
        self.browser.page()
    }

    /// Checks from the unlock screen, and waits for the end.
    async fn check_locked(&self) -> &Page {
        let page = self.page();
        page.press("Connection").await;
        check(page).await
    }
}

async fn check(page: &Page) -> &Page {
    page.press(CHECK).await;
    page.sees("Done:").await;
    page
}

async fn finds(page: &Page, headings: &[&str]) {
    for heading in headings {
        page.find(Role::Heading, heading).await;
    }
}

const SKIPPED: [&str; 4] = [
    "Developer key Skipped",
    "Clock Skipped",
    "Latency Skipped",
    "Compression Skipped",
];

#[tokio::test]
async fn a_good_connection_passes_and_changes_nothing() {
    let apart = Apart::unlocked().await;
    apart.server.fill(MARY, 30);
    let page = check(apart.page()).await;
    finds(
        page,
        &[
            "Address Passed",
            "Mixed content Passed",
            "Reachable Passed",
            "Redirects Passed",
            "CORS Passed",
            "Meta API Passed",
            "Developer key Passed",
            "Clock Passed",
            "Latency Passed",
            "Frame Passed",
        ],
    )
    .await;
    page.press("All as a table").await;
    page.sees("Median").await;
    let rows = "return document.querySelectorAll('dialog tbody tr').length";
    assert_eq!(page.script(rows, vec![]).await, 10);
    for request in apart.faults.requests() {
        let keyed = request
            .header("authorization")
            .is_some_and(|it| it.contains(&apart.key));
        assert!(!request.is_write() || !keyed, "{request:?}");
    }
    let list = apart
        .server
        .ask(&apart.key, "GET", "applications", None)
        .await;
    assert_eq!(list["total"], 30);
    page.press("Close").await;
    page.find(Role::Heading, "Settings").await;
}

#[tokio::test]
async fn an_address_that_is_none_is_said_without_its_password() {
    let apart = Apart::start().await;
    let page = apart.page();
    page.press("Connection").await;
    let address = "http://mary:hunter2@127.0.0.1/v0";
    // WebKit can lose what is typed while the part is still unfolding.
    until("the address is not there", async || {
        page.replace("API base URL", address).await;
        let typed = page.value("API base URL").await;
        (typed == address).then_some(()).ok_or(typed)
    })
    .await;
    check(page).await;
    finds(
        page,
        &[
            "Address Failed",
            "Reachable Skipped",
            "Page headers Warning",
        ],
    )
    .await;
    page.sees("Leave out the user name and password").await;
    assert!(!page.text().await.contains("hunter2"));
}

#[tokio::test]
async fn an_address_where_nothing_listens_is_not_reachable() {
    let apart = Apart::start().await;
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let page = apart.page();
    page.press("Connection").await;
    page.replace("API base URL", &format!("http://127.0.0.1:{port}/v0"))
        .await;
    check(page).await;
    finds(
        page,
        &[
            "Address Passed",
            "Reachable Failed",
            "CORS Skipped",
            "Meta API Skipped",
        ],
    )
    .await;
    finds(page, &SKIPPED).await;
    page.sees(&format!("meta-server serve --listen 127.0.0.1:{port}"))
        .await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let apart = Apart::start().await;
    let headers = vec![("location", "http://example.com/v0".to_owned())];
    let away = Fault::Answered(302, headers, String::new());
    apart.faults.always("GET", "*", away);
    let page = apart.check_locked().await;
    finds(
        page,
        &["Reachable Passed", "Redirects Failed", "CORS Skipped"],
    )
    .await;
    page.sees("Location line").await;
}

#[tokio::test]
async fn a_server_without_cors_is_told_what_to_allow() {
    let apart = Apart::start().await;
    apart.faults.always("*", "*", Fault::WithoutCors);
    let page = apart.check_locked().await;
    finds(
        page,
        &[
            "Reachable Passed",
            "Redirects Could not be told",
            "CORS Failed",
        ],
    )
    .await;
    finds(page, &["Meta API Skipped"]).await;
    let origin = apart.host.origin();
    page.sees(&format!("meta-server serve --allow-origin {origin}"))
        .await;
    page.press("nginx").await;
    page.sees(&format!(
        "add_header Access-Control-Allow-Origin \"{origin}\" always;"
    ))
    .await;
    page.press("Caddy").await;
    page.sees("@preflight").await;
}

#[tokio::test]
async fn a_method_and_a_header_that_are_not_allowed_are_named() {
    for (word, sentence) in [
        (
            "DELETE",
            "DELETE Failed. Not allowed: it is not in Access-Control-Allow-Methods.",
        ),
        (
            "PATCH",
            "PATCH Failed. Not allowed: it is not in Access-Control-Allow-Methods.",
        ),
        (
            "Authorization",
            "Authorization Failed. Not allowed: it is not in Access-Control-Allow-Headers.",
        ),
        (
            "Content-Type",
            "Content-Type Failed. Not allowed: it is not in Access-Control-Allow-Headers.",
        ),
    ] {
        let apart = Apart::start().await;
        apart.faults.always("OPTIONS", "*", Fault::CorsLacks(word));
        let page = apart.check_locked().await;
        finds(page, &["CORS Failed", "Meta API Passed"]).await;
        page.sees(sentence).await;
        let text = page.text().await;
        assert_eq!(text.matches("Failed. Not allowed").count(), 1, "{text}");
    }
}

#[tokio::test]
async fn a_header_that_is_not_exposed_is_named() {
    let apart = Apart::start().await;
    apart.faults.always("GET", "*", Fault::CorsLacks("date"));
    let page = apart.check_locked().await;
    finds(page, &["CORS Warning", "Clock Could not be told"]).await;
    page.sees("Date Warning. Not sent, or not in Access-Control-Expose-Headers")
        .await;
}

#[tokio::test]
async fn what_is_not_this_api_is_told_from_it() {
    let json = vec![("content-type", "application/json".to_owned())];
    for (fault, sentence) in [
        (
            Fault::page(200, "<!doctype html><title>Sign in</title>"),
            "It begins with: <!doctype html>",
        ),
        (
            Fault::Answered(200, json, r#"{"hello":"world"}"#.to_owned()),
            "JSON that is not of the Meta API",
        ),
        (
            Fault::page(502, "<html>Bad gateway"),
            "A proxy answers with 502",
        ),
    ] {
        let apart = Apart::start().await;
        apart.faults.always("GET", "applications", fault);
        let page = apart.check_locked().await;
        finds(page, &["Reachable Passed", "Meta API Failed"]).await;
        finds(page, &SKIPPED).await;
        page.sees(sentence).await;
    }
}

#[tokio::test]
async fn a_refused_key_is_said_and_the_check_of_a_locked_console_leaves_it_out() {
    let apart = Apart::unlocked().await;
    apart.server.revoke(1);
    let page = check(apart.page()).await;
    finds(
        page,
        &["Meta API Passed", "Developer key Failed", "Latency Passed"],
    )
    .await;
    page.sees("The API refused this key (401).").await;
    page.press("Close").await;
    page.press("Lock").await;
    let page = apart.check_locked().await;
    finds(page, &["Developer key Skipped"]).await;
    page.sees("the console is locked").await;
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_a_warning() {
    let apart = Apart::start().await;
    let then = "Sun, 06 Nov 1994 08:49:37 GMT".to_owned();
    apart
        .faults
        .always("GET", "applications", Fault::WithHeader("date", then));
    let page = apart.check_locked().await;
    finds(page, &["Clock Warning"]).await;
    page.sees("years behind the clock of this computer").await;
}

#[tokio::test]
async fn a_host_that_neither_compresses_nor_sends_headers_is_told_both() {
    let apart = Apart::start().await;
    let page = apart.check_locked().await;
    finds(page, &["Compression Warning", "Page headers Warning"]).await;
    page.sees("The console's files Warning. Not compressed:")
        .await;
    for missing in [
        "Cache-Control of the page Warning",
        "Cache-Control of its files Warning",
        "frame-ancestors Warning",
        "X-Content-Type-Options Warning",
    ] {
        page.sees(missing).await;
    }
    page.sees("Content-Security-Policy Passed. Stands in the page itself")
        .await;
}

#[tokio::test]
async fn meta_server_itself_sends_all_headers_and_compressed_files() {
    let server = Server::start();
    let key = server.add_developer(MARY);
    let browser = Browser::start().await;
    let page = browser.page();
    page.open(&server.url("settings")).await;
    page.unlock(&key).await;
    check(page).await;
    finds(
        page,
        &[
            "CORS Passed",
            "Compression Passed",
            "Page headers Passed",
            "Frame Passed",
        ],
    )
    .await;
    page.sees("Done: 12 passed.").await;
}

#[tokio::test]
async fn a_console_inside_another_page_says_so() {
    let apart = Apart::start().await;
    let page = apart.page();
    page.open(&apart.host.framing_url()).await;
    page.enter_frame().await;
    page.find(Role::Button, "Unlock").await;
    apart.check_locked().await;
    finds(page, &["Frame Warning"]).await;
    page.sees("inside another page").await;
}

#[tokio::test]
async fn closing_it_ends_what_is_under_way() {
    let apart = Apart::unlocked().await;
    let page = apart.page();
    let gate = apart.faults.hold("PATCH", "*");
    page.press(CHECK).await;
    apart.faults.sees(1, "PATCH", "*").await;
    page.press("Cancel").await;
    page.find(Role::Heading, "Settings").await;
    gate.open();
    page.follow("Activity").await;
    page.find(Role::Heading, "Activity").await;
    assert!(apart.faults.requests_to("DELETE", "*").is_empty());
}

#[tokio::test]
async fn an_error_that_it_may_explain_offers_it() {
    let apart = Apart::unlocked().await;
    let page = apart.page();
    apart.faults.always("*", "*", Fault::Dropped);
    page.follow("Applications").await;
    page.sees("The API did not answer").await;
    check(page).await;
    finds(page, &["Reachable Failed"]).await;
    apart.faults.heal();
    page.press("Check again").await;
    finds(page, &["Developer key Passed"]).await;
    page.sees("Done:").await;
    page.press("Copy the report").await;
    page.sees("Report copied.").await;
}
