//! An application that others change while it is edited.

use super::{application, one_application};
use crate::support::{Answer, Network, Page, drafts, enter, open_console, settle, until, value_of};
use wasm_bindgen_test::wasm_bindgen_test;

fn changed(from: &[(&str, &str)]) -> String {
    let app = application("a1", "Demo App");
    from.iter()
        .fold(app, |app, (old, new)| app.replace(old, new))
}

/// The details with a name and a description that are not saved, while the API has `theirs` now.
async fn edited(theirs: &str) -> (Network, Page) {
    let network = one_application();
    let page = open_console("/applications/a1");
    enter(&page.field("Name").await, "Mine");
    enter(&page.field("Description").await, "My text");
    page.sees("2 unsaved changes").await;
    network.again("GET /applications/a1", Answer::ok(theirs));
    (network, page)
}

#[wasm_bindgen_test]
async fn an_application_that_did_not_move_is_read_and_saved_without_a_question() {
    let (network, page) = edited(&changed(&[])).await;
    network.on("PATCH /applications/a1", Answer::ok(&changed(&[])));
    let reads = network.count("GET /applications/a1");
    page.button("Save").await.click();
    let request = network.request("PATCH /applications/a1").await;
    assert_eq!(request.body, r#"{"name":"Mine","description":"My text"}"#);
    assert_eq!(network.count("GET /applications/a1"), reads + 1);
    settle().await;
    assert!(!page.has("dialog[open]"));
}

#[wasm_bindgen_test]
async fn what_others_changed_elsewhere_is_kept_and_said() {
    let theirs = changed(&[(r#""active":true"#, r#""active":false"#)]);
    let (network, page) = edited(&theirs).await;
    let both = theirs
        .replace("About Demo App", "My text")
        .replace(r#""name":"Demo App""#, r#""name":"Mine""#);
    network.on("PATCH /applications/a1", Answer::ok(&both));
    page.button("Save").await.click();
    page.sees("Saved Mine. Changed elsewhere, and kept: Active")
        .await;
    let request = network.request("PATCH /applications/a1").await;
    assert_eq!(request.body, r#"{"name":"Mine","description":"My text"}"#);
    page.sees_no_more("unsaved change").await;
    assert!(!page.has("#active:checked"));
}

#[wasm_bindgen_test]
async fn a_conflict_shows_all_three_values_and_sends_only_what_is_chosen() {
    let theirs = changed(&[
        (r#""name":"Demo App""#, r#""name":"Theirs""#),
        ("About Demo App", "Their text"),
    ]);
    let (network, page) = edited(&theirs).await;
    page.button("Save").await.click();
    page.sees("was changed elsewhere").await;
    let table = page.one("dialog table").inner_text();
    for value in [
        "Demo App",
        "Mine",
        "Theirs",
        "About Demo App",
        "My text",
        "Their text",
    ] {
        assert!(table.contains(value), "{value}: {table}");
    }
    assert_eq!(network.count("PATCH /applications/a1"), 0);

    // Without a choice for each field nothing is sent.
    page.field("Keep mine: Name").await.click();
    page.button("Save my choices").await.click();
    settle().await;
    assert!(page.has("dialog:modal"));
    assert_eq!(network.count("PATCH /applications/a1"), 0);

    let request = || page.one("dialog .request").inner_text();
    assert!(request().contains("Nothing would be sent"), "{}", request());
    page.field("Take theirs: Description").await.click();
    until("the request is shown", || request().contains("PATCH")).await;
    assert!(request().contains("Mine") && !request().contains("Their text"));
    let saved = theirs.replace(r#""name":"Theirs""#, r#""name":"Mine""#);
    network.on("PATCH /applications/a1", Answer::ok(&saved));
    page.button("Save my choices").await.click();
    let request = network.request("PATCH /applications/a1").await;
    assert_eq!(request.body, r#"{"name":"Mine"}"#);
    page.sees("Saved Mine").await;
    assert_eq!(value_of(&page.field("Description").await), "Their text");
    page.sees_no_more("unsaved change").await;
}

#[wasm_bindgen_test]
async fn a_conflict_can_be_left_open_and_nothing_is_lost() {
    let theirs = changed(&[(r#""name":"Demo App""#, r#""name":"Theirs""#)]);
    let (network, page) = edited(&theirs).await;
    page.button("Save").await.click();
    page.sees("was changed elsewhere").await;
    page.button("Cancel").await.click();
    until("it closes", || !page.has("dialog[open]")).await;
    assert_eq!(value_of(&page.field("Name").await), "Mine");
    page.sees("2 unsaved changes").await;
    // And it asks again.
    page.button("Save").await.click();
    page.sees("Keep mine").await;
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn who_takes_all_of_theirs_has_nothing_left_to_save() {
    let theirs = changed(&[
        (r#""name":"Demo App""#, r#""name":"Theirs""#),
        ("About Demo App", "Their text"),
    ]);
    let (network, page) = edited(&theirs).await;
    page.button("Save").await.click();
    page.field("Take theirs: Name").await.click();
    page.field("Take theirs: Description").await.click();
    page.button("Save my choices").await.click();
    page.sees_no_more("unsaved change").await;
    settle().await;
    assert_eq!(value_of(&page.field("Name").await), "Theirs");
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn an_application_that_is_gone_says_so_and_keeps_the_draft() {
    let (network, page) = edited(&changed(&[])).await;
    network.again(
        "GET /applications/a1",
        Answer::error(404, "not_found", "No."),
    );
    page.button("Save").await.click();
    page.sees("Demo App is gone. What you typed is kept here as a draft.")
        .await;
    assert_eq!(network.count("PATCH /applications/a1"), 0);
    assert_eq!(value_of(&page.field("Name").await), "Mine");
    assert!(drafts().contains("My text"));
}

#[wasm_bindgen_test]
async fn a_save_can_be_undone_unless_others_changed_it_meanwhile() {
    let (network, page) = edited(&changed(&[])).await;
    let saved = changed(&[
        (r#""name":"Demo App""#, r#""name":"Mine""#),
        ("About Demo App", "My text"),
    ]);
    network
        .on("PATCH /applications/a1", Answer::ok(&saved))
        .on("PATCH /applications/a1", Answer::ok(&changed(&[])));
    page.button("Save").await.click();
    page.sees("Saved Mine").await;
    network.again("GET /applications/a1", Answer::ok(&saved));
    page.button("Undo").await.click();
    page.sees("Undid the change to Demo App").await;
    let undo = network.requests().pop().unwrap();
    assert_eq!(undo.line, "PATCH /applications/a1");
    assert_eq!(
        undo.body,
        r#"{"name":"Demo App","description":"About Demo App"}"#
    );
    until("the form follows", || {
        value_of(&page.one("#name")) == "Demo App"
    })
    .await;
    assert!(!page.text().contains("unsaved change"));

    let (network, page) = edited(&changed(&[])).await;
    network.on("PATCH /applications/a1", Answer::ok(&saved));
    page.button("Save").await.click();
    page.sees("Saved Mine").await;
    let theirs = saved.replace("My text", "Their text");
    network.again("GET /applications/a1", Answer::ok(&theirs));
    page.button("Undo").await.click();
    page.sees("Undid nothing: Mine was changed elsewhere meanwhile.")
        .await;
    assert_eq!(network.count("PATCH /applications/a1"), 1);
}

#[wasm_bindgen_test]
async fn a_draft_from_before_a_reload_still_knows_what_it_began_from() {
    let theirs = changed(&[(r#""name":"Demo App""#, r#""name":"Theirs""#)]);
    let (network, _page) = edited(&theirs).await;
    until("it is kept", || drafts().contains("My text")).await;
    let page = crate::support::start_console("/applications/a1");
    page.sees("is back: Name, Description.").await;
    page.button("Save").await.click();
    page.sees("was changed elsewhere").await;
    assert!(page.one("dialog table").inner_text().contains("Demo App"));
    assert_eq!(network.count("PATCH /applications/a1"), 0);
}

#[wasm_bindgen_test]
async fn a_conflict_also_lists_what_was_changed_elsewhere_only() {
    let theirs = changed(&[
        (r#""name":"Demo App""#, r#""name":"Theirs""#),
        (r#""active":true"#, r#""active":false"#),
    ]);
    let (network, page) = edited(&theirs).await;
    page.button("Save").await.click();
    page.sees("Also changed elsewhere").await;
    let tables = page.all("dialog table");
    assert_eq!(tables.len(), 2);
    assert!(!tables[0].inner_text().contains("Active"));
    let row: Vec<String> = page
        .all("dialog table:last-of-type tbody > tr")
        .iter()
        .map(|it| {
            it.inner_text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert!(row.contains(&"Active On Off".to_owned()), "{row:?}");
    // There is nothing to choose about it, and nothing of it is sent.
    page.field("Keep mine: Name").await.click();
    let both = theirs.replace(r#""name":"Theirs""#, r#""name":"Mine""#);
    network.on("PATCH /applications/a1", Answer::ok(&both));
    page.button("Save my choices").await.click();
    let request = network.request("PATCH /applications/a1").await;
    assert_eq!(request.body, r#"{"name":"Mine","description":"My text"}"#);
}

#[wasm_bindgen_test]
async fn a_conflict_without_other_changes_lists_none() {
    let theirs = changed(&[(r#""name":"Demo App""#, r#""name":"Theirs""#)]);
    let (_network, page) = edited(&theirs).await;
    page.button("Save").await.click();
    page.sees("was changed elsewhere").await;
    assert_eq!(page.all("dialog table").len(), 1);
    assert!(!page.text().contains("Also changed elsewhere"));
}
