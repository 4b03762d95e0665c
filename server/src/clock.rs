//! What time it is, and how the API prints it.

use meta_api::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};
use time::OffsetDateTime;

/// A point in time: microseconds since 1970-01-01T00:00:00Z. The database stores this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Micros(pub i64);

/// Something that knows what time it is.
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> Micros;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Micros {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
    }
}

impl Micros {
    /// As the API prints it: `2014-03-18T03:57:16.770685Z`.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let (date, time) = (at.date(), at.time());
        Timestamp::new(format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z",
            date.year(),
            u8::from(date.month()),
            date.day(),
            time.hour(),
            time.minute(),
            time.second(),
            time.microsecond(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::Micros;

    #[test]
    fn a_timestamp_has_six_digits_and_a_z() {
        let printed = |micros| Micros(micros).timestamp().as_str().to_owned();
        assert_eq!(
            printed(1_395_115_036_770_685),
            "2014-03-18T03:57:16.770685Z"
        );
        assert_eq!(printed(0), "1970-01-01T00:00:00.000000Z");
        assert_eq!(printed(951_782_400_000_001), "2000-02-29T00:00:00.000001Z");
    }
}
