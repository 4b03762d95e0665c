//! Reads JSON from its beginning to its end, in steps of a chosen length, and says where it stops
//! being JSON. Whatever `serde_json` accepts is accepted, and nothing else.

use super::document::{Container, Document, Kind, NONE, Node};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How far apart the marks are that find a child by its place or its number, in bytes.
const MARK: usize = 64 * 1024;

/// Where a text stops being JSON, and why. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What was expected there.
    pub reason: &'static str,
    /// The offset in bytes.
    pub offset: usize,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A text that is being read.
pub struct Reading {
    bytes: Rc<[u8]>,
    valid: usize,
    at: usize,
    line: usize,
    line_start: usize,
    expected: Expected,
    open: Vec<Open>,
    key: usize,
    root: usize,
    root_end: usize,
    containers: Vec<Container>,
    marks: BTreeMap<(u32, u32), u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    RestOfKey,
    RestOfText,
    Nothing,
}

/// A container whose end has not been read.
struct Open {
    container: usize,
    is_object: bool,
    count: u32,
    marked: usize,
}

impl Reading {
    /// Begins to read.
    pub fn new(bytes: Rc<[u8]>) -> Self {
        // A mark of the byte order says nothing about UTF-8, and browsers leave it out, too.
        let at = if bytes.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        Self {
            bytes,
            valid: 0,
            at,
            line: 1,
            line_start: at,
            expected: Expected::Value,
            open: Vec::new(),
            key: NONE as usize,
            root: 0,
            root_end: 0,
            containers: Vec::new(),
            marks: BTreeMap::new(),
        }
    }

    /// How many bytes have been read.
    pub fn done(&self) -> usize {
        self.at
    }

    /// Reads on for about `length` bytes. `None` while there is more.
    pub fn step(&mut self, length: usize) -> Option<Result<Document, SyntaxError>> {
        let finished = if self.valid < self.bytes.len() {
            self.check_utf8(length).map(|()| false)
        } else {
            self.advance(self.at.saturating_add(length).min(self.bytes.len()))
        };
        match finished {
            Ok(false) => None,
            Ok(true) => Some(Ok(self.document())),
            Err(reason) => Some(Err(self.error(reason))),
        }
    }

    fn document(&mut self) -> Document {
        let node = Node {
            kind: Kind::of(self.bytes[self.root]),
            start: number(self.root),
            end: number(self.root_end),
            container: if self.containers.is_empty() { NONE } else { 0 },
        };
        Document::new(
            Rc::clone(&self.bytes),
            node,
            std::mem::take(&mut self.containers),
            std::mem::take(&mut self.marks),
        )
    }

    fn error(&self, reason: &'static str) -> SyntaxError {
        let line = &self.bytes[self.line_start..self.at.min(self.bytes.len())];
        SyntaxError {
            reason,
            offset: self.at,
            line: self.line,
            column: 1 + line.iter().filter(|byte| !is_continuation(**byte)).count(),
        }
    }

