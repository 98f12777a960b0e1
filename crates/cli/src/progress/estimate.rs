//! How far, how fast, how long yet?

use std::time::{Duration, Instant};

use dateline_indexer::Progress;

use crate::output::grouped;

/// What the whole is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// In the bytes of the files, which the progress tells.
    Bytes,
    /// In the stories of a generation.
    Stories(u64),
}

/// A state that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// How much of the whole is done, from 0 to 1; none where the whole is not known.
    pub(super) share: Option<f64>,
    /// Counts, rate and time left.
    pub(super) text: String,
}

/// Derives rates from when it all began.
pub(super) struct Estimate {
    started: Instant,
}

impl Estimate {
    pub(super) fn start() -> Self {
        Self { started: Instant::now() }
    }

    pub(super) fn of(&self, progress: Progress, whole: Whole) -> State {
        state(progress, whole, self.started.elapsed())
    }
}

fn state(progress: Progress, whole: Whole, elapsed: Duration) -> State {
    let (done, total) = match whole {
        Whole::Bytes => (progress.bytes_read, progress.bytes_total),
        Whole::Stories(total) => (progress.stories, total),
    };
    let share = (total > 0).then(|| (done as f64 / total as f64).min(1.0));
    let seconds = elapsed.as_secs_f64().max(1e-3);
    let rate = (progress.events as f64 / seconds) as u64;
    let mut text = format!(
        "{} stories, {} events, {} events/s",
        grouped(progress.stories),
        grouped(progress.events),
        grouped(rate)
    );
    // The first moments say little of the rest.
    if let Some(share) = share.filter(|share| *share > 0.01 && *share < 1.0 && seconds > 1.0) {
        let left = (seconds / share * (1.0 - share)).ceil() as u64;
        text = match left {
            0..60 => format!("{text}, about {left} s left"),
            _ => format!("{text}, about {} min left", left.div_ceil(60)),
        };
    }
    State { share, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_share() {
        let progress =
            Progress { bytes_read: 250, bytes_total: 1_000, stories: 1_500, events: 20_000 };
        let bytes = state(progress, Whole::Bytes, Duration::from_secs(10));
        assert_eq!(bytes.share, Some(0.25));
        assert_eq!(bytes.text, "1,500 stories, 20,000 events, 2,000 events/s, about 30 s left");
        let stories = state(progress, Whole::Stories(15_000), Duration::from_secs(10));
        assert_eq!(stories.text, "1,500 stories, 20,000 events, 2,000 events/s, about 2 min left");
        assert_eq!(state(progress, Whole::Stories(0), Duration::ZERO).share, None);
    }
}
