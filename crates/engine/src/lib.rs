//! What any engine must do for Dateline, without naming one.
//!
//! A request becomes a [`SearchPlan`] of plain values; an [`Engine`] answers it with
//! [`SearchResults`]. Nothing above this port knows what keeps the postings.
//!
//! Why a trait of boxed futures and not generics: the server is wired once, at start, with the
//! engine that the settings name, so the port has to be object safe; and a boxed future costs
//! nothing next to a search.

mod change;
pub mod conformance;
mod dates;
mod error;
mod expr;
mod facets;
mod plan;
mod port;
mod related;
mod results;
mod stats;
mod suggest;
mod version;

pub use change::{Action, Change, Condition, Outcome};
pub use dates::{DateFilter, DateMode, NamedDate};
pub use error::{EngineError, StorageFault};
pub use expr::{Expr, Phrase, Predicate, TextField, Word, WordForm};
pub use facets::{Bucket, DateFacet, FacetField, FacetRequest, Facets, TermFacet};
pub use plan::{Filters, Grouping, Page, PageStart, Position, Recency, SearchPlan, Sort};
pub use port::{BoxFuture, Engine};
pub use related::{RelatedStories, RelatedStory, Shared, SharedDays};
pub use results::{
    CitedArticle, Correction, Explanation, Highlights, Hit, SearchResults, Stages, StoryHead,
};
pub use stats::{Health, Stats};
pub use suggest::{SuggestPlan, SuggestedTitle, SuggestedWord, Suggestions};
pub use version::{Version, VersionError};
