//! All screens and their states, in the order in which a person could come to them.

use crate::explorer::explorer;
use crate::trouble;
use crate::walk::{EMPTY, FAILED, LOADED, LOADING, LOCKED, Look, Screen, Walk};
use e2e::{Fault, Role};
use serde_json::json;
use thirtyfour::Key;

/// Walks through everything in one look.
pub async fn all(look: Look) {
    let mut walk = Walk::start(look).await;
    unlock(&mut walk).await;
    empty_account(&mut walk).await;
    applications(&mut walk).await;
    trouble::list(&mut walk).await;
    new_application(&mut walk).await;
    let id = make(&walk).await;
    application(&mut walk, &id).await;
    edits(&mut walk, &id).await;
    trouble::application(&mut walk, &id, &name()).await;
    api_keys(&mut walk, &id).await;
    webhooks(&mut walk, &id).await;
    activity(&mut walk, &id).await;
    explorer(&mut walk, &id).await;
    settings(&mut walk).await;
    not_found(&mut walk).await;
    walk.end();
}

fn name() -> String {
    "Wide".repeat(20)
}

/// An application with everything set, long words and two webhooks.
pub async fn make(walk: &Walk) -> String {
    let body = json!({
        "name": name(),
        "description": "Words, and words. ".repeat(10),
        "recent_enabled": true,
        "events_enabled": true,
        "implicit_grant_enabled": true,
    });
    let made = walk.ask("POST", "applications", Some(body)).await;
    let id = made["id"].as_str().unwrap().to_owned();
    for url in ["https://example.com/hook", "http://localhost:5000/"] {
        let path = format!("applications/{id}/webhooks");
        walk.ask("POST", &path, Some(json!({"url": url}))).await;
    }
    id
}

async fn unlock(walk: &mut Walk) {
    const ROUTE: &str = "Unlock";
    let page = walk.page();
    page.find(Role::Button, "Unlock").await;
    walk.check(ROUTE, LOADED).await;
    let page = walk.page();
    page.press("Connection").await;
    page.find(Role::Field, "API base URL").await;
    page.press("Unlock").await;
    page.refuses("Developer key", "Enter").await;
    walk.check(ROUTE, "refused").await;
    let page = walk.page();
    page.enter("Developer key", "nobodysKey0000000000").await;
    page.press("Show key").await;
    page.press("Unlock").await;
    page.refuses("Developer key", "401").await;
    walk.check(ROUTE, "key refused").await;

    walk.faults.always("GET", "applications", Fault::Dropped);
    let page = walk.page();
    page.press("Unlock").await;
    page.sees("Could not check the key").await;
    walk.check(ROUTE, FAILED).await;
    walk.faults.heal();
    connection_check(walk, ROUTE).await;
    let gate = walk.faults.hold("GET", "applications");
    let page = walk.page();
    page.press("Unlock").await;
    page.sees("Unlocking…").await;
    walk.check(ROUTE, LOADING).await;
    gate.open();
    walk.page().refuses("Developer key", "401").await;
}

/// With all verdicts that it knows: the file of lines to be copied, the plot and its table unfolded.
async fn connection_check(walk: &mut Walk, route: &'static str) {
    const UNFOLD: &str =
        "for (const part of document.querySelectorAll('dialog details')) part.open = true";
    walk.faults.always("DELETE", "*", Fault::Dropped);
    let late = "Sun, 06 Nov 1994 08:49:37 GMT".to_owned();
    walk.faults
        .always("GET", "*", Fault::WithHeader("date", late));
    let page = walk.page();
    page.press("Check the connection").await;
    page.sees("Done:").await;
    page.script(UNFOLD, vec![]).await;
    for heading in [
        "CORS Failed",
        "Clock Warning",
        "Latency Passed",
        "Developer key Skipped",
    ] {
        page.find(Role::Heading, heading).await;
    }
    walk.check(route, "connection check").await;
    walk.page().press("Close").await;
    walk.faults.heal();
}

