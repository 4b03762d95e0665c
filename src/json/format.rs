//! Parts of a text, as it came or indented. A part depends on nothing but the text and its own
//! bounds: it can be shown without formatting what stands before it.

use super::document::Document;
use std::ops::Range;

/// Deeper than that, lines are not indented any further.
const DEEPEST: usize = 40;

/// A part of a text, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Where in it the place stands that was asked for.
    pub marked: Option<Range<usize>>,
}

/// What stands between two offsets. A character that begins before an end belongs to it whole.
pub fn raw(bytes: &[u8], range: Range<usize>, mark: Option<Range<usize>>) -> Part {
    let range = whole(bytes, range.start)..whole(bytes, range.end);
    let slice = |range: Range<usize>| String::from_utf8_lossy(bytes.get(range).unwrap_or_default());
    let inside = mark.filter(|mark| range.contains(&mark.start));
    let Some(mark) = inside else {
        return Part {
            text: slice(range).into_owned(),
            marked: None,
        };
    };
    let end = mark.end.min(range.end);
    let before = slice(range.start..mark.start);
    let marked = slice(mark.start..end);
    Part {
        marked: Some(before.len()..before.len() + marked.len()),
        text: [before, marked, slice(end..range.end)].concat(),
    }
}

/// What stands between two offsets of a JSON text, indented. Only white space differs.
pub fn formatted(document: &Document, range: Range<usize>, mark: Option<Range<usize>>) -> Part {
    let bytes = document.bytes();
    let range = whole(bytes, range.start)..whole(bytes, range.end);
    let mut writer = Writer {
        document,
        bytes,
        depth: document.depth(range.start),
        mark,
        text: String::new(),
        begin: None,
        end: None,
    };
    let mut at = range.start;
    if let Some(end) = document.token_around(at) {
        at = end;
        writer.copy(range.start..end.min(range.end));
    }
    while at < range.end {
        at = writer.token(at, range.end);
    }
    Part {
        marked: writer
            .begin
            .map(|begin| begin..writer.end.unwrap_or(writer.text.len())),
        text: writer.text,
    }
}

struct Writer<'a> {
    document: &'a Document,
    bytes: &'a [u8],
    depth: usize,
    mark: Option<Range<usize>>,
    text: String,
    begin: Option<usize>,
    end: Option<usize>,
}

impl Writer<'_> {
    /// Writes the token that begins here, up to `stop`; where the next one may begin.
    fn token(&mut self, at: usize, stop: usize) -> usize {
        let Some(byte) = self.bytes.get(at) else {
            return stop;
        };
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => return at + 1,
            b'{' | b'[' => {
                self.copy(at..at + 1);
                self.depth += 1;
                if !matches!(self.next_token(at + 1), b'}' | b']') {
                    self.line();
                }
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if !matches!(self.last_token(at), b'{' | b'[') {
                    self.line();
                }
                self.copy(at..at + 1);
            }
            b',' => {
                self.copy(at..at + 1);
                self.line();
            }
            b':' => {
                self.copy(at..at + 1);
                self.text.push(' ');
            }
            _ => {
                let end = self.document.end_of_token(at);
                self.copy(at..end.min(stop));
                return end;
            }
        }
        at + 1
    }

    fn copy(&mut self, range: Range<usize>) {
        let slice = |range: Range<usize>| {
            String::from_utf8_lossy(self.bytes.get(range).unwrap_or_default())
        };
        let Some(mark) = self.mark.clone() else {
            self.text.push_str(&slice(range));
            return;
        };
        let begin = mark.start.clamp(range.start, range.end);
        let end = mark.end.clamp(begin, range.end);
        self.text.push_str(&slice(range.start..begin));
        if range.contains(&mark.start) {
            self.begin = Some(self.text.len());
        }
        self.text.push_str(&slice(begin..end));
        if end > begin {
            self.end = Some(self.text.len());
        }
        self.text.push_str(&slice(end..range.end));
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth.min(DEEPEST) {
            self.text.push_str("  ");
        }
    }

    fn next_token(&self, at: usize) -> u8 {
        let mut rest = self.bytes.get(at..).unwrap_or_default().iter();
        rest.find(|byte| !byte.is_ascii_whitespace())
            .copied()
            .unwrap_or_default()
    }

    fn last_token(&self, at: usize) -> u8 {
        let mut before = self.bytes.get(..at).unwrap_or_default().iter().rev();
        before
            .find(|byte| !byte.is_ascii_whitespace())
            .copied()
            .unwrap_or_default()
    }
}

