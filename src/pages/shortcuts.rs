//! The shortcuts of the screen, from the same list as its buttons.

use crate::actions::{Action, Actions, Group};
use crate::components::keys;
use crate::dom::{El, h};
use leptos::prelude::*;

/// What stands in the dialog.
pub fn shortcuts() -> El {
    let actions = expect_context::<Actions>();
    let all = actions.available();
    let of = |group: Group| {
        let all = all
            .iter()
            .filter(|it| it.group == group && !it.keys.is_empty());
        all.map(|it| (it.label.clone(), shown(actions, it)))
            .filter(|(_, keys)| !keys.is_empty())
            .map(|(label, keys)| line(&label, &keys))
            .collect::<Vec<_>>()
    };
    let first = |selector: &str| document().query_selector(selector).ok().flatten();
    let has = |selector: &str| first(selector).is_some();
    let rows = has("#main tbody > [role=row]");
    // Enter presses what a row has first, which is not a link everywhere.
    let pressed = first("#main tbody > [role=row] :is(a[href], button)");
    let opens = pressed.is_some_and(|it| it.has_attribute("href"));
    let row_key = |key: &'static str, label: &'static str| {
        let selector = ["#main tbody [data-keys=\"", key, "\"]"].concat();
        (has(&selector) && actions.single_keys()).then(|| line(label, key))
    };
    let list = if rows {
        let [next, previous] = if actions.single_keys() {
            ["↓ or J", "↑ or K"]
        } else {
            ["↓", "↑"]
        };
        let mut lines = vec![line("Next row", next), line("Previous row", previous)];
        lines.extend(opens.then(|| line("Open", "Enter")));
        lines.extend(row_key(".", "Copy what the row names"));
        lines.extend(row_key("Backspace", "Delete…"));
        lines
    } else {
        Vec::new()
    };
    let mut always = of(Group::Console);
    always.push(line(
        "Confirm, send the form",
        &actions.shown(&["Mod+Enter"]),
    ));
    always.push(line("Close", "Esc"));
    let off = (!actions.single_keys())
        .then(|| h("p.hint").with("Keys without Ctrl or ⌘ are switched off in the settings."));
    h("div.dialog-body")
        .with(off)
        .with(part("This screen", of(Group::Screen)))
        .with(part("In the list", list))
        .with(part("Go to", of(Group::GoTo)))
        .with(part("Everywhere", always))
}

fn shown(actions: Actions, action: &Action) -> String {
    let all = action.keys.iter().map(|it| actions.shown(&[it]));
    let all: Vec<String> = all.filter(|it| !it.is_empty()).collect();
    all.join(" or ")
}

fn part(title: &str, lines: Vec<El>) -> Option<El> {
    (!lines.is_empty()).then(|| {
        h("section.stack.gap-1")
            .with(h("h3").with(title))
            .with(h("dl.shortcuts").with(lines))
    })
}

fn line(label: &str, shown: &str) -> El {
    let drawn = h("dd.row.gap-1");
    let drawn = shown
        .split(" or ")
        .enumerate()
        .fold(drawn, |drawn, (place, it)| {
            let or = (place > 0).then(|| h("span.subtle").with(" or"));
            drawn.with(or).with(keys(it))
        });
    h("div").with(h("dt").with(label).with(" ")).with(drawn)
}
