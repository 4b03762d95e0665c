//! JSON as a tree, by the APG's pattern: a flat list of rows that say their level. However much is
//! unfolded, no more than a window of it is in the page.

use super::Answer;
use super::search::marked;
use super::size::size;
use crate::browser;
use crate::components::{Toaster, button, copy_and_say};
use crate::dom::{El, effect, h};
use crate::intl;
use crate::json::{Child, Document, Kind, Node, Row, STEP, Tree, decode, excerpt};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// How many rows the page has at once.
const WINDOW: usize = 200;
/// How far the window moves.
const MOVE: usize = 100;
/// How long a text gets before it is cut, and how long a whole one, in characters.
const CUT: usize = 300;
const WHOLE: usize = 20_000;
/// How long a name gets.
const NAME: usize = 120;
/// Deeper rows are not indented any further.
const DEEPEST: u32 = 12;

/// What a container holds, as one word: `{10 keys}`.
pub fn summary(document: &Document, node: &Node) -> String {
    let count = document.count(node);
    let number = intl::number(count.into());
    match (node.kind, count) {
        (Kind::Object, 0) => "{}".to_owned(),
        (Kind::Object, 1) => "{1 key}".to_owned(),
        (Kind::Object, _) => ["{", &number, " keys}"].concat(),
        (_, 0) => "[]".to_owned(),
        (_, 1) => "[1 item]".to_owned(),
        _ => ["[", &number, " items]"].concat(),
    }
}

struct View {
    answer: Rc<Answer>,
    document: Rc<Document>,
    rows: RefCell<Tree>,
    /// The row that the keyboard is at.
    current: Cell<usize>,
    /// The first row of the window.
    from: Cell<usize>,
    /// The texts that are shown whole, by their offsets.
    whole: RefCell<BTreeSet<u32>>,
    list: El,
    before: El,
    after: El,
    /// The buttons of the row that is pointed at; there is one set of them.
    tools: El,
    show_all: El,
    pointed: Cell<usize>,
    toaster: Toaster,
}

/// The tree of an answer.
pub fn tree(answer: &Rc<Answer>, document: Rc<Document>) -> El {
    let view = Rc::new(View {
        rows: RefCell::new(Tree::new(Rc::clone(&document))),
        document,
        current: Cell::new(0),
        from: Cell::new(0),
        whole: RefCell::default(),
        list: h("div.tree")
            .attr("role", "tree")
            .attr("aria-label", &answer.name),
        before: h("button.btn.btn-quiet.btn-sm").attr("type", "button"),
        after: h("button.btn.btn-quiet.btn-sm").attr("type", "button"),
        tools: h("span.row.gap-0.end"),
        show_all: h("button.btn.btn-quiet.btn-sm").attr("type", "button"),
        pointed: Cell::new(0),
        toaster: expect_context::<Toaster>(),
        answer: Rc::clone(answer),
    });
    listen(&view);
    let finder = answer.finder;
    let found = Rc::clone(&view);
    effect(Box::new(move || match finder.hit() {
        Some((hit, _)) => found.reveal(hit.range().start),
        None => found.draw(),
    }));
    h("div")
        .with(h("div.row").with(finder.bar()))
        .with(view.before.clone())
        .with(view.list.clone())
        .with(view.after.clone())
}