    fn check_utf8(&mut self, length: usize) -> Result<(), &'static str> {
        // A character has four bytes at most: with eight, every step gets on.
        let end = self.valid.saturating_add(length.max(8));
        let slice = &self.bytes[self.valid..end.min(self.bytes.len())];
        match std::str::from_utf8(slice) {
            Ok(_) => self.valid += slice.len(),
            Err(error) if error.error_len().is_none() && end < self.bytes.len() => {
                self.valid += error.valid_up_to();
            }
            Err(error) => {
                self.at = self.valid + error.valid_up_to();
                let before = &self.bytes[..self.at];
                self.line += before.split(|byte| *byte == b'\n').count() - 1;
                if let Some(feed) = before.iter().rposition(|byte| *byte == b'\n') {
                    self.line_start = feed + 1;
                }
                return Err("it is not UTF-8 text from there on");
            }
        }
        Ok(())
    }

    /// Reads up to `stop`; whether that was the end.
    fn advance(&mut self, stop: usize) -> Result<bool, &'static str> {
        while self.at < stop {
            if matches!(self.expected, Expected::RestOfKey | Expected::RestOfText) {
                self.rest_of_text(stop)?;
                continue;
            }
            match self.bytes[self.at] {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.line_start = self.at;
                }
                byte => self.token(byte)?,
            }
        }
        if self.at < self.bytes.len() {
            Ok(false)
        } else if self.expected == Expected::Nothing {
            Ok(true)
        } else {
            Err("it ends too early, as if it were cut off")
        }
    }

    fn token(&mut self, byte: u8) -> Result<(), &'static str> {
        let in_object = self.open.last().is_some_and(|open| open.is_object);
        match (self.expected, byte) {
            (Expected::Value | Expected::ValueOrEnd, _) if starts_value(byte) => {
                self.value(byte)?;
            }
            (Expected::ValueOrEnd, b']') | (Expected::KeyOrEnd, b'}') => self.close(),
            (Expected::CommaOrEnd, b']') if !in_object => self.close(),
            (Expected::CommaOrEnd, b'}') if in_object => self.close(),
            (Expected::Key | Expected::KeyOrEnd, b'"') => {
                self.key = self.at;
                self.at += 1;
                self.expected = Expected::RestOfKey;
            }
            (Expected::Colon, b':') => {
                self.at += 1;
                self.expected = Expected::Value;
            }
            (Expected::CommaOrEnd, b',') => {
                self.at += 1;
                self.expected = if in_object {
                    Expected::Key
                } else {
                    Expected::Value
                };
            }
            (expected, _) => return Err(expected.reason(in_object)),
        }
        Ok(())
    }

    fn value(&mut self, byte: u8) -> Result<(), &'static str> {
        let start = self.at;
        let (parent, ordinal) = self.count(start);
        match byte {
            b'{' | b'[' => {
                self.open.push(Open {
                    container: self.containers.len(),
                    is_object: byte == b'{',
                    count: 0,
                    marked: start,
                });
                self.containers.push(Container {
                    start: number(start),
                    end: 0,
                    parent,
                    ordinal,
                    key: number(self.key),
                    count: 0,
                    after: 0,
                });
                self.at += 1;
                self.expected = if byte == b'{' {
                    Expected::KeyOrEnd
                } else {
                    Expected::ValueOrEnd
                };
            }
            b'"' => {
                self.at += 1;
                self.expected = Expected::RestOfText;
            }
            b't' => self.literal(b"true")?,
            b'f' => self.literal(b"false")?,
            b'n' => self.literal(b"null")?,
            _ => self.number()?,
        }
        self.key = NONE as usize;
        Ok(())
    }

    /// Counts a value that begins here among its siblings: its container and its place there.
    fn count(&mut self, start: usize) -> (u32, u32) {
        let begins = start.min(self.key);
        let Some(open) = self.open.last_mut() else {
            self.root = start;
            return (NONE, 0);
        };
        let (container, ordinal) = (number(open.container), open.count);
        open.count += 1;
        if begins - open.marked >= MARK {
            open.marked = begins;
            self.marks.insert((container, number(begins)), ordinal);
        }
        (container, ordinal)
    }

    fn close(&mut self) {
        self.at += 1;
        let after = number(self.containers.len());
        if let Some(open) = self.open.pop() {
            let container = &mut self.containers[open.container];
            container.end = number(self.at);
            container.count = open.count;
            container.after = after;
        }
        self.finish_value();
    }

    fn finish_value(&mut self) {
        self.expected = if self.open.is_empty() {
            self.root_end = self.at;
            Expected::Nothing
        } else {
            Expected::CommaOrEnd
        };
    }

    fn literal(&mut self, word: &'static [u8]) -> Result<(), &'static str> {
        let rest = &self.bytes[self.at..];
        let same = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        self.at += same;
        if same < word.len() {
            return Err("a value was expected: true, false or null, perhaps");
        }
        self.finish_value();
        Ok(())
    }

    fn number(&mut self) -> Result<(), &'static str> {
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        self.finish_value();
        Ok(())
    }

    fn digits(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == start {
            return Err("a digit was expected");
        }
        Ok(())
    }

    /// The next byte; 0, which JSON does not have, at the end.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or_default()
    }

    fn rest_of_text(&mut self, stop: usize) -> Result<(), &'static str> {
        while self.at < stop {
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    if self.expected == Expected::RestOfKey {
                        self.expected = Expected::Colon;
                    } else {
                        self.finish_value();
                    }
                    return Ok(());
                }
                b'\\' => self.escape()?,
                byte if byte < b' ' => {
                    return Err(
                        "a line break, tab or control character in a text has to be escaped",
                    );
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        self.at += 1;
        let byte = self.peek();
        if b"\"\\/bfnrt".contains(&byte) {
            self.at += 1;
        } else if byte == b'u' {
            self.at += 1;
            for _ in 0..4 {
                if !self.peek().is_ascii_hexdigit() {
                    return Err("four hexadecimal digits were expected after \\u");
                }
                self.at += 1;
            }
        } else if self.at < self.bytes.len() {
            return Err("JSON has no such escape");
        }
        Ok(())
    }
}

impl Expected {
    fn reason(self, in_object: bool) -> &'static str {
        match self {
            Self::Value => "a value was expected",
            Self::ValueOrEnd => "a value or ] was expected",
            Self::Key => "a name in double quotes was expected",
            Self::KeyOrEnd => "a name in double quotes or } was expected",
            Self::Colon => "a colon was expected",
            Self::CommaOrEnd if in_object => "a comma or } was expected",
            Self::CommaOrEnd => "a comma or ] was expected",
            Self::RestOfKey | Self::RestOfText => "a double quote was expected",
            Self::Nothing => "nothing more was expected after the value",
        }
    }
}

