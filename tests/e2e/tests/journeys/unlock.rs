//! Unlocking and locking.

use e2e::{Browser, Role, Server};

#[tokio::test]
async fn a_wrong_key_says_so_under_the_field_and_the_right_one_opens_the_list() {
    let server = Server::start();
    let key = server.add_developer("mary");
    let browser = Browser::start().await;
    let page = browser.page();
    page.open(&server.url("")).await;
    page.enter("Developer key", "nobodysKey0000000000").await;
    page.press("Unlock").await;
    page.refuses("Developer key", "The API refused this key (401)")
        .await;
    assert_eq!(page.value("Developer key").await, "nobodysKey0000000000");
    page.replace("Developer key", &key).await;
    page.press("Unlock").await;
    page.find(Role::Heading, "Applications").await;
    page.sees("No applications yet").await;
}
