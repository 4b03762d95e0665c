//! The settings, and the profiles on the unlock screen.

use super::one_application;
use crate::support::{
    BASE_URL, KEY, Network, Page, call, enter, fire, heard_elsewhere, keep_session, open_console,
    settle, start_console, until, value_of,
};
use wasm_bindgen_test::wasm_bindgen_test;

const STAGING: &str = r#"{"id":1,"name":"Production","base_url":"https://api.example.com/v0","colour":"red"}
{"id":2,"name":"Staging","base_url":"https://staging.example.com/v0","colour":"amber"}"#;

fn kept(name: &str) -> String {
    call(
        "return localStorage.getItem(arguments[0]) ?? ''",
        &[name.into()],
    )
    .as_string()
    .unwrap()
}

fn root(attribute: &str) -> String {
    call(
        "return document.documentElement.getAttribute(arguments[0]) ?? ''",
        &[attribute.into()],
    )
    .as_string()
    .unwrap()
}

fn prepare(profiles: &str) {
    call(
        "localStorage.clear(); sessionStorage.clear();
         if (arguments[0]) localStorage.setItem('meta-console.profiles', arguments[0]);",
        &[profiles.into()],
    );
}

/// The open settings, with these profiles kept.
fn settings(profiles: &str) -> (Page, Network) {
    prepare(profiles);
    let network = one_application();
    (open_console("/settings"), network)
}

fn choose(select: &web_sys::HtmlElement, value: &str) {
    call(
        "arguments[0].value = arguments[1]",
        &[select.into(), value.into()],
    );
    fire(select, "change");
}

