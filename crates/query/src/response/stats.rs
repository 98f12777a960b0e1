//! The reply of `/api/v1/stats`.

use dateline_engine::Stats;
use serde::Serialize;
use utoipa::ToSchema;

/// What is searchable.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatsResponse {
    /// How many stories.
    pub stories: u64,
    /// How many events.
    pub events: u64,
    /// The generation of the index.
    pub generation: u64,
    /// How many segments it has.
    pub segments: u64,
    /// Its size on disk in bytes.
    pub index_bytes: u64,
    /// When it was last committed, in UTC.
    #[schema(example = "2026-01-27T09:30:00Z")]
    pub last_commit: Option<String>,
}

impl From<Stats> for StatsResponse {
    fn from(stats: Stats) -> Self {
        Self {
            stories: stats.stories,
            events: stats.events,
            generation: stats.generation,
            segments: stats.segments,
            index_bytes: stats.index_bytes,
            last_commit: stats.last_commit,
        }
    }
}
