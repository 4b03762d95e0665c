//! The command palette and the help for keys: everything by typing, nothing by pointing.

use crate::Journey;
use e2e::{Page, Role, until};
use thirtyfour::Key;

/// What the palette lists, in order.
async fn commands(page: &Page) -> Vec<String> {
    const COMMANDS: &str = "return [...document.querySelectorAll('dialog:modal [role=option]')]
        .map(option => option.dataset.command)";
    serde_json::from_value(page.script(COMMANDS, vec![]).await).unwrap()
}

/// Opens it, types, and runs what is listed first once that is this.
async fn run(page: &Page, typed: &str, command: &str) {
    page.chord(&[Key::Control], 'k').await;
    page.find(Role::Field, "Search or run a command").await;
    page.type_text(typed).await;
    until(&format!("{command:?} is not the first"), async || {
        let found = commands(page).await;
        let is_first = found.first().is_some_and(|it| it == command);
        is_first.then_some(()).ok_or(format!("{found:?}"))
    })
    .await;
    page.type_key(Key::Enter).await;
}

#[tokio::test]
async fn an_application_is_found_by_its_name_or_its_id_from_anywhere() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    let id = journey.make("Zebra crossing").await;
    page.sees("1–25 of 6").await;
    assert!(!page.has(Role::Link, "Zebra crossing").await);
    run(page, "zebra", "Zebra crossing").await;
    page.find(Role::Heading, "Zebra crossing").await;
    run(page, "settings", "Settings").await;
    page.find(Role::Heading, "Settings").await;
    run(page, &id, "Zebra crossing").await;
    journey.is_at(&format!("applications/{id}")).await;
}

#[tokio::test]
async fn the_palette_lists_every_action_of_the_screen_and_runs_it() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    let id = journey.make("Demo App").await;
    let application = format!("applications/{id}");
    let tabs = [
        "Details",
        "API keys",
        "Webhooks",
        "Copy App ID",
        "Duplicate",
        "Refresh",
    ];
    let screens = [
        (
            "applications".to_owned(),
            vec!["New application", "Refresh", "Next page", "Last page"],
        ),
        (
            application.clone(),
            vec!["Deactivate", "Delete application…"],
        ),
        (format!("{application}/keys"), vec!["Create API key"]),
        (format!("{application}/webhooks"), vec!["Add webhook…"]),
    ];
    for (path, mut expected) in screens {
        expected.extend([
            "Applications",
            "Lock the console",
            "Switch the theme",
            "Shortcuts",
        ]);
        if path.starts_with(&application) {
            expected.extend(tabs);
        }
        journey.open(&path).await;
        page.find(Role::Button, "Lock").await;
        page.find(Role::Button, "Refresh").await;
        until(&format!("{path} lacks a command"), async || {
            page.chord(&[Key::Control], 'k').await;
            page.find(Role::Field, "Search or run a command").await;
            let found = commands(page).await;
            page.type_key(Key::Escape).await;
            page.find(Role::Button, "Refresh").await;
            let missing = expected
                .iter()
                .find(|it| !found.iter().any(|has| has == *it));
            missing.map_or(Ok(()), |it| Err(format!("{it:?} is not in {found:?}")))
        })
        .await;
    }
    run(page, "add", "Add webhook…").await;
    page.find(Role::Field, "URL").await;
    page.type_key(Key::Escape).await;
    run(page, "lock", "Lock the console").await;
    page.sees("The console is locked").await;
}

#[tokio::test]
async fn the_keys_of_a_screen_are_listed_and_single_ones_can_be_switched_off() {
    let journey = Journey::unlocked(60).await;
    let page = journey.page();
    page.sees("1–25 of 60").await;
    page.type_text("?").await;
    for line in ["Next page", "New application", "In the list", "Everywhere"] {
        page.sees(line).await;
    }
    page.type_key(Key::Escape).await;
    page.sees_no_more("In the list").await;
    run(page, "settings", "Settings").await;
    page.click(Role::Field, "Single-key shortcuts").await;
    run(page, "applications", "Applications").await;
    page.sees("1–25 of 60").await;
    page.type_text("]c?").await;
    // With a modifier they still work, after all that could have happened has.
    page.chord(&[Key::Control, Key::Shift], 'l').await;
    page.sees("The console is locked").await;
    journey.is_at("applications").await;
}
