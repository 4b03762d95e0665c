//! What is typed and not saved, beyond what `draft_table.rs` says of every form: whose it is, what
//! is left out of it, and what becomes of it beside later changes.

use super::{application, one_application, page_of};
use crate::support::{
    Answer, BASE_URL, KEY, Network, Page, call, drafts, enter, open_console, settle, start_console,
    until, value_of,
};
use wasm_bindgen_test::wasm_bindgen_test;

const TYPED: &str = "Typed and not saved";

/// The details of `a1`, with a description that is not saved.
async fn edited() -> (Network, Page) {
    let network = one_application();
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, TYPED);
    until("it is kept", || drafts().contains(TYPED)).await;
    (network, page)
}

/// Loads the page again, as the tab's storage is.
fn reload(page: &Page) -> Page {
    start_console(&page.address())
}

async fn unlock(page: &Page, key: &str) {
    enter(&page.one("#base_url"), BASE_URL);
    enter(&page.field("Developer key").await, key);
    page.button("Unlock").await.click();
    page.sees("Danger zone").await;
}

async fn is_back(page: &Page) {
    page.sees("Your unsaved draft from").await;
    page.sees("is back: Description.").await;
    assert_eq!(value_of(&page.field("Description").await), TYPED);
    page.sees("1 unsaved change").await;
}

#[wasm_bindgen_test]
async fn a_refused_key_keeps_it_until_the_same_account_is_unlocked() {
    let (network, page) = edited().await;
    network
        .on(
            "PATCH /applications/a1",
            Answer::error(401, "unauthorized", "No."),
        )
        .on(
            "PATCH /applications/a1",
            Answer::ok(&application("a1", "Demo App")),
        );
    page.button("Save").await.click();
    page.sees("The API no longer accepts the key (401)").await;
    assert!(!page.html().contains(TYPED));
    unlock(&page, KEY).await;
    is_back(&page).await;
}

