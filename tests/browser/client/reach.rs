//! Answers that do not come: limits, retries, and what is found out about the reason.

use super::{client, connection};
use crate::support::{Answer, BASE_URL, Clock, KEY, Network, later};
use meta_api::{ApplicationId, UpdateApplication};
use meta_console::client::{BaseUrl, ErrorKind, Happened};
use meta_console::session::Connection;
use wasm_bindgen_test::wasm_bindgen_test;

const READ: &str = "GET /applications/a1";
const WRITE: &str = "PATCH /applications/a1";
const APPLICATION: &str = r#"{"id":"a1","name":"Demo App","active":true}"#;

fn app() -> ApplicationId {
    ApplicationId::new("a1")
}

fn renamed() -> UpdateApplication {
    UpdateApplication {
        name: Some("Renamed".to_owned()),
        ..Default::default()
    }
}

fn at(base_url: &str) -> Connection {
    Connection {
        base_url: BaseUrl::parse(base_url).unwrap(),
        ..connection()
    }
}

#[wasm_bindgen_test]
async fn a_read_is_asked_for_three_times_before_it_fails() {
    for answer in [
        || Answer::error(503, "service_not_available", "Busy."),
        Answer::dropped,
    ] {
        let (_page, client, _) = client();
        let clock = Clock::stop();
        let network = Network::new();
        network.on(READ, answer());
        let error = later(&clock, client.application(&app())).await.unwrap_err();
        assert!(error.is_passing(), "{error:?}");
        assert_eq!(network.count(READ), 3);
    }
}

#[wasm_bindgen_test]
async fn a_read_that_works_the_second_time_is_an_answer() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let network = Network::new();
    network
        .on(READ, Answer::html(502, "<html>"))
        .on(READ, Answer::ok(APPLICATION));
    let noted = client.journal().records().len();
    let application = later(&clock, client.application(&app())).await.unwrap();
    assert_eq!(application.name, "Demo App");
    assert_eq!(network.count(READ), 2);
    assert_eq!(client.journal().records().len(), noted + 2, "both are");
}

#[wasm_bindgen_test]
async fn a_write_is_sent_once_whatever_comes_back() {
    for answer in [
        Answer::error(500, "internal_error", "No."),
        Answer::new(429, &[("Retry-After", "1")], "{}"),
        Answer::dropped(),
    ] {
        let (_page, client, _) = client();
        let clock = Clock::stop();
        let network = Network::new();
        network.on(WRITE, answer);
        let saving = client.update_application(&app(), &renamed());
        later(&clock, saving.answer).await.unwrap_err();
        clock.pass(60.0).await;
        assert_eq!(network.count(WRITE), 1);
    }
}

#[wasm_bindgen_test]
async fn a_read_may_take_ten_seconds_and_a_write_thirty() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let network = Network::new();
    let ((_read, read), (_write, write)) = (Answer::held(), Answer::held());
    network.on(READ, read).on(WRITE, write);
    let began = js_sys::Date::now();
    let error = later(&clock, client.application(&app())).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimedOut { seconds: 10 });
    assert!(js_sys::Date::now() - began >= 10_000.0);
    assert!(network.request(READ).await.signal.aborted());
    assert_eq!(network.count(READ), 1, "it took long enough");
    let began = js_sys::Date::now();
    let saving = client.update_application(&app(), &renamed());
    let error = later(&clock, saving.answer).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimedOut { seconds: 30 });
    assert!(js_sys::Date::now() - began >= 30_000.0);
}

#[wasm_bindgen_test]
async fn retry_after_is_seconds_or_a_date() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let date = js_sys::Date::new(&(js_sys::Date::now() + 90_000.0).into());
    let date = String::from(date.to_utc_string());
    for (header, least, most) in [("7", 7, 7), (date.as_str(), 89, 90), ("soon", 0, 0)] {
        let network = Network::new();
        network.on(READ, Answer::new(429, &[("Retry-After", header)], "{}"));
        let error = later(&clock, client.application(&app())).await.unwrap_err();
        let ErrorKind::RateLimited { retry_after } = error.kind else {
            panic!("{error:?}");
        };
        let seconds = retry_after.unwrap_or_default();
        assert!((least..=most).contains(&seconds), "{header}: {seconds}");
        assert_eq!(retry_after.is_none(), header == "soon");
    }
}

