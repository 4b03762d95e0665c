//! Two JSON texts, field by field, in steps. Items of a list that have an `id` are compared with
//! those of the same id, wherever they stand; others by their places.

use super::document::{Child, Cursor, Document, Kind, Node};
use super::text::decode;
use std::collections::HashMap;
use std::rc::Rc;

/// More than that are counted and not listed.
const MOST: usize = 500;

/// A value that is not the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The value in the first text; `None` where it was added.
    pub old: Option<Child>,
    /// The value in the second text; `None` where it was removed.
    pub new: Option<Child>,
}

/// A comparison that goes on step by step.
pub struct Comparison {
    old: Rc<Document>,
    new: Rc<Document>,
    open: Vec<Pair>,
    /// What was met last, to be looked at before its siblings.
    inner: Option<Pair>,
    differences: Vec<Difference>,
    count: usize,
}

/// Two containers that are being compared.
struct Pair {
    old: Node,
    new: Node,
    phase: Phase,
    old_at: Cursor,
    new_at: Cursor,
    /// What the new one has and the old one may have, too.
    named: HashMap<String, Child>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Whether all items of the old list have an id, each its own.
    Ids,
    /// The names or ids of the new one.
    Names,
    /// What the old one has, held against the new one by name.
    Named,
    /// What only the new one has.
    Added,
    /// Both, item by item.
    Places,
}

impl Comparison {
    /// Begins to compare.
    pub fn new(old: Rc<Document>, new: Rc<Document>) -> Self {
        let (root, new_root) = (old.root(), new.root());
        let is_same = old.bytes() == new.bytes();
        let mut comparison = Self {
            old,
            new,
            open: Vec::new(),
            inner: None,
            differences: Vec::new(),
            count: 0,
        };
        if !is_same {
            comparison.values(root, new_root);
            comparison.open.extend(comparison.inner.take());
        }
        comparison
    }

    /// Looks at so many more values; whether that was all.
    pub fn step(&mut self, values: usize) -> bool {
        for _ in 0..values {
            let Some(mut pair) = self.open.pop() else {
                return true;
            };
            if self.advance(&mut pair) {
                self.open.push(pair);
            }
            self.open.extend(self.inner.take());
        }
        self.open.is_empty()
    }

    /// The first differences, in the order of the texts.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// How many differences there are, so far.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Looks at one more value of two containers; whether there is more.
    fn advance(&mut self, pair: &mut Pair) -> bool {
        match pair.phase {
            Phase::Ids => self.check_id(pair),
            Phase::Names => self.note_name(pair),
            Phase::Named => match pair.old_at.next(&self.old) {
                Some(old) => {
                    let name = name(&self.old, &old).or_else(|| id(&self.old, &old));
                    match name.and_then(|name| pair.named.remove(&name)) {
                        Some(new) => self.values(old, new),
                        None => self.found(Some(old), None),
                    }
                }
                None => pair.phase = Phase::Added,
            },
            Phase::Added => {
                let Some(new) = pair.new_at.next(&self.new) else {
                    return false;
                };
                let name = name(&self.new, &new).or_else(|| id(&self.new, &new));
                if let Some(new) = name.and_then(|name| pair.named.remove(&name)) {
                    self.found(None, Some(new));
                }
                return !pair.named.is_empty();
            }
            Phase::Places => match (pair.old_at.next(&self.old), pair.new_at.next(&self.new)) {
                (Some(old), Some(new)) => self.values(old, new),
                (None, None) => return false,
                (old, new) => self.found(old, new),
            },
        }
        true
    }

    fn check_id(&self, pair: &mut Pair) {
        let Some(child) = pair.old_at.next(&self.old) else {
            pair.named.clear();
            pair.old_at = self.old.children(&pair.old);
            pair.phase = Phase::Names;
            return;
        };
        let is_new = |id| pair.named.insert(id, child).is_none();
        if !id(&self.old, &child).is_some_and(is_new) {
            self.by_place(pair);
        }
    }

