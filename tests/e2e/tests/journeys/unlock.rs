//! Unlocking and locking.

use crate::Journey;
use e2e::Role;

#[tokio::test]
async fn a_wrong_key_says_so_under_the_field_and_the_right_one_opens_the_list() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    page.press("Unlock").await;
    page.refuses("Developer key", "Enter").await;
    page.enter("Developer key", "nobodysKey0000000000").await;
    page.press("Unlock").await;
    page.refuses("Developer key", "The API refused this key (401)")
        .await;
    assert_eq!(page.value("Developer key").await, "nobodysKey0000000000");
    // The browser itself notes each answer that is no success.
    page.complaints().await;
    page.replace("Developer key", &journey.key).await;
    page.press("Unlock").await;
    page.find(Role::Heading, "Applications").await;
    page.sees("No applications yet").await;
    journey.arrive().await;
}

#[tokio::test]
async fn the_key_can_be_looked_at_while_it_is_typed_and_connection_says_where_it_goes() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    let field = page.find(Role::Field, "Developer key").await;
    field.send_keys(&journey.key).await.unwrap();
    let kind = async || field.prop("type").await.unwrap().unwrap();
    assert_eq!(kind().await, "password");
    page.press("Show key").await;
    assert_eq!(kind().await, "text");
    page.press("Show key").await;
    assert_eq!(kind().await, "password");
    page.press("Connection").await;
    assert_eq!(page.value("API base URL").await, journey.server.base_url());
    page.key("Developer key", thirtyfour::Key::Enter).await;
    page.sees("No applications yet").await;
    journey.arrive().await;
}

#[tokio::test]
async fn an_address_without_an_api_is_told_from_a_wrong_key() {
    let journey = Journey::start().await;
    let page = journey.page();
    journey.open("").await;
    page.press("Connection").await;
    page.replace("API base URL", "http://127.0.0.1:1/v0").await;
    page.enter("Developer key", &journey.key).await;
    page.press("Unlock").await;
    page.sees("Could not check the key").await;
    page.sees("The API did not answer").await;
    let elsewhere = journey.server.url("no/api/here");
    page.replace("API base URL", &elsewhere).await;
    assert_eq!(page.value("Developer key").await, "");
    page.enter("Developer key", &journey.key).await;
    page.press("Unlock").await;
    page.refuses("API base URL", "is not the Meta API").await;
    page.replace("API base URL", &journey.server.base_url())
        .await;
    page.enter("Developer key", &journey.key).await;
    page.press("Unlock").await;
    page.sees("No applications yet").await;
}

#[tokio::test]
async fn locking_keeps_the_place_and_unlocking_returns_to_it() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    let place = "applications?active=true&page=2&page_size=10";
    journey.open(place).await;
    page.sees("11–20 of").await;
    let rows = page.rows().await;
    page.press("Lock").await;
    page.sees("The console is locked. The key is no longer in this tab.")
        .await;
    journey.is_at(place).await;
    page.unlock(&journey.key).await;
    page.sees("11–20 of").await;
    assert_eq!(page.rows().await, rows);
    journey.is_at(place).await;
    journey.arrive().await;
}

#[tokio::test]
async fn a_key_that_is_revoked_meanwhile_locks_and_a_new_one_returns_to_the_place() {
    let journey = Journey::unlocked(30).await;
    let page = journey.page();
    let place = "applications?page=2&page_size=10";
    journey.open(place).await;
    page.sees("11–20 of 30").await;
    journey.server.revoke(1);
    page.press("Refresh").await;
    page.sees("The API no longer accepts the key (401), so the console locked itself.")
        .await;
    journey.is_at(place).await;
    assert!(!page.everything().await.contains(&journey.key));
    let new = journey.server.add_developer("mary-again");
    journey.server.fill("mary-again", 15);
    page.unlock(&new).await;
    page.sees("11–15 of 15").await;
    journey.is_at(place).await;
}
