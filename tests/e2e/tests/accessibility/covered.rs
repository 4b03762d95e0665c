//! What has the focus is never hidden by what sticks or floats (WCAG 2.4.11): each stop of the Tab
//! key is looked at on a phone, with bars at both ends, and with little height, at 400 % zoom.

use crate::screens;
use crate::walk::{Look, Theme, Walk};
use e2e::{Page, Role};
use serde_json::Value;
use std::collections::BTreeSet;
use thirtyfour::Key;

/// More than any screen has stops.
const STOPS: usize = 200;

/// The name of what has the focus, and what covers it, if no part of it that matters is to be seen.
const FOCUSED: &str = "const it = document.activeElement;
    if (!it || it === document.body) return null;
    const words = it.ariaLabel || it.labels?.[0]?.textContent || it.textContent;
    const name = [it.tagName, words.trim().slice(0, 80), it.className].join(' ');
    const over = [...it.getClientRects()].flatMap(({ left, top, right, bottom }) => {
        const points = [[(left + right) / 2, (top + bottom) / 2], [left + 1, top + 1],
            [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1]];
        return points.map(([x, y]) => document.elementFromPoint(x, y));
    });
    if (over.some(on => it.contains(on))) return [name, null];
    return [name, over.map(on => on ? [on.tagName, on.className].join('.') : 'out of sight').join(', ')]";

const CURTAIN: &str = "const curtain = document.createElement('div');
    Object.assign(curtain.style, { position: 'fixed', inset: '0 0 50%', zIndex: 99, background: 'grey' });
    document.body.append(curtain)";

/// Goes through the page by Tab or, backwards, by Shift and Tab; answers what was hidden, and the
/// names of all stops.
async fn tab_through(page: &Page, backwards: bool) -> (Vec<String>, BTreeSet<String>) {
    const START: &str = "document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)";
    let held: &[Key] = if backwards { &[Key::Shift] } else { &[] };
    let (mut hidden, mut stops) = (Vec::new(), BTreeSet::new());
    page.script(START, vec![]).await;
    for _ in 0..STOPS {
        page.chord(held, char::from(Key::Tab)).await;
        let focused: Value = page.script(FOCUSED, vec![]).await;
        let Some(name) = focused[0].as_str() else {
            // Past the end, the browser's own buttons have the focus, or nothing.
            if stops.is_empty() {
                continue;
            }
            return (hidden, stops);
        };
        stops.insert(name.to_owned());
        if let Some(over) = focused[1].as_str() {
            hidden.push(format!("{name} is under {over}"));
        }
    }
    panic!("Tab does not come to an end: {stops:#?}");
}

/// Shows a toast that stays: copying is not allowed.
async fn with_a_toast(page: &Page, copy: &str) {
    const NO_CLIPBOARD: &str =
        "Clipboard.prototype.writeText = () => Promise.reject(new Error('not allowed'))";
    page.script(NO_CLIPBOARD, vec![]).await;
    page.press(copy).await;
    page.sees("App ID not copied").await;
}

async fn nothing_is_hidden(page: &Page, screen: &str, through: &[&str]) {
    for height in [640, 400] {
        page.resize(320, height).await;
        for backwards in [false, true] {
            let (hidden, stops) = tab_through(page, backwards).await;
            let place = format!("{screen}, 320 × {height}, backwards: {backwards}");
            assert!(hidden.is_empty(), "{place}: {hidden:#?}");
            for name in through {
                let found = stops.iter().any(|stop| stop.contains(name));
                assert!(found, "{place}: no {name:?} among {stops:#?}");
            }
        }
    }
}

#[tokio::test]
async fn the_focus_is_never_under_a_bar_or_a_toast() {
    let walk = Walk::start(Look::new(Theme::Light, 320)).await;
    let page = walk.page();
    page.unlock(&walk.key).await;
    page.sees("1–25 of 30").await;
    let copy = "return document.querySelectorAll('.copy')[3].ariaLabel";
    let copy = page.script(copy, vec![]).await;
    let copy = copy.as_str().unwrap();
    with_a_toast(page, copy).await;
    let through = ["Meta Console", copy, "Next page", "Settings", "Dismiss"];
    nothing_is_hidden(page, "list", &through).await;

    let id = screens::make(&walk).await;
    page.resize(320, 640).await;
    walk.open(&format!("applications/{id}")).await;
    page.sees("Danger zone").await;
    page.enter("Description", "More.").await;
    page.sees("1 unsaved change").await;
    with_a_toast(page, "Copy App ID").await;
    let through = ["Meta Console", "Events", "Delete…", "Save", "Dismiss"];
    nothing_is_hidden(page, "details", &through).await;

    // What would hide something is found.
    page.script(CURTAIN, vec![]).await;
    let (hidden, _) = tab_through(page, false).await;
    assert!(!hidden.is_empty(), "a curtain is not seen");
    page.find(Role::Button, "Save").await;
}
