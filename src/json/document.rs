//! The index of a JSON text: where every object and array begins and ends, and enough marks to
//! find a child without reading its container from the start. Scalars are read where they stand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// No container, no key.
pub(super) const NONE: u32 = u32::MAX;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    Text,
    /// A number.
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl Kind {
    /// The kind of a value from its first byte.
    pub(super) fn of(byte: u8) -> Self {
        match byte {
            b'{' => Self::Object,
            b'[' => Self::Array,
            b'"' => Self::Text,
            b't' | b'f' => Self::Boolean,
            b'n' => Self::Null,
            _ => Self::Number,
        }
    }
}

/// A value: what it is and where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
    /// Its number among the containers.
    pub(super) container: u32,
}

impl Node {
    /// Whether it is an object or an array.
    pub fn is_container(&self) -> bool {
        self.container != NONE
    }

    /// Where it stands in the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value in its container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The value.
    pub node: Node,
    /// Its place among its siblings, from 0.
    pub ordinal: u32,
    pub(super) key: u32,
    pub(super) key_end: u32,
    pub(super) parent: u32,
}

impl Child {
    /// Where its name stands, with its quotes; `None` in an array.
    pub fn key(&self) -> Option<Range<usize>> {
        (self.key != NONE).then_some(self.key as usize..self.key_end as usize)
    }

    /// Its first byte, that of its name if it has one.
    pub(super) fn start(&self) -> u32 {
        self.key.min(self.node.start)
    }
}

/// An object or an array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container {
    pub start: u32,
    pub end: u32,
    pub parent: u32,
    pub ordinal: u32,
    pub key: u32,
    pub count: u32,
    /// The first container behind this one and all that it holds.
    pub after: u32,
}

/// A place between the children of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    container: u32,
    ordinal: u32,
    at: u32,
    /// The next container that begins at or behind `at`.
    upcoming: u32,
}

/// A JSON text with its index.
#[derive(Debug)]
pub struct Document {
    bytes: Rc<[u8]>,
    root: Node,
    containers: Vec<Container>,
    marks: BTreeMap<(u32, u32), u32>,
}

impl Document {
    pub(super) fn new(
        bytes: Rc<[u8]>,
        root: Node,
        containers: Vec<Container>,
        marks: BTreeMap<(u32, u32), u32>,
    ) -> Self {
        Self {
            bytes,
            root,
            containers,
            marks,
        }
    }

    /// The text.
    pub fn bytes(&self) -> &Rc<[u8]> {
        &self.bytes
    }

    /// The whole value.
    pub fn root(&self) -> Child {
        Child {
            node: self.root,
            ordinal: 0,
            key: NONE,
            key_end: NONE,
            parent: NONE,
        }
    }

