//! The pager.

use crate::support::{Page, call, enter, fire, mount, until};
use meta_api::{ApplicationsQuery, PageNumber, PageSize, Paging};
use meta_console::components::{Position, pager};
use meta_console::routes::Route;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn at(page: u64, page_size: u64, total: u64, count: u64) -> Page {
    mount(move || {
        let page = PageNumber::new(page).unwrap();
        let page_size = PageSize::new(page_size).unwrap();
        let paging = Paging { page, page_size };
        let position = Position {
            paging,
            total,
            count,
        };
        pager(
            move || Some(position),
            |paging| {
                Route::Applications(ApplicationsQuery {
                    active: Some(true),
                    paging,
                })
            },
        )
    })
}

fn leads_to(page: &Page, name: &str) -> Option<String> {
    page.named("a", name).unwrap().get_attribute("href")
}

#[wasm_bindgen_test]
async fn the_directions_are_links_that_keep_filter_and_size() {
    let page = at(3, 10, 48, 10);
    let link = |name| leads_to(&page, name).unwrap();
    assert_eq!(link("First page"), "applications?active=true&page_size=10");
    assert_eq!(
        link("Previous page"),
        "applications?active=true&page=2&page_size=10"
    );
    assert_eq!(
        link("Next page"),
        "applications?active=true&page=4&page_size=10"
    );
    assert_eq!(
        link("Last page"),
        "applications?active=true&page=5&page_size=10"
    );
    for (name, rel) in [("Previous page", "prev"), ("Next page", "next")] {
        assert_eq!(page.link(name).await.get_attribute("rel").unwrap(), rel);
    }
    assert_eq!(page.one("[role=status].num").inner_text(), "21–30 of 48");
}

#[wasm_bindgen_test]
async fn at_an_end_the_directions_beyond_it_are_no_links() {
    for (now, beyond, reachable) in [
        (
            1,
            ["First page", "Previous page"],
            ["Next page", "Last page"],
        ),
        (
            5,
            ["Next page", "Last page"],
            ["First page", "Previous page"],
        ),
    ] {
        let page = at(now, 10, 48, 8);
        for name in beyond {
            assert_eq!(leads_to(&page, name), None, "{now}: {name}");
            let link = page.link(name).await;
            assert_eq!(link.get_attribute("aria-disabled").unwrap(), "true");
            assert_eq!(link.get_attribute("role").unwrap(), "link");
        }
        for name in reachable {
            assert!(leads_to(&page, name).is_some(), "{now}: {name}");
        }
    }
}

#[wasm_bindgen_test]
async fn following_a_link_changes_the_address_without_leaving_the_page() {
    let page = at(1, 10, 48, 10);
    call("window.stillHere = true", &[]);
    page.link("Next page").await.click();
    let there = "/applications?active=true&page=2&page_size=10";
    until("the address follows", || page.address() == there).await;
    assert!(call("return window.stillHere", &[]).is_truthy());
}

#[wasm_bindgen_test]
async fn another_page_size_keeps_the_first_row_in_sight() {
    let page = at(3, 10, 48, 10);
    let size = page.field("Rows per page").await;
    assert_eq!(value(&size), "10");
    enter(&size, "25");
    fire(&size, "change");
    // Row 21 is on the first page of 25.
    until("the address follows", || {
        page.address() == "/applications?active=true"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_page_size_of_the_address_is_among_the_choices() {
    let page = at(1, 17, 48, 17);
    let size = page.field("Rows per page").await;
    assert_eq!(value(&size), "17");
    let sizes: Vec<String> = page
        .all("option")
        .iter()
        .map(HtmlElement::inner_text)
        .collect();
    assert_eq!(
        sizes,
        ["10", "17", "25", "50", "100", "250", "500", "1,000"]
    );
}

#[wasm_bindgen_test]
async fn going_to_a_page_beyond_the_end_goes_to_the_last_one() {
    let page = at(1, 10, 48, 10);
    enter(&page.field("Go to page, 1 to 5").await, "99");
    fire(&page.one(".pager form"), "submit");
    let there = "/applications?active=true&page=5&page_size=10";
    until("the last page", || page.address() == there).await;
}

#[wasm_bindgen_test]
async fn what_is_no_page_goes_nowhere_and_the_number_comes_back() {
    let page = at(2, 10, 48, 10);
    let field = page.field("Go to page, 1 to 5").await;
    for text in ["", "x", "-1", "2.5"] {
        enter(&field, text);
        fire(&page.one(".pager form"), "submit");
        until("the number comes back", || value(&field) == "2").await;
        assert_eq!(page.address(), "/");
    }
}

#[wasm_bindgen_test]
fn large_numbers_have_separators_and_an_empty_list_says_so() {
    let page = at(2, 1_000, 4_812, 1_000);
    assert_eq!(
        page.one("[role=status].num").inner_text(),
        "1,001–2,000 of 4,812"
    );
    let page = at(1, 10, 0, 0);
    assert_eq!(page.one("[role=status].num").inner_text(), "None of 0");
}

fn value(field: &HtmlElement) -> String {
    js_sys::Reflect::get(field, &"value".into())
        .unwrap()
        .as_string()
        .unwrap()
}
