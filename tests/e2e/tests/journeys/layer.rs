//! The layer of faults itself, without a browser: a layer that broke nothing would prove nothing.

use crate::MARY;
use e2e::{Fault, Faults, Server};
use reqwest::{Client, Response};
use serde_json::json;

async fn get(faults: &Faults, key: &str, path: &str) -> reqwest::Result<Response> {
    Client::new()
        .get(format!("{}/{path}", faults.base_url()))
        .header("Authorization", format!("DeveloperKey {key}"))
        .header("Origin", "http://elsewhere.example")
        .send()
        .await
}

async fn post(faults: &Faults, key: &str, name: &str) -> reqwest::Result<Response> {
    Client::new()
        .post(format!("{}/applications", faults.base_url()))
        .header("Authorization", format!("DeveloperKey {key}"))
        .json(&json!({ "name": name }))
        .send()
        .await
}

#[tokio::test]
async fn the_layer_breaks_what_it_is_told_to_and_records_everything() {
    let server = Server::with(&["--allow-origin", "http://elsewhere.example"]);
    let key = server.add_developer(MARY);
    let faults = Faults::before(&server);
    let total = async || {
        let list = server.ask(&key, "GET", "applications", None).await;
        list["total"].as_u64().unwrap()
    };

    let answer = post(&faults, &key, "One").await.unwrap();
    assert_eq!((answer.status().as_u16(), total().await), (201, 1));
    let request = &faults.requests()[0];
    assert_eq!(
        (&*request.method, request.path()),
        ("POST", "/v0/applications")
    );
    assert_eq!(request.body, r#"{"name":"One"}"#);
    let authorization = request.header("authorization");
    assert_eq!(authorization, Some(&*format!("DeveloperKey {key}")));

    faults.next(1, "POST", "applications", Fault::Dropped);
    post(&faults, &key, "Two").await.unwrap_err();
    assert_eq!(total().await, 1);
    faults.next(1, "POST", "applications", Fault::AnswerLost);
    post(&faults, &key, "Two").await.unwrap_err();
    assert_eq!(total().await, 2);
    assert_eq!(faults.writes(), ["POST /v0/applications"; 3]);

    faults.next(1, "GET", "applications", Fault::too_many_requests(7));
    let answer = get(&faults, &key, "applications?page=1").await.unwrap();
    assert_eq!(answer.headers()["retry-after"], "7");
    assert_eq!(answer.status(), 429);
    faults.next(1, "GET", "app*", Fault::page(502, "<h1>Bad gateway</h1>"));
    let answer = get(&faults, &key, "applications").await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.text().await.unwrap(), "<h1>Bad gateway</h1>");

    faults.next(1, "*", "applications", Fault::CutOff);
    let answer = get(&faults, &key, "applications").await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.bytes().await.unwrap_err();
    let allowed = "access-control-allow-origin";
    faults.always("GET", "applications", Fault::WithoutCors);
    let answer = get(&faults, &key, "applications").await.unwrap();
    assert!(!answer.headers().contains_key(allowed));
    faults.heal();
    let answer = get(&faults, &key, "applications").await.unwrap();
    assert_eq!(answer.headers()[allowed], "http://elsewhere.example");
}

#[tokio::test]
async fn a_held_request_reaches_the_server_when_its_gate_opens() {
    let server = Server::with(&[]);
    let key = server.add_developer(MARY);
    let faults = Faults::before(&server);
    let gate = faults.hold("POST", "applications");
    let open = async {
        faults.sees(1, "POST", "applications").await;
        let list = server.ask(&key, "GET", "applications", None).await;
        gate.open();
        list["total"].clone()
    };
    let (answer, total_before) = tokio::join!(post(&faults, &key, "Late"), open);
    assert_eq!(answer.unwrap().status(), 201);
    assert_eq!(total_before, 0);
}
