//! Hands on the keyboard: keys for pages and rows, where the focus goes, and what is announced.

use crate::Journey;
use e2e::{Page, until};
use thirtyfour::Key;

/// Waits until what has the focus is called this.
async fn focused(page: &Page, name: &str) {
    const NAME: &str = "const it = document.activeElement;
        return (it.ariaLabel || it.labels?.[0]?.textContent || it.textContent).trim()";
    until(&format!("{name:?} does not get the focus"), async || {
        let found = page.script(NAME, vec![]).await;
        let found = found.as_str().unwrap_or_default().to_owned();
        found.starts_with(name).then_some(()).ok_or(found)
    })
    .await;
}

/// Waits until a live region says this.
async fn announced(page: &Page, text: &str) {
    const SAID: &str = "return [...document.querySelectorAll('[role=status], [role=alert]')]
        .map(region => region.textContent)";
    until(&format!("{text:?} is not announced"), async || {
        let said = page.script(SAID, vec![]).await;
        let found = said.as_array().unwrap().iter();
        let mut found = found.filter_map(|it| it.as_str());
        found
            .any(|it| it.contains(text))
            .then_some(())
            .ok_or(said.to_string())
    })
    .await;
}

#[tokio::test]
async fn pages_and_rows_are_reached_by_single_keys() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    page.sees("1–25 of 60").await;
    page.type_text("]").await;
    announced(page, "26–50 of 60").await;
    let rows = page.rows().await;
    focused(page, &rows[0]).await;
    page.type_text("jj").await;
    focused(page, &rows[2]).await;
    page.type_key(Key::Up).await;
    focused(page, &rows[1]).await;
    page.type_key(Key::Enter).await;
    page.sees("Danger zone").await;
    page.type_text("ga").await;
    page.sees("1–25 of 60").await;
    page.type_text("c").await;
    journey.is_at("applications/new").await;
    // In a field, keys are text.
    page.enter("Name", "[cat]").await;
    assert_eq!(page.value("Name").await, "[cat]");
}

#[tokio::test]
async fn after_a_delete_the_row_that_followed_has_the_focus() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    for name in ["One", "Two", "Three", "Four", "Five"] {
        journey.make(name).await;
    }
    journey.open("applications").await;
    page.sees("1–5 of 5").await;
    let rows = page.rows().await;
    page.type_text("jjj").await;
    focused(page, &rows[2]).await;
    page.type_key(Key::Enter).await;
    page.sees("Danger zone").await;
    page.press("Delete…").await;
    focused(page, &format!("Type {} to confirm", rows[2])).await;
    page.type_text(&rows[2]).await;
    page.type_key(Key::Enter).await;
    announced(page, &format!("Deleted {}", rows[2])).await;
    page.sees("1–4 of 4").await;
    focused(page, &rows[3]).await;
    journey.arrive().await;
}

#[tokio::test]
async fn the_focus_goes_into_a_dialog_and_returns_to_where_it_came_from() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey.open(&format!("applications/{id}/webhooks")).await;
    page.press("Add webhook…").await;
    focused(page, "URL").await;
    for _ in 0..12 {
        page.type_key(Key::Tab).await;
        let inside = "return document.activeElement === document.body
            || document.querySelector('dialog:modal').contains(document.activeElement)";
        assert_eq!(page.script(inside, vec![]).await, true);
    }
    page.type_key(Key::Escape).await;
    focused(page, "Add webhook…").await;
    journey.arrive().await;
}

#[tokio::test]
async fn locking_by_its_keys_works_everywhere_and_single_keys_can_be_switched_off() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    let off = "localStorage.setItem('meta-console.settings', '{\"single_keys\":false}')";
    page.script(off, vec![]).await;
    page.reload().await;
    page.sees("1–25 of 60").await;
    page.type_text("]").await;
    page.type_text("c").await;
    page.chord(&[Key::Control, Key::Shift], 'l').await;
    page.sees("The console is locked").await;
    journey.is_at("").await;
    journey.arrive().await;
}
