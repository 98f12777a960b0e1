//! Figures of an engine for Prometheus. They are looked up when they are asked for, beside the searches
//! and not in line with them, so that a busy engine still tells how busy it is.

use std::fmt;
use std::sync::{Arc, OnceLock};

use dateline_indexer::generation::{count_kinds, free_bytes};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

use super::EmbeddedEngine;

/// The figures of an engine that may be opened later. Clones are of the same one.
#[derive(Clone, Default)]
pub struct EngineFigures(Arc<OnceLock<EmbeddedEngine>>);

impl EngineFigures {
    /// From now on they are those of this engine.
    pub fn open(&self, engine: EmbeddedEngine) {
        // A second engine in one process would be a mistake; the first one stays.
        let _ = self.0.set(engine);
    }
}

impl fmt::Debug for EngineFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EngineFigures")
    }
}

impl Collector for EngineFigures {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        match self.0.get() {
            Some(engine) => engine.encode(encoder),
            None => Ok(()),
        }
    }
}

impl EmbeddedEngine {
    fn encode(&self, mut to: DescriptorEncoder<'_>) -> fmt::Result {
        let mut put = |name: &str, help: &str, unit: Option<&Unit>, figure: &dyn EncodeMetric| {
            figure.encode(to.encode_descriptor(name, help, unit, figure.metric_type())?)
        };
        let load = self.load();
        put("searches_running", "Calls being computed", None, &gauge(load.running as u64))?;
        put("searches_waiting", "Calls waiting for their turn", None, &gauge(load.waiting as u64))?;
        let rejected = ConstCounter::new(load.rejected);
        put("searches_rejected", "Calls turned away, as too many waited", None, &rejected)?;

        let writes = self.writes();
        put("writes_waiting", "Writes waiting for their commit", None, &gauge(writes.waiting()))?;
        let figures = writes.figures();
        put("commit_duration", "How long commits took", Some(&Unit::Seconds), &figures.commits)?;
        put("commits_failed", "Commits that failed", None, &figures.failed)?;
        put("merges", "Merges of segments begun", None, &figures.merges)?;

        let live = self.live();
        let view = live.view();
        if let Ok(counts) = count_kinds(&view.searcher, live.generation.fields) {
            put("stories", "Stories that are searchable", None, &gauge(counts.stories))?;
            put("events", "Events that are searchable", None, &gauge(counts.events))?;
        }
        let segments = view.searcher.segment_readers();
        let deleted = segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum();
        put("segments", "Segments of the index", None, &gauge(segments.len() as u64))?;
        put("documents_deleted", "Documents not yet merged away", None, &gauge(deleted))?;
        let generation = live.generation.id.number();
        put("generation", "Generation of the index", None, &gauge(generation))?;
        if let Ok(bytes) = live.generation.size_in_bytes() {
            put("index_size", "Size of the live generation", Some(&Unit::Bytes), &gauge(bytes))?;
        }
        if let Some(bytes) = free_bytes(self.index_dir()) {
            put("disk_free", "Room on the disk of the index", Some(&Unit::Bytes), &gauge(bytes))?;
        }
        Ok(())
    }
}

fn gauge(value: u64) -> ConstGauge<u64> {
    ConstGauge::new(value)
}
