//! The parameters of all calls.

/// A parameter of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// The query.
    Q,
    /// Only stories or only events.
    Kind,
    /// Only these feeds.
    Feed,
    /// Only these publishers.
    Publisher,
    /// Only these stories.
    Story,
    /// The range of dates begins here.
    From,
    /// The range of dates ends here.
    To,
    /// The range of dates is this.
    On,
    /// How dates lie to the range.
    Dates,
    /// What dates are for that the query names.
    DatesInQuery,
    /// How precise dates have to be.
    Precision,
    /// Also count distinct stories.
    Distinct,
    /// The order.
    Sort,
    /// The order of what is always in order of date.
    DateOrder,
    /// What one hit is.
    Group,
    /// What to count by.
    Facets,
    /// How many names a facet lists.
    FacetLimit,
    /// How many hits.
    Limit,
    /// How many related stories.
    RelatedLimit,
    /// After how many hits.
    Offset,
    /// After which hit.
    Cursor,
    /// Whether to mark what matched.
    Highlight,
    /// Whether the last word is still being typed.
    Prefix,
    /// Whether what is not understood is an error.
    Strict,
    /// Whether to explain scores.
    Explain,
    /// The half-life of relevance.
    Recency,
    /// What was typed so far.
    Typed,
    /// How many words, and how many titles, to suggest.
    Suggestions,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// Several of a few words, with commas between.
    SeveralOf(&'static [&'static str]),
    /// A date in EDTF or as people write it.
    Date,
    /// A whole number within bounds, and what it is without being given.
    Number {
        /// The least.
        min: usize,
        /// The most.
        max: usize,
        /// The default.
        default: usize,
    },
    /// `true` or `false`, and what it is without being given.
    Flag {
        /// The default.
        default: bool,
    },
}

use super::{MAX_FACET_LIMIT, MAX_RELATED, MAX_SUGGESTIONS};

