//! Points in time.

use crate::dom::{El, h};
use crate::intl;
use meta_api::Timestamp;

/// A day in the reader's locale and zone, with the exact instant on hover.
pub fn time(timestamp: &Timestamp) -> El {
    element(timestamp, &intl::date(timestamp))
}

/// A day and time of day, otherwise like [`time`].
pub fn instant(timestamp: &Timestamp) -> El {
    element(timestamp, &intl::date_time(timestamp))
}

fn element(timestamp: &Timestamp, text: &str) -> El {
    h("time")
        .attr("datetime", timestamp.as_str())
        .attr("title", &intl::exact(timestamp))
        .with(text)
}
