//! Show the request, remember the change: what a form shows is what the layer receives, and
//! Activity lists it without a secret.

use crate::faulty::Faulty;
use e2e::{Request, Role, until};
use serde_json::Value;

/// What is copied from a form, read as HTTP.
#[derive(Debug, Default)]
struct Shown {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Shown {
    /// Copies the request that the page shows.
    async fn copy(journey: &Faulty) -> Self {
        journey.page().press("Copy the request").await;
        journey.page().sees("Request copied").await;
        let text = journey.page().clipboard().await;
        // Without a body nothing follows the empty line, which not every paste keeps.
        let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
        let mut lines = head.lines();
        let (method, url) = lines.next().unwrap().split_once(' ').unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_owned(), value.to_owned())
        };
        Self {
            method: method.to_owned(),
            url: url.to_owned(),
            headers: lines.map(header).collect(),
            body: body.to_owned(),
        }
    }

    /// Holds it against what arrived, byte for byte but for the key.
    fn is(&self, journey: &Faulty, received: &Request) {
        assert_eq!(self.method, received.method);
        assert_eq!(self.url, journey.faults.url(&received.target[1..]));
        assert_eq!(self.body, received.body);
        assert!(self.headers.len() >= 2, "{:?}", self.headers);
        for (name, shown) in &self.headers {
            let sent = shown.replace("$META_DEVELOPER_KEY", &journey.key);
            assert_eq!(received.header(name), Some(&*sent), "{name}");
        }
        let authorization = self.headers.iter().find(|it| it.0 == "Authorization");
        let shown = "DeveloperKey $META_DEVELOPER_KEY";
        assert_eq!(authorization.map(|it| &*it.1), Some(shown));
    }
}

#[tokio::test]
async fn a_new_application_is_sent_as_it_was_shown() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    journey.open("applications/new").await;
    page.enter("Name", "Größe \"XL\" \\ 😀").await;
    page.click(Role::Field, "Events").await;
    let shown = Shown::copy(&journey).await;
    page.press("Create application").await;
    page.sees("Created Größe").await;
    let received = journey.faults.requests_to("POST", "applications");
    assert_eq!(received.len(), 1);
    shown.is(&journey, &received[0]);
}

#[tokio::test]
async fn a_change_is_sent_as_it_was_shown() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    journey.open(&path).await;
    page.replace("Name", "Renamed").await;
    let shown = Shown::copy(&journey).await;
    assert_eq!(shown.body, r#"{"name":"Renamed"}"#);
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    let received = journey.faults.requests_to("PATCH", &path);
    assert_eq!(received.len(), 1);
    shown.is(&journey, &received[0]);
}

#[tokio::test]
async fn a_deletion_is_sent_as_it_was_shown() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    journey.open(&path).await;
    page.press("Delete…").await;
    page.enter("Type Demo App to confirm", "Demo App").await;
    let shown = Shown::copy(&journey).await;
    page.press("Delete application").await;
    page.sees("Deleted Demo App").await;
    let received = journey.faults.requests_to("DELETE", &path);
    assert_eq!(received.len(), 1);
    shown.is(&journey, &received[0]);
}

#[tokio::test]
async fn a_new_webhook_is_sent_as_it_was_shown() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    journey.open(&format!("{path}/webhooks")).await;
    page.press("Add webhook…").await;
    page.enter("URL", "https://example.com/hook?a=1&b=2").await;
    let shown = Shown::copy(&journey).await;
    page.press("Add webhook").await;
    page.sees("Added the webhook").await;
    let hooks = format!("{path}/webhooks");
    let received = journey.faults.requests_to("POST", &hooks);
    assert_eq!(received.len(), 1);
    shown.is(&journey, &received[0]);
}

#[tokio::test]
async fn activity_lists_what_was_changed_and_exports_it_without_secrets() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    let keys = format!("{path}/apikeys");
    let api_key = journey.ask("GET", &keys, None).await["objects"][0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    journey.open(&path).await;
    page.replace("Name", "Renamed").await;
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    page.follow("API keys").await;
    page.press("Create key").await;
    page.sees("API key created").await;
    page.press(&format!("Delete key ending in {}", ending(&api_key)))
        .await;
    page.press("Delete key").await;
    page.sees("1–1 of 1").await;
    assert_eq!(
        journey
            .faults
            .requests_to("DELETE", &format!("{keys}/*"))
            .len(),
        1
    );
    page.follow("Activity").await;
    page.find(Role::Heading, "Activity").await;
    page.sees("Saved Renamed").await;
    page.follow("Writes").await;
    page.sees("3 of ").await;
    page.enter("Filter activity", "rename").await;
    page.sees("1 of ").await;
    page.press("PATCH").await;
    for text in ["What changed", "Demo App", "Renamed", "Request ID"] {
        page.sees(text).await;
    }
    page.replace("Filter activity", "").await;
    page.follow("All").await;
    page.sees_no_more("1 of ").await;

    let json = export(&journey, "Export JSON").await;
    let har = export(&journey, "Export HAR").await;
    let text = [json.to_string(), har.to_string(), page.text().await].concat();
    for secret in [&*journey.key, &api_key] {
        assert!(!text.contains(secret));
    }
    for text in [json.to_string(), har.to_string()] {
        let found = text.find(ending(&api_key));
        let context = found.map(|at| &text[at.saturating_sub(60)..at]);
        assert_eq!(context, None, "the end of an API key is exported");
    }
    let sent = journey.faults.writes();
    let listed = |entries: &Value| {
        let mut writes: Vec<String> = entries
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["request"]["method"].as_str().unwrap_or("GET").to_owned())
            .filter(|method| method != "GET")
            .collect();
        writes.sort();
        writes
    };
    let mut methods: Vec<&str> = sent.iter().filter_map(|it| it.split(' ').next()).collect();
    methods.sort_unstable();
    assert_eq!(listed(&json["activity"]), methods);
    assert_eq!(listed(&har["log"]["entries"]), methods);
    assert_eq!(har["log"]["version"], "1.2");
    for entry in har["log"]["entries"].as_array().unwrap() {
        for (object, fields) in [
            (
                "request",
                "method url httpVersion cookies headers queryString headersSize bodySize",
            ),
            (
                "response",
                "status statusText httpVersion cookies headers content redirectURL",
            ),
            ("timings", "send wait receive"),
        ] {
            for field in fields.split(' ') {
                assert!(!entry[object][field].is_null(), "{object}.{field}: {entry}");
            }
        }
    }
}

/// How a masked key ends.
fn ending(api_key: &str) -> &str {
    &api_key[api_key.len() - 4..]
}

/// Presses a button that saves a file, and reads what would be in it.
async fn export(journey: &Faulty, button: &str) -> Value {
    const CATCH: &str = "window.saved = null; window.createUrl ??= URL.createObjectURL.bind(URL);
        URL.createObjectURL = blob => { blob.text().then(it => window.saved = it);
            return createUrl(blob); }";
    let page = journey.page();
    page.script(CATCH, vec![]).await;
    page.press(button).await;
    let text = until("nothing is saved", async || {
        let saved = page.script("return saved", vec![]).await;
        saved.as_str().map(str::to_owned).ok_or(String::new())
    })
    .await;
    serde_json::from_str(&text).unwrap()
}