fn starts_value(byte: u8) -> bool {
    byte.is_ascii_digit() || b"{[\"-tfn".contains(&byte)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// An offset or a count. No answer that fits into the memory of a page has more.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::IgnoredAny;

    /// Reads a text to its end, in steps of this length.
    pub fn read_in_steps(text: &[u8], length: usize) -> Result<Document, SyntaxError> {
        let mut reading = Reading::new(text.into());
        for _ in 0..=text.len() * 2 + 2 {
            if let Some(result) = reading.step(length) {
                return result;
            }
        }
        panic!("it never ends")
    }

    pub fn read(text: &str) -> Document {
        read_in_steps(text.as_bytes(), 1 << 20).unwrap()
    }

    /// JSON as Rust's own crate makes it, of every shape.
    pub fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            // Quarters: serde_json reads back no other fraction to the last digit.
            any::<i32>().prop_map(|it| (f64::from(it) / 4.0).into()),
            ".{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
                prop::collection::btree_map("[a-zé\"\\\\ ]{0,4}", inner, 0..8)
                    .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    fn is_json(text: &[u8]) -> bool {
        std::str::from_utf8(text).is_ok() && serde_json::from_slice::<IgnoredAny>(text).is_ok()
    }

    fn place(text: &str) -> (usize, usize, &'static str) {
        let error = read_in_steps(text.as_bytes(), 7).unwrap_err();
        (error.line, error.column, error.reason)
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_is_read_in_steps_of_any_length(
            value in json(), pretty: bool, length in 1_usize..40
        ) {
            let text = if pretty {
                serde_json::to_string_pretty(&value)
            } else {
                serde_json::to_string(&value)
            }.unwrap();
            prop_assert!(read_in_steps(text.as_bytes(), length).is_ok(), "{text}");
        }

        #[test]
        fn what_is_nearly_json_is_refused_where_serde_json_refuses_it(
            value in json(), at: prop::sample::Index, byte: u8, way in 0..3
        ) {
            let mut text = serde_json::to_vec(&value).unwrap();
            let at = at.index(text.len());
            match way {
                0 => text[at] = byte,
                1 => text.insert(at, byte),
                _ => drop(text.remove(at)),
            }
            prop_assert_eq!(
                read_in_steps(&text, 5).is_ok(), is_json(&text),
                "{}", String::from_utf8_lossy(&text)
            );
        }

        #[test]
        fn any_bytes_that_look_like_json_are_judged_as_serde_json_judges_them(
            text in r#"[\[\]{}:," \n0-9eE.+\-tfnrualsu\\"é]{0,24}"#
        ) {
            prop_assert_eq!(read_in_steps(text.as_bytes(), 3).is_ok(), is_json(text.as_bytes()));
        }
    }

    #[test]
    fn every_kind_of_value_stands_alone() {
        for text in [
            "1", "-0", "-1.5e+3", "\"\"", "true", " null ", "[]", "{ }", "0E0",
        ] {
            assert!(read_in_steps(text.as_bytes(), 1).is_ok(), "{text}");
        }
        for text in [
            "", " ", "01", "1.", "-", "1e", "tru", "[1,]", "{,}", "nul l", "\"\\x\"",
        ] {
            assert!(read_in_steps(text.as_bytes(), 1).is_err(), "{text}");
        }
    }

    #[test]
    fn no_depth_overflows_the_stack() {
        let depth = 1_000_000;
        let text = ["[".repeat(depth), "]".repeat(depth)].concat();
        assert_eq!(read(&text).len(), depth);
        let (line, column, reason) = place(&"[".repeat(depth));
        assert_eq!((line, column), (1, depth + 1));
        assert_eq!(reason, "it ends too early, as if it were cut off");
    }

    #[test]
    fn an_error_says_its_line_its_column_and_what_was_expected() {
        assert_eq!(
            place("{\n  \"é\": 1\n  \"b\": 2\n}"),
            (3, 3, "a comma or } was expected")
        );
        assert_eq!(place("[\"é\", }"), (1, 7, "a value was expected"));
        assert_eq!(place("<html>"), (1, 1, "a value was expected"));
        assert_eq!(
            place("{\"a\":1} x"),
            (1, 9, "nothing more was expected after the value")
        );
        assert_eq!(
            place("{\"a\": \"x\ny\"}").2,
            "a line break, tab or control character in a text has to be escaped"
        );
        assert_eq!(place("[1, tru]").1, 8);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        let error = read_in_steps(b"[1,\n\"\xff\"]", 8).unwrap_err();
        assert_eq!((error.line, error.column), (2, 2));
        assert_eq!(error.reason, "it is not UTF-8 text from there on");
        // A character that is cut in two by the end of the text, and by the end of a step.
        assert!(read_in_steps("[\"é".as_bytes().split_last().unwrap().1, 64).is_err());
        assert!(read_in_steps("[\"aaaaaé€😀\"]".as_bytes(), 1).is_ok());
    }

    #[test]
    fn a_mark_of_the_byte_order_is_left_out() {
        assert_eq!(read("\u{feff}{\"a\":1}").root().node.start, 3);
    }
}
