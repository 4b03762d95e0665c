//! What comes back when it is not what was asked for.

use super::{client, connection};
use crate::support::{Answer, Clock, Network, Page, later};
use meta_api::ApplicationId;
use meta_console::client::{ClientError, ErrorKind};
use meta_console::session::{Connection, LockReason, Session};
use wasm_bindgen_test::wasm_bindgen_test;

const LINE: &str = "GET /applications/a1";

async fn asked(answer: Answer) -> (ClientError, Session, Page) {
    let (page, client, session) = client();
    let network = Network::new();
    network.on(LINE, answer);
    let clock = Clock::stop();
    // A read that may work the next time is asked for again.
    let answer = later(&clock, client.application(&ApplicationId::new("a1"))).await;
    (answer.unwrap_err(), session, page)
}

#[wasm_bindgen_test]
async fn each_status_is_an_error_of_its_own_with_the_id_of_the_request() {
    let message = |text: &str| text.to_owned();
    let cases = [
        (403, "forbidden", ErrorKind::Forbidden),
        (404, "not_found", ErrorKind::NotFound),
        (
            409,
            "naming_conflict",
            ErrorKind::Conflict {
                message: message("No."),
            },
        ),
        (
            500,
            "internal_error",
            ErrorKind::Failed {
                status: 500,
                message: message("No."),
            },
        ),
        (
            503,
            "service_not_available",
            ErrorKind::Failed {
                status: 503,
                message: message("No."),
            },
        ),
    ];
    for (status, code, kind) in cases {
        let (error, session, _page) = asked(Answer::error(status, code, "No.")).await;
        assert_eq!(error.kind, kind);
        assert_eq!(error.request_id.as_deref(), Some("r-77"));
        assert!(session.current().is_some(), "{status} does not lock");
    }
}

#[wasm_bindgen_test]
async fn a_refused_body_names_its_fields() {
    let body = r#"{"message":"Check the fields.","fields":{"name":"Enter a name."}}"#;
    for status in [400, 422] {
        let (error, ..) = asked(Answer::json(status, body)).await;
        assert_eq!(error.fields().unwrap().get("name"), Some("Enter a name."));
    }
}

#[wasm_bindgen_test]
async fn an_error_page_of_a_proxy_is_an_error_with_its_status() {
    let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let (error, ..) = asked(Answer::html(502, page)).await;
    assert_eq!(
        error.kind,
        ErrorKind::Failed {
            status: 502,
            message: ["It is not the API's JSON and begins with: ", page].concat()
        }
    );
    assert!(error.sentence().starts_with("The API answered 502."));
}

#[wasm_bindgen_test]
async fn a_login_page_in_place_of_an_answer_is_not_the_api() {
    let (error, ..) = asked(Answer::html(200, "<!doctype html><title>Sign in</title>")).await;
    let ErrorKind::Undecodable {
        status: 200,
        beginning,
    } = &error.kind
    else {
        panic!("{error:?}");
    };
    assert_eq!(beginning, "<!doctype html><title>Sign in</title>");
    assert!(error.sentence().contains("Check the base URL"));
}

#[wasm_bindgen_test]
async fn truncated_json_is_said_to_be_cut_off_and_not_shown() {
    let (error, ..) = asked(Answer::ok(r#"{"id":"a1","name":"Secret na"#)).await;
    assert!(matches!(
        error.kind,
        ErrorKind::Undecodable { status: 200, .. }
    ));
    assert!(error.sentence().contains("cut off"));
    assert!(!error.sentence().contains("Secret"));
}

#[wasm_bindgen_test]
async fn too_many_requests_say_when_to_try_again() {
    let body = r#"{"message":"Slow down."}"#;
    let (error, ..) = asked(Answer::new(429, &[("Retry-After", "23")], body)).await;
    assert_eq!(
        error.kind,
        ErrorKind::RateLimited {
            retry_after: Some(23)
        }
    );
    let (error, ..) = asked(Answer::new(429, &[], body)).await;
    assert_eq!(error.kind, ErrorKind::RateLimited { retry_after: None });
}

#[wasm_bindgen_test]
async fn a_connection_that_is_refused_or_lost_is_no_answer() {
    for answer in [Answer::dropped(), Answer::cut(r#"{"id":"a1","#)] {
        let (error, session, _page) = asked(answer).await;
        assert_eq!(error.kind, ErrorKind::Unreachable);
        assert!(session.current().is_some());
    }
}

#[wasm_bindgen_test]
async fn the_key_does_not_follow_a_redirect() {
    let (error, ..) = asked(Answer::redirect()).await;
    assert_eq!(error.kind, ErrorKind::Redirected);
    assert!(error.sentence().contains("base URL"));
}

#[wasm_bindgen_test]
async fn a_refused_key_locks_the_session_and_leaves_nothing_in_the_storage() {
    let (error, session, page) = asked(Answer::error(401, "unauthorized", "No.")).await;
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(session.current(), None);
    assert_eq!(session.lock_reason(), LockReason::KeyRefused);
    assert!(!page.traces().contains(crate::support::KEY));
}

#[wasm_bindgen_test]
async fn a_late_refusal_of_an_old_key_leaves_the_new_session_open() {
    let (_page, client, session) = client();
    let network = Network::new();
    let (held, answer) = Answer::held();
    network.on(LINE, answer);
    let asking = client.application(&ApplicationId::new("a1"));
    let unlocking = async {
        network.request(LINE).await;
        session.lock(LockReason::Asked);
        let new = Connection {
            developer_key: meta_api::DeveloperKey::parse("anotherKey00000000000").unwrap(),
            ..connection()
        };
        session.unlock(new, meta_console::session::Keep::Tab);
        held.release(Answer::error(401, "unauthorized", "No."));
    };
    let (answer, ()) = futures_util::future::join(asking, unlocking).await;
    assert_eq!(answer.unwrap_err().kind, ErrorKind::Unauthorized);
    assert!(session.current().is_some());
}

#[wasm_bindgen_test]
async fn a_locked_session_asks_nothing() {
    let (_page, client, session) = client();
    let network = Network::new();
    session.lock(LockReason::Asked);
    let error = client
        .application(&ApplicationId::new("a1"))
        .await
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(session.lock_reason(), LockReason::Asked);
    assert!(network.requests().is_empty());
}

#[wasm_bindgen_test]
async fn checking_a_key_locks_nothing_and_says_what_is_wrong() {
    let (_page, client, _) = client();
    let network = Network::new();
    network.on(
        "GET /applications",
        Answer::error(401, "unauthorized", "No."),
    );
    let error = client.check(connection()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    let network = Network::new();
    network.on("GET /applications", Answer::html(200, "<html>"));
    let error = client.check(connection()).await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::Undecodable { .. }));
}