async fn empty_account(walk: &mut Walk) {
    walk.open("").await;
    let page = walk.page();
    page.unlock(&walk.empty).await;
    page.sees("No applications yet").await;
    walk.check("Applications", EMPTY).await;
    let page = walk.page();
    page.press("Lock").await;
    page.unlock(&walk.key).await;
}

async fn applications(walk: &mut Walk) {
    const ROUTE: &str = "Applications";
    walk.visit(&Screen {
        route: ROUTE,
        path: "applications",
        api: "applications",
        says: "1–25 of 30",
    })
    .await;
    walk.open("applications?page=99").await;
    walk.page().sees("Nothing on page 99").await;
    walk.check(ROUTE, "beyond the end").await;
    palette(walk).await;
    shortcuts(walk).await;
    idle(walk).await;
}

async fn palette(walk: &mut Walk) {
    const ROUTE: &str = "Applications";
    walk.open("applications").await;
    let page = walk.page();
    page.sees("1–25 of 30").await;
    page.chord(&[Key::Control], 'k').await;
    page.find(Role::Choice, "New application").await;
    walk.check(ROUTE, "palette open").await;
    let page = walk.page();
    page.type_text("no such thing").await;
    page.sees("No application matches").await;
    walk.check(ROUTE, "palette open, nothing found").await;
    walk.page().type_key(Key::Escape).await;
}

async fn shortcuts(walk: &mut Walk) {
    walk.open("applications").await;
    let page = walk.page();
    page.sees("1–25 of 30").await;
    page.type_text("?").await;
    page.find(Role::Heading, "Keyboard shortcuts").await;
    page.sees_no_more("Loading").await;
    walk.check("Applications", "shortcuts open").await;
    walk.page().type_key(Key::Escape).await;
}

/// By a clock that is put forward: the session ends after 15 minutes.
async fn idle(walk: &mut Walk) {
    const LATER: &str = "const now = Date.now;
        Date.now = () => now() + 14.5 * 60000;
        dispatchEvent(new Event('focus'));";
    let page = walk.page();
    page.script(LATER, vec![]).await;
    page.find(Role::Heading, "About to lock").await;
    walk.check("Applications", "about to lock").await;
    walk.page().press("Stay").await;
}

async fn new_application(walk: &mut Walk) {
    const ROUTE: &str = "NewApplication";
    walk.open("applications/new").await;
    walk.page().sees("capabilities are copied").await;
    walk.check(ROUTE, LOADED).await;
    let page = walk.page();
    page.click(Role::Field, "Template").await;
    page.find(Role::Field, "Template").await;
    walk.check(ROUTE, "template list open").await;
    let page = walk.page();
    page.key("Template", Key::Escape).await;
    page.enter("Logo URL", "logo.png").await;
    page.press("Create application").await;
    page.refuses("Name", "Enter a name").await;
    walk.check(ROUTE, "refused").await;
    walk.open("applications/new").await;
    walk.page().find(Role::Button, "Discard draft").await;
    walk.check(ROUTE, "with a draft").await;
    let page = walk.page();
    page.press("Discard draft").await;
    page.enter("Name", "Demo").await;
    page.find(Role::Button, "Copy the request").await;
    walk.check(ROUTE, "with its request").await;
    let page = walk.page();
    page.press("Lock").await;
    page.find(Role::Heading, "Lock without saving?").await;
    walk.check(ROUTE, "asking before it is locked").await;
    let page = walk.page();
    page.press("Lock and keep the draft").await;
    page.sees("The console is locked").await;
    walk.check(ROUTE, LOCKED).await;
    walk.page().unlock(&walk.key).await;
}

