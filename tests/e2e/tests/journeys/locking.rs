//! The key is safe: locks that come by themselves, and how long anything secret stays.

use crate::Journey;
use e2e::{Page, Role, until};
use serde_json::json;
use thirtyfour::Key;

/// Moves the page's clock ahead, as a machine does that slept, and lets the page notice.
async fn later(page: &Page, minutes: f64) {
    // Firefox runs scripts in a global of their own: the page's clock is its window's.
    const LATER: &str = "const ahead = arguments[0] * 60000, clock = window.Date;
        const now = clock.now.bind(clock);
        clock.now = () => now() + ahead;
        window.dispatchEvent(new window.Event('focus'))";
    page.script(LATER, vec![json!(minutes)]).await;
}

/// The key that an application is born with.
async fn api_key_of(journey: &Journey, id: &str) -> String {
    let path = format!("applications/{id}/apikeys");
    let keys = journey.ask("GET", &path, None).await;
    keys["objects"][0]["key"].as_str().unwrap().to_owned()
}

/// A button in the row of a key.
fn named(verb: &str, api_key: &str) -> String {
    let ending = &api_key[api_key.len() - 4..];
    format!("{verb} key ending in {ending}")
}

/// Keeps the timers of half a minute, to be run when they are due.
const HOLD: &str = "const real = window.setTimeout; window.due = [];
    window.setTimeout = (run, wait, ...rest) =>
        wait === 30000 ? due.push(run) + 1e9 : real(run, wait, ...rest);";

#[tokio::test]
async fn an_unattended_console_warns_and_any_key_extends_it() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    later(page, 13.5).await;
    assert!(!page.has(Role::Heading, "About to lock").await);
    later(page, 0.8).await;
    page.find(Role::Heading, "About to lock").await;
    page.sees("seconds. Press any key to stay.").await;
    page.type_key(Key::Shift).await;
    page.sees_no_more("About to lock").await;
    later(page, 13.5).await;
    assert!(!page.has(Role::Heading, "About to lock").await);
    page.find(Role::Button, "Lock").await;
    journey.arrive().await;
}

#[tokio::test]
async fn an_unattended_console_locks_itself_and_leaves_no_key() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    later(page, 15.1).await;
    page.sees("Nothing happened for a while, so the console locked itself.")
        .await;
    assert!(!page.everything().await.contains(&journey.key));
    page.unlock(&journey.key).await;
    page.sees("1–3 of 3").await;
    journey.arrive().await;
}

#[tokio::test]
async fn twelve_hours_end_a_session_that_is_in_use() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    // Used every ten minutes.
    for _ in 0..71 {
        later(page, 10.0).await;
        page.type_key(Key::Shift).await;
    }
    page.find(Role::Button, "Lock").await;
    later(page, 10.5).await;
    page.sees("The console was open for 12 hours").await;
    assert!(!page.everything().await.contains(&journey.key));
    journey.arrive().await;
}

#[tokio::test]
async fn this_page_only_keeps_the_key_out_of_all_storage() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    page.find(Role::Button, "Unlock").await;
    page.click(Role::Field, "This page only").await;
    page.unlock(&journey.key).await;
    page.sees("No applications yet").await;
    assert!(!page.everything().await.contains(&journey.key));
    page.follow("New application").await;
    page.find(Role::Field, "Name").await;
    page.reload().await;
    page.find(Role::Button, "Unlock").await;
    journey.arrive().await;
}

#[tokio::test]
async fn another_address_asks_for_the_key_again() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    page.enter("Developer key", &journey.key).await;
    page.press("Connection").await;
    page.replace("API base URL", "http://127.0.0.1:1/v0").await;
    page.key("API base URL", Key::Tab).await;
    until("the key is gone", async || {
        let key = page.value("Developer key").await;
        key.is_empty().then_some(()).ok_or("it stays".to_owned())
    })
    .await;
    assert!(!page.everything().await.contains(&journey.key));
    journey.arrive().await;
}

#[tokio::test]
async fn locking_works_without_a_server_and_leaves_no_secret() {
    let mut journey = Journey::unlocked(0).await;
    let id = journey.make("Demo App").await;
    let api_key = api_key_of(&journey, &id).await;
    journey.open(&format!("applications/{id}/keys")).await;
    journey.page().press(&named("Reveal", &api_key)).await;
    journey.page().sees(&api_key).await;
    journey.server.stop();
    let page = journey.page();
    page.press("Lock").await;
    page.sees("The console is locked").await;
    let left = page.everything().await;
    assert!(!left.contains(&journey.key) && !left.contains(&api_key));
}

#[tokio::test]
async fn a_revealed_key_hides_after_half_a_minute() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let api_key = api_key_of(&journey, &id).await;
    journey.open(&format!("applications/{id}/keys")).await;
    page.find(Role::Button, &named("Reveal", &api_key)).await;
    page.script(HOLD, vec![]).await;
    page.press(&named("Reveal", &api_key)).await;
    page.sees(&api_key).await;
    page.script("due.forEach(run => run())", vec![]).await;
    page.sees_no_more(&api_key).await;
    page.press(&named("Copy", &api_key)).await;
    page.sees("API key copied").await;
    assert!(!page.text().await.contains(&api_key));
    journey.arrive().await;
}
