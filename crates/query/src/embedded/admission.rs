//! How many calls an engine takes on: so many are computed at a time, some more may wait for their turn,
//! and the rest are turned away at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dateline_engine::EngineError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// What an engine is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// How many calls are being computed.
    pub running: usize,
    /// How many wait for their turn.
    pub waiting: usize,
    /// How many were turned away since the engine was opened.
    pub rejected: u64,
    /// How many were given up while they were computed, as nobody waited any more.
    pub abandoned: u64,
}

/// For so long more may wait than can have their turn in time: a burst passes, an overload does not.
const BURST: Duration = Duration::from_millis(100);
/// What comes within so long after calls were turned away is no burst.
const OVERLOAD: Duration = Duration::from_secs(1);
/// So many calls for each thread are never too many, however long they take.
const FEW: usize = 5;
/// Of what calls may have to wait, so much is no crowd.
const CALM: u64 = 2;
/// For so long calls may be computed where they are asked for before others are looked at that have come.
const UNSEEN: Duration = Duration::from_millis(2);
/// What a call takes is taken to be the mean of about so many before it.
const MEAN_OF: u64 = 16;

/// Lets calls in.
///
/// How many may wait is bounded by their number and, where it goes on, by the time that they would wait
/// for: the number before them by the mean time of a call, over the threads. So the queue takes up bursts,
/// and does not stand while there is more to do than can be done (after Nichols and Jacobson, "Controlling
/// Queue Delay", 2012).
pub(super) struct Admission {
    /// Taken by a long call as long as it runs.
    running: Arc<Semaphore>,
    /// Taken by a call from its arrival on.
    admitted: Arc<Semaphore>,
    /// How many calls have a place at the most.
    places: usize,
    threads: usize,
    /// How long a call may have to wait, in nanoseconds.
    most_wait: u64,
    opened: Instant,
    /// When a call would last have had its turn in time, in nanoseconds since it was opened.
    in_time: AtomicU64,
    /// When one was last turned away that would not have had it, 0 for never.
    late: AtomicU64,
    /// When it was last seen to that those who have come are let in.
    seen: AtomicU64,
    pace: Arc<Pace>,
    rejected: AtomicU64,
    abandoned: AtomicU64,
}

/// What is being computed, and how long that takes.
#[derive(Default)]
struct Pace {
    computing: AtomicUsize,
    /// The mean time of a call in nanoseconds, later ones weighing more.
    mean: AtomicU64,
}

/// The place of a call, from its arrival to its end.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
}

/// A call that is being computed.
pub(super) struct Turn {
    _place: Place,
    _permit: Option<OwnedSemaphorePermit>,
    began: Instant,
    pace: Arc<Pace>,
}

impl Admission {
    /// Room for so many calls at a time, and for so many that wait, for longer than a moment for no
    /// more than this time.
    pub(super) fn new(threads: usize, queue: usize, most_wait: Duration) -> Self {
        let places = threads + queue;
        Self {
            running: Arc::new(Semaphore::new(threads)),
            admitted: Arc::new(Semaphore::new(places)),
            places,
            threads: threads.max(1),
            most_wait: nanos(most_wait),
            opened: Instant::now(),
            in_time: AtomicU64::new(0),
            late: AtomicU64::new(0),
            seen: AtomicU64::new(0),
            pace: Arc::default(),
            rejected: AtomicU64::new(0),
            abandoned: AtomicU64::new(0),
        }
    }

    /// A place for a call, unless too many have one.
    pub(super) fn enter(&self) -> Result<Place, EngineError> {
        let now = self.now();
        if self.is_within(self.most_wait) {
            self.in_time.store(now, Ordering::Relaxed);
        } else if !self.is_burst(now) {
            self.late.store(now, Ordering::Relaxed);
            return Err(self.turn_away());
        }
        match Arc::clone(&self.admitted).try_acquire_owned() {
            Ok(permit) => Ok(Place { _permit: permit }),
            Err(TryAcquireError::NoPermits) => Err(self.turn_away()),
            Err(error @ TryAcquireError::Closed) => Err(EngineError::internal(error)),
        }
    }

    /// Whether it is but a moment ago that there was no crowd, and longer that there was an overload.
    fn is_burst(&self, now: u64) -> bool {
        let since = |then: &AtomicU64| now.saturating_sub(then.load(Ordering::Relaxed));
        let was_overloaded = self.late.load(Ordering::Relaxed) > 0;
        since(&self.in_time) <= nanos(BURST)
            && !(was_overloaded && since(&self.late) <= nanos(OVERLOAD))
    }

