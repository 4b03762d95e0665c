//! API keys.

use crate::Journey;
use e2e::{Role, until};

#[tokio::test]
async fn a_key_is_created_shown_copied_and_deleted() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let list = format!("applications/{id}/apikeys");
    let first = journey.ask("GET", &list, None).await["objects"][0]["key"].clone();
    let first = first.as_str().unwrap();
    journey.open(&format!("applications/{id}")).await;
    page.follow("API keys").await;
    journey.is_at(&format!("applications/{id}/keys")).await;
    let ending = &first[first.len() - 4..];
    page.find(Role::Button, &format!("Reveal key ending in {ending}"))
        .await;
    assert!(!page.everything().await.contains(&first[4..first.len() - 4]));
    page.press(&format!("Reveal key ending in {ending}")).await;
    page.sees(first).await;
    page.press(&format!("Reveal key ending in {ending}")).await;
    page.sees_no_more(first).await;
    page.press(&format!("Copy key ending in {ending}")).await;
    page.sees("API key copied").await;
    assert_eq!(page.clipboard().await, first);

    page.press("Create key").await;
    page.sees("API key created").await;
    let keys = journey.ask("GET", &list, None).await;
    assert_eq!(keys["total"], 2);
    let new = keys["objects"][1]["key"].as_str().unwrap();
    page.sees(new).await;
    page.press("Copy the new key").await;
    until("the new key is on the clipboard", async || {
        let text = page.clipboard().await;
        (text == new)
            .then_some(())
            .ok_or("it is another text".into())
    })
    .await;
    page.press("Hide").await;
    page.sees_no_more(new).await;

    let ending = &new[new.len() - 4..];
    page.press(&format!("Delete key ending in {ending}")).await;
    page.sees("Delete this API key?").await;
    page.sees(&format!(
        "The key ending in {ending} stops working at once."
    ))
    .await;
    page.press("Cancel").await;
    assert_eq!(journey.ask("GET", &list, None).await["total"], 2);
    page.press(&format!("Delete key ending in {ending}")).await;
    page.press("Delete key").await;
    page.sees(&format!("Deleted the key ending in {ending}"))
        .await;
    let keys = journey.ask("GET", &list, None).await;
    assert_eq!(keys["total"], 1);
    assert_eq!(keys["objects"][0]["key"], first);
    page.sees("1–1 of 1").await;
    let log = journey.server.log().join("\n");
    assert!(
        !log.contains(first) && !log.contains(new),
        "a key is in the log"
    );
    journey.arrive().await;
}

#[tokio::test]
async fn the_last_key_goes_with_a_warning() {
    let journey = Journey::unlocked(0).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    journey.open(&format!("applications/{id}/keys")).await;
    page.sees("1–1 of 1").await;
    let delete = "[aria-label^='Delete key']";
    let script = format!("return document.querySelector(\"{delete}\").ariaLabel");
    let name = page.script(&script, vec![]).await;
    page.press(name.as_str().unwrap()).await;
    page.sees("It is the only key of this application").await;
    page.press("Delete key").await;
    page.sees("No API keys yet").await;
    journey.arrive().await;
}
