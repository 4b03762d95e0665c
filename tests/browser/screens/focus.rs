//! Where the focus goes when the page changes under it.

use super::{application, one_application, page_of};
use crate::support::{Answer, Network, Page, enter, fire, focused, open_console, press_key, until};
use wasm_bindgen_test::wasm_bindgen_test;

fn named(names: &[&str]) -> Vec<String> {
    let id = |name: &str| name.to_lowercase();
    names.iter().map(|it| application(&id(it), it)).collect()
}

async fn arrives(there: &str) {
    until(
        &format!("the focus is on {:?}, not on {there:?}", focused()),
        || focused() == there,
    )
    .await;
}

#[wasm_bindgen_test]
async fn another_page_is_said_and_its_first_row_gets_the_focus() {
    let network = Network::new();
    network
        .on(
            "GET /applications?page=1&page_size=25",
            page_of(4_812, 1, &named(&["First"])),
        )
        .on(
            "GET /applications?page=2&page_size=25",
            page_of(
                4_812,
                2,
                &(0..25)
                    .map(|it| application(&format!("b{it}"), &format!("App {it}")))
                    .collect::<Vec<_>>(),
            ),
        );
    let page = open_console("/applications");
    page.link("First").await;
    let status = page.one(".foot [role=status]");
    assert!(!press_key("]", ""));
    arrives("App 0").await;
    assert_eq!(status.inner_text(), "26–50 of 4,812");
    assert!(status.is_connected(), "the status that was there says it");
    assert!(!press_key("[", ""));
    arrives("First").await;
}

async fn delete(page: &Page, name: &str) {
    page.link(name).await.click();
    page.button("Delete…").await.click();
    let field = page.field(&format!("Type {name} to confirm")).await;
    enter(&field, name);
    fire(&page.one("dialog form"), "submit");
}

#[wasm_bindgen_test]
async fn after_an_application_is_deleted_the_row_that_followed_has_the_focus() {
    for (before, gone, after, there) in [
        (
            &["First", "Second", "Third"][..],
            "Second",
            &["First", "Third"][..],
            "Third",
        ),
        (&["First", "Second"][..], "Second", &["First"][..], "First"),
        (&["First"][..], "First", &[][..], "nothing"),
    ] {
        let network = Network::new();
        let id = gone.to_lowercase();
        let total = before.len() as u64 + 50;
        network
            .on(
                "GET /applications?page=3&page_size=25",
                page_of(total, 3, &named(before)),
            )
            .on(
                "GET /applications?page=3&page_size=25",
                page_of(total - 1, 3, &named(after)),
            )
            .on(
                &format!("GET /applications/{id}"),
                Answer::ok(&application(&id, gone)),
            )
            .on(
                &format!("GET /applications/{id}/apikeys"),
                page_of(0, 1, &[]),
            )
            .on(
                &format!("GET /applications/{id}/webhooks"),
                page_of(0, 1, &[]),
            )
            .on(
                &format!("DELETE /applications/{id}"),
                Answer::new(204, &[], ""),
            );
        let page = open_console("/applications?page=3");
        delete(&page, gone).await;
        page.sees(&format!("Deleted {gone}")).await;
        arrives(there).await;
        assert_eq!(page.address(), "/applications?page=3");
    }
}

fn key(value: &str) -> String {
    format!(
        r#"{{"key":"{value}","created":"2014-03-18T12:57:16.770685Z","modified":"2014-03-18T12:57:16.770685Z"}}"#
    )
}

#[wasm_bindgen_test]
async fn after_an_api_key_is_deleted_the_next_row_has_the_focus() {
    const ONE: &str = "Vn5bo3XnrPNV4FWD5aRDCj1ueu5Jkl57dYwTH6WwIYjApbF1";
    const TWO: &str = "Vn5bo3XnrPNV4FWD5aRDCj1ueu5Jkl57dYwTH6WwIYjApbF2";
    let network = one_application();
    let keys = "GET /applications/a1/apikeys?page=1&page_size=25";
    network
        .on(keys, page_of(2, 1, &[key(ONE), key(TWO)]))
        .on(keys, page_of(1, 1, &[key(TWO)]))
        .on(keys, page_of(0, 1, &[]))
        .on(
            &format!("DELETE /applications/a1/apikeys/{ONE}"),
            Answer::new(204, &[], ""),
        )
        .on(
            &format!("DELETE /applications/a1/apikeys/{TWO}"),
            Answer::new(204, &[], ""),
        );
    let page = open_console("/applications/a1/keys");
    page.button("Delete key ending in pbF1").await;
    press_key("j", "");
    assert_eq!(focused(), "Reveal key ending in pbF1");
    assert!(!press_key("Backspace", ""));
    until("never on the button that deletes", || focused() == "Cancel").await;
    fire(&page.one("dialog form"), "submit");
    arrives("Reveal key ending in pbF2").await;
    assert!(!press_key("Backspace", ""));
    until("the question", || page.has("dialog form")).await;
    fire(&page.one("dialog form"), "submit");
    page.sees("No API keys yet").await;
    arrives("nothing").await;
}

#[wasm_bindgen_test]
async fn after_a_webhook_is_deleted_on_its_own_page_the_next_row_has_the_focus() {
    let hook = |id: &str| {
        format!(
            r#"{{"id":"{id}","url":"https://example.com/{id}","created":"2014-03-18T12:57:16.770685Z","modified":"2014-03-18T12:57:16.770685Z"}}"#
        )
    };
    let network = one_application();
    let hooks = "GET /applications/a1/webhooks?page=1&page_size=25";
    network
        .on(hooks, page_of(2, 1, &[hook("7"), hook("8")]))
        .on(hooks, page_of(1, 1, &[hook("8")]))
        .on("GET /applications/a1/webhooks/7", Answer::ok(&hook("7")))
        .on(
            "DELETE /applications/a1/webhooks/7",
            Answer::new(204, &[], ""),
        );
    let page = open_console("/applications/a1/webhooks");
    page.link("https://example.com/7").await.click();
    page.button("Delete…").await.click();
    until("the question", || page.has("dialog form")).await;
    fire(&page.one("dialog form"), "submit");
    arrives("https://example.com/8").await;
}
