//! The answer to a request: as a tree, as a table, as it came, and its headers. However long it
//! is, the page stays quick: it is read in slices, and only a part of it is in the page.

mod grid;
mod raw;
mod search;
mod size;
mod slices;
mod tree;

pub use size::size;
pub(super) use slices::Slices;
pub(super) use tree::summary;

use super::tabs::{tab_id, tab_list};
use super::{Toaster, copy_and_say, icon_button};
use crate::browser;
use crate::dom::{El, h};
use crate::intl;
use crate::json::{Document, Node, Reading, SyntaxError};
use leptos::prelude::*;
use search::Finder;
use std::cell::Cell;
use std::rc::Rc;

/// How much is read in one step, in bytes.
pub(super) const STEP: usize = 64 * 1024;

thread_local! {
    /// How many answers there have been: their ids differ.
    static ANSWERS: Cell<usize> = const { Cell::new(0) };
    /// What was chosen last; the next answer starts with it, if it has that.
    static VIEW: Cell<View> = const { Cell::new(View::Tree) };
}

/// What came back.
pub struct AnswerBody {
    /// The bytes.
    pub body: Rc<[u8]>,
    /// The headers that the browser tells.
    pub headers: Vec<(String, String)>,
    /// What was asked: "List applications". A saved file is named after it.
    pub name: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Tree,
    Table,
    Raw,
    Headers,
}

/// What has been read.
enum Outcome {
    Json(Rc<Document>),
    Other(SyntaxError),
    Empty,
}

/// An answer with what was read of it.
struct Answer {
    content: AnswerBody,
    name: String,
    id: String,
    outcome: Outcome,
    finder: Finder,
}

impl Answer {
    fn body(&self) -> &Rc<[u8]> {
        &self.content.body
    }

    fn document(&self) -> Option<&Rc<Document>> {
        match &self.outcome {
            Outcome::Json(document) => Some(document),
            Outcome::Other(_) | Outcome::Empty => None,
        }
    }

