//! The replies of `/api/v1/headlines` and `/api/v1/feeds`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{BucketReply, HitReply};

/// The newest stories.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeadlinesResponse {
    /// How many stories there are in all.
    pub total: u64,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// The page.
    pub hits: Vec<HitReply>,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

/// The feeds with the numbers of their stories.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedsResponse {
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// All feeds, the largest first.
    pub feeds: Vec<BucketReply>,
}
