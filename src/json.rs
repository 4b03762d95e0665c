//! JSON of any size, read without taking the page's time: an index that is built in slices, and
//! what is read through it. Nothing here descends by recursion, so that no depth of nesting
//! overflows the stack, and nothing copies the text. Plain Rust, tested on the host.

mod compare;
mod document;
mod format;
mod path;
mod scan;
mod search;
mod text;
mod tree;

pub use compare::{Comparison, Difference};
pub use document::{Child, Cursor, Document, Kind, Node};
pub use format::{Part, formatted, raw};
pub use scan::{Reading, SyntaxError};
pub use search::{Hit, Search};
pub use text::{Cut, decode, excerpt};
pub use tree::{Row, STEP, Tree};
