//! Webhooks.

use crate::Journey;
use e2e::Role;

#[tokio::test]
async fn a_webhook_is_added_looked_at_copied_and_deleted() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let list = format!("applications/{id}/webhooks");
    journey.open(&list).await;
    page.sees("No webhooks yet").await;
    page.press("Add webhook…").await;
    page.enter("URL", "localhost:5000").await;
    page.press("Add webhook").await;
    page.refuses("URL", "Start the URL with https:// or http://.")
        .await;
    page.replace("URL", "http://example.com/hook").await;
    page.sees("http: is not encrypted").await;
    page.replace("URL", "http://localhost:5000").await;
    page.sees("This host is the server's own machine").await;
    page.press("Add webhook").await;
    page.sees("Added the webhook").await;
    let hooks = journey.ask("GET", &list, None).await;
    assert_eq!(hooks["total"], 1);
    let url = hooks["objects"][0]["url"].as_str().unwrap();
    assert!(url.starts_with("http://localhost:5000"), "{url}");
    let hook = hooks["objects"][0]["id"].as_str().unwrap();

    page.follow(url).await;
    journey.is_at(&format!("{list}/{hook}")).await;
    page.find(Role::Heading, &format!("Webhook {hook}")).await;
    page.reload().await;
    page.find(Role::Heading, &format!("Webhook {hook}")).await;
    page.press("Copy URL").await;
    page.sees("URL copied").await;
    assert_eq!(page.clipboard().await, url);
    page.press("Delete…").await;
    page.sees("is no longer told about events").await;
    page.press("Delete webhook").await;
    page.sees("Deleted the webhook").await;
    journey.is_at(&list).await;
    page.sees("No webhooks yet").await;
    assert_eq!(journey.ask("GET", &list, None).await["total"], 0);
    journey.arrive().await;
}

#[tokio::test]
async fn a_webhook_that_is_not_there_says_so_and_the_way_back_works() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey
        .open(&format!("applications/{id}/webhooks/99999"))
        .await;
    page.sees("Could not load this webhook").await;
    page.sees("404").await;
    page.follow("All webhooks").await;
    page.sees("No webhooks yet").await;
}
