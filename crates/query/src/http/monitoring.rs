//! What whoever runs the service sees of it, beside its answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use prometheus_client::registry::Registry;

/// What is watched, besides what the service itself counts.
#[derive(Default)]
pub struct Monitoring {
    /// Figures of others, which stand among the metrics.
    pub registry: Registry,
    /// From when on a request is slow.
    pub slow: SlowLimit,
    /// Who is told of every request that was answered.
    pub witness: Option<Arc<dyn Witness>>,
}

/// From when on a request is slow and gets a line of its own in the log. Clones are the same one, and it
/// may be set while the service runs.
#[derive(Clone, Debug, Default)]
pub struct SlowLimit(Arc<AtomicU64>);

impl SlowLimit {
    /// Sets it in milliseconds; 0 is never.
    pub fn set(&self, milliseconds: u64) {
        self.0.store(milliseconds, Ordering::Relaxed);
    }

    /// Whether what took so long was slow.
    pub(super) fn is_passed_by(&self, took: Duration) -> bool {
        let limit = self.0.load(Ordering::Relaxed);
        limit > 0 && took >= Duration::from_millis(limit)
    }
}

/// A request that was answered.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// Its method.
    pub method: &'a str,
    /// The pattern of its path, such as `/api/v1/stories/{id}`.
    pub route: &'a str,
    /// The status of the answer.
    pub status: u16,
    /// Its id.
    pub id: &'a str,
    /// The header `traceparent`, if the client sent one.
    pub traceparent: Option<&'a str>,
    /// How long it took.
    pub took: Duration,
    /// How long each stage of a search took, in order; none where nothing was searched.
    pub stages: &'a [(&'static str, Duration)],
}

/// Someone who is told of every request when it has been answered. It is called on the threads that
/// serve connections, and so never waits.
pub trait Witness: Send + Sync {
    /// A request was answered just now.
    fn answered(&self, request: &Answered<'_>);
}
