//! Looking for a text in another, in steps. In JSON, it is found as it was typed and as JSON
//! writes it: with a quote escaped, and with `\u00e9` for `é`. The letters A to Z are found in
//! either case.

use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

/// More than that are not counted.
const MOST: usize = 100_000;

/// Where a text was found, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    start: u32,
    length: u32,
}

impl Hit {
    /// Where it stands.
    pub fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.length as usize
    }
}

/// A search that goes on step by step.
pub struct Search {
    bytes: Rc<[u8]>,
    needles: Vec<Vec<u8>>,
    first: [bool; 256],
    at: usize,
    hits: Vec<Hit>,
}

impl Search {
    /// Looks for a text, which is not empty.
    pub fn new(bytes: Rc<[u8]>, text: &str, is_json: bool) -> Self {
        let mut needles = vec![text.as_bytes().to_vec()];
        if is_json {
            for needle in [escaped(text), ascii(&escaped(text))] {
                if !needles.iter().any(|it| it == needle.as_bytes()) {
                    needles.push(needle.into_bytes());
                }
            }
        }
        needles.retain(|needle| !needle.is_empty());
        let mut first = [false; 256];
        for byte in needles.iter().filter_map(|needle| needle.first()) {
            first[usize::from(byte.to_ascii_lowercase())] = true;
            first[usize::from(byte.to_ascii_uppercase())] = true;
        }
        Self {
            bytes,
            needles,
            first,
            at: 0,
            hits: Vec::new(),
        }
    }

    /// Looks through about `length` more bytes; whether that was all.
    pub fn step(&mut self, length: usize) -> bool {
        let stop = self.at.saturating_add(length).min(self.bytes.len());
        while self.at < stop && self.hits.len() < MOST {
            let may_begin = self.first[usize::from(self.bytes[self.at])];
            let found = if may_begin { self.found_here() } else { None };
            match found {
                Some(length) => {
                    self.hits.push(Hit {
                        start: u32::try_from(self.at).unwrap_or(u32::MAX),
                        length: u32::try_from(length).unwrap_or(u32::MAX),
                    });
                    self.at += length;
                }
                None => self.at += 1,
            }
        }
        self.at >= self.bytes.len() || self.is_full()
    }

    /// What has been found, in the text's order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Whether there may be more that was not counted.
    pub fn is_full(&self) -> bool {
        self.hits.len() >= MOST
    }

    fn found_here(&self) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let fits = |needle: &&Vec<u8>| {
            rest.get(..needle.len())
                .is_some_and(|part| part.eq_ignore_ascii_case(needle))
        };
        self.needles.iter().find(fits).map(Vec::len)
    }
}

/// As JSON writes it, without the quotes.
fn escaped(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    json[1..json.len().max(2) - 1].to_owned()
}

/// As programs write it that want nothing but ASCII.
fn ascii(json: &str) -> String {
    let mut units = [0; 2];
    json.chars().fold(String::new(), |mut text, it| {
        if it.is_ascii() {
            text.push(it);
        } else {
            for unit in it.encode_utf16(&mut units) {
                // Writing to a text never fails.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        text
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, query: &str) -> Vec<String> {
        let mut search = Search::new(text.as_bytes().into(), query, true);
        while !search.step(3) {}
        let text = |hit: &Hit| text[hit.range()].to_owned();
        search.hits().iter().map(text).collect()
    }

    proptest! {
        #[test]
        fn all_is_found_that_stands_there(text in "[abc]{0,40}", query in "[abc]{1,3}") {
            let expected = text.matches(&query).count();
            prop_assert_eq!(found(&text, &query).len(), expected);
        }
    }

    #[test]
    fn it_is_found_in_either_case_and_however_json_writes_it() {
        assert_eq!(found("[\"App\", \"aPP\"]", "app"), ["App", "aPP"]);
        let json = r#"["say \"é\"", "say \"\u00E9\""]"#;
        assert_eq!(found(json, "\"é\""), [r#"\"é\""#, r#"\"\u00E9\""#]);
        assert_eq!(found(r#"["😀", "\uD83D\uDE00"]"#, "😀").len(), 2);
        assert_eq!(found(r#"{"a":1}"#, "\"a\":1"), ["\"a\":1"]);
        assert!(found("[1]", "2").is_empty());
    }

    #[test]
    fn there_is_an_end_to_counting() {
        let mut search = Search::new("a".repeat(200_000).into_bytes().into(), "a", true);
        while !search.step(10_000) {}
        assert!(search.is_full());
        assert_eq!(search.hits().len(), MOST);
    }
}