fn listen(view: &Rc<View>) {
    let here = || Rc::clone(view);
    let this = here();
    let _ = view.before.clone().on_click(move || this.shift(false));
    let this = here();
    let _ = view.after.clone().on_click(move || this.shift(true));
    let this = here();
    let value = button("button.btn.btn-quiet.btn-sm", "copy", "Value")
        .attr("aria-label", "Copy value")
        .on_click(move || this.copy_value());
    let this = here();
    let path = button("button.btn.btn-quiet.btn-sm", "copy", "Path")
        .attr("aria-label", "Copy JSON path")
        .on_click(move || this.copy_path());
    let this = here();
    let show_all = view
        .show_all
        .clone()
        .on_click(move || this.toggle_whole(this.pointed.get()));
    let _ = view.tools.clone().with(show_all).with(value).with(path);
    let this = here();
    let list = view.list.clone().on("click", move |event| {
        let in_button = closest(&event, "button").is_some();
        if let Some(row) = row_of(&event).filter(|_| !in_button) {
            this.choose(row);
            this.activate(row, false);
        }
    });
    let this = here();
    // Not `pointerover`, which also comes when rows move below a pointer that rests.
    let list = list.on("pointermove", move |event| {
        let tools = this.tools.element();
        let focused = document().active_element();
        let in_use = focused.is_some_and(|it| tools.contains(Some(&it)));
        let is_new = |row: &usize| *row != this.pointed.get() || !tools.is_connected();
        if let Some(row) = row_of(&event).filter(is_new).filter(|_| !in_use) {
            this.point_at(row);
        }
    });
    let this = here();
    let list = list.on("focusin", move |event| {
        if let Some(row) = row_of(&event) {
            this.choose(row);
        }
    });
    let this = here();
    let _ = list.on("keydown", move |event| {
        let at_row = event
            .target()
            .and_then(|it| it.dyn_into::<Element>().ok())
            .is_some_and(|it| it.has_attribute("data-row"));
        if let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|_| at_row) {
            let with_others = key.ctrl_key() || key.meta_key() || key.alt_key();
            if !with_others && this.press(&key.key()) {
                event.prevent_default();
            }
        }
    });
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

fn row_of(event: &Event) -> Option<usize> {
    let row = closest(event, "[data-row]")?;
    row.get_attribute("data-row")?.parse().ok()
}

impl View {
    fn row(&self, row: usize) -> Option<Row> {
        self.rows.borrow().rows().get(row).copied()
    }

    fn count(&self) -> usize {
        self.rows.borrow().rows().len()
    }

    /// Builds the rows of the window anew.
    fn draw(&self) {
        let count = self.count();
        let from = self.from.get().min(count.saturating_sub(1));
        self.from.set(from);
        let to = (from + WINDOW).min(count);
        // The buttons go on living outside of the page meanwhile.
        self.tools.element().remove();
        self.list.element().set_text_content(None);
        for number in from..to {
            if let Some(row) = self.row(number) {
                let _ = self.list.clone().with(self.line(number, &row));
            }
        }
        let rows = |element: &El, rows: usize, word: &str| {
            let rest = [&intl::number(rows as u64), word].concat();
            element.element().set_text_content(Some(&rest));
            let _ = element
                .element()
                .toggle_attribute_with_force("hidden", rows == 0);
        };
        rows(&self.before, from, " rows above: show more of them");
        rows(&self.after, count - to, " rows below: show more of them");
        let current = self.current.get().clamp(from, to.max(1) - 1);
        self.choose(current);
    }

    fn shift(&self, down: bool) {
        let from = self.from.get();
        let to = if down {
            (from + MOVE).min(self.count().saturating_sub(1))
        } else {
            from.saturating_sub(MOVE)
        };
        self.from.set(to);
        // Where the new rows meet those that were there.
        let edge = if down { from + WINDOW } else { from };
        self.current.set(edge.saturating_sub(usize::from(!down)));
        self.draw();
        self.focus();
    }

    fn element(&self, row: usize) -> Option<HtmlElement> {
        let place = row.checked_sub(self.from.get())?;
        let children = self.list.element().children();
        children.item(u32::try_from(place).ok()?)?.dyn_into().ok()
    }

    fn focus(&self) {
        if let Some(row) = self.element(self.current.get()) {
            // It fails only for elements that have been removed meanwhile.
            let _ = row.focus();
        }
    }

    /// Makes a row the one that the keyboard is at.
    fn choose(&self, row: usize) {
        if let Some(old) = self.element(self.current.get()) {
            let _ = old.set_attribute("tabindex", "-1");
            let _ = old.set_attribute("aria-selected", "false");
        }
        self.current.set(row);
        if let Some(new) = self.element(row) {
            let _ = new.set_attribute("tabindex", "0");
            let _ = new.set_attribute("aria-selected", "true");
        }
        self.point_at(row);
    }

    /// Gives a row the buttons.
    fn point_at(&self, row: usize) {
        let Some(Row::Value { child, .. }) = self.row(row) else {
            self.tools.element().remove();
            return;
        };
        self.pointed.set(row);
        let text = (child.node.kind == Kind::Text).then(|| self.decoded(&child, CUT));
        let is_long = text.is_some_and(|text| text.is_cut);
        let is_whole = self.whole.borrow().contains(&child.node.start);
        let word = if is_whole { "Show less" } else { "Show all" };
        let show_all = self.show_all.element();
        show_all.set_text_content(Some(word));
        let _ = show_all.toggle_attribute_with_force("hidden", !is_long);
        if let Some(row) = self.element(row) {
            // It fails only for a node that would contain itself.
            let _ = row.append_child(self.tools.element());
        }
    }

