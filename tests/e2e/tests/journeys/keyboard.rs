//! Without a pointer.

use crate::Journey;
use e2e::{Page, Role, until};
use thirtyfour::Key;

/// More than any screen has stops.
const STOPS: u32 = 80;

/// Presses Tab until something with this name has the focus, and checks that it can be seen.
async fn tab_to(page: &Page, name: &str) {
    const FOCUSED: &str = "const it = document.activeElement;
        const box = it.getBoundingClientRect();
        const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const name = it.ariaLabel || it.labels?.[0]?.textContent || it.textContent;
        return [name.trim(), it.contains(seen) || seen?.contains(it)]";
    for _ in 0..STOPS {
        page.type_key(Key::Tab).await;
        let focused = page.script(FOCUSED, vec![]).await;
        if focused[0].as_str().unwrap().starts_with(name) {
            assert_eq!(focused[1], true, "{name:?} has the focus, but is covered");
            return;
        }
    }
    panic!("Tab does not reach {name:?}");
}

#[tokio::test]
async fn everything_works_from_the_keyboard() {
    let journey = Journey::start().await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey.open("").await;
    page.find(Role::Button, "Unlock").await;
    // The field gets the focus by itself.
    until("the field has no focus", async || {
        let focused = page
            .script("return document.activeElement.id", vec![])
            .await;
        (focused == "developer_key")
            .then_some(())
            .ok_or(focused.to_string())
    })
    .await;
    page.type_text(&journey.key).await;
    page.type_key(Key::Enter).await;
    page.find(Role::Link, "Demo App").await;

    // From the start of the page: past its end, Tab would lead into the browser's own buttons.
    page.reload().await;
    page.find(Role::Link, "Demo App").await;
    tab_to(page, "Skip to content").await;
    page.type_key(Key::Enter).await;
    tab_to(page, "Demo App").await;
    page.type_key(Key::Enter).await;
    page.sees("Danger zone").await;
    tab_to(page, "Name").await;
    page.type_key(Key::End).await;
    page.type_text(" 2").await;
    tab_to(page, "Active").await;
    page.type_key(Key::Space).await;
    page.sees("2 unsaved changes").await;
    tab_to(page, "Save").await;
    page.type_key(Key::Enter).await;
    page.sees("Saved Demo App 2").await;
    let saved = journey
        .ask("GET", &format!("applications/{id}"), None)
        .await;
    assert_eq!(saved["name"], "Demo App 2");
    assert_eq!(saved["active"], false);

    journey.open(&format!("applications/{id}/webhooks")).await;
    page.sees("No webhooks yet").await;
    tab_to(page, "Add webhook…").await;
    page.type_key(Key::Enter).await;
    page.find(Role::Field, "URL").await;
    page.type_text("https://example.com").await;
    page.type_key(Key::Escape).await;
    page.sees_no_more("Add a webhook").await;
    // The focus is back on the button.
    page.type_key(Key::Enter).await;
    page.find(Role::Field, "URL").await;
    page.type_text("https://example.com").await;
    page.type_key(Key::Enter).await;
    page.sees("Added the webhook").await;
    page.find(Role::Link, "https://example.com").await;
    journey.arrive().await;
}

#[tokio::test]
async fn the_exact_time_shows_with_the_focus_and_goes_by_escape() {
    const TOLD: &str = "const time = document.activeElement.closest('tr')?.querySelector('time');
        const shown = time && getComputedStyle(time, '::after').content;
        return shown ? !['none', 'normal'].includes(shown) && time.title.endsWith(' UTC') : null";
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    page.sees("1–3 of 3").await;
    let is_told = async |told: bool| {
        until(&format!("it is not {told} that it is told"), async || {
            let now = page.script(TOLD, vec![]).await;
            (now == told).then_some(()).ok_or(now.to_string())
        })
        .await;
    };
    page.type_text("j").await;
    is_told(true).await;
    page.type_key(Key::Escape).await;
    is_told(false).await;
    page.type_text("j").await;
    is_told(true).await;
}