    /// How many objects and arrays there are.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn len(&self) -> usize {
        self.containers.len()
    }

    /// What stands at a place in the text.
    pub fn slice(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The container that a value lies in.
    pub fn parent(&self, child: &Child) -> Option<Node> {
        self.container(child.parent)?;
        Some(self.node_of(child.parent))
    }

    /// How many values a container holds; 0 for what is none.
    pub fn count(&self, node: &Node) -> u32 {
        self.container(node.container).map_or(0, |it| it.count)
    }

    /// The values of a container, in the text's order; none for what is none.
    pub fn children(&self, node: &Node) -> Cursor {
        Cursor {
            container: node.container,
            ordinal: 0,
            at: node.start + 1,
            upcoming: node.container.wrapping_add(1),
        }
    }

    /// The values of a container from one of them on.
    pub fn children_from(&self, node: &Node, ordinal: u32) -> Cursor {
        let marks = self
            .marks
            .range((node.container, 0)..=(node.container, NONE));
        let before = marks.take_while(|(_, at)| **at <= ordinal).last();
        let mut cursor = before.map_or_else(
            || self.children(node),
            |((_, at), ordinal)| self.cursor_at(node.container, *ordinal, *at),
        );
        while cursor.ordinal < ordinal && cursor.next(self).is_some() {}
        cursor
    }

    /// The value whose text or name an offset lies in; the innermost container if it lies between
    /// its values.
    pub fn locate(&self, offset: usize) -> Child {
        let offset = u32::try_from(offset).unwrap_or(NONE);
        let inner = self.innermost(offset);
        let Some(container) = self.container(inner) else {
            return self.root();
        };
        let marks = self.marks.range((inner, 0)..=(inner, offset));
        let mut cursor = marks.last().map_or_else(
            || self.children(&self.node_of(inner)),
            |((_, at), ordinal)| self.cursor_at(inner, *ordinal, *at),
        );
        while let Some(child) = cursor.next(self) {
            if child.start() > offset {
                break;
            }
            if offset < child.node.end {
                return child;
            }
        }
        self.child_of(inner, container)
    }

    /// The innermost container that has begun before an offset and ends behind it.
    pub(super) fn innermost(&self, offset: u32) -> u32 {
        let begun = self.containers.partition_point(|it| it.start < offset);
        let mut inner = begun.checked_sub(1).map_or(NONE, number);
        while let Some(container) = self.container(inner).filter(|it| it.end <= offset) {
            inner = container.parent;
        }
        inner
    }

    pub(super) fn container(&self, number: u32) -> Option<&Container> {
        self.containers.get(number as usize)
    }

    /// A container as the value that it is.
    pub(super) fn node_of(&self, number: u32) -> Node {
        let Some(container) = self.container(number) else {
            return self.root;
        };
        Node {
            kind: Kind::of(self.byte(container.start)),
            start: container.start,
            end: container.end,
            container: number,
        }
    }

    /// A container as its parent's child.
    pub(super) fn child_of(&self, number: u32, container: &Container) -> Child {
        let key_end = match container.key {
            NONE => NONE,
            key => self.end_of_text(key),
        };
        Child {
            node: self.node_of(number),
            ordinal: container.ordinal,
            key: container.key,
            key_end,
            parent: container.parent,
        }
    }

    fn cursor_at(&self, container: u32, ordinal: u32, at: u32) -> Cursor {
        Cursor {
            container,
            ordinal,
            at,
            upcoming: number(self.containers.partition_point(|it| it.start < at)),
        }
    }

    /// The byte there; 0, which JSON does not have, behind the end.
    pub(super) fn byte(&self, at: u32) -> u8 {
        self.bytes.get(at as usize).copied().unwrap_or_default()
    }

    pub(super) fn skip_space(&self, mut at: u32) -> u32 {
        while matches!(self.byte(at), b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
        }
        at
    }

    /// Behind the closing quote of a text that begins here.
    pub(super) fn end_of_text(&self, start: u32) -> u32 {
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                b'"' => return at + 1,
                b'\\' => at += 2,
                _ if at as usize >= self.bytes.len() => return at,
                _ => at += 1,
            }
        }
    }

    pub(super) fn end_of_literal(&self, mut at: u32) -> u32 {
        while !matches!(
            self.byte(at),
            b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' | 0
        ) {
            at += 1;
        }
        at
    }
}

