//! API keys in answers: what is shown and remembered has a mask in their place.

use crate::browser;
use meta_api::secret::{is_id, masked};

/// How much is looked at without a pause, in bytes: a frame stays a frame.
const SLICE: usize = 256 * 1_024;

/// The body with a mask in place of everything that looks like a key and is no id; `None` when
/// there is nothing of the kind. Bodies that are no text stay as they are.
pub async fn without_keys(body: &[u8]) -> Option<std::rc::Rc<[u8]>> {
    let mut rest = std::str::from_utf8(body).ok()?;
    let mut shown = String::with_capacity(rest.len());
    while !rest.is_empty() {
        let (slice, next) = rest.split_at(end(rest));
        shown.push_str(&masked(slice, is_id));
        rest = next;
        if !rest.is_empty() {
            browser::pause(0).await;
        }
    }
    (shown.as_bytes() != body).then(|| shown.into_bytes().into())
}

/// Where a slice ends: after a comma, so that a name and its value stay together.
fn end(text: &str) -> usize {
    if text.len() <= SLICE {
        return text.len();
    }
    let after = text.as_bytes()[SLICE..].iter().position(|it| *it == b',');
    after.map_or(text.len(), |at| SLICE + at + 1)
}
