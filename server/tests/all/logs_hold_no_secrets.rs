//! What the log says about a request, and what it never says.

use crate::support::process::Server;
use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;

fn lines(log: &str) -> Vec<Value> {
    let lines = log.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().unwrap()
}

/// Sends requests with keys wherever a key can stand; answers the keys.
fn exercise(server: &Server) -> Vec<String> {
    let key = format!("Authorization: DeveloperKey {}", server.key);
    let call = |path: &str, arguments: &[&str]| -> Value {
        let (_, body) = server.curl(path, &[&["-H", key.as_str()], arguments].concat());
        serde_json::from_str(&body).unwrap_or_default()
    };
    let created = call("/v0/applications", &["-d", "{\"name\":\"Secretive\"}"]);
    let application = format!("/v0/applications/{}", created["id"].as_str().unwrap());
    let page = call(&format!("{application}/apikeys"), &[]);
    let api_key = page["objects"][0]["key"].as_str().unwrap().to_owned();
    for path in [
        format!("{application}/apikeys/{api_key}"),
        format!("/applications//x/apikeys/{api_key}/"),
        format!("/v0/{api_key}"),
        format!("/{api_key}"),
    ] {
        call(&path, &["-XDELETE"]);
        call(&path, &["-XDELETE"]);
        call(&path, &[]);
    }
    let query = format!("/v0/applications?page={api_key}&key={}", server.key);
    call(&query, &[]);
    call("/v0/applications", &["-X", &api_key]);
    let cut_off = format!("{{\"name\":\"{api_key}");
    call("/v0/applications", &["-d", &cut_off]);
    vec![api_key, server.key.clone()]
}

#[test]
fn neither_format_holds_a_key() {
    for format in ["json", "text"] {
        let server = Server::start(&["--log-format", format]);
        let secrets = exercise(&server);
        server.signal("TERM");
        let (_, log) = server.wait();
        assert!(log.lines().count() > 10, "{log}");
        for secret in secrets {
            assert!(!log.contains(&secret), "{log}");
        }
    }
}

#[test]
fn a_request_is_one_line_with_its_route_and_id() {
    let server = Server::start(&[]);
    let key = format!("Authorization: DeveloperKey {}", server.key);
    let path = "/applications//nosuch/apikeys/SECRET/";
    let (status, body) = server.curl(path, &["-H", &key, "-XDELETE"]);
    assert_eq!(status, 404);
    let id = serde_json::from_str::<Value>(&body).unwrap()["id"].clone();
    server.signal("TERM");
    let (_, log) = server.wait();
    let lines = lines(&log);
    let requests: Vec<&Value> = lines
        .iter()
        .filter(|line| line["message"] == "request")
        .collect();
    assert_eq!(requests.len(), 1, "{log}");
    let line = requests[0];
    assert_eq!(line["method"], "DELETE");
    assert_eq!(
        line["route"],
        "/v0/applications/{application_id}/apikeys/{apikey_key}"
    );
    assert_eq!(line["status"], 404);
    assert_eq!(line["request_id"], id);
    assert!(line["ms"].as_f64().unwrap() >= 0.0);
    assert!(line["timestamp"].is_string());
}

#[tokio::test]
async fn a_failure_names_its_cause_under_the_requests_id() {
    let server = Server::start(&[]);
    let connection = Database::connect(format!("sqlite://{}", server.database().display()))
        .await
        .unwrap();
    let damage = "DROP TABLE webhooks; DROP TABLE api_keys; DROP TABLE applications";
    connection.execute_unprepared(damage).await.unwrap();
    connection.close().await.unwrap();
    let key = format!("Authorization: DeveloperKey {}", server.key);
    let (status, body) = server.curl("/v0/applications/x", &["-H", &key]);
    assert_eq!(status, 500);
    let body: Value = serde_json::from_str(&body).unwrap();
    assert!(!body["message"].as_str().unwrap().contains("table"));
    server.signal("TERM");
    let (_, log) = server.wait();
    let lines = lines(&log);
    let failure = lines.iter().find(|line| line["level"] == "ERROR").unwrap();
    assert_eq!(failure["request_id"], body["id"]);
    assert!(failure["cause"].as_str().unwrap().contains("no such table"));
}
