//! What a measurement came to.

use std::time::Duration;

use serde::Serialize;

/// Searches by one contender, over all rounds.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Samples {
    /// Searches a second, round by round.
    pub(crate) per_second: Vec<f64>,
    /// How long each took, in microseconds; sorted by [`Samples::summary`].
    #[serde(skip)]
    pub(crate) micros: Vec<u64>,
}

/// What is told of them.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Summary {
    /// The median of the rounds.
    pub(crate) per_second: f64,
    pub(crate) p50_micros: u64,
    pub(crate) p99_micros: u64,
    pub(crate) p999_micros: u64,
}

impl Samples {
    pub(crate) fn add(&mut self, round: Vec<Duration>, during: Duration) {
        self.per_second.push(round.len() as f64 / during.as_secs_f64());
        self.micros.extend(round.iter().map(|took| took.as_micros() as u64));
    }

    pub(crate) fn summary(&mut self) -> Summary {
        self.micros.sort_unstable();
        let mut rounds = self.per_second.clone();
        rounds.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (self.micros.len() as f64 * share) as usize;
            self.micros.get(place.min(self.micros.len().saturating_sub(1))).copied().unwrap_or(0)
        };
        Summary {
            per_second: rounds.get(rounds.len() / 2).copied().unwrap_or(0.0),
            p50_micros: at(0.5),
            p99_micros: at(0.99),
            p999_micros: at(0.999),
        }
    }
}
