//! Clocks, durations and sizes.

use super::answer::Seen;
use super::{Finding, Part, Scene, Verdict, fixes};

/// How many requests are measured.
pub const LATENCIES: usize = 10;

/// From how many milliseconds on an answer is felt as slow.
const SLOW: u32 = 600;

/// How far clocks may differ, in milliseconds.
const SKEW: u64 = 60_000;

/// Answers below this many bytes fit into one packet: compressing them saves nothing.
const SMALL: u64 = 1_200;

/// How long answers took, in milliseconds; `None` for one that did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread(pub Vec<Option<u32>>);

impl Spread {
    /// The shortest, the median and the longest.
    pub fn range(&self) -> Option<(u32, u32, u32)> {
        let mut all: Vec<u32> = self.0.iter().flatten().copied().collect();
        all.sort_unstable();
        let (first, last) = (*all.first()?, *all.last()?);
        let middle = all.len() / 2;
        let median = if all.len().is_multiple_of(2) {
            all[middle - 1].midpoint(all[middle])
        } else {
            all[middle]
        };
        Some((first, median, last))
    }
}

/// Milliseconds as a person reads them.
pub fn milliseconds(count: u32) -> String {
    if count == 0 {
        "under 1 ms".to_owned()
    } else {
        format!("{count} ms")
    }
}

/// Whether the clock of the server agrees with the one here.
pub fn clock(scene: &Scene, seen: &Seen) -> Finding {
    let Some(there) = seen.date else {
        return Finding::new(
            Verdict::Unknown,
            "The answer has no Date header that this page may read.",
        )
        .fix(fixes::date(scene));
    };
    let (before, after) = seen.clock;
    // The header has whole seconds, cut off, and was written at some moment of the exchange.
    let (earliest, latest) = (before.saturating_sub(1_000), after);
    let (apart, word) = if there < earliest {
        (earliest - there, "behind")
    } else {
        (there.saturating_sub(latest), "ahead of")
    };
    if apart < SKEW {
        return Finding::passed("The clocks of the server and of this computer agree to a minute.");
    }
    Finding::new(
        Verdict::Warning,
        format!(
            "The server's clock is {} {word} the clock of this computer. How long ago something was, \
             and when to ask again, is then shown wrong, and certificates may seem out of date.",
            length(apart / 1_000)
        ),
    )
    .fix(fixes::clock())
}

/// A length of time in its largest unit.
fn length(seconds: u64) -> String {
    let units = [
        (31_557_600, "year"),
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
    ];
    let (unit, name) = units
        .into_iter()
        .find(|it| seconds >= it.0)
        .unwrap_or((1, "second"));
    let count = seconds / unit;
    let more = if count == 1 { "" } else { "s" };
    format!("{count} {name}{more}")
}

/// How long answers take.
pub fn latency(spread: Spread, with_key: bool) -> Finding {
    let asked = spread.0.len();
    let lost = spread.0.iter().filter(|it| it.is_none()).count();
    let finding = match spread.range() {
        None => Finding::new(
            Verdict::Failed,
            "None of the requests got an answer that can be read.",
        ),
        Some((least, median, most)) => {
            let what = if with_key {
                "the first application"
            } else {
                "a list without a key, which is refused"
            };
            let evidence = format!(
                "{asked} requests for {what}, one after the other: {} to {}, half of them within {}.",
                milliseconds(least),
                milliseconds(most),
                milliseconds(median)
            );
            match (lost, median > SLOW) {
                (0, false) => Finding::passed(evidence),
                (0, true) => Finding::new(
                    Verdict::Warning,
                    format!(
                        "{evidence} That is slow: the server is far away or busy, or a proxy is."
                    ),
                ),
                _ => Finding::new(
                    Verdict::Warning,
                    format!(
                        "{evidence} {lost} of them got no answer: the connection is not reliable."
                    ),
                ),
            }
        }
    };
    Finding {
        spread: Some(spread),
        ..finding
    }
}

/// How a body came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sizes {
    /// The browser does not tell.
    Hidden,
    /// It was compressed like this: `br`.
    Encoded(String),
    /// As sent and as unpacked, in bytes.
    Bytes(u64, u64),
}