async fn application(walk: &mut Walk, id: &str) {
    const ROUTE: &str = "Application";
    let path = format!("applications/{id}");
    walk.visit(&Screen {
        route: ROUTE,
        path: &path,
        api: &path,
        says: "Danger zone",
    })
    .await;
    let page = walk.page();
    page.press("Delete…").await;
    page.find(Role::Button, "Delete application").await;
    page.press("Request").await;
    walk.check(ROUTE, "delete dialog open").await;
    let page = walk.page();
    page.press("Cancel").await;
    page.enter("Description", " More.").await;
    page.sees("1 unsaved change").await;
    walk.check(ROUTE, "changed").await;
    let page = walk.page();
    page.replace("Name", "").await;
    page.press("Save").await;
    page.refuses("Name", "Enter a name").await;
    walk.check(ROUTE, "refused").await;
    let page = walk.page();
    page.press("Discard").await;
    page.enter("Description", " More.").await;
    page.press("Save").await;
    page.sees("Saved Wide").await;
    walk.check(ROUTE, "saved").await;
}

/// What is said about changes that are not saved.
async fn edits(walk: &mut Walk, id: &str) {
    const ROUTE: &str = "Application";
    let path = format!("applications/{id}");
    walk.open(&path).await;
    let page = walk.page();
    page.sees("Danger zone").await;
    page.replace("Description", "Mine").await;
    page.sees("1 unsaved change").await;
    page.follow("API keys").await;
    page.find(Role::Heading, "Leave without saving?").await;
    walk.check(ROUTE, "asking before it is left").await;
    let page = walk.page();
    page.press("Leave and keep the draft").await;
    page.sees("1–1 of 1").await;
    page.follow("Details").await;
    page.find(Role::Button, "Discard draft").await;
    walk.check(ROUTE, "with a draft").await;

    walk.page().press("Discard draft").await;
    walk.open(&path).await;
    let page = walk.page();
    page.replace("Description", "Mine").await;
    page.sees("1 unsaved change").await;
    let theirs = json!({"description": "Theirs"});
    walk.ask("PATCH", &path, Some(theirs)).await;
    let page = walk.page();
    page.press("Save").await;
    page.sees("was changed elsewhere").await;
    walk.check(ROUTE, "changed elsewhere").await;
    let page = walk.page();
    page.press("Cancel").await;
    page.press("Discard").await;
}

async fn activity(walk: &mut Walk, id: &str) {
    const ROUTE: &str = "Activity";
    const FORGET: &str = "for (const name of Object.keys(sessionStorage))
        if (name.startsWith('meta-console.journal')) sessionStorage.removeItem(name)";
    const UNFOLD: &str =
        "for (const entry of document.querySelectorAll('main details')) entry.open = true";
    walk.open(&format!("applications/{id}")).await;
    let page = walk.page();
    page.enter("Description", " More.").await;
    page.press("Save").await;
    page.sees("Saved Wide").await;
    walk.open("activity").await;
    let page = walk.page();
    page.find(Role::Heading, "Activity").await;
    page.sees("PATCH").await;
    walk.check(ROUTE, LOADED).await;
    let page = walk.page();
    page.script(UNFOLD, vec![]).await;
    page.sees("What changed").await;
    walk.check(ROUTE, "unfolded").await;
    let page = walk.page();
    page.enter("Filter activity", "no such thing").await;
    page.sees("No entry matches").await;
    walk.check(ROUTE, "nothing found").await;
    // Reading what is kept asks the API for nothing.
    let page = walk.page();
    page.script(FORGET, vec![]).await;
    page.reload().await;
    page.sees("Nothing sent yet").await;
    walk.check(ROUTE, EMPTY).await;
    walk.lock(ROUTE).await;
    walk.page().unlock(&walk.key).await;
}

