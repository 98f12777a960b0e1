//! How much is taken in at once: the memory and the threads that all writes share.

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::ApiError;

/// The least memory for bodies; small limits should not make small services.
const LEAST_BYTES: usize = 64 << 20;
/// How many of the largest stories fit into it.
const LARGEST_STORIES: usize = 4;
/// How many bulks run at once. Each holds a few batches in memory, and more of them would not be
/// written any sooner, as they share commits.
const BULKS: usize = 32;
/// How long a client may pause within a body, or leave the results of a bulk lying about, unless
/// set otherwise. Either holds what others wait for, and one that sends everything before it reads
/// anything would wait for us for ever, as we for it.
const STALL: Duration = Duration::from_secs(30);
/// When to come back for a place that is taken.
const RETRY_AFTER_SECONDS: u64 = 1;

/// What writes share. Beyond it they are turned away, or wait.
#[derive(Clone, Debug)]
pub struct Intake {
    max_record_bytes: usize,
    /// Memory for bodies and for long lines, in KiB, as a semaphore counts no further than u32.
    memory: Arc<Semaphore>,
    memory_kib: u32,
    parsing: Arc<Semaphore>,
    bulks: Arc<Semaphore>,
    stall: Duration,
}

/// A share of the memory, given back when it is dropped.
#[derive(Debug)]
pub struct Share(OwnedSemaphorePermit);

impl Intake {
    /// For stories of so many bytes at the most.
    pub fn new(max_record_bytes: usize) -> Self {
        let bytes = max_record_bytes.saturating_mul(LARGEST_STORIES).max(LEAST_BYTES);
        let memory_kib = kib(bytes);
        let threads = available_parallelism().map_or(1, usize::from);
        Self {
            max_record_bytes,
            memory: Arc::new(Semaphore::new(memory_kib as usize)),
            memory_kib,
            parsing: Arc::new(Semaphore::new(threads)),
            bulks: Arc::new(Semaphore::new(BULKS)),
            stall: STALL,
        }
    }

    /// The most bytes that one story may have.
    pub fn max_record_bytes(&self) -> usize {
        self.max_record_bytes
    }

    /// Room for a body: of the length that it says, otherwise of the largest that is read.
    ///
    /// # Errors
    /// [`ApiError::BodyTooLarge`]; [`ApiError::Overloaded`] where others fill the memory.
    pub fn receive(&self, length: Option<u64>) -> Result<Reception, ApiError> {
        let limit = self.max_record_bytes;
        let bytes = length.map_or(limit, |length| usize::try_from(length).unwrap_or(usize::MAX));
        if bytes > limit {
            return Err(ApiError::BodyTooLarge { limit });
        }
        let permit = Arc::clone(&self.memory).try_acquire_many_owned(self.clamped(bytes));
        let share = Share(permit.map_err(|_| overloaded())?);
        Ok(Reception { bytes: Vec::new(), limit, room: bytes, share, grows: None })
    }

    /// Room for a body that comes packed, which does not say how much it is: for eight times what it
    /// has packed, as text has at the most, and for more when it comes.
    ///
    /// # Errors
    /// [`ApiError::Overloaded`] where others fill the memory.
    pub fn receive_packed(&self, length: Option<u64>) -> Result<Reception, ApiError> {
        let limit = self.max_record_bytes as u64;
        let bytes = length.map_or(limit, |length| length.saturating_mul(8).min(limit));
        let room = self.receive(Some(bytes))?;
        Ok(Reception { grows: Some(self.clone()), ..room })
    }

    /// Room for a line of any length, as soon as there is some.
    pub(super) async fn room_for_long_line(&self) -> Result<Share, ApiError> {
        let memory = Arc::clone(&self.memory);
        let permit = memory.acquire_many_owned(self.clamped(self.max_record_bytes)).await;
        permit.map(Share).map_err(|closed| ApiError::Internal(closed.into()))
    }

    /// How long a client may stand still.
    pub(crate) fn stall(&self) -> Duration {
        self.stall
    }

    /// A place for a bulk.
    pub(super) fn place_for_bulk(&self) -> Result<Share, ApiError> {
        let permit = Arc::clone(&self.bulks).try_acquire_owned();
        permit.map(Share).map_err(|_| overloaded())
    }

    /// Does work for a processor off the threads that serve connections, when there is one.
    pub(super) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = Arc::clone(&self.parsing).acquire_owned().await;
        let place = place.map_err(|closed| ApiError::Internal(closed.into()))?;
        let work = tokio::task::spawn_blocking(move || {
            // Taken until the work ends, also where nobody waits for it any longer.
            let _place = place;
            work()
        });
        work.await.map_err(|error| ApiError::Internal(error.into()))
    }

    /// With another patience.
    #[must_use]
    pub fn with_stall(self, stall: Duration) -> Self {
        Self { stall, ..self }
    }

    /// Whether no bulk is under way and no memory is taken.
    #[cfg(test)]
    pub(super) fn is_idle(&self) -> bool {
        self.bulks.available_permits() == BULKS
            && self.memory.available_permits() == self.memory_kib as usize
    }

    fn clamped(&self, bytes: usize) -> u32 {
        kib(bytes).min(self.memory_kib)
    }
}

