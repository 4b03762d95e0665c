//! The JSON editor: a textarea that keeps its brackets and indentation, with the numbers of its
//! lines and what is wrong with them.

use super::Explorer;
use crate::actions::as_action;
use crate::dom::{El, h, text_of};
use crate::explorer::{Note, Problem, Refusal, example, formatted, warnings};
use leptos::prelude::*;
use meta_api::{ApplicationId, Method};
use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

/// The fewest and the most lines that the editor shows at once.
const LINES: (usize, usize) = (5, 24);

impl Explorer {
    /// The part of the form.
    pub(super) fn body(self) -> El {
        let takes = move || {
            let kind = self.operation.get();
            kind.map_or_else(
                || self.draft.with(super::Draft::takes_body),
                |it| it.has_body,
            )
        };
        let section = h("section.stack.gap-2");
        // Built anew for another endpoint, not for another letter.
        let takes = Memo::new(move |_| takes());
        section.swap(move || {
            let kind = self.operation.get();
            if takes.get() {
                return untrack(|| self.editor());
            }
            let sentence = match kind.map(|it| it.method) {
                Some(Method::Get) => "GET requests have no body.",
                Some(Method::Delete) => "DELETE requests have no body.",
                _ => "This request has no body.",
            };
            vec![h("h3").with("Body"), h("p.sm.muted").with(sentence)]
        })
    }

    /// What is wrong with the body; tracked.
    fn errors(self) -> Vec<Note> {
        self.refusals.with(|all| {
            let notes = all.iter().filter_map(|it| match it {
                Refusal::Body(note) => Some(note.clone()),
                _ => None,
            });
            notes.collect()
        })
    }

    /// What is wrong with it and what to think of; tracked.
    fn notes(self) -> Vec<Note> {
        let empty = self.draft.with(|it| it.body.trim().is_empty());
        // Nothing is wrong with what is not begun yet, until it is sent.
        if empty && !self.tried.get() {
            return Vec::new();
        }
        let mut notes = self.errors();
        let warned = self.operation.with(|kind| {
            kind.as_ref()
                .map(|kind| self.draft.with(|it| warnings(kind, &it.body)))
        });
        notes.extend(warned.into_iter().flatten());
        notes
    }

    fn editor(self) -> Vec<El> {
        let notes = Memo::new(move |_| self.notes());
        let lines = move || self.draft.with(|it| it.body.split('\n').count());
        let count = Memo::new(move |_| lines());
        let gutter = h("ol").attr("aria-hidden", "true").swap(move || {
            let notes = notes.get();
            let is_bad = |line: usize| {
                let bad = |it: &Note| it.line == line && it.problem == Problem::Error;
                notes.iter().any(bad)
            };
            (1..=count.get())
                .map(|line| {
                    let selector = if is_bad(line) { "li.bad" } else { "li" };
                    h(selector).with(line.to_string())
                })
                .collect::<Vec<_>>()
        });
        let numbers = gutter.element().clone();
        let area = h("textarea")
            .attr("id", "body")
            .attr("spellcheck", "false")
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("aria-describedby", "body-notes body-hint")
            .attr_live("rows", move || {
                Some(count.get().clamp(LINES.0, LINES.1).to_string())
            })
            .flag("aria-invalid", move || {
                notes.with(|it| it.iter().any(|it| it.problem == Problem::Error))
            })
            .prop_live("value", move || {
                self.draft.with(|it| it.body.clone()).into()
            })
            .on("input", move |event| {
                let text = text_of(&event);
                self.edit(|draft| draft.body = text);
            })
            .on("keydown", |event| {
                if let (Some(key), Some(area)) = (
                    event.dyn_ref::<KeyboardEvent>(),
                    event.target().and_then(|it| it.dyn_into().ok()),
                ) && !key.is_composing()
                    && typed(key, &area)
                {
                    event.prevent_default();
                }
            })
            .on("scroll", move |event| {
                let area = event.target();
                if let Some(area) = area.and_then(|it| it.dyn_into::<web_sys::Element>().ok()) {
                    numbers.set_scroll_top(area.scroll_top());
                }
            });
        let list = h("div")
            .attr("id", "body-notes")
            .attr("role", "status")
            .swap(move || {
                notes.get().into_iter().map(|note| {
                    let selector = match note.problem {
                        Problem::Error => "p.field-error",
                        Problem::Warning => "p.warning",
                    };
                    h(selector).with(note.text())
                })
            });
        let hint = h("p.hint")
            .attr("id", "body-hint")
            .with("Tab indents. To leave the field with the keyboard, press Escape and then Tab.");
        let fields = self.fields();
        vec![
            h("div.row.wrap")
                .with(h("h3.grow").with(h("label").attr("for", "body").with("Body")))
                .with(self.example_button())
                .with(self.format_button()),
            h("div.editor").with(gutter).with(area),
            list,
            hint,
            fields,
        ]
    }

    /// What the endpoint takes, to be read.
    fn fields(self) -> El {
        let known = self
            .operation
            .with_untracked(|it| it.as_ref().map(crate::explorer::Operation::fields));
        let known = known.unwrap_or_default();
        let list = known.iter().fold(h("dl.kv.sm"), |list, field| {
            let required = field.required.then(|| h("span.warn").with(" required"));
            list.with(h("dt.mono").with(field.name).with(required))
                .with(h("dd.muted").with(field.description))
        });
        let details = h("details")
            .with(h("summary.sm.muted").with("Fields"))
            .with(list);
        if known.is_empty() {
            details.attr("hidden", "")
        } else {
            details
        }
    }

