//! How long a session may stay open: until nothing has happened for the idle time, and never
//! longer than a day's work. Plain arithmetic on the clock's milliseconds, so that a laptop that
//! slept is seen for what it is: late.

/// The longest that a session stays open after it was unlocked, in milliseconds. The boot script
/// knows the same number.
pub const LONGEST: u64 = 12 * 60 * 60_000;

/// How long ahead the person is warned, in milliseconds.
pub const WARNING: u64 = 60_000;

/// Why a session ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing happened for the idle time. Whatever happens puts it off.
    Idle,
    /// It has been open for [`LONGEST`]. Nothing puts it off.
    Longest,
}

/// Where a session is on its way to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The warning is this many milliseconds away.
    Open(u64),
    /// The end is this many milliseconds away.
    Ending(End, u64),
    /// It is over.
    Over(End),
}

/// The phase of a session at `now`; all in milliseconds since 1970.
///
/// `idle` is how long nothing may happen, 0 for as long as one likes.
pub fn phase(unlocked: u64, active: u64, idle: u64, now: u64) -> Phase {
    let longest = unlocked.saturating_add(LONGEST);
    let unattended = active.max(unlocked).saturating_add(idle);
    let (end, at) = if idle != 0 && unattended < longest {
        (End::Idle, unattended)
    } else {
        (End::Longest, longest)
    };
    match at.saturating_sub(now) {
        0 => Phase::Over(end),
        left if left <= WARNING => Phase::Ending(end, left),
        left => Phase::Open(left - WARNING),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60_000;
    const START: u64 = 1_800_000_000_000;

    fn after(active: u64, idle: u64, now: u64) -> Phase {
        phase(START, START + active, idle, START + now)
    }

    #[test]
    fn nothing_for_a_quarter_of_an_hour_locks_with_a_warning_a_minute_ahead() {
        let idle = 15 * MINUTE;
        assert_eq!(after(0, idle, 0), Phase::Open(14 * MINUTE));
        assert_eq!(after(0, idle, 14 * MINUTE - 1), Phase::Open(1));
        assert_eq!(
            after(0, idle, 14 * MINUTE),
            Phase::Ending(End::Idle, MINUTE)
        );
        assert_eq!(after(0, idle, 15 * MINUTE - 1), Phase::Ending(End::Idle, 1));
        assert_eq!(after(0, idle, 15 * MINUTE), Phase::Over(End::Idle));
    }

    #[test]
    fn activity_puts_the_idle_lock_off() {
        let idle = 2 * MINUTE;
        assert_eq!(
            after(MINUTE, idle, 2 * MINUTE),
            Phase::Ending(End::Idle, MINUTE)
        );
        assert_eq!(after(2 * MINUTE, idle, 2 * MINUTE), Phase::Open(MINUTE));
    }

    #[test]
    fn a_slept_night_is_over_at_once() {
        assert_eq!(
            after(MINUTE, 15 * MINUTE, 9 * 60 * MINUTE),
            Phase::Over(End::Idle)
        );
    }

    #[test]
    fn twelve_hours_end_a_session_whatever_happens() {
        let last = LONGEST - 1;
        assert_eq!(
            after(last, 15 * MINUTE, last),
            Phase::Ending(End::Longest, 1)
        );
        assert_eq!(after(last, 15 * MINUTE, LONGEST), Phase::Over(End::Longest));
        assert_eq!(after(0, 0, last), Phase::Ending(End::Longest, 1));
        assert_eq!(after(0, 0, LONGEST), Phase::Over(End::Longest));
    }

    #[test]
    fn without_an_idle_time_only_the_long_limit_counts() {
        assert_eq!(after(0, 0, 0), Phase::Open(LONGEST - WARNING));
    }

    #[test]
    fn numbers_that_no_clock_shows_do_no_harm() {
        assert_eq!(phase(u64::MAX, 0, 1, u64::MAX), Phase::Over(End::Longest));
        assert_eq!(phase(0, 0, 1, u64::MAX), Phase::Over(End::Idle));
        assert!(matches!(
            phase(START, 0, MINUTE * 15, START),
            Phase::Open(_)
        ));
    }
}