/// A body that is being received, within its room.
#[derive(Debug)]
pub struct Reception {
    bytes: Vec<u8>,
    limit: usize,
    room: usize,
    share: Share,
    /// Where there is more room, if this may have more than it began with.
    grows: Option<Intake>,
}

impl Reception {
    /// Takes what has arrived.
    ///
    /// # Errors
    /// [`ApiError::BodyTooLarge`]; [`ApiError::Overloaded`] where it grows and there is no more room.
    pub fn push(&mut self, arrived: &[u8]) -> Result<(), ApiError> {
        let needed = self.bytes.len() + arrived.len();
        if needed > self.room {
            self.grow(needed)?;
        }
        self.bytes.extend_from_slice(arrived);
        Ok(())
    }

    fn grow(&mut self, needed: usize) -> Result<(), ApiError> {
        let Some(intake) = self.grows.as_ref().filter(|_| needed <= self.limit) else {
            return Err(ApiError::BodyTooLarge { limit: self.limit });
        };
        let room = needed.max(self.room.saturating_mul(2)).min(self.limit);
        let more = intake.clamped(room) - intake.clamped(self.room);
        let more = Arc::clone(&intake.memory).try_acquire_many_owned(more);
        self.share.0.merge(more.map_err(|_| overloaded())?);
        self.room = room;
        Ok(())
    }

    /// The body, and the share of the memory that is to be held for as long as it is.
    pub(super) fn into_parts(self) -> (Vec<u8>, Share) {
        (self.bytes, self.share)
    }
}

fn overloaded() -> ApiError {
    ApiError::Overloaded { retry_after_seconds: RETRY_AFTER_SECONDS }
}

/// Bytes in KiB, rounded up.
fn kib(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX).min(MOST_KIB)
}

/// The most that a semaphore holds on any machine.
const MOST_KIB: u32 = u32::MAX >> 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_share_a_memory_and_give_it_back() {
        let intake = Intake::new(32 << 20);
        let mut held: Vec<_> = (0..4).map(|_| intake.receive(None).unwrap()).collect();
        assert!(matches!(intake.receive(Some(1)), Err(ApiError::Overloaded { .. })));
        held.pop();
        let small: Vec<_> = (0..32).map(|_| intake.receive(Some(1 << 20)).unwrap()).collect();
        assert!(matches!(intake.receive(Some(1)), Err(ApiError::Overloaded { .. })));
        drop(small);
        assert!(intake.receive(None).is_ok());
    }

    #[test]
    fn a_body_is_bounded_whatever_it_says_of_itself() {
        let intake = Intake::new(10);
        assert!(matches!(intake.receive(Some(11)), Err(ApiError::BodyTooLarge { limit: 10 })));
        assert!(matches!(intake.receive(Some(u64::MAX)), Err(ApiError::BodyTooLarge { .. })));
        let mut body = intake.receive(None).unwrap();
        body.push(b"0123456789").unwrap();
        assert!(matches!(body.push(b"x"), Err(ApiError::BodyTooLarge { limit: 10 })));
        let mut body = intake.receive(Some(2)).unwrap();
        assert!(matches!(body.push(b"012"), Err(ApiError::BodyTooLarge { limit: 10 })));
    }

    #[test]
    fn a_packed_body_grows_up_to_what_one_may_have_and_gives_it_back() {
        let intake = Intake::new(32 << 20);
        let piece = vec![b' '; 1 << 20];
        let packed = || intake.receive_packed(Some(1_000)).unwrap();
        let mut many: Vec<_> = (0..100).map(|_| packed()).collect();
        let mut one = packed();
        (0..32).for_each(|_| one.push(&piece).unwrap());
        assert!(matches!(one.push(b"x"), Err(ApiError::BodyTooLarge { .. })));
        // The others have to share what is left of the room for four.
        let grown = many.iter_mut().filter_map(|body| body.push(&piece).ok()).count();
        assert!((40..96).contains(&grown), "{grown}");
        drop((one, many));
        assert!(intake.is_idle());
    }

    #[test]
    fn a_limit_beyond_all_memory_is_a_limit() {
        for limit in [0, 1, usize::MAX] {
            assert!(Intake::new(limit).receive(Some(0)).is_ok(), "{limit}");
        }
        assert!(Intake::new(usize::MAX).receive(None).is_ok());
    }
}
