//! How many calls an engine takes on: so many are computed at a time, some more may wait for their turn,
//! and the rest are turned away at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

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
    /// How many were given up before they were computed, as nobody waited any more.
    pub abandoned: u64,
}

/// So many calls for each thread are no crowd.
const CALM: usize = 4;

/// Lets calls in.
pub(super) struct Admission {
    /// Taken by a long call as long as it runs.
    running: Arc<Semaphore>,
    /// Taken by a call from its arrival on.
    admitted: Arc<Semaphore>,
    /// How many calls have a place at the most.
    places: usize,
    /// With so many calls or fewer it is calm.
    calm: usize,
    computing: Arc<AtomicUsize>,
    rejected: AtomicU64,
    abandoned: AtomicU64,
}

/// The place of a call, from its arrival to its end.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
}

/// A call that is being computed.
pub(super) struct Turn {
    _place: Place,
    _permit: Option<OwnedSemaphorePermit>,
    computing: Arc<AtomicUsize>,
}

impl Admission {
    /// Room for so many calls at a time, and for so many that wait.
    pub(super) fn new(threads: usize, queue: usize) -> Self {
        let places = threads + queue;
        Self {
            running: Arc::new(Semaphore::new(threads)),
            admitted: Arc::new(Semaphore::new(places)),
            places,
            calm: threads * CALM,
            computing: Arc::default(),
            rejected: AtomicU64::new(0),
            abandoned: AtomicU64::new(0),
        }
    }

    /// A place for a call, unless too many have one.
    pub(super) fn enter(&self) -> Result<Place, EngineError> {
        match Arc::clone(&self.admitted).try_acquire_owned() {
            Ok(permit) => Ok(Place { _permit: permit }),
            Err(TryAcquireError::NoPermits) => {
                self.rejected.fetch_add(1, Ordering::Relaxed);
                Err(EngineError::Overloaded { retry_after_seconds: 1 })
            }
            Err(error @ TryAcquireError::Closed) => Err(EngineError::internal(error)),
        }
    }

    /// Waits until so few calls are computed that this one may be. One that is dropped meanwhile leaves
    /// its place.
    pub(super) async fn turn(&self, place: Place) -> Result<Turn, EngineError> {
        let running = Arc::clone(&self.running);
        let permit = running.acquire_owned().await.map_err(EngineError::internal)?;
        Ok(self.begin(place, Some(permit)))
    }

    /// Whether few enough calls have a place that what is little may be computed where it is asked for.
    /// Otherwise those threads are needed to take calls in and to turn them away.
    pub(super) fn is_calm(&self) -> bool {
        self.places - self.admitted.available_permits() <= self.calm
    }

    /// Lets a call be computed that is so little work that it need not wait.
    pub(super) fn at_once(&self, place: Place) -> Turn {
        self.begin(place, None)
    }

    fn begin(&self, place: Place, permit: Option<OwnedSemaphorePermit>) -> Turn {
        self.computing.fetch_add(1, Ordering::Relaxed);
        Turn { _place: place, _permit: permit, computing: Arc::clone(&self.computing) }
    }

    /// Takes note of a call that was given up.
    pub(super) fn gave_up(&self) {
        self.abandoned.fetch_add(1, Ordering::Relaxed);
    }

    /// How many calls there are, and were turned away or given up.
    pub(super) fn load(&self) -> Load {
        let running = self.computing.load(Ordering::Relaxed);
        let admitted = self.places - self.admitted.available_permits();
        let waiting = admitted.saturating_sub(running);
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (rejected, abandoned) = (count(&self.rejected), count(&self.abandoned));
        Load { running, waiting, rejected, abandoned }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.computing.fetch_sub(1, Ordering::Relaxed);
    }
}
