//! What goes wrong for a while: slowed down, offline, in doubt, not done.

use crate::walk::{FAILURE_TOAST, IN_DOUBT, OFFLINE, SLOWED_DOWN, Walk};
use e2e::{Fault, Role};
use serde_json::json;

const PORTAL: &str = "<!doctype html><title>Sign in</title>";

/// In the list of applications, of which there are 30.
pub async fn list(walk: &mut Walk) {
    const ROUTE: &str = "Applications";
    const ROWS: &str = "1–25 of 30";
    let later = || Fault::too_many_requests(600);
    walk.faults.always("GET", "applications", later());
    walk.open("applications").await;
    let page = walk.page();
    page.sees("Next try in 9:5").await;
    walk.check(ROUTE, SLOWED_DOWN).await;
    walk.faults.heal();
    let page = walk.page();
    page.press("Try now").await;
    page.sees(ROWS).await;
    walk.faults.always("GET", "applications", later());
    let page = walk.page();
    page.press("Refresh").await;
    page.sees("Next try in 9:5").await;
    walk.check(ROUTE, "slowed down, with the rows of before")
        .await;
    walk.faults.heal();
    let page = walk.page();
    page.press("Try now").await;
    page.sees_no_more("Next try").await;
    offline(walk).await;
    walk.page().sees(ROWS).await;
}

/// Before there are rows, and over those that were there.
async fn offline(walk: &mut Walk) {
    const ROUTE: &str = "Applications";
    const TURN: &str = "Object.defineProperty(navigator, 'onLine',
        { configurable: true, get: () => !arguments[0] });
        dispatchEvent(new Event(arguments[0] ? 'offline' : 'online'))";
    const SENTENCE: &str = "The browser is offline. Connect to a network.";
    walk.faults.always("*", "*", Fault::Dropped);
    let page = walk.page();
    page.script(TURN, vec![json!(true)]).await;
    page.press("Refresh").await;
    page.sees(SENTENCE).await;
    walk.check(ROUTE, "offline, with the rows of before").await;
    let page = walk.page();
    page.follow("Inactive").await;
    page.sees_no_more("Loading").await;
    page.sees(SENTENCE).await;
    walk.check(ROUTE, OFFLINE).await;
    walk.faults.heal();
    let page = walk.page();
    page.script(TURN, vec![json!(false)]).await;
    page.sees_no_more(SENTENCE).await;
    page.follow("All").await;
}

/// In the details of an application with this name.
pub async fn application(walk: &mut Walk, id: &str, name: &str) {
    const ROUTE: &str = "Application";
    const NO_CLIPBOARD: &str =
        "Clipboard.prototype.writeText = () => Promise.reject(new Error('not allowed'))";
    let path = format!("applications/{id}");
    walk.open(&path).await;
    let page = walk.page();
    page.press("Delete…").await;
    page.enter(&format!("Type {name} to confirm"), name).await;
    let portal = || Fault::page(200, PORTAL);
    walk.faults.next(1, "DELETE", &path, portal());
    walk.faults.next(1, "GET", &path, portal());
    let page = walk.page();
    page.press("Delete application").await;
    page.sees("It may have been deleted").await;
    page.find(Role::Button, "Look again").await;
    walk.check(ROUTE, IN_DOUBT).await;
    let page = walk.page();
    page.press("Look again").await;
    page.sees("It was not deleted. You can send it again.")
        .await;
    walk.check(ROUTE, "not deleted").await;
    let page = walk.page();
    page.press("Cancel").await;
    page.script(NO_CLIPBOARD, vec![]).await;
    page.press("Copy App ID").await;
    page.sees("App ID not copied").await;
    walk.check(ROUTE, FAILURE_TOAST).await;
    walk.page().press("Dismiss").await;
}
