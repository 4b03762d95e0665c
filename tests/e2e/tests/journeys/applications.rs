//! The life of an application.

use crate::Journey;
use e2e::{Role, until};
use serde_json::json;
use thirtyfour::Key;

#[tokio::test]
async fn an_application_is_created_edited_paused_and_deleted() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    page.follow("New application").await;
    journey.is_at("applications/new").await;
    page.enter("Name", "  Field Photos ").await;
    page.enter("Description", "Photos from the field").await;
    page.enter("Logo URL", &journey.server.url("no-logo.png"))
        .await;
    page.click(Role::Field, "Implicit grant").await;
    page.click(Role::Field, "Events").await;
    page.press("Create application").await;
    page.sees("Created Field Photos").await;
    page.find(Role::Heading, "Field Photos").await;
    let id = page.url().await.rsplit('/').next().unwrap().to_owned();
    let path = format!("applications/{id}");
    let saved = journey.ask("GET", &path, None).await;
    assert_eq!(saved["name"], "Field Photos");
    assert_eq!(saved["description"], "Photos from the field");
    assert_eq!(saved["implicit_grant_enabled"], true);
    assert_eq!(saved["recent_enabled"], false);
    assert_eq!(saved["events_enabled"], true);
    assert!(page.has(Role::Link, "API keys").await);
    // The image is not there, so the letters stand in for it.
    page.sees("FP").await;
    page.complaints().await;

    // Somebody else changes the description meanwhile; only what is edited here is sent.
    let elsewhere = json!({"description": "Changed elsewhere"});
    journey.ask("PATCH", &path, Some(elsewhere)).await;
    page.replace("Name", "Field Photos 2").await;
    page.sees("1 unsaved change").await;
    page.press("Save").await;
    page.sees("Saved Field Photos 2").await;
    let saved = journey.ask("GET", &path, None).await;
    assert_eq!(saved["name"], "Field Photos 2");
    assert_eq!(saved["description"], "Changed elsewhere");

    for consequence in [
        "not permit any API requests to its accounts",
        "cease event data collection for all its accounts",
        "keep its accounts active and refresh tokens as necessary",
    ] {
        page.sees(consequence).await;
    }
    page.click(Role::Field, "Active").await;
    page.press("Save").await;
    page.sees_no_more("unsaved change").await;
    page.sees("Inactive\n").await;
    assert_eq!(journey.ask("GET", &path, None).await["active"], false);

    page.press("Delete…").await;
    page.sees("Its 1 API key and 0 webhooks are deleted with it.")
        .await;
    page.enter("Type Field Photos 2 to confirm", "Field Photos")
        .await;
    let delete = page.find(Role::Button, "Delete application").await;
    assert!(!delete.is_enabled().await.unwrap());
    page.enter("Type Field Photos 2 to confirm", " 2").await;
    page.press("Delete application").await;
    page.sees("Deleted Field Photos 2").await;
    journey.is_at("applications").await;
    page.sees("No applications yet").await;
    assert_eq!(journey.ask("GET", "applications", None).await["total"], 0);
    journey.arrive().await;
}

#[tokio::test]
async fn a_template_is_found_by_typing_and_gives_everything_but_the_name() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    for number in 1..=12 {
        let body = json!({"name": format!("Customer {number}"), "description": format!("About {number}"),
            "recent_enabled": number == 7});
        journey.ask("POST", "applications", Some(body)).await;
    }
    journey.open("applications/new").await;
    page.enter("Name", "Customer 13").await;
    page.sees("capabilities are copied").await;
    page.enter("Template", "customer 7").await;
    page.find(Role::Choice, "Customer 7").await;
    page.key("Template", Key::Enter).await;
    page.sees("Set by the template.").await;
    assert_eq!(page.value("Template").await, "Customer 7");
    assert_eq!(page.value("Description").await, "About 7");
    assert!(page.is_on("Recent activity").await);
    page.press("Create application").await;
    page.sees("Created Customer 13").await;
    assert_eq!(page.value("Description").await, "About 7");
    assert!(page.is_on("Recent activity").await);
    journey.arrive().await;
}

#[tokio::test]
async fn what_is_refused_is_said_under_its_field_and_nothing_typed_is_lost() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    journey.open("applications/new").await;
    page.enter("Description", "Kept").await;
    page.enter("Logo URL", "logo.png").await;
    page.press("Create application").await;
    page.refuses("Name", "Enter a name").await;
    page.refuses("Logo URL", "https://").await;
    page.enter("Name", "Now it has one").await;
    page.replace("Logo URL", "").await;
    page.press("Create application").await;
    page.find(Role::Heading, "Now it has one").await;
    assert_eq!(page.value("Description").await, "Kept");
    journey.arrive().await;
}

#[tokio::test]
async fn what_only_the_server_refuses_lands_under_its_field() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let template = journey.make("Gone soon").await;
    journey
        .open(&format!("applications/new?source={template}"))
        .await;
    page.sees("Set by the template.").await;
    until("the template is known by its name", async || {
        let value = page.value("Template").await;
        (value == "Gone soon").then_some(()).ok_or(value)
    })
    .await;
    journey
        .ask("DELETE", &format!("applications/{template}"), None)
        .await;
    page.enter("Name", "Copy").await;
    page.press("Create application").await;
    page.refuses("Template", "application").await;
    assert_eq!(page.value("Name").await, "Copy");
}

#[tokio::test]
async fn the_choice_that_the_arrows_reach_can_be_seen() {
    let journey = Journey::unlocked(20).await;
    let page = journey.page();
    journey.open("applications/new").await;
    page.sees("capabilities are copied").await;
    page.click(Role::Field, "Template").await;
    for _ in 0..15 {
        page.key("Template", Key::Down).await;
    }
    until("the active choice is in sight", async || {
        const SEEN: &str = "const choice = document.querySelector('[role=option][aria-selected=true]');
            const [inner, outer] = [choice, choice.parentElement].map(it => it.getBoundingClientRect());
            return [choice.id, inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1]";
        let seen = page.script(SEEN, vec![]).await;
        let reached = seen[0] == "source-option-14" && seen[1] == true;
        reached.then_some(()).ok_or(seen.to_string())
    })
    .await;
    journey.arrive().await;
}
