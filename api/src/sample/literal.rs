//! String literals. Characters that cannot be seen, or that turn the direction of the text
//! around them, are written as escapes, so that code reads as what it does.

/// The text as a literal in the quotes that need fewer escapes. `escape` writes a character by
/// its number.
pub fn quoted(text: &str, escape: fn(char) -> String) -> String {
    let quote = if text.contains('"') && !text.contains('\'') {
        '\''
    } else {
        '"'
    };
    quoted_with(quote, text, escape)
}

/// The text as a literal in these quotes.
pub fn quoted_with(quote: char, text: &str, escape: fn(char) -> String) -> String {
    let mut literal = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if character == quote => literal.extend(['\\', quote]),
            _ if is_unseen(character) => literal.push_str(&escape(character)),
            _ => literal.push(character),
        }
    }
    literal.push(quote);
    literal
}

/// The escape that JavaScript and Rust share; `PowerShell` has a backtick for the backslash.
pub fn braced(character: char) -> String {
    format!("\\u{{{:x}}}", u32::from(character))
}

/// Whether an editor would not show this character as one. Joiners, which emoji need, are seen.
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}
