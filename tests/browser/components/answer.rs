//! The answer to a request: its tree, its table, its text, its headers.

use crate::support::{Page, call, enter, mount, press, turn, until};
use meta_console::components::{AnswerBody, answer_view, comparison};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn show(body: &str) -> Page {
    show_as(body, &[("content-type", "application/json")])
}

fn show_as(body: &str, headers: &[(&str, &str)]) -> Page {
    let header = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let answer = AnswerBody {
        body: body.as_bytes().into(),
        headers: headers.iter().map(header).collect(),
        name: "List applications".to_owned(),
    };
    mount(move || answer_view(answer))
}

async fn choose(page: &Page, tab: &str) {
    until(&format!("no tab {tab}"), || {
        page.named("[role=tab]", tab).is_some()
    })
    .await;
    page.named("[role=tab]", tab).unwrap().click();
    until(&format!("{tab} is not chosen"), || {
        page.one("[aria-selected=true][role=tab]").inner_text() == tab
    })
    .await;
}

/// What a row says, without the buttons that the one with the focus has.
const TEXT: &str = ":nth-child(2)";

fn rows(page: &Page) -> Vec<String> {
    let text = page.all(&format!("[role=treeitem] > {TEXT}"));
    text.iter().map(HtmlElement::inner_text).collect()
}

fn focused_row(page: &Page) -> String {
    page.one(&format!("[role=treeitem]:focus > {TEXT}"))
        .inner_text()
}

async fn focused_becomes(page: &Page, row: &str) {
    until(&format!("{row:?} has no focus"), || {
        page.has("[role=treeitem]:focus") && focused_row(page) == row
    })
    .await;
}

fn nodes() -> f64 {
    call(
        "return document.querySelector('figure').querySelectorAll('*').length",
        &[],
    )
    .as_f64()
    .unwrap()
}

fn note_copies() {
    call(
        "window.copied = '';
         Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: async text => { window.copied = text } } })",
        &[],
    );
}

async fn copied_is(text: &str) {
    for _ in 0..500 {
        if copied() == text {
            return;
        }
        turn().await;
    }
    assert_eq!(copied(), text);
}

fn copied() -> String {
    call("return window.copied", &[]).as_string().unwrap()
}

