//! The way to the writer thread.

use std::sync::{Arc, OnceLock};

use crossbeam_channel::{Sender, unbounded};
use dateline_engine::{Change, EngineError, Outcome};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError, oneshot};

use super::super::live::LiveIndex;
use super::figures::WriteFigures;
use super::thread::WriterThread;

/// As many places as can be asked for at once.
const MOST_PLACES: usize = u32::MAX as usize >> 3;

/// What one caller wants changed, all of it in one commit.
pub(super) struct Job {
    pub(super) changes: Vec<Change>,
    /// Where the outcomes go.
    pub(super) reply: oneshot::Sender<Result<Vec<Outcome>, EngineError>>,
    /// Its place in the queue, which is free when it is answered.
    pub(super) place: OwnedSemaphorePermit,
}

/// A bounded queue in front of the writer thread, which is started with the first change: an index
/// that is only read needs none.
pub(in crate::embedded) struct WriteQueue {
    live: Arc<LiveIndex>,
    memory_bytes: usize,
    places: Arc<Semaphore>,
    /// How many places there are.
    most: usize,
    figures: Arc<WriteFigures>,
    jobs: OnceLock<Sender<Job>>,
}

impl WriteQueue {
    /// A queue for so many callers; the writer may use so many bytes of memory.
    pub(in crate::embedded) fn new(
        live: Arc<LiveIndex>,
        places: usize,
        memory_bytes: usize,
    ) -> Self {
        let most = places.clamp(1, MOST_PLACES);
        let places = Arc::new(Semaphore::new(most));
        Self { live, memory_bytes, places, most, figures: Arc::default(), jobs: OnceLock::new() }
    }

    /// What was written.
    pub(in crate::embedded) fn figures(&self) -> &WriteFigures {
        &self.figures
    }

    /// How many callers wait.
    pub(in crate::embedded) fn waiting(&self) -> u64 {
        (self.most - self.places.available_permits()) as u64
    }

    /// Waits until nobody waits who came before.
    pub(in crate::embedded) async fn settled(&self) {
        // It is never closed.
        let _all = self.places.acquire_many(self.most as u32).await;
    }

    /// Applies changes and waits until they are durable and visible.
    pub(in crate::embedded) async fn apply(
        &self,
        changes: Vec<Change>,
    ) -> Result<Vec<Outcome>, EngineError> {
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let place = match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => place,
            Err(TryAcquireError::NoPermits) => {
                return Err(EngineError::Overloaded { retry_after_seconds: 1 });
            }
            Err(error @ TryAcquireError::Closed) => return Err(EngineError::internal(error)),
        };
        let (reply, outcomes) = oneshot::channel();
        let job = Job { changes, reply, place };
        self.jobs().send(job).map_err(|_| gone())?;
        outcomes.await.map_err(|_| gone())?
    }

    fn jobs(&self) -> &Sender<Job> {
        self.jobs.get_or_init(|| {
            // The places bound it.
            let (sender, receiver) = unbounded();
            let figures = Arc::clone(&self.figures);
            WriterThread::start(Arc::clone(&self.live), self.memory_bytes, figures, receiver);
            sender
        })
    }
}

/// The thread ended, which it does only with the queue, or could not be started.
fn gone() -> EngineError {
    EngineError::internal("the writer thread is gone")
}
