//! The reply of `/api/v1/search`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{FacetsReply, HitReply, QueryReply};

/// Ranked hits, their total, and counts over all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchResponse {
    /// The query as it was understood.
    pub query: QueryReply,
    /// How many hits there are in all, exactly: documents, or stories with `group=story`.
    pub total: u64,
    /// How many documents match, exactly.
    pub documents: u64,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// The page.
    pub hits: Vec<HitReply>,
    /// The counts asked for.
    pub facets: FacetsReply,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
}
