//! Seconds that go by.

use crate::browser::{pause, spawn};
use crate::dom::{El, h};
use futures_util::future::abortable;
use leptos::prelude::*;

/// Counts down, `Next try in 0:23`, and then says `over`. It is no live region: a screen reader
/// would read every second.
pub fn countdown(before: &'static str, seconds: u32, over: &'static str) -> El {
    let end = js_sys::Date::now() + f64::from(seconds) * 1_000.0;
    let left = RwSignal::new(seconds);
    let (ticking, handle) = abortable(async move {
        while left.get_untracked() > 0 {
            pause(1_000).await;
            left.set(until(end));
        }
    });
    on_cleanup(move || handle.abort());
    spawn(Box::pin(async move {
        // Aborted when it is taken off the screen.
        let _ = ticking.await;
    }));
    h("p.num")
        .attr("role", "timer")
        .live(move || match left.get() {
            0 => over.to_owned(),
            left => [before, &clock(left)].concat(),
        })
}

fn until(end: f64) -> u32 {
    let left = (end - js_sys::Date::now()) / 1_000.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float that does not fit becomes the nearest number that does"
    )]
    let left = left.ceil() as u32;
    left
}

/// Minutes and seconds: `0:23`.
fn clock(seconds: u32) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let gap = if seconds < 10 { ":0" } else { ":" };
    [&minutes.to_string(), gap, &seconds.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(7), "0:07");
        assert_eq!(clock(83), "1:23");
        assert_eq!(clock(3_600), "60:00");
    }
}
