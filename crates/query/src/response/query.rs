//! What a reply says of the query.

use dateline_engine::{DateFilter, DateMode};
use dateline_model::Day;
use serde::Serialize;
use utoipa::ToSchema;

use crate::language::{Warning, print};
use crate::request::QueryText;

/// The query as it was understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QueryReply {
    /// As typed.
    #[schema(example = "kim museum")]
    pub text: String,
    /// As understood, every operator written out.
    #[schema(example = "+kim +museum")]
    pub parsed: String,
    /// Whether nothing matched all words, and these are the best matches of any.
    pub relaxed: bool,
    /// What was not understood as typed.
    pub warnings: Vec<WarningReply>,
    /// The range of dates asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DatesReply>,
}

/// Something in the query that was not understood as typed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningReply {
    /// Where it stands, in characters from 0.
    pub position: usize,
    /// What kind of deviation it is.
    #[schema(example = "unclosed-quote")]
    pub code: &'static str,
    /// What was wrong, what was done instead, what would be right.
    pub message: String,
}

/// A range of days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DatesReply {
    /// The first day, absent where the range has no beginning.
    #[schema(example = "2025-10-01")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, inclusive, absent where the range has no end.
    #[schema(example = "2025-12-31")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How dates have to lie to it: `overlaps` or `within`.
    #[schema(example = "overlaps")]
    pub mode: &'static str,
}

impl QueryReply {
    /// What is to say of a query and its conditions on dates.
    pub(crate) fn new(query: &QueryText, relaxed: bool, dates: &[DateFilter]) -> Self {
        Self {
            text: query.text.clone(),
            parsed: print(&query.expr),
            relaxed,
            warnings: query.warnings.iter().map(WarningReply::from).collect(),
            dates: DatesReply::of(dates),
        }
    }
}

impl From<&Warning> for WarningReply {
    fn from(warning: &Warning) -> Self {
        Self {
            position: warning.position,
            code: warning.code.as_str(),
            message: warning.message.clone(),
        }
    }
}

impl DatesReply {
    /// The range in which all conditions hold; none without conditions.
    fn of(filters: &[DateFilter]) -> Option<Self> {
        let mode = filters.first().map_or(DateMode::default(), |filter| filter.mode);
        let from = filters.iter().filter_map(|filter| filter.from).max();
        let to = filters.iter().filter_map(|filter| filter.to).min();
        (!filters.is_empty()).then(|| Self {
            from: from.filter(|day| *day != Day::MIN).map(|day| day.to_string()),
            to: to.filter(|day| *day != Day::MAX).map(|day| day.to_string()),
            mode: mode.as_str(),
        })
    }
}