#[wasm_bindgen_test]
async fn appearance_is_shown_at_once_and_kept() {
    let (page, _network) = settings("");
    page.field("Compact").await.click();
    until("rows are compact", || root("data-density") == "compact").await;
    page.field("Dark").await.click();
    until("it is dark", || root("data-theme") == "dark").await;
    assert!(kept("meta-console.settings").contains(r#""compact":true"#));
    let page = start_console("/settings");
    let compact = page.field("Compact").await;
    assert!(call("return arguments[0].checked", &[compact.into()]).is_truthy());
    page.field("Comfortable").await.click();
    page.field("As the system").await.click();
    until("all is as before", || {
        root("data-density").is_empty() && root("data-theme").is_empty()
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_another_tab_sets_is_shown_here_too() {
    let (page, _network) = settings("");
    page.field("Compact").await;
    call(
        "localStorage.setItem('meta-console.settings', '{\"compact\":true}');
         dispatchEvent(new StorageEvent('storage'))",
        &[],
    );
    until("rows are compact", || root("data-density") == "compact").await;
    prepare("");
    call("dispatchEvent(new StorageEvent('storage'))", &[]);
    until("and not any more", || root("data-density").is_empty()).await;
}

#[wasm_bindgen_test]
async fn the_idle_time_is_between_two_minutes_and_an_hour_or_off() {
    let (page, _network) = settings("");
    let field = page.field("Minutes until it locks").await;
    for wrong in ["1", "61", "", "2.5"] {
        enter(&field, wrong);
        fire(&field, "change");
        page.sees("Enter a whole number of minutes from 2 to 60.")
            .await;
        assert_eq!(kept("meta-console.settings"), "", "{wrong}");
    }
    enter(&field, "30");
    fire(&field, "change");
    page.sees_no_more("Enter a whole number").await;
    assert!(kept("meta-console.settings").contains(r#""idle_minutes":30"#));
    page.field("Lock when nothing happens").await.click();
    until("there is no time to set", || !page.has("#idle_minutes")).await;
    assert!(kept("meta-console.settings").contains(r#""idle_minutes":0"#));
    prepare("");
}

#[wasm_bindgen_test]
async fn single_keys_can_be_switched_off() {
    let (page, _network) = settings("");
    page.field("Single-key shortcuts").await.click();
    until("it is kept", || {
        kept("meta-console.settings").contains(r#""single_keys":false"#)
    })
    .await;
    prepare("");
}

#[wasm_bindgen_test]
async fn without_a_profile_the_host_is_always_on_the_screen() {
    let (page, _network) = settings("");
    page.sees("api.example.com").await;
    assert_eq!(page.one(".topbar .profile").inner_text(), "api.example.com");
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    assert_eq!(page.one(".profile").inner_text(), "api.example.com");
    assert!(!page.has("select"), "there is nothing to choose");
}

#[wasm_bindgen_test]
async fn a_profile_is_made_edited_and_removed_and_holds_no_key() {
    let (page, _network) = settings("");
    page.button("New profile…").await.click();
    let name = page.field("Name").await;
    page.button("Create profile").await.click();
    page.sees("Enter a name.").await;
    enter(&name, KEY);
    page.button("Create profile").await.click();
    page.sees("This looks like a key.").await;
    enter(&name, "Production");
    page.field("Red").await.click();
    page.button("Create profile").await.click();
    until("the dialog is gone", || !page.has("dialog[open]")).await;
    page.sees("Production").await;
    let entry: serde_json::Value = serde_json::from_str(&kept("meta-console.profiles")).unwrap();
    assert_eq!(
        entry,
        serde_json::json!({"id": 1, "name": "Production", "base_url": BASE_URL, "colour": "red"})
    );

    page.button("Edit Production").await.click();
    enter(&page.field("Name").await, "Live");
    page.button("Save profile").await.click();
    page.button("Remove Live").await.click();
    page.sees("Removed Live").await;
    until("it is gone", || kept("meta-console.profiles").is_empty()).await;
    page.button("Undo").await.click();
    until("it is back", || {
        kept("meta-console.profiles").contains("Live")
    })
    .await;
    page.button("Edit Live").await;
    prepare("");
}

#[wasm_bindgen_test]
async fn a_profile_that_is_not_saved_is_kept_and_asked_about() {
    let (page, _network) = settings(STAGING);
    page.button("Edit Staging").await.click();
    enter(&page.field("Name").await, "Rehearsal");
    page.field("Green").await.click();
    until("closing asks", || {
        call("return !!window.onbeforeunload", &[]).is_truthy()
    })
    .await;
    // A reload, which asks nobody in here.
    let page = start_console("/settings");
    page.button("Edit Production").await.click();
    page.field("Name").await;
    assert!(!page.has(".draft"), "each has its own");
    page.button("Cancel").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    page.button("Edit Staging").await.click();
    page.sees("is back: Name, Colour.").await;
    page.button("Save profile").await.click();
    until("it is saved", || {
        kept("meta-console.profiles").contains(r#""name":"Rehearsal""#)
    })
    .await;
    assert!(kept("meta-console.profiles").contains(r#""colour":"green""#));
    assert_eq!(crate::support::drafts(), "");
    prepare("");
}

#[wasm_bindgen_test]
async fn going_over_to_a_profile_locks_and_asks_for_its_key() {
    let (page, _network) = settings(STAGING);
    page.button("Switch to Staging").await.click();
    page.sees("Unlock the console").await;
    assert_eq!(page.one(".profile").inner_text(), "Staging");
    assert_eq!(
        page.one(".profile").get_attribute("data-colour").unwrap(),
        "amber"
    );
    let value = |selector: &str| {
        call("return arguments[0].value", &[page.one(selector).into()])
            .as_string()
            .unwrap()
    };
    assert_eq!(value("#base_url"), "https://staging.example.com/v0");
    assert_eq!(value("#developer_key"), "");
    assert!(!page.traces().contains(KEY));

    // The key typed for one address does not go to another one.
    enter(&page.field("Developer key").await, KEY);
    choose(&page.field("Profile").await, "1");
    until("the key field is empty", || {
        value("#developer_key").is_empty()
    })
    .await;
    assert_eq!(value("#base_url"), BASE_URL);
    until("the badge follows", || {
        page.one(".profile").inner_text() == "Production"
    })
    .await;
    enter(&page.field("Developer key").await, KEY);
    page.button("Unlock").await.click();
    page.button("Lock").await;
    assert_eq!(page.one(".topbar .profile").inner_text(), "Production");
    prepare("");
}

#[wasm_bindgen_test]
async fn a_new_tab_begins_with_the_profile_that_was_chosen_last() {
    prepare(STAGING);
    call("localStorage.setItem('meta-console.profile', '2')", &[]);
    let _network = one_application();
    let page = start_console("/applications");
    page.sees("Unlock the console").await;
    assert_eq!(page.one(".profile").inner_text(), "Staging");
    // What this tab has chosen itself comes first: none, in this case.
    call("sessionStorage.setItem('meta-console.profile', '0')", &[]);
    keep_session();
    let page = start_console("/applications");
    page.button("Lock").await;
    assert_eq!(page.one(".topbar .profile").inner_text(), "api.example.com");
    prepare("");
}

#[wasm_bindgen_test]
async fn a_typed_address_is_no_profile_and_empties_the_key_field() {
    prepare(STAGING);
    call("sessionStorage.setItem('meta-console.profile', '2')", &[]);
    let _network = one_application();
    let page = start_console("/applications");
    page.sees("Unlock the console").await;
    assert_eq!(page.one(".profile").inner_text(), "Staging");
    let key = page.field("Developer key").await;
    enter(&key, KEY);
    enter(&page.one("#base_url"), "https://other.example.com/v0");
    until("the badge is the host", || {
        page.one(".profile").inner_text() == "other.example.com"
    })
    .await;
    let value = call("return arguments[0].value", &[key.into()]);
    assert_eq!(value.as_string().unwrap(), "");
    assert!(!page.traces().contains(KEY));
    prepare("");
}

#[wasm_bindgen_test]
async fn another_address_for_the_profile_in_use_asks_for_the_key_again() {
    prepare(STAGING);
    keep_session();
    call("sessionStorage.setItem('meta-console.profile', '1')", &[]);
    let _network = one_application();
    let page = start_console("/settings");
    page.button("Edit Production").await.click();
    enter(
        &page.field("API base URL").await,
        "https://new.example.com/v0",
    );
    page.button("Save profile").await.click();
    page.sees("Unlock the console").await;
    assert!(!page.traces().contains(KEY));
    assert_eq!(page.one(".profile").inner_text(), "Production");
    prepare("");
}

#[wasm_bindgen_test]
async fn damaged_profiles_and_settings_keep_nobody_out() {
    for damaged in ["{", "7", r#"{"id":"x"}"#] {
        prepare(damaged);
        call(
            "localStorage.setItem('meta-console.settings', arguments[0])",
            &[damaged.into()],
        );
        let _network = one_application();
        let page = open_console("/settings");
        page.button("New profile…").await;
        prepare("");
    }
}

#[wasm_bindgen_test]
async fn forgetting_everything_asks_first() {
    let (page, _network) = settings(STAGING);
    let heard = heard_elsewhere();
    page.button("Forget everything…").await.click();
    page.sees("Forget everything?").await;
    assert!(page.text().contains("Drafts cannot be brought back"));
    page.button("Cancel").await.click();
    until("nothing happened", || !page.has("dialog[open]")).await;
    assert!(!kept("meta-console.profiles").is_empty());
    assert!(!heard().contains("forget"), "{}", heard());
    prepare("");
}

/// Another tab keeps these profiles.
fn keep_elsewhere(profiles: &str) {
    call(
        "const key = 'meta-console.profiles';
         localStorage.setItem(key, arguments[0]);
         dispatchEvent(new StorageEvent('storage', { key }))",
        &[profiles.into()],
    );
}

#[wasm_bindgen_test]
async fn another_address_from_another_tab_for_the_profile_in_use_locks_this_one() {
    prepare(STAGING);
    keep_session();
    call("sessionStorage.setItem('meta-console.profile', '1')", &[]);
    let _network = one_application();
    let page = start_console("/applications");
    page.link("Demo App").await;
    // What concerns another profile, or not the address, concerns nobody here.
    let others = STAGING
        .replace("staging.example.com", "other.example.com")
        .replace("Production", "Live");
    keep_elsewhere(&others);
    until("the name follows", || {
        page.one(".topbar .profile").inner_text() == "Live"
    })
    .await;
    page.link("Demo App").await;

    keep_elsewhere(&others.replace("api.example.com", "new.example.com"));
    page.sees("Enter the key of this one.").await;
    assert!(!page.html().contains("Demo App"));
    assert!(!page.traces().contains(KEY));
    assert_eq!(page.one(".profile").inner_text(), "Live");
    let address = page.one("#base_url");
    assert_eq!(value_of(&address), "https://new.example.com/v0");
    prepare("");
}

#[wasm_bindgen_test]
async fn a_profile_that_is_not_in_use_can_move_without_a_lock() {
    prepare(STAGING);
    keep_session();
    // Chosen, but the key was entered for another address since.
    call("sessionStorage.setItem('meta-console.profile', '2')", &[]);
    let _network = one_application();
    let page = start_console("/applications");
    page.link("Demo App").await;
    keep_elsewhere(&STAGING.replace("staging.example.com", "new.example.com"));
    settle().await;
    page.link("Demo App").await;
    prepare("");
}
