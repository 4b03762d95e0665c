//! Addresses: deep links, reloads, Back, places that are not there, a server that is away.

use crate::Journey;
use e2e::Role;

#[tokio::test]
async fn every_place_has_an_address_that_survives_a_reload_and_back() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let path = format!("applications/{id}");
    journey.open(&path).await;
    page.find(Role::Heading, "Demo App").await;
    assert_eq!(page.title().await, "Demo App · Meta Console");
    page.follow("API keys").await;
    page.sees("1–1 of 1").await;
    page.reload().await;
    page.sees("1–1 of 1").await;
    journey.is_at(&format!("{path}/keys")).await;
    page.follow("Webhooks").await;
    page.sees("No webhooks yet").await;
    page.back().await;
    journey.is_at(&format!("{path}/keys")).await;
    page.sees("1–1 of 1").await;
    page.back().await;
    journey.is_at(&path).await;
    page.sees("Danger zone").await;
    page.follow("Applications").await;
    journey.is_at("applications").await;
    page.follow("Demo App").await;
    page.sees("Danger zone").await;
    journey.arrive().await;
}

#[tokio::test]
async fn a_deep_link_waits_for_the_key() {
    let journey = Journey::start().await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let path = format!("applications/{id}/keys");
    journey.open(&path).await;
    page.sees("Unlock the console").await;
    page.unlock(&journey.key).await;
    page.find(Role::Heading, "Demo App").await;
    page.sees("1–1 of 1").await;
    journey.is_at(&path).await;
    journey.arrive().await;
}

#[tokio::test]
async fn another_developer_s_application_is_not_found() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let other = journey.server.add_developer("other");
    let body = serde_json::json!({"name": "Not yours"});
    let made = journey
        .server
        .ask(&other, "POST", "applications", Some(body))
        .await;
    let id = made["id"].as_str().unwrap();
    journey.open(&format!("applications/{id}")).await;
    page.sees("Could not load this application").await;
    page.sees("it was deleted, or it belongs to another account")
        .await;
    assert!(!page.text().await.contains("Not yours"));
    page.follow("Applications").await;
    page.sees("No applications yet").await;
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    journey.open("no/such/place").await;
    page.find(Role::Heading, "Page not found").await;
    page.follow("All applications").await;
    page.sees("No applications yet").await;
}

#[tokio::test]
async fn a_server_that_is_away_is_a_failure_that_can_be_tried_again() {
    let mut journey = Journey::unlocked(0).await;
    let id = journey.make("Demo App").await;
    journey.server.stop();
    let page = journey.page();
    page.press("Refresh").await;
    page.sees("Could not load applications").await;
    page.sees("The API did not answer").await;
    journey.server.start_again();
    let page = journey.page();
    page.press("Try again").await;
    page.follow("Demo App").await;
    page.sees("Danger zone").await;
    page.replace("Name", "Renamed").await;
    journey.server.stop();
    let page = journey.page();
    page.press("Save").await;
    page.sees("Could not save Demo App").await;
    assert_eq!(page.value("Name").await, "Renamed");
    journey.server.start_again();
    let page = journey.page();
    page.press("Save").await;
    page.sees("Saved Renamed").await;
    let saved = journey
        .ask("GET", &format!("applications/{id}"), None)
        .await;
    assert_eq!(saved["name"], "Renamed");
}
