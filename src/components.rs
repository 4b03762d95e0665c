//! What screens are made of. Components know neither the API nor the session.

mod answer;
mod combobox;
mod comparison;
mod copy;
mod countdown;
mod dialog;
mod failure;
mod field;
mod icon;
mod json;
mod keys;
mod logo;
mod outcome;
mod pager;
mod request_panel;
mod submission;
mod table;
mod tabs;
mod time;
mod toast;

pub use answer::{AnswerBody, answer_view, size};
pub use combobox::{Choice, Choices, combobox};
pub use comparison::comparison;
pub use copy::{copy_and_say, copy_and_tell, copy_button};
pub use countdown::countdown;
pub use dialog::{dialog, modal, showing};
pub use failure::{CHECK, check_button, check_for, loading, loading_or_back, sentence};
pub use field::{
    Field, TextKind, describe, edited_chip, error, hint_id, reveal_state, switch_field,
};
pub use icon::{icon, mark};
pub use json::{indented, with_json};
pub use keys::keys;
pub use logo::{initials, logo, tint};
pub use outcome::outcome;
pub use pager::{Position, pager};
pub use request_panel::{folded_request, request_button, request_panel, request_shown, verb};
pub use submission::{Submission, Verdict, cancel_button, submit_button};
pub use table::{Column, bones, table};
pub use tabs::{tab_id, tab_list};
pub use time::{instant, time};
pub use toast::Toaster;

use crate::dom::{El, h};

/// A button with an icon and a word.
pub fn button(selector: &'static str, image: &'static str, word: &str) -> El {
    h(selector)
        .attr("type", "button")
        .with(icon(image))
        .with(word)
}

/// A button that is only an icon; its name is said and shown on hover.
pub fn icon_button(selector: &'static str, image: &'static str, name: &str) -> El {
    h(selector)
        .attr("type", "button")
        .attr("aria-label", name)
        .attr("title", name)
        .with(icon(image))
}

/// Whether an application is active.
pub fn status_pill(active: bool) -> El {
    if active {
        h("span.pill.pill-on").with("Active")
    } else {
        h("span.pill.pill-off").with("Inactive")
    }
}

/// A state without content: what is not there, why, and what to do next.
pub fn empty(image: &'static str, title: &str, sentence: &str, action: Option<El>) -> El {
    h("div.empty")
        .attr("id", "nothing")
        .attr("tabindex", "-1")
        .with(icon(image))
        .with(h("h2").with(title))
        .with(h("p.sm").with(sentence))
        .with(action.map(|action| h("div.row").with(action)))
}
