//! The lock that comes by itself, by a clock that the tests move.

use super::one_application;
use crate::support::{
    Clock, KEY, Network, Page, call, enter, heard_elsewhere, open_console, press, settle,
    start_console, turn, until,
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const WARNING: &str = "Nothing has happened here for a while.";
const LOCKED: &str = "Nothing happened for a while, so the console locked itself.";

fn set(settings: &str) {
    call(
        "localStorage.setItem('meta-console.settings', arguments[0])",
        &[settings.into()],
    );
}

/// The open console with a stopped clock, and these settings.
async fn open(settings: &str) -> (Clock, Page, Network) {
    call("sessionStorage.clear()", &[]);
    set(settings);
    let clock = Clock::stop();
    let network = one_application();
    let page = open_console("/applications");
    page.sees("Demo App").await;
    (clock, page, network)
}

fn warning(page: &Page) -> bool {
    page.has("dialog[role=alertdialog][open]")
}

fn focused() -> HtmlElement {
    call("return document.activeElement", &[]).into()
}

#[wasm_bindgen_test]
async fn a_quarter_of_an_hour_without_activity_warns_for_a_minute_and_locks() {
    let (clock, page, _network) = open("{}").await;
    clock.pass(14.0 * MINUTE - 1.0).await;
    assert!(!warning(&page));
    clock.pass(1.0).await;
    page.sees(WARNING).await;
    assert!(
        page.text().contains("locks in 60 seconds"),
        "{}",
        page.text()
    );
    clock.pass(17.0).await;
    page.sees("locks in 43 seconds").await;
    clock.pass(42.0).await;
    page.sees("locks in 1 seconds").await;
    assert!(!page.text().contains(LOCKED));
    clock.pass(1.0).await;
    page.sees(LOCKED).await;
    assert!(!warning(&page) && !page.html().contains("Demo App"));
    assert!(!page.traces().contains(KEY) && !page.html().contains(KEY));
}

#[wasm_bindgen_test]
async fn any_key_puts_the_lock_off_and_does_nothing_else() {
    let (clock, page, _network) = open("{}").await;
    let link = page.link("Demo App").await;
    link.focus().unwrap();
    clock.pass(14.5 * MINUTE).await;
    page.sees(WARNING).await;
    assert!(
        page.one("dialog[role=alertdialog]")
            .contains(Some(&focused())),
        "a screen reader says it"
    );
    assert!(!press(&focused(), "Escape"), "the key is not for the page");
    page.sees_no_more(WARNING).await;
    assert!(link.is_same_node(Some(&focused())), "the focus returns");
    clock.pass(13.9 * MINUTE).await;
    assert!(!warning(&page));
    clock.pass(0.1 * MINUTE).await;
    page.sees(WARNING).await;
}

#[wasm_bindgen_test]
async fn a_press_of_the_pointer_puts_the_lock_off_too_wherever_it_is() {
    let (clock, page, _network) = open("{}").await;
    clock.pass(14.5 * MINUTE).await;
    page.sees(WARNING).await;
    call(
        "document.querySelector('dialog[open]')
            .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
        &[],
    );
    page.sees_no_more(WARNING).await;
    clock.pass(13.0 * MINUTE).await;
    page.sees("Demo App").await;
}

#[wasm_bindgen_test]
async fn what_an_aid_types_or_clicks_puts_the_lock_off_too() {
    for event in ["input", "click"] {
        let (clock, page, _network) = open("{}").await;
        clock.pass(10.0 * MINUTE).await;
        crate::support::fire(&page.one("main"), event);
        clock.pass(10.0 * MINUTE).await;
        assert!(!warning(&page), "{event}");
        page.sees("Demo App").await;
    }
}

#[wasm_bindgen_test]
async fn the_draft_outlives_every_lock_that_comes_by_itself() {
    for (settings, seconds) in [
        ("{}", 16.0 * MINUTE),
        (r#"{"idle_minutes":0}"#, 12.0 * HOUR),
    ] {
        let (clock, page, _network) = open(settings).await;
        page.link("Demo App").await.click();
        enter(&page.field("Description").await, "Typed for an hour");
        page.sees("1 unsaved change").await;
        clock.pass(seconds).await;
        page.sees("Drafts of what you typed are kept").await;
        enter(&page.one("#base_url"), crate::support::BASE_URL);
        enter(&page.field("Developer key").await, KEY);
        page.button("Unlock").await.click();
        page.sees("is back: Description.").await;
    }
}

#[wasm_bindgen_test]
async fn the_button_of_the_warning_works_without_a_key_or_a_pointer() {
    let (clock, page, _network) = open("{}").await;
    clock.pass(14.5 * MINUTE).await;
    page.button("Stay").await.click();
    page.sees_no_more(WARNING).await;
    clock.pass(13.0 * MINUTE).await;
    assert!(!warning(&page));
}

#[wasm_bindgen_test]
async fn the_warning_lies_over_an_open_dialog_which_stays() {
    let (clock, page, _network) = open("{}").await;
    page.link("Demo App").await.click();
    page.button("Delete…").await.click();
    let field = page.field("Type Demo App to confirm").await;
    enter(&field, "Demo");
    clock.pass(14.5 * MINUTE).await;
    page.sees(WARNING).await;
    press(&focused(), "x");
    page.sees_no_more(WARNING).await;
    until("the field has the focus again", || {
        field.is_same_node(Some(&focused()))
    })
    .await;
    assert!(page.has("dialog[open]"));
    clock.pass(15.0 * MINUTE).await;
    page.sees(LOCKED).await;
    assert!(!page.has("dialog[open]"));
}

#[wasm_bindgen_test]
async fn the_idle_time_is_the_one_that_is_set() {
    let (clock, page, _network) = open(r#"{"idle_minutes":2}"#).await;
    clock.pass(1.5 * MINUTE).await;
    page.sees(WARNING).await;
    clock.pass(0.5 * MINUTE).await;
    page.sees(LOCKED).await;
}

#[wasm_bindgen_test]
async fn without_an_idle_time_twelve_hours_are_the_limit_and_nothing_puts_it_off() {
    let (clock, page, _network) = open(r#"{"idle_minutes":0}"#).await;
    clock.pass(12.0 * HOUR - 61.0).await;
    assert!(!warning(&page));
    clock.pass(11.0).await;
    page.sees("The console has been open for 12 hours.").await;
    press(&focused(), "x");
    until("the warning goes", || !warning(&page)).await;
    clock.pass(20.0).await;
    assert!(!warning(&page), "it has been read");
    page.sees("Demo App").await;
    clock.pass(30.0).await;
    page.sees("The console was open for 12 hours, so it locked itself.")
        .await;
}

#[wasm_bindgen_test]
async fn a_reload_takes_up_the_time_since_unlocking_and_since_the_last_activity() {
    let (clock, _page, _network) = open(r#"{"idle_minutes":0}"#).await;
    clock.pass(11.5 * HOUR).await;
    let page = start_console("/applications");
    page.sees("Demo App").await;
    clock.pass(0.5 * HOUR).await;
    page.sees("The console was open for 12 hours").await;

    let (clock, _page, _network) = {
        drop(clock);
        open("{}").await
    };
    clock.pass(10.0 * MINUTE).await;
    let page = start_console("/applications");
    page.sees("Demo App").await;
    clock.pass(4.5 * MINUTE).await;
    page.sees(WARNING).await;
    // A browser that is started again can bring a tab of yesterday back.
    clock.sleep(9.0 * HOUR).await;
    let page = start_console("/applications");
    page.sees(LOCKED).await;
    assert!(!page.traces().contains(KEY));
}

#[wasm_bindgen_test]
async fn a_laptop_that_slept_is_locked_as_soon_as_it_is_looked_at() {
    for event in ["visibilitychange", "focus", "pageshow"] {
        let (clock, page, _network) = open("{}").await;
        clock.sleep(9.0 * HOUR).await;
        call("dispatchEvent(new Event(arguments[0]))", &[event.into()]);
        page.sees(LOCKED).await;
        assert!(!page.html().contains("Demo App"));
    }
}

#[wasm_bindgen_test]
async fn the_first_key_after_a_night_locks_and_a_request_is_not_sent_any_more() {
    let (clock, page, _network) = open("{}").await;
    clock.sleep(9.0 * HOUR).await;
    press(&focused(), "x");
    page.sees(LOCKED).await;
    drop(clock);

    let (clock, page, network) = open("{}").await;
    let asked = network.requests().len();
    clock.sleep(9.0 * HOUR).await;
    // No activity that the page sees, only a request.
    page.button("Refresh").await.click();
    page.sees(LOCKED).await;
    assert_eq!(network.requests().len(), asked);
}

#[wasm_bindgen_test]
async fn activity_and_locks_of_other_tabs_count() {
    let (clock, page, _network) = open("{}").await;
    clock.pass(14.5 * MINUTE).await;
    page.sees(WARNING).await;
    call(
        "new BroadcastChannel('meta-console').postMessage('active')",
        &[],
    );
    clock.pass(1.0).await;
    for _ in 0..200 {
        turn().await;
        clock.pass(0.01).await;
        if !warning(&page) {
            break;
        }
    }
    assert!(!warning(&page));
    clock.pass(13.0 * MINUTE).await;
    page.sees("Demo App").await;
}

#[wasm_bindgen_test]
async fn what_is_said_to_other_tabs_when_the_console_locks_itself_is_all() {
    let (clock, page, _network) = open("{}").await;
    let heard = heard_elsewhere();
    clock.pass(15.0 * MINUTE).await;
    page.sees(LOCKED).await;
    until("the others hear it", || heard() == "locked all").await;
}

#[wasm_bindgen_test]
async fn a_locked_console_waits_for_nothing() {
    let (clock, page, _network) = open("{}").await;
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    clock.pass(13.0 * HOUR).await;
    settle().await;
    assert!(!warning(&page));
    assert!(page.text().contains("The console is locked."));
}
