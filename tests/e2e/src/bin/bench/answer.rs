//! The longest task of the page while it works with an answer of 10 MB in the Explorer.

use e2e::{Browser, Fault, Faults, Page, Role, Server, until};
use std::fmt::Write;

/// How long a task of the page's main thread may be, in milliseconds.
const LIMIT: f64 = 100.0;

/// What the answer is at least long, in bytes.
const LENGTH: usize = 10_000_000;

/// What the answer has once, far behind.
const LAST: &str = "app20000";

/// Notes every task of more than 50 ms: the browser tells of no shorter ones.
const WATCH: &str = "window.tasks = [];
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(it => it.duration)))
        .observe({ type: 'longtask' })";

/// The longest of them since the last call.
const TASKS: &str = "return Math.max(0, ...tasks.splice(0))";

/// Measures, prints a table, and says whether every step was within the limit.
pub async fn measure(browser: &Browser, server: &Server, key: &str) -> bool {
    let faults = Faults::before(server);
    let page = browser.page();
    page.open(&faults.url("")).await;
    page.unlock(key).await;
    page.open(&faults.url("explorer")).await;
    page.find(Role::Button, "Send").await;
    let headers = vec![("content-type", "application/json".to_owned())];
    let answer = Fault::Answered(200, headers, answer());
    faults.always("GET", "applications", answer);
    page.script(WATCH, vec![]).await;
    println!("\nAn answer of 10 MB in the Explorer, longest task of the main thread:\n");
    println!("| step | milliseconds |");
    println!("|---|---|");
    let mut within = true;
    let mut note = async |step: &str| {
        // The browser tells of a task only after it, in a task of its own.
        page.script("return new Promise(done => setTimeout(done, 200))", vec![])
            .await;
        let longest = page.script(TASKS, vec![]).await.as_f64().unwrap();
        let shown = if longest > 0.0 {
            format!("{longest:.0}")
        } else {
            "under 50".to_owned()
        };
        println!("| {step} | {shown} |");
        within &= longest <= LIMIT;
    };
    page.press("Send").await;
    page.sees("200 OK").await;
    until("no tree", async || has(page, "[role=treeitem]").await).await;
    note("sent, received, masked, read").await;
    page.enter("Search the answer", "e").await;
    page.sees(" of ").await;
    note("searched for one letter").await;
    page.replace("Search the answer", LAST).await;
    page.sees("1 of 1").await;
    note("searched for the last name").await;
    page.press("Table").await;
    until("no table", async || has(page, "figure td").await).await;
    note("as a table").await;
    page.press("Raw").await;
    until("no text", async || has(page, "figure pre").await).await;
    note("as text").await;
    page.click(Role::Field, "Formatted").await;
    until("not formatted", async || {
        const LINES: &str =
            "return document.querySelector('.answer pre').textContent.includes('\\n  ') || null";
        let lines = page.script(LINES, vec![]).await;
        lines.as_bool().ok_or(lines.to_string())
    })
    .await;
    note("formatted").await;
    page.press("Copy the answer").await;
    page.sees("Answer copied").await;
    note("copied").await;
    let nodes = "return document.querySelectorAll('.answer *').length";
    let nodes = page.script(nodes, vec![]).await;
    println!("\n{nodes} elements stand in the answer at the end.");
    within
}

async fn has(page: &Page, selector: &str) -> Result<(), String> {
    let find = "return document.querySelector(arguments[0]) !== null";
    let found = page.script(find, vec![selector.into()]).await;
    if found == true {
        Ok(())
    } else {
        Err(page.text().await)
    }
}

/// A page of applications, as the API would answer it if it had no bounds.
fn answer() -> String {
    let mut objects = String::new();
    let mut number = 0;
    while objects.len() < LENGTH {
        let comma = if number == 0 { "" } else { "," };
        write!(
            objects,
            r#"{comma}{{"id":"app{number}","name":"Application {number}","description":"{}","active":true,"logo_url":"","recent_enabled":false,"created":"2014-03-18T03:57:16.770685Z","modified":"2014-03-18T03:57:16.770685Z","capabilities":{{"events":[1,2,3]}}}}"#,
            "Words, and words. ".repeat(10)
        )
        .unwrap();
        number += 1;
    }
    format!(r#"{{"total":{number},"count":{number},"page":1,"objects":[{objects}]}}"#)
}
