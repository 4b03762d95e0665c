//! Two tabs of one browser. The other one is a channel that the test speaks through.

use crate::screens::{application, one_application, page_of};
use crate::support::{
    Answer, KEY, Network, Page, call, enter, heard_elsewhere as listen, open_console, settle, until,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// The fingerprint of the support's key and base URL, as other tabs of the account say it.
fn account() -> String {
    call(
        "let hash = 0x811c9dc5;
         for (const byte of new TextEncoder().encode(arguments[0]))
             hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
         return String(hash);",
        &[[crate::support::BASE_URL, " ", KEY].concat().into()],
    )
    .as_string()
    .unwrap()
}

/// The other tab says something.
pub fn say(text: &str) {
    call(
        "const channel = new BroadcastChannel('meta-console');
         channel.postMessage(arguments[0]);
         setTimeout(() => channel.close(), 500);",
        &[text.into()],
    );
}

async fn list_of(names: [&str; 2]) -> (Page, Network) {
    let network = Network::new();
    for name in names {
        network.on(
            "GET /applications",
            page_of(1, 1, &[application("a1", name)]),
        );
    }
    let page = open_console("/applications");
    page.sees(names[0]).await;
    (page, network)
}

#[wasm_bindgen_test]
async fn a_change_of_the_same_account_in_another_tab_refreshes_the_list() {
    let (page, network) = list_of(["Demo App", "Renamed"]).await;
    say(&format!("changed {}", account()));
    page.sees("Renamed").await;
    assert_eq!(network.count("GET /applications"), 2);
}

#[wasm_bindgen_test]
async fn a_refresh_keeps_page_scroll_and_focus() {
    let rows = |name: &str| -> Vec<String> {
        (0..100)
            .map(|it| application(&format!("a{it}"), &format!("{name} {it}")))
            .collect()
    };
    let network = Network::new();
    network
        .on("GET /applications", page_of(300, 2, &rows("Old")))
        .on("GET /applications", page_of(300, 2, &rows("New")));
    let page = open_console("/applications?page=2&page_size=100");
    page.sees("Old 60").await;
    let scrolled = || {
        call(
            "return [document.querySelector('.scroll').scrollTop, scrollY].join()",
            &[],
        )
        .as_string()
        .unwrap()
    };
    call(
        "const scroll = document.querySelector('.scroll');
         scroll.style.height = '200px'; scroll.style.overflow = 'auto';",
        &[],
    );
    page.link("Old 60").await.focus().unwrap();
    let before = scrolled();
    assert_ne!(before, "0,0");
    say(&format!("changed {}", account()));
    page.sees("New 60").await;
    assert_eq!(scrolled(), before);
    let focused = call("return document.activeElement.innerText", &[]);
    assert_eq!(focused.as_string().unwrap(), "New 60");
    assert_eq!(page.address(), "/applications?page=2&page_size=100");
}

#[wasm_bindgen_test]
async fn a_tab_that_nobody_looks_at_reads_again_when_it_is_looked_at_and_once() {
    let (page, network) = list_of(["Demo App", "Renamed"]).await;
    call(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true })",
        &[],
    );
    for _ in 0..3 {
        say(&format!("changed {}", account()));
    }
    settle().await;
    assert_eq!(network.count("GET /applications"), 1);
    call(
        "delete document.hidden; dispatchEvent(new Event('visibilitychange'))",
        &[],
    );
    page.sees("Renamed").await;
    settle().await;
    assert_eq!(network.count("GET /applications"), 2);
}

#[wasm_bindgen_test]
async fn what_concerns_another_account_or_is_malformed_changes_nothing() {
    let (page, network) = list_of(["Demo App", "Renamed"]).await;
    for text in [
        "changed 1",
        "changed",
        "changed all",
        "locked 1",
        "locked",
        "forget me",
        "",
        "{}",
    ] {
        say(text);
    }
    call(
        "const channel = new BroadcastChannel('meta-console');
         for (const thing of [null, 7, {}, ['locked all'], new ArrayBuffer(3)])
             channel.postMessage(thing);
         channel.close();",
        &[],
    );
    settle().await;
    assert!(page.text().contains("Demo App"));
    assert_eq!(network.count("GET /applications"), 1);
}

