//! The one place that reads the wall clock.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use dateline_model::Day;
use dateline_query::service::Clock;

/// 1970-01-01 as a [`Day`] counts.
const EPOCH: u64 = 719_163;
const SECONDS_PER_DAY: u64 = 86_400;

/// A clock that tells today's date in UTC.
pub(crate) fn utc() -> Clock {
    Arc::new(today)
}

/// The present moment.
#[expect(clippy::disallowed_methods, reason = "this is the place in the binary that reads it")]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

fn today() -> Day {
    // A clock set before 1970 is broken; the epoch is as good as anything then.
    let since = now().duration_since(UNIX_EPOCH).unwrap_or_default();
    day_of(since.as_secs())
}

fn day_of(seconds: u64) -> Day {
    let days = i32::try_from(EPOCH + seconds / SECONDS_PER_DAY).unwrap_or(i32::MAX);
    Day::from_number(days).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight_utc() {
        assert_eq!(day_of(0).to_string(), "1970-01-01");
        assert_eq!(day_of(951_782_399).to_string(), "2000-02-28");
        assert_eq!(day_of(951_782_400).to_string(), "2000-02-29");
        assert_eq!(day_of(u64::MAX / 2), Day::MAX);
    }
}
