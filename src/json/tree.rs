//! What is unfolded of a JSON text: a flat list of rows, each with its depth. Long containers are
//! unfolded by slices.

use super::document::{Child, Cursor, Document};
use std::rc::Rc;

/// How many values of a container one slice has.
pub const STEP: u32 = 100;
/// A tree begins with as many levels as have no more rows than that.
const AT_FIRST: usize = 60;

/// A row of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A value.
    Value {
        /// The value.
        child: Child,
        /// In how many containers it lies.
        depth: u32,
        /// Whether the rows of what it holds follow.
        is_open: bool,
    },
    /// Values of a container before those that are shown.
    Earlier {
        /// The container.
        parent: Child,
        /// How many.
        count: u32,
        /// The depth of its values.
        depth: u32,
    },
    /// Values of a container behind those that are shown.
    More {
        /// The container.
        parent: Child,
        /// Where they begin.
        cursor: Cursor,
        /// The depth of its values.
        depth: u32,
    },
}

impl Row {
    /// In how many containers it lies.
    pub fn depth(&self) -> u32 {
        match self {
            Self::Value { depth, .. } | Self::Earlier { depth, .. } | Self::More { depth, .. } => {
                *depth
            }
        }
    }
}

/// The rows of a document.
pub struct Tree {
    document: Rc<Document>,
    rows: Vec<Row>,
}

impl Tree {
    /// Unfolds the levels that are short.
    pub fn new(document: Rc<Document>) -> Self {
        let root = Row::Value {
            child: document.root(),
            depth: 0,
            is_open: false,
        };
        let mut tree = Self {
            document,
            rows: vec![root],
        };
        tree.open(0);
        let mut depth = 1;
        while let Some(folded) = tree.short_level(depth) {
            for row in folded.into_iter().rev() {
                tree.open(row);
            }
            depth += 1;
        }
        tree
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The containers of a level, if there are any and all of them are short enough to be opened.
    fn short_level(&self, level: u32) -> Option<Vec<usize>> {
        let counts = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(row, it)| match it {
                Row::Value { child, depth, .. } if *depth == level => {
                    Some((row, self.document.count(&child.node) as usize)).filter(|(_, it)| *it > 0)
                }
                _ => None,
            });
        let (rows, counts): (Vec<usize>, Vec<usize>) = counts.unzip();
        let all = counts.iter().sum::<usize>() + self.rows.len();
        (!rows.is_empty() && all <= AT_FIRST).then_some(rows)
    }

    /// Unfolds a container.
    pub fn open(&mut self, row: usize) {
        self.open_at(row, 0);
    }

    /// Unfolds the slice of a container that has this child.
    fn open_at(&mut self, row: usize, ordinal: u32) {
        let Some(Row::Value {
            child,
            depth,
            is_open,
        }) = self.rows.get_mut(row)
        else {
            return;
        };
        if *is_open || self.document.count(&child.node) == 0 {
            return;
        }
        *is_open = true;
        let (parent, depth) = (*child, *depth + 1);
        let from = ordinal / STEP * STEP;
        let cursor = self.document.children_from(&parent.node, from);
        let mut rows = Vec::new();
        if from > 0 {
            rows.push(Row::Earlier {
                parent,
                count: from,
                depth,
            });
        }
        rows.extend(self.slice(parent, cursor, depth, STEP));
        self.rows.splice(row + 1..=row, rows);
    }

    /// So many rows of a container, and one that stands for the rest.
    fn slice(&self, parent: Child, mut cursor: Cursor, depth: u32, count: u32) -> Vec<Row> {
        let mut rows = Vec::new();
        for _ in 0..count {
            let Some(child) = cursor.next(&self.document) else {
                break;
            };
            rows.push(Row::Value {
                child,
                depth,
                is_open: false,
            });
        }
        if cursor.ordinal() < self.document.count(&parent.node) {
            rows.push(Row::More {
                parent,
                cursor,
                depth,
            });
        }
        rows
    }

    /// Folds a container, and forgets what was unfolded in it.
    pub fn fold(&mut self, row: usize) {
        if let Some(Row::Value { is_open, depth, .. }) = self.rows.get_mut(row) {
            let depth = *depth;
            *is_open = false;
            let inside = self.rows[row + 1..].iter();
            let inside = inside.take_while(|it| it.depth() > depth).count();
            self.rows.drain(row + 1..=row + inside);
        }
    }

    /// Shows the next or the last slice in place of the row that stands for it; the row that has
    /// the first value of it then.
    pub fn show(&mut self, row: usize) -> usize {
        match self.rows.get(row) {
            Some(Row::More {
                parent,
                cursor,
                depth,
            }) => {
                let rows = self.slice(*parent, *cursor, *depth, STEP);
                self.rows.splice(row..=row, rows);
                row
            }
            Some(Row::Earlier {
                parent,
                count,
                depth,
            }) => {
                let (parent, count, depth) = (*parent, *count, *depth);
                let from = count.saturating_sub(STEP);
                let cursor = self.document.children_from(&parent.node, from);
                let mut rows = self.slice(parent, cursor, depth, count - from);
                // What follows is there already.
                rows.truncate((count - from) as usize);
                let shown = row + usize::from(from > 0);
                if from > 0 {
                    rows.insert(
                        0,
                        Row::Earlier {
                            parent,
                            count: from,
                            depth,
                        },
                    );
                }
                self.rows.splice(row..=row, rows);
                shown
            }
            _ => row,
        }
    }