    fn list(&self) -> Option<Node> {
        grid::list(self.document()?)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.content.headers.iter();
        let (_, value) = headers.find(|(it, _)| it.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

/// The answer, as whatever was chosen last.
pub fn answer_view(answer: AnswerBody) -> El {
    let shown = RwSignal::new_local(None::<Rc<Answer>>);
    let read = RwSignal::new(0_usize);
    let length = answer.body.len();
    let slices = Slices::new();
    let mut reading = (length > 0).then(|| Reading::new(Rc::clone(&answer.body)));
    let mut answer = Some(answer);
    slices.run(Box::new(move || {
        let outcome = match &mut reading {
            None => Outcome::Empty,
            Some(reading) => match reading.step(STEP) {
                None => {
                    read.set(reading.done());
                    return false;
                }
                Some(Ok(document)) => Outcome::Json(Rc::new(document)),
                Some(Err(error)) => Outcome::Other(error),
            },
        };
        if let Some(content) = answer.take() {
            shown.set(Some(Rc::new(finished(content, outcome, slices))));
        }
        true
    }));
    h("div").swap(move || match shown.get() {
        Some(answer) => [view(&answer)],
        None => [progress(read, length)],
    })
}

/// How far it has been read, once that takes long enough to be noticed.
pub(super) fn progress(read: RwSignal<usize>, length: usize) -> El {
    h("p.sm.muted.late").live(move || {
        let read = size(read.get());
        ["Reading… ", &read, " of ", &size(length)].concat()
    })
}

fn finished(content: AnswerBody, outcome: Outcome, slices: Slices) -> Answer {
    let number = ANSWERS.get();
    ANSWERS.set(number + 1);
    let is_json = matches!(outcome, Outcome::Json(_));
    Answer {
        name: content.name.clone(),
        id: ["answer-", &number.to_string()].concat(),
        finder: Finder::new(Rc::clone(&content.body), is_json, slices),
        content,
        outcome,
    }
}

fn view(answer: &Rc<Answer>) -> El {
    let list = answer.list();
    let mut views = Vec::new();
    if answer.document().is_some() {
        views.push((View::Tree, "Tree".to_owned()));
    }
    if list.is_some() {
        views.push((View::Table, "Table".to_owned()));
    }
    let headers = intl::number(answer.content.headers.len() as u64);
    views.push((View::Raw, "Raw".to_owned()));
    views.push((View::Headers, ["Headers (", &headers, ")"].concat()));
    let (views, labels): (Vec<View>, Vec<String>) = views.into_iter().unzip();
    let chosen = views.iter().position(|view| *view == VIEW.get());
    let tab = RwSignal::new(chosen.unwrap_or_default());
    // Choosing what is chosen already builds nothing anew.
    let chosen = Memo::new(move |_| tab.get());
    let kinds = views.clone();
    let tabs = tab_list("Answer as", &answer.id, labels, tab, move |tab| {
        if let Some(view) = kinds.get(tab) {
            VIEW.set(*view);
        }
    });
    let id = answer.id.clone();
    let shown = Rc::clone(answer);
    let panel = h("div")
        .attr("id", &answer.id)
        .attr("role", "tabpanel")
        .attr_live("aria-labelledby", move || Some(tab_id(&id, tab.get())))
        .swap(move || {
            let view = views.get(chosen.get()).copied().unwrap_or(View::Raw);
            match (view, shown.document(), list) {
                (View::Tree, Some(document), _) => [tree::tree(&shown, Rc::clone(document))],
                (View::Table, _, Some(list)) => [grid::grid(&shown, list)],
                (View::Headers, ..) => [headers_of(&shown)],
                _ => [text(&shown)],
            }
        });
    let caption = h("figcaption.row.sm").with(tabs).with(tools(answer));
    h("figure.code.answer")
        .attr("aria-label", &["Answer: ", &answer.name].concat())
        .with(caption)
        .with(panel)
}

/// Copying and saving all of it.
fn tools(answer: &Rc<Answer>) -> Option<El> {
    if answer.body().is_empty() {
        return None;
    }
    let toaster = expect_context::<Toaster>();
    let copied = Rc::clone(answer);
    let copy = icon_button(
        "button.btn.btn-icon.btn-quiet.btn-sm",
        "copy",
        "Copy the answer",
    )
    .on_click(move || {
        let text = String::from_utf8_lossy(copied.body()).into_owned();
        copy_and_say(toaster, "Answer", text);
    });
    let saved = Rc::clone(answer);
    let save = icon_button(
        "button.btn.btn-icon.btn-quiet.btn-sm",
        "export",
        "Save the answer",
    )
    .on_click(move || {
        let is_json = saved.document().is_some();
        let (end, kind) = if is_json {
            (".json", "application/json")
        } else {
            (".txt", "text/plain")
        };
        let name = [&file_name(&saved.name), end].concat();
        browser::save(&name, kind, saved.body());
    });
    Some(h("span.row.gap-0.end").with(copy).with(save))
}

/// `List applications` as `list-applications`.
fn file_name(name: &str) -> String {
    let words = name.split(|it: char| !it.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() {
        return "answer".to_owned();
    }
    words.join("-")
}

fn text(answer: &Rc<Answer>) -> El {
    match &answer.outcome {
        Outcome::Empty => h("div").with(h("p").with("The answer has no body.")),
        Outcome::Json(_) => raw::raw(answer, None),
        Outcome::Other(error) => {
            let kind = answer.header("content-type").unwrap_or_default();
            raw::raw(answer, Some(h("p.warning").with(not_json(error, kind))))
        }
    }
}

/// That something is no JSON, where that shows, and what that means.
fn not_json(error: &SyntaxError, kind: &str) -> String {
    let line = intl::number(error.line as u64);
    let column = intl::number(error.column as u64);
    let place = [
        "line ",
        &line,
        ", column ",
        &column,
        ": ",
        error.reason,
        ".",
    ]
    .concat();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.ends_with("json") {
        return ["This answer calls itself JSON and is none, ", &place].concat();
    }
    let kind = if kind.is_empty() {
        String::new()
    } else {
        [" but ", kind].concat()
    };
    ["This answer is not JSON", &kind, ". See ", &place].concat()
}

fn headers_of(answer: &Answer) -> El {
    let headers = &answer.content.headers;
    if headers.is_empty() {
        let sentence = "The browser tells no header of this answer. From another origin, it tells \
                        those that the server allows (Access-Control-Expose-Headers).";
        return h("div").with(h("p").with(sentence));
    }
    let list = headers.iter().fold(h("dl.kv"), |list, (name, value)| {
        list.with(h("dt.mono").with(name.as_str()))
            .with(h("dd.mono").with(value.as_str()))
    });
    h("div").with(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_request() {
        assert_eq!(file_name("List applications"), "list-applications");
        assert_eq!(file_name("GET /v0/a?b=ü"), "get-v0-a-b");
        assert_eq!(file_name("…"), "answer");
    }
}
