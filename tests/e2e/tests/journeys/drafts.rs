//! Nothing typed is ever lost: drafts, the question before a form is left, and the storage that
//! keeps both.

use crate::faulty::Faulty;
use e2e::{Fault, Page, Role};
use serde_json::json;
use thirtyfour::Key;

/// An application whose description has been typed and not saved.
async fn typed(journey: &Faulty) -> String {
    let (page, path) = (journey.page(), journey.make("Demo App").await);
    page.press("Refresh").await;
    page.follow("Demo App").await;
    page.replace("Description", "Typed for an hour").await;
    page.sees("1 unsaved change").await;
    path
}

async fn is_there_again(page: &Page) {
    page.sees("Your unsaved draft").await;
    assert_eq!(page.value("Description").await, "Typed for an hour");
}

fn refusal() -> Fault {
    let body = json!({"status_code": 400, "error_code": "invalid_parameters", "id": "77",
        "message": "Check the fields.", "fields": {"description": "Too long."}});
    let headers = vec![("content-type", "application/json".to_owned())];
    Fault::Answered(400, headers, body.to_string())
}

#[tokio::test]
async fn a_draft_survives_a_refused_save_and_a_reload() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = typed(&journey).await;
    faults.next(1, "PATCH", &path, refusal());
    page.press("Save").await;
    page.refuses("Description", "Too long.").await;
    assert_eq!(page.value("Description").await, "Typed for an hour");
    page.reload().await;
    is_there_again(page).await;
    page.press("What differs").await;
    page.sees("Typed for an hour").await;
    page.press("Save").await;
    page.sees("Saved Demo App").await;
    page.reload().await;
    page.find(Role::Heading, "Demo App").await;
    assert!(!page.text().await.contains("unsaved draft"));
    let saved = journey.ask("GET", &path, None).await;
    assert_eq!(saved["description"], "Typed for an hour");
}

#[tokio::test]
async fn a_draft_survives_a_lost_network() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    let path = typed(&journey).await;
    faults.always("*", "*", Fault::Dropped);
    page.press("Save").await;
    page.sees("Could not save Demo App").await;
    page.sees("It was not saved. You can send it again.").await;
    assert!(faults.writes().is_empty());
    assert_eq!(page.value("Description").await, "Typed for an hour");
    faults.heal();
    page.press("Save").await;
    page.sees("Saved Demo App").await;
    let saved = journey.ask("GET", &path, None).await;
    assert_eq!(saved["description"], "Typed for an hour");
}

#[tokio::test]
async fn a_draft_survives_a_key_that_is_refused() {
    let journey = Faulty::unlocked(0).await;
    let (page, faults) = (journey.page(), &journey.faults);
    typed(&journey).await;
    faults.next(1, "*", "applications*", Fault::status(401));
    page.press("Save").await;
    page.sees("The API no longer accepts the key (401)").await;
    page.unlock(&journey.key).await;
    is_there_again(page).await;
}

#[tokio::test]
async fn a_draft_survives_a_lock_and_belongs_to_its_account() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    typed(&journey).await;
    page.press("Lock").await;
    page.sees("Lock without saving?").await;
    page.press("Lock and keep the draft").await;
    page.sees("The console is locked").await;
    assert!(!page.everything().await.contains(&journey.key));
    assert!(!page.text().await.contains("Typed for an hour"));
    let other = journey.server.add_developer("somebody-else");
    page.unlock(&other).await;
    page.sees("404").await;
    assert!(!page.text().await.contains("Typed for an hour"));
    page.press("Lock").await;
    page.unlock(&journey.key).await;
    is_there_again(page).await;
}

#[tokio::test]
async fn a_draft_survives_a_closed_dialog() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    journey.open(&format!("{path}/webhooks")).await;
    page.press("Add webhook…").await;
    page.enter("URL", "https://example.com/typed").await;
    page.press("Cancel").await;
    page.press("Add webhook…").await;
    page.sees("You have an unsaved draft").await;
    assert_eq!(page.value("URL").await, "");
    page.press("Restore").await;
    assert_eq!(page.value("URL").await, "https://example.com/typed");
    page.press("Add webhook").await;
    page.sees("Added the webhook").await;
    page.press("Add webhook…").await;
    page.find(Role::Field, "URL").await;
    assert!(!page.text().await.contains("unsaved draft"));
}

#[tokio::test]
async fn leaving_a_changed_form_asks_and_offers_the_draft_on_return() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = typed(&journey).await;
    let here = journey.faults.url(&path);
    page.follow("Applications").await;
    page.sees("Not saved: Description.").await;
    page.press("Stay").await;
    page.is_at(&here).await;
    assert_eq!(page.value("Description").await, "Typed for an hour");
    page.back().await;
    page.sees("Leave without saving?").await;
    page.press("Leave and keep the draft").await;
    page.sees_no_more("Leave without saving?").await;
    journey.open(&path).await;
    page.sees("You have an unsaved draft").await;
    page.sees("Typed for an hour").await;
    page.press("Restore").await;
    assert_eq!(page.value("Description").await, "Typed for an hour");
    page.follow("Applications").await;
    page.press("Discard changes").await;
    page.follow("Demo App").await;
    page.find(Role::Heading, "Demo App").await;
    assert_eq!(page.value("Description").await, "");
    assert!(!page.text().await.contains("unsaved draft"));
}

#[tokio::test]
async fn closing_the_tab_asks_while_a_form_is_changed_and_never_after_a_save() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    typed(&journey).await;
    assert!(asks_before_closing(page).await);
    page.press("Save").await;
    page.sees("Saved Demo App").await;
    assert!(!asks_before_closing(page).await);
    page.follow("Applications").await;
    page.find(Role::Link, "Demo App").await;
    page.is_at(&journey.faults.url("applications")).await;
}

/// Drivers answer the browser's own question by themselves; this is what makes it appear.
async fn asks_before_closing(page: &Page) -> bool {
    const CLOSE: &str = "const event = new Event('beforeunload', { cancelable: true });
        return !dispatchEvent(event)";
    page.script(CLOSE, vec![]).await == true
}

#[tokio::test]
async fn no_key_gets_into_a_draft() {
    let journey = Faulty::unlocked(0).await;
    let page = journey.page();
    let path = journey.make("Demo App").await;
    let keys = journey.ask("GET", &format!("{path}/apikeys"), None).await;
    let api_key = keys["objects"][0]["key"].as_str().unwrap();
    journey.open(&path).await;
    page.replace("Description", &format!("Use {api_key}")).await;
    page.replace("Name", "Renamed").await;
    page.replace("Logo URL", &format!("https://example.com/{}", journey.key))
        .await;
    page.sees("3 unsaved changes").await;
    let kept = "return JSON.stringify([sessionStorage, localStorage].map(it => Object.entries(it)
        .filter(([name]) => name.includes('draft'))))";
    let kept = page.script(kept, vec![]).await.to_string();
    assert!(kept.contains("Renamed"), "{kept}");
    assert!(!kept.contains(api_key) && !kept.contains(&journey.key));
    page.follow("Applications").await;
    page.sees("A draft leaves out what looks like a key").await;
    page.type_key(Key::Escape).await;
    page.sees_no_more("Leave without saving?").await;
    assert_eq!(page.value("Name").await, "Renamed");
}