    fn note_name(&self, pair: &mut Pair) {
        let Some(child) = pair.new_at.next(&self.new) else {
            pair.new_at = self.new.children(&pair.new);
            pair.phase = Phase::Named;
            return;
        };
        // The last of two fields with one name counts, as in JavaScript.
        let name = name(&self.new, &child)
            .or_else(|| id(&self.new, &child).filter(|id| !pair.named.contains_key(id)));
        match name {
            Some(name) => drop(pair.named.insert(name, child)),
            None => self.by_place(pair),
        }
    }

    fn by_place(&self, pair: &mut Pair) {
        pair.named = HashMap::new();
        pair.old_at = self.old.children(&pair.old);
        pair.new_at = self.new.children(&pair.new);
        pair.phase = Phase::Places;
    }

    fn values(&mut self, old: Child, new: Child) {
        let both = (old.node.kind, new.node.kind);
        if old.node.is_container() && both.0 == both.1 {
            self.inner = Some(Pair {
                old: old.node,
                new: new.node,
                phase: if both.0 == Kind::Object {
                    Phase::Names
                } else {
                    Phase::Ids
                },
                old_at: self.old.children(&old.node),
                new_at: self.new.children(&new.node),
                named: HashMap::new(),
            });
        } else if !self.same(&old.node, &new.node) {
            self.found(Some(old), Some(new));
        }
    }

    fn found(&mut self, old: Option<Child>, new: Option<Child>) {
        self.count += 1;
        if self.differences.len() < MOST {
            self.differences.push(Difference { old, new });
        }
    }

    /// Whether two values that are not two containers of one kind say the same.
    fn same(&self, old: &Node, new: &Node) -> bool {
        if old.kind != new.kind {
            return false;
        }
        let (a, b) = (self.old.slice(old.range()), self.new.slice(new.range()));
        match old.kind {
            _ if a == b => true,
            Kind::Text => {
                let is_escaped = |text: &[u8]| text.contains(&b'\\');
                (is_escaped(a) || is_escaped(b)) && decode(a, usize::MAX) == decode(b, usize::MAX)
            }
            Kind::Number => same_number(a, b),
            _ => false,
        }
    }
}

/// What a field is called.
fn name(document: &Document, child: &Child) -> Option<String> {
    Some(decode(document.slice(child.key()?), usize::MAX).text)
}

/// The `id` of an item of a list, with what kind it is of.
fn id(document: &Document, child: &Child) -> Option<String> {
    if child.node.kind != Kind::Object {
        return None;
    }
    let mut fields = document.children(&child.node);
    let id = std::iter::from_fn(|| fields.next(document))
        .find(|field| name(document, field).as_deref() == Some("id"))?;
    matches!(id.node.kind, Kind::Text | Kind::Number)
        .then(|| String::from_utf8_lossy(document.slice(id.node.range())).into_owned())
}

