//! The reply of `/api/v1/months`.

use serde::Serialize;
use utoipa::ToSchema;

use super::QueryReply;

/// The matches by month, without gaps between the first and the last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MonthsResponse {
    /// The query as it was understood.
    pub query: QueryReply,
    /// How many documents match.
    pub total: u64,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// Every month from the first with a match to the last.
    pub months: Vec<MonthReply>,
    /// What is coarser than a month, by year.
    pub coarser: Vec<CoarserReply>,
    /// How many matches have no date.
    pub undated: u64,
}

/// The matches of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MonthReply {
    /// Which one.
    #[schema(example = "2025-10")]
    pub month: String,
    /// How many documents.
    pub count: u64,
    /// How many distinct stories, with `distinct=story`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stories: Option<u64>,
}

/// The matches of a year that are coarser than a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoarserReply {
    /// Which one.
    #[schema(example = "2025")]
    pub year: String,
    /// How many documents.
    pub count: u64,
    /// How many distinct stories, with `distinct=story`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stories: Option<u64>,
}
