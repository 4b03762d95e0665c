//! A clock that stands still until a test moves it, in place of the browser's: `Date.now`,
//! `setTimeout` and `clearTimeout`.

use super::{call, turn};

/// The stopped clock. The browser's own goes on when it is dropped, or when the next one stops
/// after a test that failed.
pub struct Clock(());

impl Clock {
    /// Stops the clock.
    pub fn stop() -> Self {
        call(
            "window.goOn?.();
             const own = { now: Date.now, setTimeout, clearTimeout };
             window.ownSetTimeout = own.setTimeout;
             const clock = { now: own.now(), next: 1e9, timers: new Map() };
             window.stoppedClock = clock;
             Date.now = () => clock.now;
             window.setTimeout = (run, wait = 0) => {
                 clock.timers.set(++clock.next, { run, at: clock.now + Math.max(wait, 0) });
                 return clock.next;
             };
             window.clearTimeout = id => clock.timers.delete(id) || own.clearTimeout.call(window, id);
             window.goOn = () => {
                 Date.now = own.now;
                 window.setTimeout = own.setTimeout;
                 window.clearTimeout = own.clearTimeout;
                 // What was still to come, comes after all: a later test waits for its timers.
                 for (const { run } of clock.timers.values()) setTimeout(run);
                 delete window.goOn, delete window.ownSetTimeout, delete window.stoppedClock;
             };",
            &[],
        );
        Self(())
    }

    /// Lets time pass: every timer that is due runs at its own moment, in order.
    pub async fn pass(&self, seconds: f64) {
        turn().await;
        let step = "const clock = window.stoppedClock;
            const [due] = [...clock.timers].filter(([, it]) => it.at <= arguments[0])
                .sort(([a, x], [b, y]) => x.at - y.at || a - b);
            if (!due) { clock.now = arguments[0]; return false; }
            clock.timers.delete(due[0]);
            clock.now = Math.max(clock.now, due[1].at);
            due[1].run();
            return true;";
        let end = now() + seconds * 1_000.0;
        while call(step, &[end.into()]).is_truthy() {
            turn().await;
        }
        turn().await;
    }

    /// Lets the machine sleep: time passes, and no timer runs.
    pub async fn sleep(&self, seconds: f64) {
        let later = (now() + seconds * 1_000.0).into();
        call(
            "const clock = window.stoppedClock;
             const slept = arguments[0] - clock.now;
             clock.now = arguments[0];
             for (const timer of clock.timers.values()) timer.at += slept;",
            &[later],
        );
        turn().await;
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        call("window.goOn()", &[]);
    }
}

/// Milliseconds since 1970.
fn now() -> f64 {
    call("return window.stoppedClock.now", &[])
        .as_f64()
        .unwrap()
}