async fn settings(walk: &mut Walk) {
    const ROUTE: &str = "Settings";
    walk.open("settings").await;
    walk.page().find(Role::Heading, "Settings").await;
    walk.check(ROUTE, LOADED).await;
    let page = walk.page();
    page.replace("Minutes until it locks", "1").await;
    page.key("Minutes until it locks", Key::Tab).await;
    page.refuses("Minutes until it locks", "from 2 to 60").await;
    walk.check(ROUTE, "refused").await;
    let page = walk.page();
    page.press("New profile…").await;
    page.press("Create profile").await;
    page.refuses("Name", "Enter").await;
    walk.check(ROUTE, "profile dialog open, refused").await;
    let page = walk.page();
    page.press("Cancel").await;
    page.press("Forget everything…").await;
    page.find(Role::Heading, "Forget everything?").await;
    walk.check(ROUTE, "forget dialog open").await;
    walk.page().press("Cancel").await;
    walk.lock(ROUTE).await;
    walk.page().unlock(&walk.key).await;
}

async fn api_keys(walk: &mut Walk, id: &str) {
    const ROUTE: &str = "ApiKeys";
    let path = format!("applications/{id}/keys");
    walk.visit(&Screen {
        route: ROUTE,
        path: &path,
        api: &format!("applications/{id}/apikeys"),
        says: "1–1 of 1",
    })
    .await;
    let page = walk.page();
    let name = "return document.querySelector(\"[aria-label^='Delete key']\").ariaLabel";
    let name = page.script(name, vec![]).await;
    let delete = name.as_str().unwrap().to_owned();
    page.press(&delete).await;
    page.find(Role::Button, "Delete key").await;
    walk.check(ROUTE, "delete dialog open").await;
    let page = walk.page();
    page.press("Cancel").await;
    page.press(&delete.replace("Delete", "Reveal")).await;
    page.press("Create key").await;
    page.sees("API key created").await;
    walk.check(ROUTE, "created").await;
    delete_all(walk, &format!("applications/{id}/apikeys"), "key").await;
    walk.open(&path).await;
    walk.page().sees("No API keys yet").await;
    walk.check(ROUTE, EMPTY).await;
}

async fn webhooks(walk: &mut Walk, id: &str) {
    const ROUTE: &str = "WebHooks";
    let path = format!("applications/{id}/webhooks");
    walk.visit(&Screen {
        route: ROUTE,
        path: &path,
        api: &path,
        says: "1–2 of 2",
    })
    .await;
    let page = walk.page();
    page.press("Add webhook…").await;
    page.enter("URL", "localhost").await;
    page.press("Add webhook").await;
    page.refuses("URL", "Start the URL").await;
    walk.check(ROUTE, "add dialog open, refused").await;
    let page = walk.page();
    page.replace("URL", "http://example.com").await;
    page.sees("http: is not encrypted").await;
    walk.check(ROUTE, "add dialog open, warned").await;
    walk.page().press("Cancel").await;

    let hooks = walk.ask("GET", &path, None).await;
    let hook = format!("{path}/{}", hooks["objects"][0]["id"].as_str().unwrap());
    walk.visit(&Screen {
        route: "WebHook",
        path: &hook,
        api: &hook,
        says: "https://example.com/hook",
    })
    .await;
    let page = walk.page();
    page.press("Delete…").await;
    page.find(Role::Button, "Delete webhook").await;
    walk.check("WebHook", "delete dialog open").await;
    walk.page().press("Cancel").await;
    walk.open(&format!("{path}/99999")).await;
    walk.page().sees("404").await;
    walk.check("WebHook", "not there").await;

    delete_all(walk, &path, "id").await;
    walk.open(&path).await;
    walk.page().sees("No webhooks yet").await;
    walk.check(ROUTE, EMPTY).await;
}

async fn not_found(walk: &mut Walk) {
    const ROUTE: &str = "NotFound";
    walk.open("no/such/place").await;
    walk.page().find(Role::Heading, "Page not found").await;
    walk.check(ROUTE, LOADED).await;
    walk.lock(ROUTE).await;
}

async fn delete_all(walk: &Walk, path: &str, id: &str) {
    let all = walk.ask("GET", path, None).await;
    for object in all["objects"].as_array().unwrap() {
        let id = object[id].as_str().unwrap();
        walk.ask("DELETE", &format!("{path}/{id}"), None).await;
    }
}