    fn decoded(&self, child: &Child, limit: usize) -> crate::json::Cut {
        decode(self.document.slice(child.node.range()), limit)
    }

    /// Shows the row of what stands at an offset, and leaves the focus where it is.
    fn reveal(&self, offset: usize) {
        let row = self.rows.borrow_mut().reveal(offset);
        self.current.set(row);
        self.show_window(row);
        self.draw();
        if let Some(row) = self.element(row) {
            // In the page at the latest when this task is over.
            browser::spawn(Box::pin(async move { browser::scroll_into_view(&row) }));
        }
    }

    /// Moves the window to where it has this row; whether it had to.
    fn show_window(&self, row: usize) -> bool {
        let from = self.from.get();
        let is_shown = (from..from + WINDOW).contains(&row);
        if !is_shown {
            self.from.set(row.saturating_sub(MOVE));
        }
        !is_shown
    }

    fn go(&self, row: usize) {
        if self.show_window(row) {
            self.current.set(row);
            self.draw();
        } else {
            self.choose(row);
        }
        self.focus();
    }

    /// Whether a key means something here.
    fn press(&self, key: &str) -> bool {
        let row = self.current.get();
        let last = self.count().saturating_sub(1);
        let (is_container, is_open) = match self.row(row) {
            Some(Row::Value { child, is_open, .. }) => {
                (self.document.count(&child.node) > 0, is_open)
            }
            _ => (false, false),
        };
        match key {
            "ArrowDown" => self.go((row + 1).min(last)),
            "ArrowUp" => self.go(row.saturating_sub(1)),
            "Home" => self.go(0),
            "End" => self.go(last),
            "ArrowRight" if is_open => self.go((row + 1).min(last)),
            "ArrowRight" if is_container => self.activate(row, true),
            "ArrowLeft" if is_open => self.activate(row, true),
            "ArrowLeft" => {
                let parent = self.rows.borrow().parent(row);
                self.go(parent.unwrap_or(row));
            }
            "Enter" | " " => self.activate(row, true),
            _ => return false,
        }
        true
    }

    /// Unfolds, folds, or shows more.
    fn activate(&self, row: usize, by_key: bool) {
        match self.row(row) {
            Some(Row::Value { child, is_open, .. }) if child.node.is_container() => {
                let mut rows = self.rows.borrow_mut();
                if is_open {
                    rows.fold(row);
                } else {
                    rows.open(row);
                }
            }
            Some(Row::Value { .. }) => {
                if by_key {
                    self.toggle_whole(row);
                }
                return;
            }
            Some(_) => {
                let shown = self.rows.borrow_mut().show(row);
                self.current.set(shown);
                self.show_window(shown);
            }
            None => return,
        }
        self.draw();
        self.focus();
    }

    fn toggle_whole(&self, row: usize) {
        let Some(Row::Value { child, .. }) = self.row(row) else {
            return;
        };
        if child.node.kind != Kind::Text || !self.decoded(&child, CUT).is_cut {
            return;
        }
        let start = child.node.start;
        let mut whole = self.whole.borrow_mut();
        if !whole.remove(&start) {
            whole.insert(start);
        }
        drop(whole);
        self.current.set(row);
        self.draw();
        self.focus();
    }

    fn pointed(&self) -> Option<Child> {
        match self.row(self.pointed.get())? {
            Row::Value { child, .. } => Some(child),
            _ => None,
        }
    }

    fn copy_value(&self) {
        if let Some(child) = self.pointed() {
            let text = self.decoded(&child, usize::MAX).text;
            copy_and_say(self.toaster, "Value", text);
        }
    }

    fn copy_path(&self) {
        if let Some(child) = self.pointed() {
            copy_and_say(self.toaster, "JSON path", self.document.path(&child));
        }
    }

