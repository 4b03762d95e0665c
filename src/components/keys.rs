//! Keys, drawn beside what they do.

use crate::dom::{El, h};

/// One `kbd` for each of the keys that [`crate::actions::Actions::shown`] names.
pub fn keys(shown: &str) -> El {
    let drawn = h("span.keys");
    // The spaces are for copying and for screen readers.
    let all = shown.split(' ').filter(|it| !it.is_empty());
    all.fold(drawn, |drawn, key| {
        drawn.with(" ").with(h("kbd.kbd").with(key))
    })
}