#[wasm_bindgen_test]
async fn a_server_that_answers_but_not_to_this_page_is_blocked_by_cors() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let network = Network::new();
    let base_url = "https://elsewhere.example.com/v0";
    let probe = format!("GET {base_url}");
    network
        .on(&format!("{probe}/applications"), Answer::dropped())
        .on(&probe, Answer::ok(""));
    let error = later(&clock, client.check(at(base_url))).await.unwrap_err();
    let origin = leptos::prelude::window().location().origin().unwrap();
    assert!(
        error
            .sentence()
            .ends_with(&format!("--allow-origin {origin}"))
    );
    assert_eq!(error.kind, ErrorKind::Blocked { origin });
    let request = network.request(&probe).await;
    assert_eq!(request.mode, "no-cors");
    assert!(
        !format!("{request:?}").contains(KEY),
        "the key is not in the question"
    );
}

#[wasm_bindgen_test]
async fn a_server_that_answers_nobody_or_was_there_before_is_unreachable() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let network = Network::new();
    let base_url = "https://nowhere.example.com/v0";
    network.on(&format!("GET {base_url}/applications"), Answer::dropped());
    let error = later(&clock, client.check(at(base_url))).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unreachable);
    network
        .on("GET /applications", Answer::ok(r#"{"objects":[]}"#))
        .on("GET /applications", Answer::dropped())
        .on(&format!("GET {BASE_URL}"), Answer::ok(""));
    client.check(connection()).await.unwrap();
    let error = later(&clock, client.check(connection())).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unreachable, "it has answered before");
}

#[wasm_bindgen_test]
async fn looking_at_the_object_tells_whether_it_was_saved() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(READ, Answer::ok(APPLICATION)).on(
        READ,
        Answer::ok(&APPLICATION.replace("Demo App", "Renamed")),
    );
    let look = client.update_application(&app(), &renamed()).look.unwrap();
    assert_eq!(look().await.unwrap(), Happened::No);
    assert!(matches!(look().await.unwrap(), Happened::Yes(it) if it.name == "Renamed"));
    assert_eq!(network.count(WRITE), 0, "looking changes nothing");
}

#[wasm_bindgen_test]
async fn looking_for_what_was_deleted_tells_whether_it_is_gone() {
    let (_page, client, _) = client();
    let network = Network::new();
    network
        .on(READ, Answer::ok(APPLICATION))
        .on(READ, Answer::error(404, "not_found", "No."));
    let look = client.delete_application(&app()).look.unwrap();
    assert_eq!(look().await.unwrap(), Happened::No);
    assert_eq!(look().await.unwrap(), Happened::Yes(()));
}

#[wasm_bindgen_test]
async fn looking_for_what_was_created_needs_to_know_the_list_before() {
    let (_page, client, _) = client();
    let network = Network::new();
    let list = "GET /applications/a1/apikeys";
    let look = client.create_api_key(&app()).look.unwrap();
    assert_eq!(look().await.unwrap(), Happened::Unknown);
    let keys = |total: u32, key: &str| {
        Answer::ok(&format!(
            r#"{{"total":{total},"count":1,"page":1,"objects":[{{"key":"{key}"}}]}}"#
        ))
    };
    network
        .on(list, keys(1, "first"))
        .on(list, keys(1, "first"))
        .on(list, keys(2, "first"))
        .on(
            "GET /applications/a1/apikeys?page=2&page_size=1",
            keys(2, "second"),
        );
    let paging = meta_api::Paging::default();
    client.api_keys(&app(), paging).await.unwrap();
    let look = client.create_api_key(&app()).look.unwrap();
    assert_eq!(look().await.unwrap(), Happened::No);
    let found = look().await.unwrap();
    assert!(matches!(found, Happened::Yes(key) if key.key.expose() == "second"));
}
