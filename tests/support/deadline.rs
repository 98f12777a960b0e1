//! Waiting: by looking again and again until a deadline, never by sleeping and hoping.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long anything may take. It is generous, as it is only waited out where something is broken.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// Looks until there is something, and gives it.
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < DEADLINE, "waited {DEADLINE:?} in vain: {what}");
        sleep(Duration::from_millis(10));
    }
}
