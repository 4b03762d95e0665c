//! JSON for reading: indented, its values in colour. Only white space differs from the text.

use crate::dom::{El, h};
use serde::de::IgnoredAny;

/// Appends JSON to an element that keeps white space. Text that is no JSON stays as it is.
pub fn with_json(place: El, text: &str) -> El {
    if serde_json::from_str::<IgnoredAny>(text).is_err() {
        return place.with(text);
    }
    pieces(text)
        .into_iter()
        .fold(place, |place, (kind, piece)| match kind {
            Kind::Plain => place.with(piece),
            Kind::Text => place.with(h("span.s").with(piece)),
            Kind::Literal => place.with(h("span.n").with(piece)),
        })
}

/// JSON as text, indented; `None` for a text that is no JSON.
pub fn indented(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    Some(pieces(text).into_iter().map(|(_, piece)| piece).collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Text,
    Literal,
}

const SPACE: [char; 4] = [' ', '\n', '\r', '\t'];

/// Splits JSON where its colour changes. It is known to be JSON.
fn pieces(json: &str) -> Vec<(Kind, String)> {
    let mut pieces = vec![(Kind::Plain, String::new())];
    let mut push = |kind, text: &str| match pieces.last_mut() {
        Some((last, piece)) if *last == kind => piece.push_str(text),
        _ => pieces.push((kind, text.to_owned())),
    };
    let mut depth = 0_usize;
    let mut rest = json.trim_start_matches(SPACE);
    while let Some(first) = rest.chars().next() {
        let token;
        (token, rest) = rest.split_at(length(rest));
        rest = rest.trim_start_matches(SPACE);
        match first {
            '{' | '[' => {
                push(Kind::Plain, token);
                if let Some(end) = rest.chars().next().filter(|end| matches!(end, '}' | ']')) {
                    push(Kind::Plain, end.encode_utf8(&mut [0; 4]));
                    rest = rest[1..].trim_start_matches(SPACE);
                } else {
                    depth += 1;
                    push(Kind::Plain, &line(depth));
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                push(Kind::Plain, &[&line(depth), token].concat());
            }
            ',' => push(Kind::Plain, &[token, &line(depth)].concat()),
            ':' => push(Kind::Plain, ": "),
            '"' if rest.starts_with(':') => push(Kind::Plain, token),
            '"' => push(Kind::Text, token),
            _ => push(Kind::Literal, token),
        }
    }
    pieces
}

/// A line feed and the indentation after it.
fn line(depth: usize) -> String {
    ["\n", &"  ".repeat(depth)].concat()
}

/// How long the first token is, in bytes.
fn length(json: &str) -> usize {
    let mut bytes = json.bytes().enumerate().skip(1);
    if !json.starts_with('"') {
        let punctuation = json.starts_with(['{', '}', '[', ']', ',', ':']);
        let end = |byte: u8| b",:]} \n\r\t".contains(&byte);
        let mut literal = || bytes.find(|(_, byte)| end(*byte)).map(|(at, _)| at);
        return (if punctuation { Some(1) } else { literal() }).unwrap_or(json.len());
    }
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> String {
        pieces(json).into_iter().map(|(_, piece)| piece).collect()
    }

    #[test]
    fn json_is_indented() {
        assert_eq!(
            text(r#"{"a":[1, {"b" :true}],"c":{},"d":[ ]}"#),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": true\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}"
        );
    }

    #[test]
    fn what_looks_like_json_in_a_text_stays_text() {
        let json = r#"{"a":"x\",{[:\\","é\"":null}"#;
        assert_eq!(
            text(json),
            "{\n  \"a\": \"x\\\",{[:\\\\\",\n  \"é\\\"\": null\n}"
        );
        let texts: Vec<_> = pieces(json)
            .into_iter()
            .filter(|(kind, _)| *kind != Kind::Plain)
            .collect();
        assert_eq!(
            texts,
            [
                (Kind::Text, r#""x\",{[:\\""#.to_owned()),
                (Kind::Literal, "null".to_owned())
            ]
        );
    }

    #[test]
    fn a_value_alone_is_json_too() {
        for json in ["1", "\"\"", "true", "-1.5e3"] {
            assert_eq!(text(json), json);
        }
    }
}
