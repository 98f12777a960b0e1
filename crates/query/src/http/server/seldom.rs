//! What would be told for each of many connections is told once in a while, with its count.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long to keep silent after a line of the log.
const SILENCE: Duration = Duration::from_secs(10);

/// Counts what happens, and says when to tell it.
#[derive(Debug, Default)]
pub(super) struct Seldom(Mutex<(u64, Option<Instant>)>);

impl Seldom {
    /// Counts once more. Gives the count since the last telling where it is time to tell.
    pub(super) fn due(&self) -> Option<u64> {
        self.due_at(Instant::now())
    }

    fn due_at(&self, now: Instant) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, told) = &mut *state;
        *count += 1;
        if told.is_some_and(|told| now.duration_since(told) < SILENCE) {
            return None;
        }
        *told = Some(now);
        Some(std::mem::take(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_told_once_and_counted() {
        let (seldom, start) = (Seldom::default(), Instant::now());
        assert_eq!(seldom.due_at(start), Some(1));
        assert_eq!(seldom.due_at(start + SILENCE / 2), None);
        assert_eq!(seldom.due_at(start + SILENCE / 2), None);
        assert_eq!(seldom.due_at(start + SILENCE), Some(3));
    }
}
