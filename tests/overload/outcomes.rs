//! What became of requests.

use std::fmt;
use std::time::Duration;

/// Times of requests, from when they were due.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

/// What became of the requests of a while.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcomes {
    /// Answered with 200.
    pub(crate) served: Times,
    /// Answered with 503.
    pub(crate) turned_away: Times,
    /// Answered otherwise, or not.
    pub(crate) failed: u64,
    /// Due, but not sent: the generator had too many under way.
    pub(crate) unsent: u64,
    /// How long all of it took.
    pub(crate) seconds: f64,
}

impl Outcomes {
    /// Takes note of one with this status, none where the connection broke.
    pub(crate) fn add(&mut self, status: Option<u16>, time: Duration) {
        match status {
            Some(200) => self.served.0.push(time),
            Some(503) => self.turned_away.0.push(time),
            _ => self.failed += 1,
        }
    }
}

impl Times {
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The milliseconds within which so many of a hundred were answered.
    pub(crate) fn percentile(&self, percent: f64) -> f64 {
        let mut times = self.0.clone();
        times.sort_unstable();
        let at = (times.len() as f64 * percent / 100.0).ceil() as usize;
        times.get(at.saturating_sub(1)).copied().unwrap_or_default().as_secs_f64() * 1e3
    }
}

/// The head of a table of times.
pub(crate) fn head() {
    println!(
        "{:<26} {:>9} {:>10} {:>10} {:>10} {:>10}",
        "", "answers", "p50", "p99", "p99.9", "max"
    );
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9}", self.count())?;
        for percent in [50.0, 99.0, 99.9, 100.0] {
            write!(f, " {:>7.2} ms", self.percentile(percent))?;
        }
        Ok(())
    }
}
