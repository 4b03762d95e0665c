//! What is sent.

use super::{client, connection};
use crate::support::{Answer, KEY, Network, until};
use meta_api::{
    ApiKeyValue, ApplicationId, ApplicationsQuery, CreateApplication, CreateWebHook, HttpUrl,
    PageNumber, PageSize, Paging, UpdateApplication, WebHookId,
};
use wasm_bindgen_test::wasm_bindgen_test;

const APPLICATION: &str = r#"{"id":"a1","name":"Demo App","active":true}"#;
const NONE: &str = r#"{"total":0,"count":0,"page":1,"objects":[]}"#;

fn app() -> ApplicationId {
    ApplicationId::new("a1")
}

fn second_page_of_50() -> Paging {
    Paging {
        page: PageNumber::new(2).unwrap(),
        page_size: PageSize::new(50).unwrap(),
    }
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = headers.iter().filter(|(it, _)| it == name);
    found.next().map(|(_, value)| value.as_str())
}

#[wasm_bindgen_test]
async fn every_request_carries_the_key_in_its_header_and_nowhere_else() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on("GET /applications/a1", Answer::ok(APPLICATION));
    let application = client.application(&app()).await.unwrap();
    assert_eq!(application.name, "Demo App");
    let [request] = network.requests().try_into().unwrap();
    assert_eq!(request.url, "https://api.example.com/v0/applications/a1");
    let authorization = format!("DeveloperKey {KEY}");
    assert_eq!(
        request.headers,
        [
            ("accept".to_owned(), "application/json".to_owned()),
            ("authorization".to_owned(), authorization)
        ]
    );
    assert_eq!(request.modes, ["no-store", "omit", "manual", "no-referrer"]);
    assert_eq!(request.body, "");
}

#[wasm_bindgen_test]
async fn lists_ask_for_a_page_a_size_and_a_filter() {
    let (_page, client, _) = client();
    let network = Network::new();
    network
        .on("GET /applications", Answer::ok(NONE))
        .on("GET /applications/a1/apikeys", Answer::ok(NONE))
        .on("GET /applications/a1/webhooks", Answer::ok(NONE));
    let paging = second_page_of_50();
    for active in [None, Some(true), Some(false)] {
        client
            .applications(ApplicationsQuery { active, paging })
            .await
            .unwrap();
    }
    client.api_keys(&app(), paging).await.unwrap();
    client.webhooks(&app(), paging).await.unwrap();
    let lines: Vec<String> = network.requests().into_iter().map(|it| it.line).collect();
    assert_eq!(
        lines,
        [
            "GET /applications?page=2&page_size=50",
            "GET /applications?page=2&page_size=50&active=True",
            "GET /applications?page=2&page_size=50&active=False",
            "GET /applications/a1/apikeys?page=2&page_size=50",
            "GET /applications/a1/webhooks?page=2&page_size=50",
        ]
    );
}

#[wasm_bindgen_test]
async fn bodies_are_json_and_an_update_names_only_what_changes() {
    let (_page, client, _) = client();
    let network = Network::new();
    network
        .on("GET /applications", Answer::ok(NONE))
        .on("GET /applications/a1/webhooks", Answer::ok(NONE))
        .on("POST /applications", Answer::json(201, APPLICATION))
        .on("PATCH /applications/a1", Answer::ok(APPLICATION))
        .on(
            "POST /applications/a1/webhooks",
            Answer::json(201, r#"{"id":"100","url":"https://example.com/hook"}"#),
        );
    let create = CreateApplication {
        name: "Demo App".to_owned(),
        ..Default::default()
    };
    client.create_application(&create).answer.await.unwrap();
    let update = UpdateApplication {
        description: Some(String::new()),
        ..Default::default()
    };
    client
        .update_application(&app(), &update)
        .answer
        .await
        .unwrap();
    let url = HttpUrl::parse("https://example.com/hook").unwrap();
    client
        .create_webhook(&app(), &CreateWebHook { url })
        .answer
        .await
        .unwrap();
    let sent: Vec<_> = network
        .requests()
        .into_iter()
        .filter(|it| !it.line.starts_with("GET"))
        .map(|it| {
            assert_eq!(
                header(&it.headers, "content-type"),
                Some("application/json")
            );
            (it.line, it.body)
        })
        .collect();
    let expected = [
        ("POST /applications", r#"{"name":"Demo App"}"#),
        ("PATCH /applications/a1", r#"{"description":""}"#),
        (
            "POST /applications/a1/webhooks",
            r#"{"url":"https://example.com/hook"}"#,
        ),
    ];
    assert_eq!(
        sent,
        expected.map(|(line, body)| (line.to_owned(), body.to_owned()))
    );
}

#[wasm_bindgen_test]
async fn creating_a_key_sends_neither_a_body_nor_a_content_type() {
    let (_page, client, _) = client();
    let network = Network::new();
    network
        .on("GET /applications/a1/apikeys", Answer::ok(NONE))
        .on(
            "POST /applications/a1/apikeys",
            Answer::json(201, r#"{"key":"80OdpbF4"}"#),
        );
    let key = client.create_api_key(&app()).answer.await.unwrap();
    assert_eq!(key.key.expose(), "80OdpbF4");
    let [_, request] = network.requests().try_into().unwrap();
    assert_eq!(request.body, "");
    assert_eq!(header(&request.headers, "content-type"), None);
}

#[wasm_bindgen_test]
async fn deletions_need_no_body_in_their_answer() {
    let (_page, client, _) = client();
    let network = Network::new();
    for line in [
        "DELETE /applications/a1",
        "DELETE /applications/a1/apikeys/80OdpbF4",
        "DELETE /applications/a1/webhooks/100",
    ] {
        network.on(line, Answer::new(204, &[], ""));
    }
    client.delete_application(&app()).answer.await.unwrap();
    client
        .delete_api_key(&app(), &ApiKeyValue::new("80OdpbF4"))
        .answer
        .await
        .unwrap();
    client
        .delete_webhook(&app(), &WebHookId::new("100"))
        .answer
        .await
        .unwrap();
    assert_eq!(network.requests().len(), 3);
}

#[wasm_bindgen_test]
async fn odd_ids_stay_one_part_of_the_path() {
    let (_page, client, _) = client();
    let network = Network::new();
    let refused = client.application(&ApplicationId::new("../a?b#c/d")).await;
    assert!(refused.is_err());
    let [request] = network.requests().try_into().unwrap();
    let id = request.line.strip_prefix("GET /applications/").unwrap();
    assert!(!id.contains(['/', '?', '#']), "{id}");
}

#[wasm_bindgen_test]
async fn a_key_is_checked_by_reading_one_application() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on("GET /applications", Answer::ok(NONE));
    client.check(connection()).await.unwrap();
    let [request] = network.requests().try_into().unwrap();
    assert_eq!(request.line, "GET /applications?page=1&page_size=1");
}

#[wasm_bindgen_test]
async fn an_answer_that_nobody_waits_for_any_more_is_aborted() {
    let (_page, client, _) = client();
    let network = Network::new();
    let (_held, answer) = Answer::held();
    network.on("GET /applications/a1", answer);
    let (waiting, handle) = futures_util::future::abortable(client.application(&app()));
    wasm_bindgen_futures::spawn_local(async move {
        assert!(waiting.await.is_err());
    });
    let request = network.request("GET /applications/a1").await;
    assert!(!request.signal.aborted());
    handle.abort();
    until("the request is aborted", || request.signal.aborted()).await;
}