#[wasm_bindgen_test]
async fn a_refused_key_hands_it_on_to_the_key_that_takes_its_place() {
    let (network, page) = edited().await;
    network.on(
        "PATCH /applications/a1",
        Answer::error(401, "unauthorized", "No."),
    );
    page.button("Save").await.click();
    page.sees("The API no longer accepts the key (401)").await;
    let page = reload(&page);
    unlock(&page, "anotherKey00000000000").await;
    is_back(&page).await;
    // A key that is entered after an ordinary lock is another account's.
    page.button("Lock").await.click();
    page.button("Lock and keep the draft").await.click();
    page.sees("The console is locked.").await;
    unlock(&page, KEY).await;
    settle().await;
    assert!(!page.text().contains("draft"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_deleted_application_leaves_none() {
    let (network, page) = edited().await;
    network.on("DELETE /applications/a1", Answer::new(204, &[], ""));
    page.button("Delete…").await.click();
    enter(&page.field("Type Demo App to confirm").await, "Demo App");
    let delete = page.button("Delete application").await;
    until("it can be deleted", || !delete.has_attribute("disabled")).await;
    delete.click();
    page.sees("Deleted Demo App").await;
    until("the list", || page.address() == "/applications").await;
    until("nothing is kept", || !drafts().contains(TYPED)).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_while_an_application_is_created_is_a_change_of_it() {
    let network = one_application();
    let (held, answer) = Answer::held();
    network.on("POST /applications", answer);
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, "Demo App");
    enter(&page.field("Description").await, "About Demo App");
    page.button("Create application").await.click();
    network.request("POST /applications").await;
    enter(&page.field("Description").await, TYPED);
    held.release(Answer::json(201, &application("a1", "Demo App")));
    until("its page", || page.address() == "/applications/a1").await;
    is_back(&page).await;
}

#[wasm_bindgen_test]
async fn a_lock_keeps_it_and_another_account_does_not_see_it() {
    let (_network, page) = edited().await;
    page.button("Lock").await.click();
    page.button("Lock and keep the draft").await.click();
    page.sees("The console is locked.").await;
    assert!(!page.html().contains(TYPED));
    unlock(&page, "anotherKey00000000000").await;
    settle().await;
    assert!(!page.html().contains(TYPED) && !page.text().contains("draft"));
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    unlock(&page, KEY).await;
    is_back(&page).await;
}

#[wasm_bindgen_test]
async fn a_form_that_was_left_on_purpose_offers_it() {
    let (_network, page) = edited().await;
    page.link("Applications").await.click();
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    page.link("Demo App").await.click();
    page.sees("You have an unsaved draft from").await;
    let description = page.field("Description").await;
    assert_eq!(value_of(&description), "About Demo App");
    let offer = page.one(".draft table");
    let text = offer.inner_text();
    assert!(
        text.contains(TYPED) && text.contains("About Demo App"),
        "{text}"
    );
    assert!(!page.text().contains("unsaved change"));
    page.button("Restore").await.click();
    until("it is back", || value_of(&description) == TYPED).await;
    page.sees("1 unsaved change").await;
}

#[wasm_bindgen_test]
async fn what_is_offered_survives_a_reload_and_what_is_typed_beside_it() {
    let (_network, page) = edited().await;
    page.link("Applications").await.click();
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    page.link("Demo App").await.click();
    page.sees("You have an unsaved draft from").await;
    let page = reload(&page);
    page.sees("You have an unsaved draft from").await;
    enter(&page.field("Name").await, "Another name");
    page.sees("1 unsaved change").await;
    page.button("Restore").await.click();
    page.sees("2 unsaved changes").await;
    assert_eq!(value_of(&page.field("Name").await), "Another name");
    assert_eq!(value_of(&page.field("Description").await), TYPED);
}

#[wasm_bindgen_test]
async fn discarding_what_is_typed_clears_it() {
    let (_network, page) = edited().await;
    page.button("Discard").await.click();
    until("nothing is kept", || !drafts().contains(TYPED)).await;
}

#[wasm_bindgen_test]
async fn each_application_has_its_own() {
    let (network, page) = edited().await;
    network.on(
        "GET /applications/a2",
        Answer::ok(&application("a2", "Another")),
    );
    network.on("GET /applications/a2/apikeys", page_of(0, 1, &[]));
    network.on("GET /applications/a2/webhooks", page_of(0, 1, &[]));
    let other = start_console("/applications/a2");
    other.sees("Danger zone").await;
    settle().await;
    assert!(!other.text().contains("draft"));
    drop(page);
}

#[wasm_bindgen_test]
async fn a_new_application_keeps_its_fields_and_its_template() {
    let network = one_application();
    // As the API makes them: an id looks like a key.
    network.on(
        "GET /applications?page=1&page_size=1000",
        page_of(1, 1, &[application("wSPk9y5D7p5o87k0ACGKxR", "Demo App")]),
    );
    let page = open_console("/applications/new");
    enter(&page.field("Name").await, TYPED);
    page.sees("capabilities are copied").await;
    let template = page.field("Template").await;
    enter(&template, "demo");
    until("it is found", || page.all("[role=option]").len() == 1).await;
    crate::support::press(&template, "Enter");
    page.sees("Set by the template.").await;
    let page = reload(&page);
    page.sees("is back: Name, Template.").await;
    assert_eq!(value_of(&page.field("Name").await), TYPED);
    let template = page.field("Template").await;
    until("it is named", || value_of(&template) == "Demo App").await;
    page.button("Discard draft").await.click();
    until("it is empty", || value_of(&template).is_empty()).await;
    assert_eq!(value_of(&page.field("Name").await), "");
    until("nothing is kept", || !drafts().contains(TYPED)).await;
}

#[wasm_bindgen_test]
async fn what_looks_like_a_key_is_never_kept() {
    const API_KEY: &str = "nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX";
    let _network = one_application();
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "Kept name");
    for text in [API_KEY, KEY] {
        enter(&page.field("Description").await, &format!("see {text}"));
        page.sees("2 unsaved changes").await;
        page.sees("Looks like a key, so it is not kept as a draft: Description.")
            .await;
        until("the name is kept", || drafts().contains("Kept name")).await;
        settle().await;
        assert!(!drafts().contains(text));
    }
    page.link("Applications").await.click();
    page.sees("A draft leaves out what looks like a key: Description.")
        .await;
}

#[wasm_bindgen_test]
async fn what_takes_the_place_of_a_key_is_kept_and_the_key_is_not() {
    const API_KEY: &str = "nRc3oTOo4kyCVTLGBmyW8sZ1pbF4qX";
    let network = one_application();
    let saved = application("a1", "Demo App").replace("About Demo App", API_KEY);
    network.again("GET /applications/a1", Answer::ok(&saved));
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, TYPED);
    until("it is kept", || drafts().contains(TYPED)).await;
    assert!(!drafts().contains(API_KEY));
    let page = reload(&page);
    is_back(&page).await;
}

#[wasm_bindgen_test]
async fn a_save_that_ends_after_its_form_was_left_forgets_what_was_saved() {
    let (network, page) = edited().await;
    let (held, answer) = Answer::held();
    network.on("PATCH /applications/a1", answer);
    page.button("Save").await.click();
    network.request("PATCH /applications/a1").await;
    // Typed too late for this save.
    enter(&page.field("Name").await, "Later");
    until("it is kept", || drafts().contains("Later")).await;
    page.link("Applications").await.click();
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    let saved = application("a1", "Demo App").replace("About Demo App", TYPED);
    held.release(Answer::ok(&saved));
    page.sees("Saved Demo App").await;
    until("it is forgotten", || !drafts().contains(TYPED)).await;
    assert!(drafts().contains("Later"));
}

#[wasm_bindgen_test]
async fn what_is_saved_anew_is_not_offered_as_it_was_before() {
    let (network, page) = edited().await;
    page.link("Applications").await.click();
    page.button("Leave and keep the draft").await.click();
    until("the list", || page.address() == "/applications").await;
    page.link("Demo App").await.click();
    page.sees("You have an unsaved draft from").await;
    enter(&page.field("Description").await, "Newer");
    page.sees("1 unsaved change").await;
    let saved = application("a1", "Demo App").replace("About Demo App", "Newer");
    network.on("PATCH /applications/a1", Answer::ok(&saved));
    page.button("Save").await.click();
    page.sees("Saved Demo App").await;
    settle().await;
    assert!(!page.text().contains("unsaved draft"), "{}", page.text());
    until("it is forgotten", || !drafts().contains(TYPED)).await;
}

#[wasm_bindgen_test]
async fn what_is_damaged_or_foreign_is_ignored() {
    let (_network, page) = edited().await;
    for text in [
        "{",
        "[]",
        r#"{"at":"x"}"#,
        r#"{"at":1,"left":false,"changes":[{"field":"active","old":"a","new":"b"}]}"#,
    ] {
        call(
            "for (const name of Object.keys(sessionStorage))
                 if (name.startsWith('meta-console.draft.')) sessionStorage.setItem(name, arguments[0])",
            &[text.into()],
        );
        let page = reload(&page);
        page.sees("Danger zone").await;
        settle().await;
        assert!(!page.text().contains("draft"), "{text}");
        assert_eq!(value_of(&page.field("Description").await), "About Demo App");
        enter(&page.field("Description").await, TYPED);
        until("it is kept", || drafts().contains(TYPED)).await;
    }
}
