//! Points in time.

use crate::dom::{El, h};
use crate::intl;
use meta_api::Timestamp;

/// How long ago it was, with the exact instant on hover, and while the row that it is in has the
/// focus.
pub fn time(timestamp: &Timestamp) -> El {
    h("time")
        .attr("datetime", timestamp.as_str())
        .attr("title", &intl::exact(timestamp))
        .with(intl::since(timestamp))
}

/// Like [`time`], outside of rows: it takes the focus itself.
pub fn instant(timestamp: &Timestamp) -> El {
    time(timestamp).attr("tabindex", "0")
}
