//! The room on the disk of an index, without which an engine is not ready.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use dateline_engine::Health;
use dateline_indexer::generation::free_bytes;

/// How much room there has to be. From the beginning there need be none.
#[derive(Default)]
pub(super) struct RoomToKeep(AtomicU64);

impl RoomToKeep {
    /// Sets it, in bytes.
    pub(super) fn set(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }

    /// Whether there is room for what is written; `is_full` is whether the last commit found none.
    pub(super) fn look(&self, index_dir: &Path, is_full: bool) -> Health {
        let floor = self.0.load(Ordering::Relaxed);
        let free = if floor > 0 { free_bytes(index_dir) } else { None };
        match free {
            Some(free) if free < floor => Health::NotReady(format!(
                "the disk of the index is full: {} MB are free, and {} are to be kept",
                free / 1_000_000,
                floor.div_ceil(1_000_000)
            )),
            _ if is_full => Health::NotReady(
                "the disk of the index is full: there was no room for the last commit".to_owned(),
            ),
            _ => Health::Ready,
        }
    }
}
