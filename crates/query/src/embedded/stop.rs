//! Giving a call up: who waited for it has hung up, or its time is over, and what goes on being
//! computed keeps others waiting.
//!
//! A computation is not interrupted, it looks: at each block of matches, at each word of a dictionary
//! that it walks through, at each hit that it reads.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::TantivyError;

/// Whether a computation is to stop. Copies of it tell the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

/// Held by who waits for a computation; it stops when this is dropped.
pub(super) struct Waiting(Stop);

impl Stop {
    /// For a computation that goes on for as long as somebody waits for it.
    pub(super) fn unless_waiting() -> (Self, Waiting) {
        let stop = Self::default();
        (stop.clone(), Waiting(stop))
    }

    /// Whether to stop.
    #[inline]
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on, unless it is to stop.
    ///
    /// # Errors
    /// What ends the computation. Nobody is left who would see it.
    #[inline]
    pub(super) fn check(&self) -> tantivy::Result<()> {
        if self.is_set() {
            return Err(TantivyError::InternalError("nobody waits for it any more".to_owned()));
        }
        Ok(())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let Self(Stop(flag)) = self;
        flag.store(true, Ordering::Relaxed);
    }
}
