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
    let past = "Sun, 06 Nov 1994 08:49:37 GMT";
    let huge = "99999999999999999999";
    for (header, least, most) in [
        ("7", 7, 7),
        (date.as_str(), 89, 90),
        ("0", 1, 1),
        (past, 1, 1),
        (huge, u32::MAX, u32::MAX),
    ] {
        let network = Network::new();
        network.on(READ, Answer::new(429, &[("Retry-After", header)], "{}"));
        let error = later(&clock, client.application(&app())).await.unwrap_err();
        let ErrorKind::RateLimited { retry_after } = error.kind else {
            panic!("{error:?}");
        };
        let seconds = retry_after.unwrap();
        assert!((least..=most).contains(&seconds), "{header}: {seconds}");
    }
    for header in ["soon", "", "-5", "7.5", "1e3", "2026-11-25T10:00:00Z"] {
        let network = Network::new();
        network.on(READ, Answer::new(429, &[("Retry-After", header)], "{}"));
        let error = later(&clock, client.application(&app())).await.unwrap_err();
        let retry_after = None;
        assert_eq!(
            error.kind,
            ErrorKind::RateLimited { retry_after },
            "{header}"
        );
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

/// A list with that many keys, and the last of them.
fn keys(total: u32, key: &str) -> Answer {
    Answer::ok(&format!(
        r#"{{"total":{total},"count":1,"page":1,"objects":[{{"key":"{key}"}}]}}"#
    ))
}

const KEYS: &str = "GET /applications/a1/apikeys";
const NEW_KEY: &str = "POST /applications/a1/apikeys";

#[wasm_bindgen_test]
async fn what_is_created_is_looked_for_in_the_list_as_it_was_right_before() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(NEW_KEY, Answer::dropped());
    network
        .on(KEYS, keys(1, "first"))
        .on(KEYS, keys(1, "first"))
        .on(KEYS, keys(2, "first"))
        .on(&format!("{KEYS}?page=2&page_size=1"), keys(2, "second"))
        .on(KEYS, keys(3, "first"))
        .on(KEYS, keys(0, "none"));
    let writing = client.create_api_key(&app());
    writing.answer.await.unwrap_err();
    let look = writing.look.unwrap();
    assert_eq!(look().await.unwrap(), Happened::No);
    let found = look().await.unwrap();
    assert!(matches!(found, Happened::Yes(key) if key.key.expose() == "second"));
    // Others were at it, too: which one is ours cannot be told.
    assert_eq!(look().await.unwrap(), Happened::Unknown);
    assert_eq!(look().await.unwrap(), Happened::Unknown);
    assert_eq!(network.count(NEW_KEY), 1);
}

#[wasm_bindgen_test]
async fn nothing_is_created_when_the_list_cannot_be_counted_before() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(KEYS, Answer::error(403, "forbidden", "No."));
    let writing = client.create_api_key(&app());
    let error = writing.answer.await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Forbidden);
    assert_eq!(writing.look.unwrap()().await.unwrap(), Happened::No);
    assert_eq!(network.count(NEW_KEY), 0);
}

#[wasm_bindgen_test]
async fn a_look_waits_when_the_api_asks_to_slow_down() {
    let (_page, client, _) = client();
    let clock = Clock::stop();
    let network = Network::new();
    network
        .on(WRITE, Answer::error(500, "internal_error", "No."))
        .on(READ, Answer::new(429, &[("Retry-After", "20")], "{}"))
        .on(READ, Answer::ok(r#"{"id":"a1","name":"Renamed"}"#));
    let writing = client.update_application(&app(), &renamed());
    let began = js_sys::Date::now();
    let found = later(&clock, writing.settled()).await.unwrap();
    assert_eq!(found.name, "Renamed");
    assert!(js_sys::Date::now() - began >= 20_000.0);
    assert_eq!((network.count(WRITE), network.count(READ)), (1, 2));
}

#[wasm_bindgen_test]
async fn a_page_for_people_does_not_count_as_done_or_gone() {
    let (_page, client, _) = client();
    let network = Network::new();
    let page = || Answer::html(200, "<title>Sign in</title>");
    network
        .on("DELETE /applications/a1", page())
        .on(READ, Answer::html(404, "<title>Not here</title>"));
    let writing = client.delete_application(&app());
    let error = writing.answer.await.unwrap_err();
    assert!(error.leaves_doubt(), "{error:?}");
    assert!(error.sentence().ends_with("<title>Sign in</title>"));
    let error = writing.look.unwrap()().await.unwrap_err();
    assert!(error.sentence().contains("The answer (404)"), "{error:?}");
}
