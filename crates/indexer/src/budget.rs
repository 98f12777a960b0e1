//! A bound on the bytes that are on their way into the index at once.
//!
//! tantivy bounds its queue by the number of batches; a batch here is a story, which may be of any
//! size, so memory is bounded by bytes instead: a story waits until its bytes are free.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The shared bound.
#[derive(Debug)]
pub(crate) struct Budget {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// A budget of so many bytes.
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, used: Mutex::new(0), freed: Condvar::new() })
    }

    /// Waits until so many bytes are free. What is larger than the whole budget waits until
    /// nothing else is in flight, so that it gets through all the same.
    pub(crate) fn acquire(self: &Arc<Self>, bytes: usize) -> Permit {
        let bytes = bytes.min(self.limit);
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut used = self
            .freed
            .wait_while(used, |used| *used + bytes > self.limit)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Permit { budget: Arc::clone(self), bytes }
    }
}

/// A share of the budget, given back on drop.
#[derive(Debug)]
pub(crate) struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.budget.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.freed.notify_all();
    }
}
