//! Dates and numbers in the reader's own locale and time zone, through the browser's `Intl`.

use js_sys::{Array, Date, Object, Reflect};
use meta_api::Timestamp;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static DATE: js_sys::Function = date_format(&[("dateStyle", "medium")]);
    static DATE_TIME: js_sys::Function =
        date_format(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    static AGO: js_sys::Intl::RelativeTimeFormat =
        js_sys::Intl::RelativeTimeFormat::new(&Array::new(), &Object::new());
    static NUMBER: js_sys::Function =
        js_sys::Intl::NumberFormat::new(&Array::new(), &Object::new()).format();
}

/// The day: `18 Mar 2014`, as the locale writes it. Text that is no date stays as it is.
pub fn date(timestamp: &Timestamp) -> String {
    DATE.with(|format| apply(format, timestamp))
}

/// The day and the time of day, otherwise like [`date`].
pub fn date_time(timestamp: &Timestamp) -> String {
    DATE_TIME.with(|format| apply(format, timestamp))
}

/// How long ago it was, `3 days ago`, in the largest unit that fits. Text that is no date stays as
/// it is.
pub fn since(timestamp: &Timestamp) -> String {
    let then = Date::parse(timestamp.as_str());
    if then.is_nan() {
        return timestamp.as_str().to_owned();
    }
    relative(then)
}

/// How long ago something was: "3 minutes ago". `at` counts milliseconds since 1970.
pub fn ago(at: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    relative(at as f64)
}

fn relative(then: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (31_557_600.0, "year"),
        (2_629_800.0, "month"),
        (604_800.0, "week"),
        (86_400.0, "day"),
        (3_600.0, "hour"),
        (60.0, "minute"),
    ];
    let seconds = (Date::now() - then) / 1_000.0;
    // The clock of a server can be a little ahead: what it has just done is not to come.
    let seconds = if seconds > -60.0 {
        seconds.max(0.0)
    } else {
        seconds
    };
    let length = seconds.abs();
    let fits = |(unit, _): &(f64, &str)| length >= *unit;
    let (unit, name) = UNITS.into_iter().find(fits).unwrap_or((1.0, "second"));
    // `now` for less than a second would not fit into a sentence about the past.
    let count = (length / unit).floor().max(1.0);
    let count = if seconds < 0.0 { count } else { -count };
    AGO.with(|format| format.format(count, name).into())
}

/// The exact instant: `2014-03-18 03:57:16.770685 UTC`.
pub fn exact(timestamp: &Timestamp) -> String {
    match timestamp.as_str().strip_suffix('Z') {
        Some(text) => text.replacen('T', " ", 1) + " UTC",
        None => timestamp.as_str().to_owned(),
    }
}

/// The instant as ISO 8601 from milliseconds since 1970.
#[expect(clippy::cast_precision_loss, reason = "dates are far below 2^53")]
pub fn instant(milliseconds: u64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    date.to_iso_string().into()
}

/// A whole number with the locale's separators: `4,812`.
pub fn number(value: u64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the API counts nothing beyond 2^53"
    )]
    let value = JsValue::from_f64(value as f64);
    NUMBER
        .with(|format| format.call1(&JsValue::UNDEFINED, &value))
        .map_or_else(
            |_| String::new(),
            |text| text.as_string().unwrap_or_default(),
        )
}

/// Text in lower case. The browser has the tables for it.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

fn date_format(options: &[(&str, &str)]) -> js_sys::Function {
    let object = Object::new();
    for (name, value) in options {
        // A fresh plain object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    js_sys::Intl::DateTimeFormat::new(&Array::new(), &object).format()
}

fn apply(format: &js_sys::Function, timestamp: &Timestamp) -> String {
    let date = Date::new(&JsValue::from_str(timestamp.as_str()));
    if date.get_time().is_nan() {
        return timestamp.as_str().to_owned();
    }
    format
        .call1(&JsValue::UNDEFINED, date.unchecked_ref())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| timestamp.as_str().to_owned())
}