impl Parameter {
    /// Its name in a request.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Q | Self::Typed => "q",
            Self::Kind => "kind",
            Self::Feed => "feed",
            Self::Publisher => "publisher",
            Self::Story => "story",
            Self::From => "from",
            Self::To => "to",
            Self::On => "on",
            Self::Dates => "dates",
            Self::DatesInQuery => "dates_in_query",
            Self::Precision => "precision",
            Self::Distinct => "distinct",
            Self::Sort | Self::DateOrder => "sort",
            Self::Group => "group",
            Self::Facets => "facets",
            Self::FacetLimit => "facet_limit",
            Self::Limit | Self::RelatedLimit | Self::Suggestions => "limit",
            Self::Offset => "offset",
            Self::Cursor => "cursor",
            Self::Highlight => "highlight",
            Self::Prefix => "prefix",
            Self::Strict => "strict",
            Self::Explain => "explain",
            Self::Recency => "recency",
        }
    }

    /// What values it takes, as far as that is not set; see [`RequestLimits::values`].
    ///
    /// [`RequestLimits::values`]: super::RequestLimits::values
    pub const fn values(self) -> ValueKind {
        match self {
            Self::Q
            | Self::Feed
            | Self::Publisher
            | Self::Story
            | Self::Cursor
            | Self::Recency
            | Self::Typed => ValueKind::Text,
            Self::Kind => ValueKind::OneOf(&["story", "event"]),
            Self::From | Self::To | Self::On => ValueKind::Date,
            Self::Dates => ValueKind::OneOf(&["overlaps", "within"]),
            Self::DatesInQuery => ValueKind::OneOf(&["boost", "filter", "off"]),
            Self::Precision => ValueKind::OneOf(&["day", "month", "year"]),
            Self::Distinct | Self::Group => ValueKind::OneOf(&["story"]),
            Self::Sort => ValueKind::OneOf(&["relevance", "newest", "oldest"]),
            Self::DateOrder => ValueKind::OneOf(&["oldest", "newest"]),
            Self::Facets => {
                ValueKind::SeveralOf(&["month", "year", "day", "kind", "feed", "publisher"])
            }
            Self::FacetLimit => ValueKind::Number { min: 1, max: MAX_FACET_LIMIT, default: 20 },
            Self::Limit => ValueKind::Number { min: 0, max: usize::MAX, default: 10 },
            Self::RelatedLimit => ValueKind::Number { min: 1, max: MAX_RELATED, default: 5 },
            Self::Suggestions => ValueKind::Number { min: 1, max: MAX_SUGGESTIONS, default: 8 },
            Self::Offset => ValueKind::Number { min: 0, max: usize::MAX, default: 0 },
            Self::Highlight => ValueKind::Flag { default: true },
            Self::Prefix | Self::Strict | Self::Explain => ValueKind::Flag { default: false },
        }
    }

    /// Whether it may be given several times.
    pub const fn is_repeatable(self) -> bool {
        matches!(self, Self::Feed | Self::Publisher | Self::Story | Self::On | Self::Precision)
    }

    /// What it does, for the documentation.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Q => {
                "What to search for: words (all have to match), \"phrases\", -exclusions, OR, ( ), \
                 prefix*, word~, title:, section:, text:, feed:, publisher:, story:, kind:, on:, \
                 after:, before:. Empty matches everything. No text is an error unless `strict`."
            }
            Self::Kind => "Only stories, or only events.",
            Self::Feed => {
                "Only this feed; case and accents do not matter. Given several times, any of them."
            }
            Self::Publisher => {
                "Only what cites an article of this publisher; case and accents do not matter. \
                 Given several times, any of them."
            }
            Self::Story => {
                "Only this story and its events, by id. Given several times, any of them."
            }
            Self::From => {
                "From this date on: its first day. Any EDTF or written date: `2025-10` begins on Oct 1."
            }
            Self::To => "Up to this date: its last day. `2025-10` ends on Oct 31.",
            Self::On => {
                "In this date: `from` and `to` at once. Given several times, all have to hold."
            }
            Self::Dates => {
                "How the date of a document has to lie to the range: share a day with it \
                 (`overlaps`, the default) or lie inside (`within`)."
            }
            Self::DatesInQuery => {
                "What a date is for that `q` names among its words (`museum december 2025`, `last \
                 month`): what happened then comes first (`boost`, the default), only that is found \
                 (`filter`), or its words are words as others are (`off`)."
            }
            Self::Precision => {
                "Only dates at least so precise. Given several times, the finest holds."
            }
            Self::Distinct => "`story`: each bucket of a facet also counts its distinct stories.",
            Self::Sort => "The order; ties are broken by newest, then by id. Default `relevance`.",
            Self::DateOrder => "The order of dates, `oldest` first unless told otherwise.",
            Self::Group => "`story`: hits are stories, with their best matching events.",
            Self::Facets => "What to count over all matches, with commas between.",
            Self::FacetLimit => "How many feeds and publishers a facet lists.",
            Self::Limit => "How many hits a page has; 0 for counts alone.",
            Self::RelatedLimit => "How many stories.",
            Self::Offset => "How many hits to skip. For deeper pages use `cursor`.",
            Self::Cursor => {
                "Goes on behind an earlier page: its `next`. All other parameters stay the same, but `limit` may change."
            }
            Self::Highlight => "Whether to mark what matched.",
            Self::Prefix => {
                "Whether the last word is still being typed and matches by its beginning."
            }
            Self::Strict => "Whether a query that is not understood in full is an error.",
            Self::Explain => "Whether each hit tells how its score came about.",
            Self::Recency => {
                "Halves the score for every such age: `90d`, `12w`, `2y`. Applies to the order by relevance."
            }
            Self::Typed => {
                "What was typed so far. Its last word is completed where the text ends with it; behind \
                 white space, in a condition such as `feed:` or in an exclusion there is none to complete, \
                 and only titles are suggested. Empty suggests nothing. No text is an error."
            }
            Self::Suggestions => "How many words, and how many titles, are suggested at the most.",
        }
    }

    /// A value to try, for the documentation.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Q => "museum -film",
            Self::Kind => "event",
            Self::Feed => "world",
            Self::Publisher => "Reuters",
            Self::Story => "north-korea-raises-a-museum-to-its-soldiers-killed-in-russia",
            Self::From => "2025-10",
            Self::To => "2025-12-31",
            Self::On => "2025-12",
            Self::Dates => "overlaps",
            Self::DatesInQuery => "boost",
            Self::Precision => "month",
            Self::Distinct | Self::Group => "story",
            Self::Sort | Self::DateOrder => "newest",
            Self::Facets => "month,feed",
            Self::FacetLimit => "20",
            Self::Limit => "10",
            Self::RelatedLimit => "5",
            Self::Offset => "0",
            Self::Cursor => "",
            Self::Highlight => "true",
            Self::Prefix | Self::Strict | Self::Explain => "false",
            Self::Recency => "90d",
            Self::Typed => "kim mus",
            Self::Suggestions => "8",
        }
    }
}