#[wasm_bindgen_test]
async fn a_lock_in_another_tab_locks_this_one_and_is_not_said_again() {
    for said in ["locked all".to_owned(), format!("locked {}", account())] {
        let (page, _network) = list_of(["Demo App", "Renamed"]).await;
        let heard = listen();
        say(&said);
        page.sees("The console was locked in another tab.").await;
        assert!(!page.html().contains("Demo App") && !page.traces().contains(KEY));
        settle().await;
        assert_eq!(heard(), said);
    }
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_with_its_key_locks_no_other_tab() {
    let (page, _network) = list_of(["Demo App", "Demo App"]).await;
    page.button("Lock").await.click();
    page.field("This page only").await.click();
    enter(&page.one("#base_url"), crate::support::BASE_URL);
    enter(&page.field("Developer key").await, KEY);
    page.button("Unlock").await.click();
    page.sees("Demo App").await;
    let heard = listen();
    call("dispatchEvent(new Event('pagehide'))", &[]);
    page.sees("Unlock the console").await;
    settle().await;
    assert_eq!(heard(), "");
    assert!(!page.text().contains("The console is locked"));
    call("localStorage.removeItem('meta-console.settings')", &[]);
}

#[wasm_bindgen_test]
async fn a_tab_that_did_not_hear_of_a_lock_is_locked_when_it_comes_back() {
    let (page, _network) = list_of(["Demo App", "Demo App"]).await;
    page.button("Lock").await.click();
    page.sees("The console is locked.").await;
    let locked = call("return localStorage.getItem('meta-console.locked')", &[]);
    assert!(!locked.as_string().unwrap().contains(KEY));
    // The tab that comes back, unlocked before that.
    let (page, network) = list_of(["Demo App", "Demo App"]).await;
    call(
        "localStorage.setItem('meta-console.locked', arguments[0])",
        &[(js_sys::Date::now() + 1_000.0).to_string().into()],
    );
    call(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        &[],
    );
    page.sees("The console was locked in another tab.").await;
    assert!(!page.traces().contains(KEY) && !page.html().contains("Demo App"));
    let asked = network.requests().len();
    // And one that is loaded again.
    let locked = call("return localStorage.getItem('meta-console.locked')", &[]);
    crate::support::keep_session();
    call(
        "localStorage.setItem('meta-console.locked', arguments[0])",
        &[locked],
    );
    let page = crate::support::start_console("/applications");
    page.sees("The console was locked in another tab.").await;
    assert!(!page.traces().contains(KEY));
    assert_eq!(network.requests().len(), asked);
    // It can be unlocked again, even by a clock that goes behind.
    enter(&page.one("#base_url"), crate::support::BASE_URL);
    enter(&page.field("Developer key").await, KEY);
    page.button("Unlock").await.click();
    page.sees("Demo App").await;
}

#[wasm_bindgen_test]
async fn a_save_and_a_lock_are_said_to_the_others_without_the_key() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::ok(&application("a1", "Demo App")),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    let heard = listen();
    page.button("Save").await.click();
    until("the others hear of it", || {
        heard() == format!("changed {}", account())
    })
    .await;
    page.button("Lock").await.click();
    until("the others are locked, too", || {
        heard().ends_with(", locked all")
    })
    .await;
    assert!(!heard().contains(KEY));
}

#[wasm_bindgen_test]
async fn a_refused_change_is_not_said() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::error(403, "forbidden", "No."),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    let heard = listen();
    page.button("Save").await.click();
    page.sees("403").await;
    settle().await;
    assert_eq!(heard(), "");
}

#[wasm_bindgen_test]
async fn a_refused_key_locks_the_tabs_of_its_account_alone() {
    let network = one_application();
    network.on(
        "PATCH /applications/a1",
        Answer::error(401, "unauthorized", "No."),
    );
    let page = open_console("/applications/a1");
    enter(&page.field("Description").await, "Changed");
    let heard = listen();
    page.button("Save").await.click();
    page.sees("The API no longer accepts the key (401)").await;
    until("the others hear it", || {
        heard() == format!("locked {}", account())
    })
    .await;
}
