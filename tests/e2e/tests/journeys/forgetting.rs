//! "Forget everything": what this browser keeps of the console goes, in all tabs.

use crate::Journey;
use e2e::{Page, Role, until};
use serde_json::json;

/// What the console keeps besides when it was locked, which tabs that come back later ask for.
const KEPT: &str = "return [sessionStorage, localStorage].flatMap(it => Object.keys(it))
    .filter(it => it.startsWith('meta-console.') && it !== 'meta-console.locked')";

/// Notes whether the browser was told to ask before the page is left.
const NOTE_QUESTIONS: &str = "addEventListener('beforeunload', event => {
    if (event.defaultPrevented) sessionStorage.setItem('asked', 'yes');
})";

/// Waits until nothing is kept, and the page has been loaded anew without the key.
async fn is_forgotten(journey: &Journey) {
    let page = journey.page();
    page.find(Role::Heading, "Unlock the console").await;
    until("something is still kept", async || {
        let kept = page.script(KEPT, vec![]).await;
        (kept == json!([])).then_some(()).ok_or(kept.to_string())
    })
    .await;
    // The new page takes up its settings from the storage.
    until("the density is still compact", async || {
        let density = page
            .script("return document.documentElement.dataset.density", vec![])
            .await;
        density
            .is_null()
            .then_some(())
            .ok_or_else(|| density.to_string())
    })
    .await;
    let everything = page.everything().await;
    for gone in [&journey.key, "Typed for an hour", "Production"] {
        assert!(!everything.contains(gone), "{gone:?} is still there");
    }
}

/// Opens an application again, whose draft and activity are gone.
async fn has_nothing_left(page: &Page) {
    page.sees("Danger zone").await;
    assert_eq!(page.value("Description").await, "");
    assert!(!page.text().await.contains("draft"));
    page.follow("Activity").await;
    page.find(Role::Heading, "Activity").await;
    page.sees("Retrieve an application").await;
    assert!(!page.text().await.contains("Renamed"));
}

#[tokio::test]
async fn forgetting_everything_empties_and_locks_every_tab() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let path = format!("applications/{id}");
    // Here: activity, a draft, settings and a profile.
    journey.open(&path).await;
    page.replace("Name", "Renamed").await;
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    page.replace("Description", "Typed for an hour").await;
    page.sees("1 unsaved change").await;
    page.follow("Settings").await;
    page.press("Leave and keep the draft").await;
    page.click(Role::Field, "Compact").await;
    page.press("New profile…").await;
    page.enter("Name", "Production").await;
    page.press("Create profile").await;
    page.press("Switch to Production").await;
    page.unlock(&journey.key).await;
    page.find(Role::Heading, "Settings").await;
    let first = page.tab().await;

    // In the other tab, somebody is in the middle of something.
    let second = page.new_tab().await;
    journey.open(&path).await;
    page.unlock(&journey.key).await;
    page.replace("Description", "Typed for an hour, too").await;
    page.sees("1 unsaved change").await;
    page.script(NOTE_QUESTIONS, vec![]).await;

    page.turn_to(&first).await;
    page.press("Forget everything…").await;
    page.find(Role::Heading, "Forget everything?").await;
    page.press("Cancel").await;
    assert_ne!(page.script(KEPT, vec![]).await, json!([]));
    page.press("Forget everything…").await;
    page.press("Forget everything").await;
    is_forgotten(&journey).await;
    page.turn_to(&second).await;
    is_forgotten(&journey).await;
    let asked = "return sessionStorage.getItem('asked')";
    assert!(
        page.script(asked, vec![]).await.is_null(),
        "the person could have kept the draft"
    );

    for (tab, path) in [(&second, None), (&first, Some(&path))] {
        page.turn_to(tab).await;
        page.unlock(&journey.key).await;
        if let Some(path) = path {
            journey.open(path).await;
        }
        has_nothing_left(page).await;
    }
    journey.arrive().await;
}

#[tokio::test]
async fn a_tab_that_shows_something_else_meanwhile_comes_back_locked() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let first = page.tab().await;
    let second = page.new_tab().await;
    journey.open("applications").await;
    page.unlock(&journey.key).await;
    page.sees("No applications yet").await;
    page.open("about:blank").await;
    page.turn_to(&first).await;
    journey.open("settings").await;
    page.press("Forget everything…").await;
    page.press("Forget everything").await;
    page.find(Role::Heading, "Unlock the console").await;
    page.turn_to(&second).await;
    page.back().await;
    page.find(Role::Heading, "Unlock the console").await;
    assert!(!page.everything().await.contains(&journey.key));
}
