//! Keeping the best of many.

use std::collections::BinaryHeap;

/// The `limit` smallest of what is pushed.
pub(super) struct Top<T> {
    limit: usize,
    heap: BinaryHeap<T>,
}

impl<T: Ord> Top<T> {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, heap: BinaryHeap::new() }
    }

    pub(super) fn push(&mut self, item: T) {
        if self.heap.len() < self.limit {
            self.heap.push(item);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && item < *worst
        {
            *worst = item;
        }
    }

    /// The worst of those kept, once there are as many as there may be.
    pub(super) fn worst(&self) -> Option<&T> {
        self.heap.peek().filter(|_| self.heap.len() == self.limit)
    }

    pub(super) fn into_vec(self) -> Vec<T> {
        self.heap.into_vec()
    }
}