/// Whether the API's answers and the console's files are compressed on the way.
pub fn compression(scene: &Scene, api: &Sizes, files: &Sizes) -> Finding {
    let parts = vec![
        compressed("The API's answers", api, scene.base_url.is_loopback()),
        compressed("The console's files", files, false),
    ];
    let finding = Finding::of(
        parts,
        "Compressed text takes a fraction of the time on a slow network.",
    );
    if finding.verdict == Verdict::Warning {
        finding.fix(fixes::compression())
    } else {
        finding
    }
}

fn compressed(what: &str, sizes: &Sizes, here: bool) -> Part {
    match sizes {
        Sizes::Hidden => Part::new(
            what,
            Verdict::Unknown,
            "The browser does not tell this page.",
        ),
        Sizes::Encoded(name) => Part::new(what, Verdict::Passed, format!("Compressed ({name}).")),
        Sizes::Bytes(sent, unpacked) if sent < unpacked => Part::new(
            what,
            Verdict::Passed,
            format!("Compressed: {unpacked} bytes were sent as {sent}."),
        ),
        Sizes::Bytes(sent, _) if *sent < SMALL => Part::new(
            what,
            Verdict::Passed,
            format!("Not compressed, and with {sent} bytes too small for it to matter."),
        ),
        Sizes::Bytes(sent, _) if here => Part::new(
            what,
            Verdict::Passed,
            format!("Not compressed ({sent} bytes), which does not matter on this machine."),
        ),
        Sizes::Bytes(sent, _) => Part::new(
            what,
            Verdict::Warning,
            format!("Not compressed: {sent} bytes were sent as they are."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answer::tests::seen;
    use crate::check::tests::scene;

    fn elsewhere() -> Scene {
        scene("https://console.example.com", "https://api.example.com/v0")
    }

    fn at(date: Option<u64>) -> Finding {
        let seen = Seen {
            date,
            clock: (1_000_000, 1_000_400),
            ..seen(401, "{}")
        };
        clock(&elsewhere(), &seen)
    }

    #[test]
    fn clocks_may_differ_by_a_minute_and_how_much_is_said() {
        assert_eq!(at(Some(1_000_000)).verdict, Verdict::Passed);
        assert_eq!(at(Some(1_059_000)).verdict, Verdict::Passed);
        assert_eq!(at(None).verdict, Verdict::Unknown);
        let ahead = at(Some(1_000_400 + 3_600_000));
        assert_eq!(ahead.verdict, Verdict::Warning);
        assert!(ahead.evidence.contains("1 hour ahead of"), "{ahead:?}");
        let behind = at(Some(1_000_000 - 1_000 - 120_000));
        assert!(
            behind.evidence.contains("2 minutes behind the clock"),
            "{behind:?}"
        );
    }

    #[test]
    fn the_median_is_in_the_middle() {
        let range = |all: &[u32]| Spread(all.iter().map(|it| Some(*it)).collect()).range();
        assert_eq!(range(&[9, 1, 5]), Some((1, 5, 9)));
        assert_eq!(range(&[1, 2, 4, 90]), Some((1, 3, 90)));
        assert_eq!(range(&[]), None);
    }

    #[test]
    fn slow_and_lost_answers_are_warnings() {
        let verdict = |all: &[Option<u32>]| latency(Spread(all.to_vec()), true).verdict;
        assert_eq!(verdict(&[Some(3), Some(4), Some(2_000)]), Verdict::Passed);
        assert_eq!(verdict(&[Some(700), Some(900)]), Verdict::Warning);
        assert_eq!(verdict(&[Some(3), None]), Verdict::Warning);
        assert_eq!(verdict(&[None, None]), Verdict::Failed);
    }

    #[test]
    fn what_is_not_compressed_matters_from_a_packet_on_and_off_this_machine() {
        let one = |sizes| compressed("x", &sizes, false).verdict;
        assert_eq!(one(Sizes::Bytes(300, 9_000)), Verdict::Passed);
        assert_eq!(one(Sizes::Bytes(9_000, 9_000)), Verdict::Warning);
        assert_eq!(one(Sizes::Bytes(900, 900)), Verdict::Passed);
        assert_eq!(one(Sizes::Encoded("br".to_owned())), Verdict::Passed);
        assert_eq!(one(Sizes::Hidden), Verdict::Unknown);
        assert_eq!(
            compressed("x", &Sizes::Bytes(9_000, 9_000), true).verdict,
            Verdict::Passed
        );
        let both = compression(&elsewhere(), &Sizes::Hidden, &Sizes::Bytes(9_000, 9_000));
        assert_eq!(both.verdict, Verdict::Warning);
        assert!(both.fix.is_some());
    }
}
