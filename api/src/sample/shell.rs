//! Quoting for a POSIX shell. Between single quotes nothing but a single quote has a meaning
//! (POSIX, "Shell Command Language", 2.2.2).

use super::{API_KEY_VARIABLE, Request};

/// The text as one word. U+0000, which no argument can hold, is left out.
pub fn quoted(text: &str) -> String {
    let mut word = String::from("'");
    for piece in text.chars() {
        match piece {
            '\'' => word.push_str(r"'\''"),
            '\0' => {}
            other => word.push(other),
        }
    }
    word.push('\'');
    word
}

/// The URL as one word, with the environment's API key where the path holds one.
pub fn url(request: &Request) -> String {
    let pieces: Vec<_> = request
        .url_pieces()
        .iter()
        .map(|piece| quoted(piece))
        .collect();
    pieces.join(&["\"$", API_KEY_VARIABLE, "\""].concat())
}

/// A command over several lines.
pub fn command(words: &[String]) -> String {
    let mut command = words.join(" \\\n  ");
    command.push('\n');
    command
}
