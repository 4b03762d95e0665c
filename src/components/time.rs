//! Points in time.

use crate::intl;
use leptos::prelude::*;
use meta_api::Timestamp;

/// A day in the reader's locale and zone, with the exact instant on hover.
pub fn time(timestamp: &Timestamp) -> AnyView {
    view! {
        <time datetime=timestamp.as_str().to_owned() title=intl::exact(timestamp)>
            {intl::date(timestamp)}
        </time>
    }
    .into_any()
}
