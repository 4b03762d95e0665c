//! What must never happen: secrets where they do not belong, text that becomes markup, anything
//! that the security policy forbids.

use crate::Journey;
use e2e::Role;
use serde_json::json;

const HOSTILE: &str = "<img src=x onerror=alert(1)>";

#[tokio::test]
async fn the_developer_key_is_only_in_the_storage_of_the_tab_and_gone_after_locking() {
    let journey = Journey::unlocked(3).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    for path in [
        "applications",
        &format!("applications/{id}"),
        &format!("applications/{id}/keys"),
    ] {
        journey.open(path).await;
        page.find(Role::Button, "Lock").await;
        let hidden = "const kept = sessionStorage.getItem('meta-console.session');
            sessionStorage.removeItem('meta-console.session'); return kept;";
        let kept = page.script(hidden, vec![]).await;
        assert!(kept.as_str().unwrap().contains(&journey.key));
        assert!(!page.everything().await.contains(&journey.key), "{path}");
        let back = "sessionStorage.setItem('meta-console.session', arguments[0])";
        page.script(back, vec![kept]).await;
    }
    page.press("Lock").await;
    page.sees("The console is locked").await;
    assert!(!page.everything().await.contains(&journey.key));
    for _ in 0..3 {
        page.back().await;
        page.sees("Unlock the console").await;
        assert!(!page.everything().await.contains(&journey.key));
    }
    page.reload().await;
    page.sees("Unlock the console").await;
    journey.arrive().await;
}

#[tokio::test]
async fn text_of_the_api_is_text_everywhere() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make(HOSTILE).await;
    let body = json!({"description": HOSTILE});
    let path = format!("applications/{id}");
    journey.ask("PATCH", &path, Some(body)).await;
    journey.open("applications").await;
    page.find(Role::Link, HOSTILE).await;
    page.follow(HOSTILE).await;
    page.find(Role::Heading, HOSTILE).await;
    page.press("Delete…").await;
    page.find(Role::Heading, &format!("Delete {HOSTILE}?"))
        .await;
    page.enter(&format!("Type {HOSTILE} to confirm"), HOSTILE)
        .await;
    page.press("Delete application").await;
    page.sees(&format!("Deleted {HOSTILE}")).await;
    let images = page.script("return document.images.length", vec![]).await;
    assert_eq!(images, 0);
    journey.arrive().await;
}

#[tokio::test]
async fn a_whole_journey_breaks_no_rule_of_the_security_policy() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    for theme in ["Theme: system", "Theme: light", "Theme: dark"] {
        page.press(theme).await;
    }
    page.choose("Rows per page", "10").await;
    page.follow("Next page").await;
    page.sees("11–20 of 30").await;
    page.follow("New application").await;
    page.sees("capabilities are copied").await;
    page.enter("Name", "Policy").await;
    page.press("Create application").await;
    page.find(Role::Heading, "Policy").await;
    page.follow("Webhooks").await;
    page.press("Add webhook…").await;
    page.enter("URL", "https://example.com").await;
    page.press("Add webhook").await;
    page.sees("Added the webhook").await;
    page.follow("API keys").await;
    page.press("Create key").await;
    page.sees("API key created").await;
    page.press("Lock").await;
    page.sees("The console is locked").await;
    journey.arrive().await;
}
