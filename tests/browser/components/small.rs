//! Tables, logos, times, copy buttons.

use crate::support::{Clock, call, mount, until};
use leptos::prelude::{Get, RwSignal, Set};
use meta_api::{HttpUrl, Timestamp};
use meta_console::components::{Column, bones, copy_button, instant, logo, table, time};
use meta_console::dom::h;
use meta_console::intl;
use wasm_bindgen_test::wasm_bindgen_test;

const COLUMNS: [Column; 2] = [
    Column {
        title: "Key",
        cell: "td.c-key",
    },
    Column {
        title: "Actions",
        cell: "td.c-act",
    },
];

#[wasm_bindgen_test]
fn a_table_has_its_roles_whatever_the_style_makes_of_it() {
    let page = mount(|| {
        let row = h("tr")
            .attr("role", "row")
            .with(h("td").attr("role", "cell").with("one"));
        table("table", &COLUMNS, vec![row])
    });
    let roles = |selector| page.all(selector).len();
    assert_eq!(roles("[role=table] > [role=rowgroup]"), 2);
    assert_eq!(roles("thead [role=row] [role=columnheader]"), 2);
    assert_eq!(roles("tbody[role=rowgroup] [role=row] [role=cell]"), 1);
    assert_eq!(
        page.all("th")[1].inner_text(),
        "Actions",
        "heard, though not seen"
    );
}

#[wasm_bindgen_test]
fn what_stands_in_for_a_table_is_silent() {
    let page = mount(|| bones("table", &COLUMNS, 3));
    assert_eq!(
        page.one("table").get_attribute("aria-hidden").unwrap(),
        "true"
    );
    assert_eq!(page.all("tbody tr").len(), 3);
    assert!(!page.has("tbody [role]"));
}

#[wasm_bindgen_test]
async fn a_logo_that_does_not_load_becomes_letters_again() {
    let image = RwSignal::new(None);
    let page = mount(move || logo(|| "Field Photos".to_owned(), "a1", move || image.get()));
    assert_eq!(page.one(".logo").inner_text(), "FP");
    // The image may be gone again before anybody looks for it.
    call(
        "window.images = [];
         new MutationObserver(changes => window.images.push(...changes
             .flatMap(change => [...change.addedNodes]).filter(it => it.matches?.('img'))
             .map(it => [it.src, it.alt, it.referrerPolicy].join(' '))))
             .observe(document.querySelector('.logo'), { childList: true })",
        &[],
    );
    // Nothing listens on this port of the machine itself.
    image.set(Some(HttpUrl::parse("http://127.0.0.1:1/logo.png").unwrap()));
    let tried = || {
        call("return window.images.join()", &[])
            .as_string()
            .unwrap()
    };
    until("the image is tried", || {
        tried() == "http://127.0.0.1:1/logo.png  no-referrer"
    })
    .await;
    until("the letters return", || !page.has(".logo img")).await;
    assert_eq!(page.one(".logo").inner_text(), "FP");
}

#[wasm_bindgen_test]
fn a_logo_without_an_image_is_letters_that_no_screen_reader_spells() {
    let page = mount(|| logo(|| "Field Photos".to_owned(), "a1", || None));
    assert_eq!(page.one(".logo").inner_text(), "FP");
    assert_eq!(
        page.one(".logo").get_attribute("aria-hidden").unwrap(),
        "true"
    );
}

#[wasm_bindgen_test]
fn a_time_is_how_long_ago_it_was_with_the_exact_instant_on_hover() {
    let page = mount(|| time(&Timestamp::new("2014-03-18T12:57:16.770685Z")));
    let time = page.one("time");
    assert_eq!(
        time.get_attribute("datetime").unwrap(),
        "2014-03-18T12:57:16.770685Z"
    );
    assert_eq!(
        time.get_attribute("title").unwrap(),
        "2014-03-18 12:57:16.770685 UTC"
    );
    assert!(time.inner_text().ends_with(" years ago"));
    assert_eq!(intl::since(&Timestamp::new("soon")), "soon");
}

#[wasm_bindgen_test]
fn times_are_told_in_the_largest_unit_that_fits() {
    let clock = Clock::stop();
    let then = |seconds: f64| {
        let date = js_sys::Date::new(&(js_sys::Date::now() - seconds * 1_000.0).into());
        intl::since(&Timestamp::new(String::from(date.to_iso_string())))
    };
    for (seconds, text) in [
        (0.0, "1 second ago"),
        (59.0, "59 seconds ago"),
        (60.0, "1 minute ago"),
        (7_300.0, "2 hours ago"),
        (3.5 * 86_400.0, "3 days ago"),
        (15.0 * 86_400.0, "2 weeks ago"),
        (400.0 * 86_400.0, "1 year ago"),
        (-90_000.0, "in 1 day"),
    ] {
        assert_eq!(then(seconds), text);
    }
    drop(clock);
}

#[wasm_bindgen_test]
fn outside_of_rows_the_exact_instant_can_have_the_focus() {
    let page = mount(|| instant(&Timestamp::new("2014-03-18T12:57:16.770685Z")));
    assert_eq!(page.one("time").tab_index(), 0);
}

#[wasm_bindgen_test]
fn text_that_is_no_date_stays_as_it_is() {
    assert_eq!(intl::date(&Timestamp::new("soon")), "soon");
    assert_eq!(intl::date_time(&Timestamp::new("")), "");
    assert_eq!(intl::number(4_812), "4,812");
}

#[wasm_bindgen_test]
async fn a_copy_button_says_what_was_copied_and_never_shows_it() {
    call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async text => { window.copied = text } } })",
        &[],
    );
    let page = mount(|| copy_button("API key", "Copy key ending in pbF4", "80OdpbF4".to_owned()));
    page.button("Copy key ending in pbF4").await.click();
    page.sees("API key copied").await;
    assert_eq!(
        call("return window.copied", &[]).as_string().unwrap(),
        "80OdpbF4"
    );
    assert!(!page.html().contains("80OdpbF4"));
    call("delete navigator.clipboard; delete window.copied", &[]);
}

#[wasm_bindgen_test]
async fn a_copy_that_the_browser_refuses_says_why() {
    call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async () => { throw new DOMException('no', 'NotAllowedError') } } })",
        &[],
    );
    let page = mount(|| copy_button("API key", "Copy key", "80OdpbF4".to_owned()));
    page.button("Copy key").await.click();
    page.sees("API key not copied").await;
    assert!(page.one("[role=alert]").inner_text().contains("https"));
    call(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })",
        &[],
    );
    let page = mount(|| copy_button("URL", "Copy URL", "https://example.com".to_owned()));
    page.button("Copy URL").await.click();
    page.sees("URL not copied").await;
    call("delete navigator.clipboard", &[]);
}