    fn format_button(self) -> El {
        let tidy = h("button.btn.btn-quiet.btn-sm")
            .attr("type", "button")
            .with("Format")
            .flag("disabled", move || {
                self.draft.with(|it| formatted(&it.body).is_none())
            })
            .on_click(move || {
                self.edit(|draft| {
                    if let Some(tidy) = formatted(&draft.body) {
                        draft.body = tidy;
                    }
                });
                self.note_in_url();
            });
        as_action(tidy, "Format the body", "edit", &[])
    }

    /// Fills the body: with what the object is now, or with what is required.
    fn example_button(self) -> El {
        let updates = self
            .operation
            .with_untracked(|it| it.as_ref().is_some_and(|it| it.method == Method::Patch));
        let label = if updates {
            "From current values"
        } else {
            "Example"
        };
        let fill = h("button.btn.btn-quiet.btn-sm")
            .attr("type", "button")
            .with(label)
            .flag("disabled", move || {
                updates && self.draft.with(|it| it.value("application_id").is_empty())
            })
            .on_click(move || self.fill(updates));
        let known = self
            .operation
            .with_untracked(|it| it.as_ref().is_some_and(|it| !it.fields().is_empty()));
        if known {
            as_action(fill, label, "edit", &[])
        } else {
            fill.attr("hidden", "")
        }
    }

    fn fill(self, updates: bool) {
        let Some(operation) = self.operation.get_untracked() else {
            return;
        };
        let put = move |now: Option<&serde_json::Value>| {
            let body = example(&operation, now);
            self.edit(|draft| draft.body = body);
            self.note_in_url();
        };
        if !updates {
            return put(None);
        }
        let id = self
            .draft
            .with_untracked(|it| it.value("application_id").to_owned());
        let asked = self.client.application(&ApplicationId::new(id));
        let toaster = self.toaster;
        let here = self.draft;
        crate::browser::spawn(Box::pin(async move {
            let answer = asked.await;
            if here.is_disposed() {
                return;
            }
            match answer {
                Ok(now) => put(serde_json::to_value(&now).ok().as_ref()),
                Err(error) => toaster
                    .failure(&["Could not read the application. ", &error.sentence()].concat()),
            }
        }));
    }
}

/// What a key does in the editor beyond typing itself; whether it did.
fn typed(key: &KeyboardEvent, area: &HtmlTextAreaElement) -> bool {
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return false;
    }
    let text: Vec<u16> = area.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(0, |it| it as usize);
    let (start, end) = (place(area.selection_start()), place(area.selection_end()));
    let before = String::from_utf16_lossy(&text[..start.min(text.len())]);
    let after = text.get(end).and_then(|it| char::from_u32(u32::from(*it)));
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent: String = line.chars().take_while(|it| *it == ' ').collect();
    // Escape hands the next Tab back to the page.
    let leaving = area.has_attribute("data-leaving");
    if key.key() != "Shift" {
        let _ = area.remove_attribute("data-leaving");
    }
    match key.key().as_str() {
        "Escape" => {
            let _ = area.set_attribute("data-leaving", "");
            false
        }
        "Tab" if !leaving && !key.shift_key() => insert(area, "  ", ""),
        "Tab" if !leaving && line.ends_with("  ") && start == end => {
            let _ = area.set_selection_range(narrow(start - 2), narrow(start));
            insert(area, "", "")
        }
        "Enter" => {
            let opened = before.trim_end_matches(' ').ends_with(['{', '[']);
            let more = [&*indent, if opened { "  " } else { "" }].concat();
            let closes = opened && matches!(after, Some('}' | ']'));
            let rest = if closes {
                ["\n", &indent].concat()
            } else {
                String::new()
            };
            insert(area, &["\n", &more].concat(), &rest)
        }
        "{" => insert(area, "{", "}"),
        "[" => insert(area, "[", "]"),
        "\"" if after == Some('"') && start == end => step_over(area, start),
        "\"" if !before.ends_with('\\') && !is_word(after) => insert(area, "\"", "\""),
        closing @ ("}" | "]") if after == closing.chars().next() && start == end => {
            step_over(area, start)
        }
        _ => false,
    }
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

fn step_over(area: &HtmlTextAreaElement, at: usize) -> bool {
    area.set_selection_range(narrow(at + 1), narrow(at + 1))
        .is_ok()
}

/// Types texts before and after the caret, in place of what is selected.
fn insert(area: &HtmlTextAreaElement, before: &str, after: &str) -> bool {
    let start = area.selection_start().ok().flatten().unwrap_or_default();
    let text = [before, after].concat();
    // The one way that Undo knows of; the standard calls it obsolete and browsers keep it.
    let typed = js_sys::Reflect::get(&document(), &"execCommand".into())
        .ok()
        .and_then(|it| it.dyn_into::<js_sys::Function>().ok())
        .and_then(|run| {
            let command = if text.is_empty() {
                "delete"
            } else {
                "insertText"
            };
            run.call3(
                &document(),
                &command.into(),
                &false.into(),
                &text.as_str().into(),
            )
            .ok()
        })
        .is_some_and(|it| it.is_truthy());
    if !typed {
        let _ = area.set_range_text(&text);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &bubbling()) {
            let _ = area.dispatch_event(&event);
        }
    }
    let caret = start + narrow(before.encode_utf16().count());
    area.set_selection_range(caret, caret).is_ok()
}

fn bubbling() -> web_sys::EventInit {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    init
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