    fn line(&self, number: usize, row: &Row) -> El {
        let line = h("div")
            .attr("role", "treeitem")
            .attr("data-row", &number.to_string())
            .attr("aria-level", &(row.depth() + 1).to_string())
            .attr("aria-selected", "false")
            .attr("tabindex", "-1");
        let (line, sign, content) = match row {
            Row::Value { child, is_open, .. } => {
                let siblings = self.siblings(child);
                let line = line
                    .attr("aria-setsize", &siblings.to_string())
                    .attr("aria-posinset", &(child.ordinal + 1).to_string());
                let content = self.value(child);
                if self.document.count(&child.node) == 0 {
                    (line, "  ", content)
                } else {
                    let sign = if *is_open { "▾ " } else { "▸ " };
                    let state = if *is_open { "true" } else { "false" };
                    (line.attr("aria-expanded", state), sign, content)
                }
            }
            Row::Earlier { parent, count, .. } => {
                let text = self.rest(
                    parent,
                    *count,
                    (*count).min(STEP),
                    " before",
                    " come before",
                );
                (line, "⋯ ", h("span.n").with(text))
            }
            Row::More { parent, cursor, .. } => {
                let left = self.document.count(&parent.node) - cursor.ordinal();
                let text = self.rest(parent, left, left.min(STEP), " more", " follow");
                (line, "⋯ ", h("span.n").with(text))
            }
        };
        let indent = "  ".repeat(row.depth().min(DEEPEST) as usize);
        let sign = h("span.subtle")
            .attr("aria-hidden", "true")
            .with([&indent, sign].concat());
        line.with(sign).with(content)
    }

    /// "Show 100 more (4,712 of 4,812 follow)".
    fn rest(&self, parent: &Child, left: u32, next: u32, word: &str, verb: &str) -> String {
        let number = |number: u32| intl::number(number.into());
        let all = number(self.document.count(&parent.node));
        [
            "Show ",
            &number(next),
            word,
            " (",
            &number(left),
            " of ",
            &all,
            verb,
            ")",
        ]
        .concat()
    }

    fn siblings(&self, child: &Child) -> u32 {
        self.document
            .parent(child)
            .map_or(1, |parent| self.document.count(&parent))
    }

    /// The name and the value.
    fn value(&self, child: &Child) -> El {
        let hit = self.answer.finder.hit_untracked();
        let inside = |range: &std::ops::Range<usize>| {
            let (hit, query) = hit.as_ref()?;
            range.contains(&hit.range().start).then(|| query.clone())
        };
        let mut content = h("span.grow");
        if let Some(key) = child.key() {
            let name = decode(self.document.slice(key.clone()), NAME);
            let text = [name.text.as_str(), if name.is_cut { "…" } else { "" }].concat();
            content = with_hit(content, &text, inside(&key), NAME).with(": ");
        } else if self.document.parent(child).is_some() {
            let ordinal = h("span.subtle").with(child.ordinal.to_string());
            content = content.with(ordinal).with(": ");
        }
        let range = child.node.range();
        match child.node.kind {
            Kind::Object | Kind::Array => {
                content.with(h("span.subtle").with(summary(&self.document, &child.node)))
            }
            Kind::Text => content.with(self.text(child, inside(&range))),
            _ => {
                let literal = self.decoded(child, CUT).text;
                content.with(with_hit(h("span.n"), &literal, inside(&range), CUT))
            }
        }
    }

    fn text(&self, child: &Child, query: Option<String>) -> El {
        let is_whole = self.whole.borrow().contains(&child.node.start);
        let limit = if is_whole { WHOLE } else { CUT };
        let mut cut = self.decoded(child, limit);
        if cut.is_cut && query.is_some() {
            // What was found may stand behind the cut.
            cut.text = self.decoded(child, WHOLE).text;
        }
        let place = with_hit(h("span.s").with("\""), &cut.text, query, limit);
        if !cut.is_cut {
            return place.with("\"");
        }
        let length = child.node.range().len();
        let rest = if is_whole {
            "… (the rest is under Raw, "
        } else {
            "… ("
        };
        place.with([rest, &size(length), ")"].concat())
    }
}

/// A text, with what was looked for marked in it.
fn with_hit(place: El, text: &str, query: Option<String>, limit: usize) -> El {
    match query.and_then(|query| excerpt(text, &query, limit)) {
        Some((part, range)) => marked(place, &part, Some(range)),
        None => place.with(text.chars().take(limit).collect::<String>()),
    }
}
