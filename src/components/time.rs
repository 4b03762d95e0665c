//! Points in time.

use crate::dom::{El, h};
use crate::intl;
use leptos::prelude::{document, set_interval};
use meta_api::Timestamp;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How often times are said anew.
const FRESH: Duration = Duration::from_secs(30);

/// How long ago it was, with the exact instant on hover, and while the row that it is in has the
/// focus.
pub fn time(timestamp: &Timestamp) -> El {
    h("time")
        .attr("datetime", timestamp.as_str())
        .attr("title", &intl::exact(timestamp))
        .with(intl::since(timestamp))
}

/// Says from now on how long ago it is by then, for all times on the page.
pub fn keep_times_fresh() {
    let say = || {
        let Ok(times) = document().query_selector_all("time[datetime]") else {
            return;
        };
        for time in (0..times.length()).filter_map(|at| times.get(at)) {
            let instant = time.dyn_ref::<Element>();
            let instant = instant.and_then(|it| it.get_attribute("datetime"));
            let text = instant.map(|it| intl::since(&Timestamp::new(it)));
            if text != time.text_content() {
                time.set_text_content(text.as_deref());
            }
        }
    };
    set_interval(say, FRESH);
}

/// Like [`time`], outside of rows: it takes the focus itself.
pub fn instant(timestamp: &Timestamp) -> El {
    time(timestamp).attr("tabindex", "0")
}
