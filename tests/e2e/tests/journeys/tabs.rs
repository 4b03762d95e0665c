//! Two tabs of one browser agree.

use crate::Journey;
use e2e::Role;

/// Notes everything that other tabs can send to this one.
const HEAR: &str = "window.heard = [];
    new BroadcastChannel('meta-console').onmessage = event => heard.push(event.data);
    addEventListener('storage', event => heard.push(event.key + event.newValue));";

#[tokio::test]
async fn a_change_in_one_tab_refreshes_the_other() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    journey.make("Demo App").await;
    page.press("Refresh").await;
    page.find(Role::Link, "Demo App").await;
    let first = page.tab().await;
    let second = page.new_tab().await;
    journey.open("applications").await;
    page.unlock(&journey.key).await;
    page.follow("Demo App").await;
    page.replace("Name", "Renamed").await;
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    page.turn_to(&first).await;
    page.find(Role::Link, "Renamed").await;
    page.turn_to(&second).await;
    page.press("Delete…").await;
    page.enter("Type Renamed to confirm", "Renamed").await;
    page.press("Delete application").await;
    page.sees("Deleted Renamed").await;
    page.turn_to(&first).await;
    page.sees("No applications yet").await;
    journey.arrive().await;
}

#[tokio::test]
async fn a_lock_in_one_tab_locks_all_and_the_key_never_travels() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    let first = page.tab().await;
    page.script(HEAR, vec![]).await;
    page.new_tab().await;
    journey.open("applications").await;
    // A new tab has no key: it asks.
    page.unlock(&journey.key).await;
    page.sees("1–3 of 3").await;
    page.press("Lock").await;
    page.sees("The console is locked").await;
    page.turn_to(&first).await;
    page.sees("The console was locked in another tab").await;
    assert!(!page.everything().await.contains(&journey.key));
    let heard = page.script("return heard.map(String)", vec![]).await;
    let heard = heard.as_array().unwrap();
    assert!(!heard.is_empty(), "the tabs have talked");
    let told = heard
        .iter()
        .any(|it| it.as_str().unwrap().contains(&journey.key));
    assert!(!told, "the key was sent to the other tab");
    journey.arrive().await;
}

#[tokio::test]
async fn a_tab_that_shows_something_else_meanwhile_is_locked_when_it_comes_back() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    let first = page.tab().await;
    let second = page.new_tab().await;
    journey.open("applications").await;
    page.unlock(&journey.key).await;
    page.sees("1–3 of 3").await;
    page.open("about:blank").await;
    page.turn_to(&first).await;
    page.press("Lock").await;
    page.sees("The console is locked").await;
    page.turn_to(&second).await;
    page.back().await;
    page.sees("Unlock the console").await;
    page.sees("The console was locked in another tab").await;
    assert!(!page.everything().await.contains(&journey.key));
    page.unlock(&journey.key).await;
    page.sees("1–3 of 3").await;
    // It is not asked what the browser complains of: Firefox may end a script of a page that is left,
    // and says so.
}