impl Cursor {
    /// The number of the next child.
    pub fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// The next child.
    pub fn next(&mut self, document: &Document) -> Option<Child> {
        let container = document.container(self.container)?;
        if self.ordinal >= container.count {
            return None;
        }
        let mut at = document.skip_space(self.at);
        let (mut key, mut key_end) = (NONE, NONE);
        if document.byte(container.start) == b'{' {
            key = at;
            key_end = document.end_of_text(at);
            at = document.skip_space(document.skip_space(key_end) + 1);
        }
        let kind = Kind::of(document.byte(at));
        let mut number = NONE;
        let end = match kind {
            Kind::Object | Kind::Array => {
                let inner = document.container(self.upcoming)?;
                number = self.upcoming;
                self.upcoming = inner.after;
                inner.end
            }
            Kind::Text => document.end_of_text(at),
            _ => document.end_of_literal(at),
        };
        let child = Child {
            node: Node {
                kind,
                start: at,
                end,
                container: number,
            },
            ordinal: self.ordinal,
            key,
            key_end,
            parent: self.container,
        };
        self.ordinal += 1;
        self.at = document.skip_space(end) + 1;
        Some(child)
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::scan::tests::{json, read};
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn texts(document: &Document, node: &Node) -> Vec<String> {
        let mut cursor = document.children(node);
        std::iter::from_fn(|| cursor.next(document))
            .map(|child| text(document, &child.node))
            .collect()
    }

    fn text(document: &Document, node: &Node) -> String {
        String::from_utf8(document.slice(node.range()).to_vec()).unwrap()
    }

    /// Holds a value against the index of its text, all the way down.
    fn agrees(document: &Document, node: &Node, value: &Value) {
        let parsed: Value = serde_json::from_str(&text(document, node)).unwrap();
        assert_eq!(&parsed, value);
        let mut cursor = document.children(node);
        let mut next = || cursor.next(document);
        match value {
            Value::Array(items) => {
                assert_eq!(document.count(node) as usize, items.len());
                for (ordinal, item) in items.iter().enumerate() {
                    let child = next().unwrap();
                    assert_eq!((child.ordinal as usize, child.key()), (ordinal, None));
                    agrees(document, &child.node, item);
                }
            }
            Value::Object(fields) => {
                assert_eq!(document.count(node) as usize, fields.len());
                for (name, field) in fields {
                    let child = next().unwrap();
                    let key = document.slice(child.key().unwrap());
                    assert_eq!(&serde_json::from_slice::<String>(key).unwrap(), name);
                    agrees(document, &child.node, field);
                }
            }
            _ => assert!(!node.is_container()),
        }
        assert_eq!(next(), None);
    }

    proptest! {
        #[test]
        fn the_index_has_what_the_text_says(value in json(), pretty: bool) {
            let text = if pretty {
                serde_json::to_string_pretty(&value)
            } else {
                serde_json::to_string(&value)
            }.unwrap();
            let document = read(&text);
            agrees(&document, &document.root().node, &value);
        }

        #[test]
        fn every_place_is_found(value in json(), at: prop::sample::Index) {
            let text = serde_json::to_string(&value).unwrap();
            let offset = at.index(text.len());
            let child = read(&text).locate(offset);
            prop_assert!((child.start() as usize) <= offset);
            prop_assert!(offset < child.node.end as usize);
        }
    }

    #[test]
    fn a_child_far_down_a_long_list_is_found_by_number_and_by_place() {
        let items: Vec<String> = (0..50_000)
            .map(|item| format!("{{\"n\": {item}}}"))
            .collect();
        let json = format!("{{\"count\": 1, \"objects\": [{}]}}", items.join(", "));
        let document = read(&json);
        assert!(document.marks.len() > 5);
        let mut cursor = document.children(&document.root().node);
        cursor.next(&document);
        let list = cursor.next(&document).unwrap().node;
        assert_eq!(document.count(&list), 50_000);
        for ordinal in [0, 1, 6_000, 49_999] {
            let mut cursor = document.children_from(&list, ordinal);
            assert_eq!(cursor.ordinal(), ordinal);
            let child = cursor.next(&document).unwrap();
            assert_eq!(texts(&document, &child.node), [ordinal.to_string()]);
            // In the number, in its name, and between the two.
            for offset in [child.node.end - 2, child.node.start + 2] {
                let found = document.locate(offset as usize);
                assert_eq!(text(&document, &found.node), ordinal.to_string());
                assert_eq!(found.parent, child.node.container);
            }
            assert_eq!(document.locate(child.node.start as usize), child);
        }
        assert_eq!(document.children_from(&list, 50_000).next(&document), None);
    }
}
