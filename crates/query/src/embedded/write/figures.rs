//! What the writer thread has done, for those who watch.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use dateline_engine::{EngineError, StorageFault};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;
use tantivy::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// Upper ends in seconds: a commit takes some milliseconds on a good disk, and seconds on one that is
/// busy.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];
/// For how long a failure for want of room is held against the disk, where that says by itself that
/// there is room. Without an end, an engine that nobody is sent to would never be tried again.
const HELD_FOR: Duration = Duration::from_secs(30);

/// Counts since the engine was opened. Clones of counters are the same ones.
#[derive(Debug)]
pub(in crate::embedded) struct WriteFigures {
    /// Commits and how long they took, syncs included.
    pub(in crate::embedded) commits: Histogram,
    /// Commits that failed.
    pub(in crate::embedded) failed: Counter,
    /// Merges of segments that were begun.
    pub(in crate::embedded) merges: Counter,
    /// When there was no room for a commit, if none was made since.
    full: Mutex<Option<Instant>>,
}

impl Default for WriteFigures {
    fn default() -> Self {
        Self {
            commits: Histogram::new(BUCKETS),
            failed: Counter::default(),
            merges: Counter::default(),
            full: Mutex::default(),
        }
    }
}

impl WriteFigures {
    pub(super) fn committed(&self, took: Duration) {
        self.commits.observe(took.as_secs_f64());
        self.set_full(None);
    }

    pub(super) fn failed(&self, error: &EngineError) {
        self.failed.inc();
        if let EngineError::Storage { fault: StorageFault::Full, .. } = error {
            self.set_full(Some(Instant::now()));
        }
    }

    /// Whether there was no room for the last commit, and that not long ago.
    pub(in crate::embedded) fn is_full(&self) -> bool {
        let full = *self.full.lock().unwrap_or_else(PoisonError::into_inner);
        full.is_some_and(|since| since.elapsed() < HELD_FOR)
    }

    fn set_full(&self, full: Option<Instant>) {
        *self.full.lock().unwrap_or_else(PoisonError::into_inner) = full;
    }
}

/// A policy that counts the merges which it asks for. Each of them is begun.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) policy: LogMergePolicy,
    pub(super) merges: Counter,
}

impl MergePolicy for Counted {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let candidates = self.policy.compute_merge_candidates(segments);
        self.merges.inc_by(candidates.len() as u64);
        candidates
    }
}
