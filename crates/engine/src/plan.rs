//! A search request whose values are all valid.

use dateline_model::{Day, DocumentId, Kind, Precision, StoryId};
use serde::{Deserialize, Serialize};

use crate::{DateFilter, Expr, FacetRequest, NamedDate};

/// Everything that an engine needs to answer a search.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchPlan {
    /// What to match and score.
    pub query: Expr,
    /// What else has to hold, without a say in the score.
    pub filters: Filters,
    /// The order of the hits.
    pub sort: Sort,
    /// What one hit is.
    pub grouping: Grouping,
    /// Which part of the hits.
    pub page: Page,
    /// What to count over all matches.
    pub facets: FacetRequest,
    /// Whether to mark what matched.
    pub highlight: bool,
    /// Whether to tell how each score came about.
    pub explain: bool,
    /// A preference for what is recent, in the order by relevance.
    pub recency: Option<Recency>,
    /// The dates that the query names. In the order by relevance, what happened then comes first.
    pub named_dates: Vec<NamedDate>,
    /// Whether the query asks for any of words that were all asked for. An engine may then leave out
    /// words that stand in so many documents that they tell none apart, as long as it keeps another.
    pub is_relaxed: bool,
}

impl SearchPlan {
    /// The first ten documents that match, most relevant first, without facets or highlights.
    pub fn new(query: Expr) -> Self {
        Self {
            query,
            filters: Filters::default(),
            sort: Sort::Relevance,
            grouping: Grouping::Documents,
            page: Page { limit: 10, start: PageStart::Offset(0) },
            facets: FacetRequest::default(),
            highlight: false,
            explain: false,
            recency: None,
            named_dates: Vec::new(),
            is_relaxed: false,
        }
    }
}

/// Conditions on documents. Those of one list are alternatives; the lists all have to hold; an
/// empty list asks nothing. The conditions on dates are no
/// alternatives: they all have to hold, so that one can be added to a request to narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only stories or only events.
    pub kind: Option<Kind>,
    /// In one of these feeds; names are compared folded.
    pub feeds: Vec<String>,
    /// Citing one of these publishers; names are compared folded.
    pub publishers: Vec<String>,
    /// One of these stories or an event of theirs.
    pub stories: Vec<StoryId>,
    /// A date that passes each of these.
    pub dates: Vec<DateFilter>,
    /// A date at least this precise.
    pub precision: Option<Precision>,
}

/// The order of hits. Ties are broken by newest, then by id, so that the order is total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The highest score first.
    #[default]
    Relevance,
    /// The latest last day first, then the latest first day; undated last.
    Newest,
    /// The earliest first day first, then the earliest last day; undated last.
    Oldest,
}

/// What one hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Each matching document.
    Documents,
    /// Each story of which something matches, placed by its best match.
    Stories {
        /// How many of its matching events stand under it, best first.
        events: usize,
    },
}

/// Which part of the hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How many hits; 0 for counts alone.
    pub limit: usize,
    /// From where.
    pub start: PageStart,
}

/// From where a page goes.
#[derive(Clone, Debug, PartialEq)]
pub enum PageStart {
    /// After so many hits.
    Offset(usize),
    /// After the hit that stood at this position.
    After(Position),
}

/// Where a hit stands in an order: enough to go on behind it, however deep.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The score; 0 in the orders by date.
    pub score: f32,
    /// First and last day of its date as sorted by, none for undated ones.
    pub days: Option<(Day, Day)>,
    /// The document; in groups, the best of the group.
    pub id: DocumentId,
}

/// A preference for what is recent: a score is halved for every half-life of age, counted from
/// the last day of the date to now. Undated documents count as one half-life old.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recency {
    /// In days, above 0.
    pub half_life_days: f32,
    /// The day to count from.
    pub now: Day,
}
