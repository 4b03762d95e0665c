//! The request that the boot script sends before the program is there.

use super::client;
use crate::support::{Answer, Clock, Network, call, later};
use meta_api::ApplicationId;
use meta_console::client::ErrorKind;
use wasm_bindgen_test::wasm_bindgen_test;

const APPLICATION: &str = r#"{"id":"a1","name":"From the boot script"}"#;
const URL: &str = "https://api.example.com/v0/applications/a1";

fn under_way(url: &str, response: &str) {
    let set = "window.metaConsoleFirst = { url: arguments[0], response: eval(arguments[1]) }";
    call(set, &[url.into(), response.into()]);
}

fn answered(url: &str) {
    under_way(
        url,
        &format!("Promise.resolve(new Response('{APPLICATION}'))"),
    );
}

async fn name(client: meta_console::client::Client) -> Result<String, ErrorKind> {
    let answer = client.application(&ApplicationId::new("a1")).await;
    answer.map(|it| it.name).map_err(|error| error.kind)
}

#[wasm_bindgen_test]
async fn its_answer_is_taken_once_and_later_requests_are_fresh() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(
        "GET /applications/a1",
        Answer::ok(r#"{"id":"a1","name":"Fresh"}"#),
    );
    answered(URL);
    assert_eq!(name(client).await.unwrap(), "From the boot script");
    assert!(network.requests().is_empty());
    assert_eq!(name(client).await.unwrap(), "Fresh");
    assert_eq!(network.requests().len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_to_another_question_is_not_taken_and_not_kept() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(
        "GET /applications/a1",
        Answer::ok(r#"{"id":"a1","name":"Fresh"}"#),
    );
    answered("https://api.example.com/v0/applications/a2");
    assert_eq!(name(client).await.unwrap(), "Fresh");
    assert!(call("return window.metaConsoleFirst", &[]).is_undefined());
}

#[wasm_bindgen_test]
async fn its_failures_are_failures() {
    let (_page, client, session) = client();
    let network = Network::new();
    let clock = Clock::stop();
    network.on("GET /applications/a1", Answer::dropped());
    under_way(URL, "Promise.reject(new TypeError('Failed to fetch'))");
    let failed = later(&clock, name(client)).await;
    assert_eq!(failed, Err(ErrorKind::Unreachable));
    assert_eq!(network.count("GET /applications/a1"), 2, "asked for again");
    under_way(URL, "Promise.resolve(new Response('{}', { status: 401 }))");
    assert_eq!(name(client).await, Err(ErrorKind::Unauthorized));
    assert_eq!(session.current(), None, "a refused key locks");
}

#[wasm_bindgen_test]
async fn what_a_page_put_there_by_accident_is_ignored() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(
        "GET /applications/a1",
        Answer::ok(r#"{"id":"a1","name":"Fresh"}"#),
    );
    for odd in [
        "1",
        "null",
        "{}",
        "{ url: 1 }",
        "{ url: location.href, response: 2 }",
    ] {
        call(
            "window.metaConsoleFirst = eval('(' + arguments[0] + ')')",
            &[odd.into()],
        );
        assert_eq!(name(client).await.unwrap(), "Fresh", "{odd}");
    }
    call("delete window.metaConsoleFirst", &[]);
}
