//! Times that were measured, and what they come to.

use std::fmt;
use std::time::Duration;

/// Times of requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples {
    times: Vec<Duration>,
    /// Requests without an answer, or with one that is none.
    pub(crate) failed: u64,
}

impl Samples {
    pub(crate) fn took(&mut self, time: Duration) {
        self.times.push(time);
    }

    pub(crate) fn count(&self) -> usize {
        self.times.len()
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.failed += other.failed;
    }

    /// The time within which so many of a hundred were answered.
    fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(at).copied().unwrap_or_default()
    }
}

/// The head of a table of samples.
pub(crate) fn head(what: &str) {
    println!(
        "{what:<24} {:>9} {:>7} {:>10} {:>10} {:>10}",
        "answered", "failed", "p50", "p99", "max"
    );
}

impl fmt::Display for Samples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9} {:>7}", self.count(), self.failed)?;
        for percent in [50, 99, 100] {
            let milliseconds = self.percentile(percent).as_secs_f64() * 1e3;
            write!(f, " {milliseconds:>7.2} ms")?;
        }
        Ok(())
    }
}
