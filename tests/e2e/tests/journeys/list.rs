//! The list of applications: its state is the address.

use crate::Journey;
use e2e::{Role, until};
use thirtyfour::Key;

#[tokio::test]
async fn paging_and_filters_and_sizes_are_all_in_the_address() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    page.sees("1–25 of 60").await;
    let first = page.rows().await;
    page.follow("Next page").await;
    page.sees("26–50 of 60").await;
    journey.is_at("applications?page=2").await;
    let second = page.rows().await;
    assert!(first.iter().all(|name| !second.contains(name)));
    page.follow("Last page").await;
    page.sees("51–60 of 60").await;
    journey.is_at("applications?page=3").await;
    page.choose("Rows per page", "10").await;
    page.sees("51–60 of 60").await;
    journey.is_at("applications?page=6&page_size=10").await;
    page.replace("Go to page", "2").await;
    page.key("Go to page", Key::Enter).await;
    page.sees("11–20 of 60").await;
    journey.is_at("applications?page=2&page_size=10").await;
    page.follow("Inactive").await;
    journey
        .is_at("applications?active=false&page_size=10")
        .await;
    page.sees_no_more("of 60").await;
    let inactive = page.rows().await;
    page.follow("Active").await;
    journey.is_at("applications?active=true&page_size=10").await;
    until("only active ones", async || {
        let rows = page.rows().await;
        let apart = !rows.is_empty() && rows.iter().all(|name| !inactive.contains(name));
        apart.then_some(()).ok_or(format!("{rows:?}"))
    })
    .await;
    page.back().await;
    journey
        .is_at("applications?active=false&page_size=10")
        .await;
    until("the inactive ones again", async || {
        let rows = page.rows().await;
        (rows == inactive).then_some(()).ok_or(format!("{rows:?}"))
    })
    .await;
    page.reload().await;
    page.find(Role::Link, "Inactive").await;
    until("the same after a reload", async || {
        let rows = page.rows().await;
        (rows == inactive).then_some(()).ok_or(format!("{rows:?}"))
    })
    .await;
    journey.arrive().await;
}

#[tokio::test]
async fn a_page_beyond_the_end_leads_back() {
    let journey = Journey::unlocked(12).await;
    let page = journey.page();
    journey.open("applications?page=9&page_size=10").await;
    page.sees("Nothing on page 9").await;
    page.follow("Go to the last page").await;
    page.sees("11–12 of 12").await;
    journey.is_at("applications?page=2&page_size=10").await;
    journey.arrive().await;
}

#[tokio::test]
async fn refreshing_shows_what_is_new() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    page.sees("No applications yet").await;
    journey.make("Made elsewhere").await;
    page.press("Refresh").await;
    page.find(Role::Link, "Made elsewhere").await;
    journey.arrive().await;
}

#[tokio::test]
async fn another_page_starts_at_its_top() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    page.sees("1–25 of 60").await;
    let bottom = "const list = document.querySelector('.scroll'); list.scrollTop = 9999;
        return list.scrollTop";
    assert!(page.script(bottom, vec![]).await.as_f64().unwrap() > 0.0);
    page.follow("Next page").await;
    page.sees("26–50 of 60").await;
    let top = page
        .script("return document.querySelector('.scroll').scrollTop", vec![])
        .await;
    assert_eq!(top, 0);
    journey.arrive().await;
}

#[tokio::test]
async fn a_keyboard_goes_from_page_to_page_without_searching_its_place_again() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    page.find(Role::Link, "Next page").await;
    page.script("document.querySelector('a[rel=next]').focus()", vec![])
        .await;
    page.type_key(Key::Enter).await;
    page.sees("26–50 of 60").await;
    // The focus is on the new rows, so the key of the next page goes on.
    page.type_text("]").await;
    page.sees("51–60 of 60").await;
    journey.arrive().await;
}