/// `1.0` and `1` are the same number; of whole ones, every digit counts.
fn same_number(a: &[u8], b: &[u8]) -> bool {
    let is_whole = |text: &[u8]| !text.iter().any(|byte| b".eE".contains(byte));
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<f64>().ok();
    if is_whole(a) && is_whole(b) {
        return false;
    }
    number(a).is_some_and(|a| a.is_finite() && Some(a) == number(b))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::scan::tests::{json, read};
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// Each difference as `path: old → new`.
    fn differences(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (Rc::new(read(old)), Rc::new(read(new)));
        let mut comparison = Comparison::new(Rc::clone(&old), Rc::clone(&new));
        while !comparison.step(1) {}
        assert_eq!(comparison.count(), comparison.differences().len());
        let value = |document: &Document, child: Child| {
            String::from_utf8_lossy(document.slice(child.node.range())).into_owned()
        };
        let line = |it: &Difference| {
            let path = it
                .new
                .map_or_else(|| old.path(&it.old.unwrap()), |child| new.path(&child));
            let before = it.old.map_or("nothing".to_owned(), |it| value(&old, it));
            let after = it.new.map_or("nothing".to_owned(), |it| value(&new, it));
            format!("{path}: {before} → {after}")
        };
        comparison.differences().iter().map(line).collect()
    }

    proptest! {
        #[test]
        fn a_text_is_the_same_as_itself_however_it_is_spaced(value in json()) {
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            prop_assert!(differences(&value.to_string(), &pretty).is_empty());
        }

        #[test]
        fn what_is_not_equal_is_said(a in json(), b in json()) {
            // An id can put a list into another order, which is no difference.
            let (a, b) = (serde_json::json!([a]), serde_json::json!([b]));
            prop_assert_eq!(differences(&a.to_string(), &b.to_string()).is_empty(), a == b);
        }

        #[test]
        fn there_and_back_are_as_many(a in json(), b in json()) {
            let (a, b) = (a.to_string(), b.to_string());
            prop_assert_eq!(differences(&a, &b).len(), differences(&b, &a).len());
        }

        #[test]
        fn one_field_that_is_changed_is_the_only_difference(
            fields in prop::collection::btree_map("[a-z]{1,3}", json(), 1..6),
            at: prop::sample::Index
        ) {
            let old = Value::from(serde_json::Map::from_iter(fields.clone()));
            let name = fields.keys().nth(at.index(fields.len())).unwrap();
            let mut new = old.clone();
            new[name] = "another value than any".into();
            let found = differences(&old.to_string(), &new.to_string());
            prop_assert_eq!(found.len(), 1);
            let path = ["$.", name, ": "].concat();
            prop_assert!(found[0].starts_with(&path));
        }
    }

    #[test]
    fn fields_are_added_removed_and_changed() {
        let old = r#"{"name": "Old", "gone": [1], "same": {"x": [1, 2]}, "kind": {}}"#;
        let new = r#"{"same": {"x": [1, 2, 3]}, "name": "New", "kind": [], "more": null}"#;
        assert_eq!(
            differences(old, new),
            [
                "$.name: \"Old\" → \"New\"",
                "$.gone: [1] → nothing",
                "$.same.x[2]: nothing → 3",
                "$.kind: {} → []",
                "$.more: nothing → null",
            ]
        );
    }

    #[test]
    fn items_are_found_by_their_id_wherever_they_stand() {
        let old = r#"[{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": 3}]"#;
        let new = r#"[{"id": "d", "n": 4}, {"id": "c", "n": 3}, {"n": 5, "id": "a"}]"#;
        assert_eq!(
            differences(old, new),
            [
                "$[2].n: 1 → 5",
                "$[1]: {\"id\": \"b\", \"n\": 2} → nothing",
                "$[0]: nothing → {\"id\": \"d\", \"n\": 4}",
            ]
        );
    }

    #[test]
    fn items_without_an_id_of_their_own_are_compared_by_place() {
        assert_eq!(
            differences(r#"[{"id": 1}, {"id": 1}]"#, r#"[{"id": 1}, {"id": 2}]"#),
            ["$[1].id: 1 → 2"]
        );
        assert_eq!(
            differences("[3, 1]", "[1]"),
            ["$[0]: 3 → 1", "$[1]: 1 → nothing"]
        );
    }

    #[test]
    fn another_way_of_writing_is_no_difference() {
        let old = r#"{"a": "\u00e9\/", "b": 1.0, "c": 1e2}"#;
        let new = r#"{"c": 100, "b": 1, "\u0061": "é/"}"#;
        assert_eq!(differences(old, new), [""; 0]);
        let big = differences("[9007199254740993]", "[9007199254740992]");
        assert_eq!(big.len(), 1);
    }

    #[test]
    fn more_than_can_be_read_are_only_counted() {
        let list = |value: &str| format!("[{}]", vec![value; 2_000].join(","));
        let (old, new) = (Rc::new(read(&list("1"))), Rc::new(read(&list("2"))));
        let mut comparison = Comparison::new(old, new);
        while !comparison.step(100) {}
        assert_eq!(comparison.count(), 2_000);
        assert_eq!(comparison.differences().len(), MOST);
    }

    #[test]
    fn no_depth_overflows_the_stack() {
        let deep =
            |value: &str| ["[".repeat(50_000), value.to_owned(), "]".repeat(50_000)].concat();
        assert_eq!(differences(&deep("1"), &deep("2")).len(), 1);
    }
}
