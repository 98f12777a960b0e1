//! Which call takes which parameters?

use super::Parameter;

/// A call that takes parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `/api/v1/search`
    Search,
    /// `/api/v1/timeline`
    Timeline,
    /// `/api/v1/months`
    Months,
    /// `/api/v1/headlines`
    Headlines,
    /// `/api/v1/stories/{id}/related`
    Related,
    /// `/api/v1/suggest`
    Suggest,
    /// `/export/hits.csv` and `/export/hits.ndjson`
    Hits,
    /// `/export/timeline.ics` and `/export/timelinejs.json`
    Events,
    /// `/feed.atom`
    Feed,
    /// Every call without parameters.
    Bare,
}

impl Endpoint {
    /// The parameters that the call takes.
    pub const fn parameters(self) -> &'static [Parameter] {
        use Parameter::{
            Cursor, DateOrder, Dates, DatesInQuery, Distinct, Explain, FacetLimit, Facets, Feed,
            From, Group, Highlight, Kind, Limit, Offset, On, Precision, Prefix, Publisher, Q,
            Recency, RelatedLimit, Sort, Story, Strict, Suggestions, To, Typed,
        };
        match self {
            Self::Search => &[
                Q,
                Kind,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                Distinct,
                Sort,
                Group,
                Facets,
                FacetLimit,
                Limit,
                Offset,
                Cursor,
                Highlight,
                Prefix,
                Strict,
                Explain,
                Recency,
            ],
            Self::Timeline => &[
                Q,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                DateOrder,
                Limit,
                Offset,
                Cursor,
                Highlight,
                Prefix,
                Strict,
            ],
            Self::Months => &[
                Q,
                Kind,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                Distinct,
                Prefix,
                Strict,
            ],
            Self::Headlines => &[Feed, Limit, Offset, Cursor],
            Self::Related => &[RelatedLimit],
            Self::Suggest => &[Typed, Suggestions],
            Self::Hits => &[
                Q,
                Kind,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                Sort,
                Group,
                Prefix,
                Strict,
                Recency,
            ],
            Self::Events => &[
                Q,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                DateOrder,
                Prefix,
                Strict,
            ],
            Self::Feed => &[
                Q,
                Kind,
                Feed,
                Publisher,
                Story,
                From,
                To,
                On,
                Dates,
                DatesInQuery,
                Precision,
                Prefix,
                Strict,
            ],
            Self::Bare => &[],
        }
    }
}