    fn turn_away(&self) -> EngineError {
        self.rejected.fetch_add(1, Ordering::Relaxed);
        EngineError::Overloaded { retry_after_seconds: 1 }
    }

    /// Whether few calls are before one that comes now, or it would not wait longer than this for its turn.
    fn is_within(&self, nanos: u64) -> bool {
        let calls = self.calls();
        let before = calls as u64 * self.pace.mean.load(Ordering::Relaxed);
        calls <= self.threads * FEW || before / self.threads as u64 <= nanos
    }

    /// How many calls have a place.
    fn calls(&self) -> usize {
        self.places - self.admitted.available_permits()
    }

    fn now(&self) -> u64 {
        nanos(self.opened.elapsed())
    }

    /// Whether those that may have come have to be let in before the next call is computed where it is
    /// asked for: where others are under way, and every now and then.
    pub(super) fn is_to_look_around(&self) -> bool {
        let now = self.now();
        let is_alone = self.calls() <= 1;
        if is_alone && now.saturating_sub(self.seen.load(Ordering::Relaxed)) < nanos(UNSEEN) {
            return false;
        }
        self.seen.store(now, Ordering::Relaxed);
        true
    }

    /// Waits until so few calls are computed that this one may be. One that is dropped meanwhile leaves
    /// its place.
    pub(super) async fn turn(&self, place: Place) -> Result<Turn, EngineError> {
        let running = Arc::clone(&self.running);
        let permit = running.acquire_owned().await.map_err(EngineError::internal)?;
        Ok(self.begin(place, Some(permit)))
    }

    /// Whether so little is waited for that what is little may be computed where it is asked for.
    /// Otherwise those threads are needed to take calls in and to turn them away.
    pub(super) fn is_calm(&self) -> bool {
        self.is_within(self.most_wait / CALM)
    }

    /// Lets a call be computed that is so little work that it need not wait.
    pub(super) fn at_once(&self, place: Place) -> Turn {
        self.begin(place, None)
    }

    fn begin(&self, place: Place, permit: Option<OwnedSemaphorePermit>) -> Turn {
        self.pace.computing.fetch_add(1, Ordering::Relaxed);
        let (began, pace) = (Instant::now(), Arc::clone(&self.pace));
        Turn { _place: place, _permit: permit, began, pace }
    }

    /// Takes note of a call that was given up.
    pub(super) fn gave_up(&self) {
        self.abandoned.fetch_add(1, Ordering::Relaxed);
    }

    /// How many calls there are, and were turned away or given up.
    pub(super) fn load(&self) -> Load {
        let running = self.pace.computing.load(Ordering::Relaxed);
        let waiting = self.calls().saturating_sub(running);
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (rejected, abandoned) = (count(&self.rejected), count(&self.abandoned));
        Load { running, waiting, rejected, abandoned }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Pace { computing, mean } = self.pace.as_ref();
        computing.fetch_sub(1, Ordering::Relaxed);
        // Of two that end at once one may be lost, which a mean does not mind.
        let before = mean.load(Ordering::Relaxed);
        let took = nanos(self.began.elapsed());
        mean.store(before - before / MEAN_OF + took / MEAN_OF, Ordering::Relaxed);
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;

    use super::*;

    #[test]
    fn a_burst_waits_and_what_goes_on_is_turned_away() {
        let admission = Admission::new(1, 100, Duration::from_millis(20));
        // Calls take 10 ms, as far as is known.
        admission.pace.mean.store(nanos(Duration::from_millis(10)), Ordering::Relaxed);
        let mut places: Vec<Place> = (0..50).map(|_| admission.enter().unwrap()).collect();
        sleep(BURST * 2);
        assert!(matches!(admission.enter(), Err(EngineError::Overloaded { .. })));
        assert_eq!(admission.load().rejected, 1);
        // Few have a turn however long they take. In an overload there are no bursts.
        places.truncate(FEW);
        places.push(admission.enter().unwrap());
        assert!(admission.enter().is_err());
        // What takes no time has a turn in time.
        admission.pace.mean.store(100, Ordering::Relaxed);
        places.push(admission.enter().unwrap());
    }

    #[test]
    fn the_mean_follows_what_calls_take() {
        let admission = Admission::new(1, 10, Duration::from_millis(20));
        for _ in 0..100 {
            let turn = admission.at_once(admission.enter().unwrap());
            sleep(Duration::from_millis(1));
            drop(turn);
        }
        let mean = admission.pace.mean.load(Ordering::Relaxed);
        assert!(mean > 900_000, "{mean}");
        assert_eq!(admission.load(), Load::default());
    }
}