/// A page of applications that is as long as a test wants.
fn applications(count: u32) -> String {
    let item = |number: u32| {
        format!(
            r#"{{"id":"app{number:05}","name":"App {number}","active":true,"description":"{}","tags":[1,2]}}"#,
            "lorem ipsum ".repeat(32)
        )
    };
    let items: Vec<String> = (0..count).map(item).collect();
    format!(r#"{{"total":{count},"objects":[{}]}}"#, items.join(","))
}

const SMALL: &str = r#"{"objects":[{"id":"a1","name":"Demo \"App\"","odd name":null},{"id":"a2","active":true}],"total":2}"#;

#[wasm_bindgen_test]
async fn a_tree_is_walked_folded_and_unfolded_with_the_keyboard() {
    let page = show(SMALL);
    choose(&page, "Tree").await;
    assert_eq!(
        rows(&page),
        [
            "{2 keys}",
            "objects: [2 items]",
            "0: {3 keys}",
            "id: \"a1\"",
            "name: \"Demo \"App\"\"",
            "odd name: null",
            "1: {2 keys}",
            "id: \"a2\"",
            "active: true",
            "total: 2",
        ]
    );
    assert_eq!(page.all("[role=treeitem][tabindex='0']").len(), 1);
    page.one("[role=treeitem]").focus().unwrap();
    for (key, row) in [
        ("ArrowDown", "objects: [2 items]"),
        ("ArrowDown", "0: {3 keys}"),
        ("ArrowRight", "id: \"a1\""),
        ("ArrowLeft", "0: {3 keys}"),
        ("ArrowLeft", "0: {3 keys}"),
        ("ArrowDown", "1: {2 keys}"),
        ("ArrowUp", "0: {3 keys}"),
        ("Enter", "0: {3 keys}"),
        ("End", "total: 2"),
        ("ArrowLeft", "{2 keys}"),
        ("End", "total: 2"),
        ("Home", "{2 keys}"),
    ] {
        assert!(
            !press(&page.one("[role=treeitem]:focus"), key),
            "the page takes {key}"
        );
        focused_becomes(&page, row).await;
    }
    let item = page.all("[role=treeitem]").into_iter().nth(3).unwrap();
    let fact = |name: &str| item.get_attribute(name).unwrap();
    assert_eq!(
        (fact("aria-level"), fact("aria-setsize")),
        ("4".into(), "3".into())
    );
    assert_eq!(fact("aria-posinset"), "1");
    page.one("[role=treeitem]").click();
    until("it is folded", || rows(&page) == ["{2 keys}"]).await;
}

#[wasm_bindgen_test]
async fn a_value_and_its_path_are_copied_from_its_row() {
    note_copies();
    let page = show(SMALL);
    choose(&page, "Tree").await;
    for (row, value, path) in [
        (4, "Demo \"App\"", "$.objects[0].name"),
        (5, "null", "$.objects[0][\"odd name\"]"),
        (6, r#"{"id":"a2","active":true}"#, "$.objects[1]"),
    ] {
        page.all("[role=treeitem]")[row].focus().unwrap();
        page.button("Copy value").await.click();
        copied_is(value).await;
        page.button("Copy JSON path").await.click();
        copied_is(path).await;
    }
    page.sees("JSON path copied").await;
    assert_eq!(
        page.all("[role=treeitem] button[aria-label='Copy value']")
            .len(),
        1
    );
    page.button("Copy the answer").await.click();
    copied_is(SMALL).await;
    call("delete navigator.clipboard; delete window.copied", &[]);
}

#[wasm_bindgen_test]
async fn a_long_text_is_cut_until_all_of_it_is_wanted() {
    let page = show(&format!(r#"{{"text":"{}end"}}"#, "x".repeat(1_000)));
    choose(&page, "Tree").await;
    page.sees("… (1.0 KB)").await;
    assert!(!page.text().contains("end\""));
    page.all("[role=treeitem]")[1].focus().unwrap();
    page.button("Show all").await.click();
    page.sees("xend\"").await;
    page.button("Show less").await.click();
    page.sees_no_more("xend\"").await;
}

#[wasm_bindgen_test]
async fn a_long_list_comes_by_the_hundred() {
    let page = show(&applications(450));
    choose(&page, "Tree").await;
    page.all("[role=treeitem]")[2].click();
    page.sees("Show 100 more (350 of 450 follow)").await;
    assert!(page.text().contains("99: {5 keys}"));
    assert!(!page.text().contains("100: {5 keys}"));
    let more = page.all("[role=treeitem]").pop().unwrap();
    more.click();
    focused_becomes(&page, "100: {5 keys}").await;
    assert!(page.all("[role=treeitem]").len() <= 200);
}

#[wasm_bindgen_test]
async fn a_search_unfolds_what_it_finds_and_goes_on_with_enter() {
    let page = show(&applications(450));
    choose(&page, "Tree").await;
    let field = page.field("Search the answer").await;
    field.focus().unwrap();
    enter(&field, "APP 42");
    page.sees("1 of 11").await;
    assert_eq!(page.one("mark").inner_text(), "App 42");
    assert!(!press(&field, "Enter"));
    page.sees("2 of 11").await;
    until("the next one is marked", || page.has("mark")).await;
    let row = page.one("[aria-selected=true][role=treeitem]").inner_text();
    assert!(
        row.starts_with("name: \"App 420\"") || row.contains("App 420"),
        "{row}"
    );
    page.button("Previous match").await.click();
    page.sees("1 of 11").await;
    page.button("Previous match").await.click();
    page.sees("11 of 11").await;
    enter(&field, "no such thing");
    page.sees("Not found").await;
    until("nothing is marked", || !page.has("mark")).await;
    choose(&page, "Raw").await;
    let field = page.field("Search the answer").await;
    enter(&field, "app00449");
    page.sees("1 of 1").await;
    until("it is marked in the text", || page.has("pre mark")).await;
    page.sees("Part 4 of 4").await;
    choose(&page, "Tree").await;
}

#[wasm_bindgen_test]
async fn a_list_is_a_table_of_all_fields_of_its_rows() {
    let page = show(SMALL);
    choose(&page, "Table").await;
    let texts = |selector| -> Vec<String> {
        page.all(selector)
            .iter()
            .map(HtmlElement::inner_text)
            .collect()
    };
    assert_eq!(texts("thead th"), ["#", "id", "name", "odd name", "active"]);
    assert_eq!(
        texts("tbody tr:first-child > *"),
        ["1", "a1", "Demo \"App\"", "null", ""]
    );
    // The next answer is shown as the last one.
    let page = show(&applications(450));
    until("it is a table again", || page.has("tbody tr")).await;
    page.sees("1–100 of 450").await;
    assert_eq!(page.all("tbody tr").len(), 100);
    for rows in ["101–200", "201–300", "301–400", "401–450"] {
        page.button("Next rows").await.click();
        page.sees(&[rows, " of 450"].concat()).await;
    }
    assert_eq!(page.one("tbody th").inner_text(), "401");
    assert!(
        page.named("button", "Next rows")
            .unwrap()
            .has_attribute("disabled")
    );
    // What is no list has no table.
    let page = show(r#"{"id":1}"#);
    page.sees("id: 1").await;
    assert!(page.named("[role=tab]", "Table").is_none());
    choose(&page, "Tree").await;
}

#[wasm_bindgen_test]
async fn the_text_is_shown_as_it_came_or_indented() {
    let page = show(r#"{"b":1,"a":[true]}"#);
    choose(&page, "Raw").await;
    until("as it came", || {
        page.one("figure pre").inner_text() == r#"{"b":1,"a":[true]}"#
    })
    .await;
    page.field("Formatted").await.click();
    until("indented", || {
        page.one("figure pre").inner_text() == "{\n  \"b\": 1,\n  \"a\": [\n    true\n  ]\n}"
    })
    .await;
    page.field("Formatted").await.click();
    choose(&page, "Tree").await;
}

#[wasm_bindgen_test]
async fn what_is_no_json_says_where_and_is_shown_as_text() {
    let page = show_as(
        "<h1>Bad gateway</h1>",
        &[("Content-Type", "text/html; charset=utf-8")],
    );
    page.sees("This answer is not JSON but text/html. See line 1, column 1")
        .await;
    page.sees("<h1>Bad gateway</h1>").await;
    assert!(!page.has("h1"), "text is text");
    assert!(page.named("[role=tab]", "Tree").is_none());
    let page = show("{\n  \"a\": 1,\n  \"b");
    page.sees("This answer calls itself JSON and is none, line 3, column 5: it ends too early")
        .await;
    let page = show_as("", &[]);
    page.sees("The answer has no body.").await;
    choose(&page, "Headers (0)").await;
    page.sees("The browser tells no header").await;
    let page = show_as("1", &[("x-request-id", "r-7")]);
    page.sees("x-request-id").await;
    assert_eq!(page.one("dd").inner_text(), "r-7");
    choose(&page, "Tree").await;
}

#[wasm_bindgen_test]
async fn ten_megabytes_are_read_beside_the_page_and_keep_it_small() {
    let body = applications(22_600);
    assert!(body.len() > 10_000_000, "{}", body.len());
    let page = show(&body);
    assert!(!page.has("figure"), "it is not read in one go");
    page.sees("Reading…").await;
    until("it is read", || page.has("[role=tree]")).await;
    page.all("[role=treeitem]")[2].click();
    page.sees("Show 100 more (22,500 of 22,600 follow)").await;
    assert!(nodes() < 2_000.0, "{}", nodes());
    for _ in 0..3 {
        let more = page.all("[role=treeitem]").into_iter();
        more.filter(|row| row.inner_text().contains("Show 100 more"))
            .for_each(|row| row.click());
        turn().await;
        if let Some(below) = page
            .all("button")
            .into_iter()
            .find(|it| it.inner_text().contains("rows below"))
        {
            below.click();
        }
        turn().await;
        assert!(nodes() < 2_000.0, "{}", nodes());
    }
    let field = page.field("Search the answer").await;
    enter(&field, "app22599");
    page.sees("1 of 1").await;
    page.sees("id: \"app22599\"").await;
    assert!(nodes() < 2_000.0, "{}", nodes());
    for tab in ["Table", "Raw", "Headers (1)", "Tree"] {
        choose(&page, tab).await;
        assert!(nodes() < 2_000.0, "{tab}: {}", nodes());
    }
}

fn compare(old: &str, new: &str) -> Page {
    let (old, new) = (old.as_bytes().into(), new.as_bytes().into());
    mount(move || comparison(old, new))
}

#[wasm_bindgen_test]
async fn two_answers_are_compared_field_by_field() {
    let page = compare(
        r#"{"objects":[{"id":"a","name":"Old"},{"id":"b"}],"gone":1}"#,
        r#"{"objects":[{"id":"b"},{"id":"a","name":"New"}],"more":[1,2]}"#,
    );
    page.sees("3 fields differ.").await;
    let cells: Vec<String> = page
        .all("tbody tr > *")
        .iter()
        .map(|it| {
            it.inner_text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(
        cells,
        [
            "Changed $.objects[1].name",
            "\"Old\"",
            "\"New\"",
            "Removed $.gone",
            "1",
            "not there",
            "Added $.more",
            "not there",
            "[2 items]",
        ]
    );
}

#[wasm_bindgen_test]
async fn a_comparison_says_when_there_is_nothing_or_too_much_to_list() {
    let page = compare("{\"a\": 1}", "{\"a\":1}");
    page.sees("The two answers say the same in every field.")
        .await;
    let page = compare("no", "json");
    page.sees("The two answers differ. They are not both JSON")
        .await;
    let page = compare("no", "no");
    page.sees("The two answers are the same, byte for byte.")
        .await;
    let list = |value: &str| format!("[{}]", vec![value; 2_000].join(","));
    let page = compare(&list("1"), &list("2"));
    page.sees("2,000 fields differ; the first 500 are listed.")
        .await;
    assert_eq!(page.all("tbody tr").len(), 100);
    page.button("Show 100 more").await.click();
    until("there are more", || page.all("tbody tr").len() == 200).await;
}
