//! As narrow as a phone: 320 CSS pixels, with nothing to scroll sideways.

use crate::Journey;
use e2e::{Page, Role};
use serde_json::json;

async fn fits(page: &Page, screen: &str) {
    const WIDTHS: &str = "const root = document.scrollingElement;
        const wide = [...document.querySelectorAll('body *')]
            .filter(it => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1)
            .map(it => it.tagName + '.' + it.className);
        return [root.scrollWidth, root.clientWidth, innerWidth, wide.slice(0, 5).join(' ')]";
    let widths = page.script(WIDTHS, vec![]).await;
    let (content, window) = (widths[0].as_u64().unwrap(), widths[1].as_u64().unwrap());
    assert_eq!(widths[2], 320);
    assert!(
        content <= window,
        "{screen} is {content} wide: {}",
        widths[3]
    );
}

#[tokio::test]
async fn no_screen_scrolls_sideways() {
    let journey = Journey::start().await;
    let page = journey.page();
    page.resize(320, 640).await;
    journey.open("").await;
    page.find(Role::Button, "Unlock").await;
    page.press("Connection").await;
    fits(page, "unlock").await;
    page.unlock(&journey.key).await;
    page.sees("No applications yet").await;
    fits(page, "empty list").await;

    let long = "Wide".repeat(50);
    let id = journey.make(&long).await;
    let change = json!({"description": "d".repeat(300), "logo_url": format!("https://127.0.0.1:1/{}", "l".repeat(300)),
        "recent_enabled": true, "events_enabled": true, "implicit_grant_enabled": true});
    let path = format!("applications/{id}");
    journey.ask("PATCH", &path, Some(change)).await;
    let hook = json!({"url": format!("http://localhost/{}", "h".repeat(300))});
    let hooks = format!("{path}/webhooks");
    let hook = journey.ask("POST", &hooks, Some(hook)).await;

    journey.open("applications").await;
    page.find(Role::Link, &long).await;
    fits(page, "list").await;
    journey.open(&path).await;
    page.sees("Danger zone").await;
    page.enter("Description", "!").await;
    page.sees("1 unsaved change").await;
    fits(page, "details").await;
    page.press("Delete…").await;
    page.find(Role::Button, "Delete application").await;
    fits(page, "delete an application").await;
    page.press("Cancel").await;
    page.press("Discard").await;
    journey.open(&format!("{path}/keys")).await;
    page.press("Create key").await;
    page.sees("API key created").await;
    fits(page, "API keys").await;
    journey.open(&hooks).await;
    page.press("Add webhook…").await;
    page.enter("URL", &format!("http://{}.example.com", "a".repeat(60)))
        .await;
    fits(page, "add a webhook").await;
    page.press("Cancel").await;
    fits(page, "webhooks").await;
    let id = hook["id"].as_str().unwrap();
    journey.open(&format!("{hooks}/{id}")).await;
    page.find(Role::Heading, &format!("Webhook {id}")).await;
    fits(page, "webhook").await;
    journey.open("applications/new").await;
    page.sees("capabilities are copied").await;
    page.click(Role::Field, "Template").await;
    page.find(Role::Choice, &long).await;
    fits(page, "new application").await;
    journey.open("no/such/place").await;
    page.find(Role::Heading, "Page not found").await;
    fits(page, "not found").await;
}

#[tokio::test]
async fn every_language_of_a_request_is_in_sight_on_a_phone() {
    const BEYOND: &str = "return [...document.querySelectorAll('[role=tab]')]
        .filter(it => it.getBoundingClientRect().right >
            Math.min(innerWidth, it.parentElement.getBoundingClientRect().right) + 1)
        .map(it => it.textContent)";
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    page.resize(320, 640).await;
    journey.open("applications/new").await;
    page.sees("PowerShell").await;
    let beyond = page.script(BEYOND, vec![]).await;
    assert_eq!(beyond, json!([]));
}

#[tokio::test]
async fn everything_can_be_reached_on_a_phone() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    page.resize(320, 640).await;
    page.follow("Next page").await;
    page.sees("26–30 of 30").await;
    journey.is_at("applications?page=2").await;
    page.follow("New application").await;
    page.enter("Name", "From a phone").await;
    page.press("Create application").await;
    page.find(Role::Heading, "From a phone").await;
    page.follow("API keys").await;
    page.press("Create key").await;
    page.sees("API key created").await;
    page.press("Lock").await;
    page.sees("The console is locked").await;
}
