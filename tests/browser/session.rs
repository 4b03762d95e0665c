//! The developer key and where it is kept.

use crate::support::{BASE_URL, KEY, Page, call, mount, start_console};
use leptos::prelude::expect_context;
use meta_console::client::BaseUrl;
use meta_console::dom::h;
use meta_console::session::{Connection, Keep, LockReason, STORAGE_KEY, Session};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn session() -> (Page, Session) {
    let found = Rc::new(Cell::new(None));
    let put = Rc::clone(&found);
    let page = mount(move || {
        put.set(Some(expect_context::<Session>()));
        h("div")
    });
    (page, found.get().unwrap())
}

fn kept() -> String {
    call("return JSON.stringify(sessionStorage)", &[])
        .as_string()
        .unwrap()
}

fn connection() -> Connection {
    Connection {
        base_url: BaseUrl::parse(BASE_URL).unwrap(),
        developer_key: meta_api::DeveloperKey::parse(KEY).unwrap(),
    }
}

#[wasm_bindgen_test]
fn an_open_session_is_one_entry_with_the_key_and_the_address_it_is_for() {
    call("sessionStorage.clear()", &[]);
    let (_page, session) = session();
    assert_eq!(session.lock_reason(), LockReason::NoKey);
    session.unlock(connection(), Keep::Tab);
    let value = call(
        "return sessionStorage.getItem(arguments[0])",
        &[STORAGE_KEY.into()],
    );
    let value: serde_json::Value = serde_json::from_str(&value.as_string().unwrap()).unwrap();
    let unlocked = value["unlocked"].as_u64().unwrap();
    assert_eq!(
        value,
        serde_json::json!({"base_url": BASE_URL, "developer_key": KEY, "unlocked": unlocked})
    );
    let others = "return Object.entries(sessionStorage).filter(([key]) => key !== arguments[0])
        .join()";
    let others = call(others, &[STORAGE_KEY.into()]).as_string().unwrap();
    assert!(!others.contains(KEY), "{others}");
    assert!(
        !call("return JSON.stringify(localStorage)", &[])
            .as_string()
            .unwrap()
            .contains(KEY)
    );
}

#[wasm_bindgen_test]
fn locking_leaves_nothing_of_the_key_anywhere() {
    let (page, session) = session();
    session.unlock(connection(), Keep::Tab);
    assert!(kept().contains(KEY));
    session.lock(LockReason::Asked);
    assert_eq!(session.current(), None);
    assert!(!page.traces().contains(KEY), "{}", page.traces());
    assert_eq!(
        session.last_base_url().unwrap().as_str(),
        BASE_URL,
        "only the address stays"
    );
}

#[wasm_bindgen_test]
fn a_reload_takes_the_session_up_again() {
    let (_page, first) = session();
    first.unlock(connection(), Keep::Tab);
    let (_page, restored) = session();
    assert_eq!(restored.current(), Some(connection()));
}

#[wasm_bindgen_test]
fn a_key_for_the_page_only_is_in_no_storage_and_gone_after_a_reload() {
    let (page, first) = session();
    // What an earlier unlocking of this tab kept must not come back.
    first.unlock(connection(), Keep::Tab);
    first.unlock(connection(), Keep::Page);
    assert_eq!(first.current(), Some(connection()));
    assert!(!page.traces().contains(KEY), "{}", page.traces());
    let (_page, restored) = session();
    assert_eq!(restored.current(), None);
}

#[wasm_bindgen_test]
fn a_key_for_the_page_only_does_not_outlive_the_page_in_the_browser_s_history() {
    let (_page, session) = session();
    session.unlock(connection(), Keep::Tab);
    session.leave();
    assert_eq!(session.current(), Some(connection()), "this one is kept");
    session.unlock(connection(), Keep::Page);
    session.leave();
    assert_eq!(session.current(), None);
    // Nothing is kept, so what comes back out of the history is as it should be.
    session.recheck();
    assert_eq!(session.current(), None);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_counts_as_locked() {
    for text in [
        "",
        "null",
        "{}",
        r#"{"base_url":"https://api.example.com/v0"}"#,
        r#"{"base_url":"https://api.example.com/v0","developer_key":"VWUx7ujk4jXhP33exOy29r"}"#,
        r#"{"base_url":"javascript:alert(1)","developer_key":"VWUx7ujk4jXhP33exOy29r","unlocked":9e12}"#,
        r#"{"base_url":"https://api.example.com/v0","developer_key":"VWUx7ujk4jXhP33exOy29r","unlocked":"x"}"#,
    ] {
        call(
            "sessionStorage.setItem(arguments[0], arguments[1])",
            &[STORAGE_KEY.into(), text.into()],
        );
        let (_page, session) = session();
        assert_eq!(session.current(), None, "{text}");
    }
    call("sessionStorage.clear()", &[]);
}

#[wasm_bindgen_test]
fn a_session_never_prints_its_key() {
    let text = format!("{:?}", connection());
    assert!(!text.contains(KEY), "{text}");
    assert!(text.contains("•••"));
}

#[wasm_bindgen_test]
async fn without_a_key_the_console_asks_for_one() {
    call("sessionStorage.clear()", &[]);
    let page = start_console("/applications?page=3");
    page.sees("Unlock the console").await;
    assert_eq!(page.address(), "/applications?page=3", "the place stays");
    assert_eq!(
        page.field("Developer key")
            .await
            .get_attribute("type")
            .unwrap(),
        "password"
    );
}
