//! What does a call accept? Raw parameters, resolved once into requests whose values are all valid.
//!
//! One table ([`Parameter`]) names every parameter. The reading of requests, the errors about
//! unknown names and the OpenAPI document all come from it, so that they cannot differ.

mod cursor;
mod dates;
mod endpoint;
mod export;
mod limits;
mod parameter;
mod parameters;
mod preconditions;
mod query;
mod reader;
mod recency;
mod related;
mod search;
mod suggest;

pub use cursor::Cursor;
pub use endpoint::Endpoint;
pub use export::{EventsRequest, FEED_STORIES, FeedRequest, HitsRequest};
pub use limits::RequestLimits;
pub use parameter::{Parameter, ValueKind};
pub use parameters::Parameters;
pub use preconditions::Preconditions;
pub use query::{DatesInQuery, QueryText};
pub use related::RelatedRequest;
pub use search::{HeadlinesRequest, MonthsRequest, SearchRequest, TimelineRequest};
pub use suggest::SuggestRequest;

/// The most stories that can be asked for as related to one.
pub const MAX_RELATED: usize = 50;
/// The most words, and the most titles, that can be suggested.
pub const MAX_SUGGESTIONS: usize = 20;
/// The most feeds or publishers that one facet can list.
pub const MAX_FACET_LIMIT: usize = 1_000;
