//! The replies, in the shape that callers see.

mod date;
mod facets;
mod feeds;
mod hit;
mod months;
mod query;
mod related;
mod search;
mod stats;
mod story;
mod suggest;
mod timeline;
pub(crate) mod written;

pub use date::DateReply;
pub use facets::{BucketReply, DateFacetReply, FacetsReply, TermFacetReply};
pub use feeds::{FeedsResponse, HeadlinesResponse};
pub use hit::{CitationReply, ExplanationReply, HighlightsReply, HitReply, StoryReply};
pub use months::{CoarserReply, MonthReply, MonthsResponse};
pub use query::{
    CorrectionReply, DatesReply, NamedDateReply, QueryReply, SynonymsReply, WarningReply,
};
pub use related::{BecauseReply, RelatedReply, RelatedResponse, SharedDaysReply};
pub use search::SearchResponse;
pub use stats::StatsResponse;
pub use story::{ArticleReply, EventReply, SectionReply, StoryResponse};
pub use suggest::{SuggestResponse, TitleReply, WordReply};
pub use timeline::{EntryCitation, TimelineEntry, TimelineResponse};
pub use written::{LineResponse, RemovedResponse, StreamEndResponse, WriteStatus, WrittenResponse};
