//! The reply of `/api/v1/timeline`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{DateReply, QueryReply, StoryReply};

/// One line through the events of all matching stories.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineResponse {
    /// The query as it was understood.
    pub query: QueryReply,
    /// How many events match, each counted, also those that are told several times.
    pub total: u64,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// The page, in order of date; undated events last.
    pub entries: Vec<TimelineEntry>,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

/// Something that happened, as one or several stories tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimelineEntry {
    /// When it happened; null for an undated event.
    pub date: Option<DateReply>,
    /// The event as its first story tells it.
    pub text: String,
    /// The same with `<mark>` around what matched, where something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highlight: Option<String>,
    /// The ids of all events folded into this one.
    pub events: Vec<String>,
    /// The stories that tell it.
    pub stories: Vec<StoryReply>,
    /// What the events cite.
    pub citations: Vec<EntryCitation>,
}

/// A citation of one of the events of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryCitation {
    /// The event that cites.
    pub event: String,
    /// The number in its text.
    pub number: u32,
    /// Who published the article, where known.
    pub publisher: Option<String>,
    /// Where it is, where known.
    pub url: Option<String>,
}