impl Document {
    /// How many containers an offset lies in.
    fn depth(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let mut depth = 0;
        let mut number = self.innermost(offset);
        while let Some(container) = self.container(number) {
            depth += 1;
            number = container.parent;
        }
        depth
    }

    /// The end of the token that an offset lies inside of, if it does.
    fn token_around(&self, offset: usize) -> Option<usize> {
        let child = self.locate(offset);
        let inside = |range: &Range<usize>| range.start < offset && offset < range.end;
        let key = child.key().filter(inside);
        let value = || (!child.node.is_container()).then(|| child.node.range());
        key.or_else(|| value().filter(inside))
            .map(|range| range.end)
    }

    fn end_of_token(&self, at: usize) -> usize {
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let end = if self.byte(start) == b'"' {
            self.end_of_text(start)
        } else {
            self.end_of_literal(start)
        };
        // A byte that begins no token is one by itself.
        (end as usize).max(at + 1)
    }
}

/// The first offset from here on that is not inside a character.
fn whole(bytes: &[u8], offset: usize) -> usize {
    let rest = bytes.get(offset..).unwrap_or_default();
    let inside = rest.iter().take(3).take_while(|byte| **byte & 0xC0 == 0x80);
    offset.min(bytes.len()) + inside.count()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::scan::tests::{json, read};
    use super::*;
    use proptest::prelude::*;

    fn parts(length: usize, size: usize, part: impl Fn(Range<usize>) -> Part) -> String {
        (0..length)
            .step_by(size)
            .map(|start| part(start..start + size).text)
            .collect()
    }

    proptest! {
        #[test]
        fn parts_of_any_size_are_the_whole(value in json(), pretty: bool, size in 1_usize..30) {
            let indented = serde_json::to_string_pretty(&value).unwrap();
            let text = if pretty { indented.clone() } else { value.to_string() };
            let document = read(&text);
            let all = parts(text.len(), size, |range| formatted(&document, range, None));
            prop_assert_eq!(all, indented);
            let all = parts(text.len(), size, |range| raw(text.as_bytes(), range, None));
            prop_assert_eq!(all, text);
        }

        #[test]
        fn what_is_marked_is_found_again(value in json(), at: prop::sample::Index) {
            let text = value.to_string();
            let document = read(&text);
            let start = whole(text.as_bytes(), at.index(text.len()));
            let end = whole(text.as_bytes(), start + 1);
            prop_assume!(end <= text.len() && start < end);
            for part in [
                formatted(&document, 0..text.len(), Some(start..end)),
                raw(text.as_bytes(), 0..text.len(), Some(start..end)),
            ] {
                let marked = part.marked.unwrap();
                prop_assert_eq!(&part.text[marked], &text[start..end]);
            }
        }
    }

    #[test]
    fn a_mark_goes_over_what_was_put_between() {
        let document = read(r#"{"a":1}"#);
        let part = formatted(&document, 0..7, Some(1..6));
        assert_eq!(&part.text[part.marked.unwrap()], "\"a\": 1");
        let elsewhere = formatted(&document, 0..2, Some(4..5));
        assert_eq!(elsewhere.marked, None);
    }

    #[test]
    fn no_depth_makes_lines_endless() {
        let text = ["[".repeat(10_000), "]".repeat(10_000)].concat();
        let part = formatted(&read(&text), 9_000..11_000, None);
        assert!(part.text.len() < 2_000 * (2 * DEEPEST + 2));
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_such() {
        let part = raw(b"a\xffb", 0..3, Some(2..3));
        assert_eq!(part.text, "a\u{FFFD}b");
        assert_eq!(&part.text[part.marked.unwrap()], "b");
    }
}
