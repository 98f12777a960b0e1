//! Counting requests, and telling Prometheus.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::response::StatsResponse;

/// What is counted.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    stories: Gauge<u64, AtomicU64>,
    events: Gauge<u64, AtomicU64>,
    segments: Gauge<u64, AtomicU64>,
    generation: Gauge<u64, AtomicU64>,
    index_bytes: Gauge<u64, AtomicU64>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

/// Upper ends in seconds: searches take some hundred microseconds, and a second is an outage.
const BUCKETS: [f64; 12] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("dateline");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let durations: Family<RouteLabels, Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let help = "How long requests took";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::<u64, AtomicU64>::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let stories = gauge("stories", "Stories that are searchable");
        let events = gauge("events", "Events that are searchable");
        let segments = gauge("segments", "Segments of the index");
        let generation = gauge("generation", "Generation of the index");
        let index_bytes = gauge("index_bytes", "Size of the index on disk");
        Self { registry, requests, durations, stories, events, segments, generation, index_bytes }
    }
}

impl Metrics {
    /// Counts an answered request. The route is its pattern, so that there are few.
    pub(super) fn answered(&self, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.durations
            .get_or_create(&RouteLabels { route: route.clone() })
            .observe(took.as_secs_f64());
        self.requests.get_or_create(&RequestLabels { route, status }).inc();
    }

    /// All figures as text.
    pub(super) fn encode(&self, stats: &StatsResponse) -> String {
        self.stories.set(stats.stories);
        self.events.set(stats.events);
        self.segments.set(stats.segments);
        self.generation.set(stats.generation);
        self.index_bytes.set(stats.index_bytes);
        let mut text = String::new();
        if let Err(error) = encode(&mut text, &self.registry) {
            tracing::error!(%error, "the metrics cannot be written as text");
        }
        text
    }
}