    /// Unfolds everything that the value at an offset of the text lies in; its row.
    pub fn reveal(&mut self, offset: usize) -> usize {
        let target = self.document.locate(offset);
        let mut path: Vec<Child> = self
            .document
            .ancestors(&target)
            .into_iter()
            .skip(1)
            .filter_map(|number| {
                let container = self.document.container(number)?;
                Some(self.document.child_of(number, container))
            })
            .collect();
        let mut row = 0;
        if target.node == self.document.root().node {
            return row;
        }
        path.push(target);
        for child in path {
            self.open_at(row, child.ordinal);
            row = self.find(row, &child).unwrap_or_else(|| {
                self.fold(row);
                self.open_at(row, child.ordinal);
                self.find(row, &child).unwrap_or(row)
            });
        }
        row
    }

    /// The row of a child of the container in this row, if it is shown.
    fn find(&self, row: usize, child: &Child) -> Option<usize> {
        let depth = self.rows.get(row)?.depth() + 1;
        let inside = self.rows[row + 1..].iter();
        let found = inside
            .take_while(|it| it.depth() >= depth)
            .position(|it| matches!(it, Row::Value { child: it, .. } if it.node == child.node))?;
        Some(row + 1 + found)
    }

    /// The row of the container that a row's value lies in.
    pub fn parent(&self, row: usize) -> Option<usize> {
        let depth = self.rows.get(row)?.depth();
        self.rows[..row].iter().rposition(|it| it.depth() < depth)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::scan::tests::{json, read};
    use super::*;
    use proptest::prelude::*;

    fn tree(json: &str) -> Tree {
        Tree::new(Rc::new(read(json)))
    }

    /// A row as a line: its path, or how many it stands for.
    fn lines(tree: &Tree) -> Vec<String> {
        let line = |row: &Row| match row {
            Row::Value { child, .. } => tree.document.path(child),
            Row::Earlier { count, .. } => format!("{count} before"),
            Row::More { parent, cursor, .. } => {
                let count = tree.document.count(&parent.node);
                format!("{} more", count - cursor.ordinal())
            }
        };
        tree.rows().iter().map(line).collect()
    }

    fn long_list() -> String {
        let items: Vec<String> = (0..4_812).map(|item| format!("[{item}]")).collect();
        format!("[[{}], 7]", items.join(","))
    }

    proptest! {
        #[test]
        fn whatever_is_looked_for_gets_a_row_of_its_own(
            value in json(), places in prop::collection::vec(any::<prop::sample::Index>(), 1..6)
        ) {
            let text = value.to_string();
            let mut tree = tree(&text);
            for place in places {
                let offset = place.index(text.len());
                let row = tree.reveal(offset);
                let Row::Value { child, depth, .. } = tree.rows()[row] else { panic!("{row}") };
                prop_assert_eq!(child, tree.document.locate(offset));
                prop_assert_eq!(depth as usize, tree.document.ancestors(&child).len());
            }
            // No row twice, and every row after its parent.
            let lines = lines(&tree);
            let mut distinct = lines.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), lines.len());
        }
    }

    #[test]
    fn what_is_short_is_unfolded_level_by_level() {
        let small = tree(r#"{"a": [1, {"b": {}}], "c": 2}"#);
        let all = ["$", "$.a", "$.a[0]", "$.a[1]", "$.a[1].b", "$.c"];
        assert_eq!(lines(&small), all);
        assert_eq!(lines(&tree(&long_list())), ["$", "$[0]", "$[1]"]);
        assert_eq!(lines(&tree("7")), ["$"]);
        assert_eq!(lines(&tree("[]")), ["$"]);
    }

    #[test]
    fn a_long_list_is_shown_by_the_hundred() {
        let mut tree = tree(&long_list());
        tree.open(1);
        assert_eq!(tree.rows().len(), 1 + 1 + 100 + 1 + 1);
        assert_eq!(lines(&tree)[102], "4712 more");
        assert_eq!(tree.show(102), 102);
        assert_eq!(lines(&tree)[102], "$[0][100]");
        assert_eq!(lines(&tree)[202], "4612 more");
        assert_eq!(tree.parent(150), Some(1));
        tree.fold(1);
        assert_eq!(lines(&tree), ["$", "$[0]", "$[1]"]);
    }

    #[test]
    fn what_is_found_far_down_has_the_slices_around_it() {
        let json = long_list();
        let mut tree = tree(&json);
        let row = tree.reveal(json.find("4790").unwrap());
        assert_eq!(lines(&tree)[row], "$[0][4790][0]");
        assert_eq!(lines(&tree)[2], "4700 before");
        assert_eq!(lines(&tree)[3], "$[0][4700]");
        let row = tree.reveal(json.find("4650").unwrap());
        assert_eq!(lines(&tree)[row], "$[0][4650][0]");
        assert_eq!(tree.show(2), 3);
        assert_eq!(lines(&tree)[2..4], ["4500 before", "$[0][4500]"]);
        assert_eq!(tree.rows().iter().filter(|it| it.depth() == 2).count(), 202);
        for _ in 0..45 {
            tree.show(2);
        }
        assert_eq!(lines(&tree)[2], "$[0][0]");
        assert_eq!(lines(&tree)[102], "$[0][100]");
    }

    #[test]
    fn a_value_is_found_at_any_depth() {
        let json = ["[".repeat(20_000), "7".to_owned(), "]".repeat(20_000)].concat();
        let mut tree = tree(&json);
        let row = tree.reveal(20_000);
        assert_eq!((row, tree.rows().len()), (20_000, 20_001));
        tree.fold(0);
        assert_eq!(tree.rows().len(), 1);
    }
}
