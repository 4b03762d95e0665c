//! Profiles: accounts and environments that are told apart, and never hold a key.

use crate::Journey;
use e2e::{Page, Role, until};

/// Waits until the profile that is in use is on the screen, in its colour.
async fn wears(page: &Page, name: &str, colour: &str) {
    const WORN: &str = "const badge = [...document.querySelectorAll('[data-colour]')]
        .find(it => it.checkVisibility() && it.closest('header, .unlock, main:has(form)'));
        return badge ? [badge.textContent, badge.dataset.colour] : []";
    until(&format!("{name:?} is not on the screen"), async || {
        let worn = page.script(WORN, vec![]).await;
        let fits = worn[0] == name && worn[1] == colour;
        fits.then_some(()).ok_or(worn.to_string())
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_made_chosen_and_always_in_sight() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    journey.open("settings").await;
    page.press("New profile…").await;
    page.enter("Name", &journey.key).await;
    page.replace("API base URL", &journey.server.base_url())
        .await;
    page.press("Create profile").await;
    page.refuses("Name", "This looks like a key.").await;
    page.replace("Name", "Production").await;
    page.click(Role::Field, "Red").await;
    page.press("Create profile").await;
    page.press("Switch to Production").await;
    page.sees("Enter the key of this one.").await;
    assert!(!page.everything().await.contains(&journey.key));
    wears(page, "Production", "red").await;
    page.unlock(&journey.key).await;
    wears(page, "Production", "red").await;
    let kept = "return JSON.stringify(localStorage)";
    let kept = page.script(kept, vec![]).await.to_string();
    assert!(kept.contains("Production") && !kept.contains(&journey.key));
    journey.open("applications").await;
    wears(page, "Production", "red").await;
}
