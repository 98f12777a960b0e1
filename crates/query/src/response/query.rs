//! What a reply says of the query.

use dateline_engine::{Correction, DateFilter, SearchResults};
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
    /// The words that are in no document, and the near words that stood in for them.
    pub corrections: Vec<CorrectionReply>,
    /// What was not understood as typed.
    pub warnings: Vec<WarningReply>,
    /// The range of dates asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DatesReply>,
}

/// A word that is in no document, and what stood in for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CorrectionReply {
    /// The word as typed.
    #[schema(example = "musuem")]
    pub word: String,
    /// The near words of the index that stood in for it, the most frequent first.
    #[schema(example = json!(["museum"]))]
    pub with: Vec<String>,
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
    /// What is to say of a query, its conditions on dates, and what was found.
    pub(crate) fn new(
        query: &QueryText,
        dates: &[DateFilter],
        results: &SearchResults,
        relaxed: bool,
    ) -> Self {
        let corrections = results.corrections.iter().cloned();
        let corrections =
            corrections.map(|Correction { word, with }| CorrectionReply { word, with });
        Self {
            corrections: corrections.collect(),
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
    /// The range of a request; none where there is none, or where several conditions make no one
    /// range.
    fn of(filters: &[DateFilter]) -> Option<Self> {
        let [DateFilter { from, to, mode }] = filters else { return None };
        let (from, to) = (*from, *to);
        Some(Self {
            from: from.filter(|day| *day != Day::MIN).map(|day| day.to_string()),
            to: to.filter(|day| *day != Day::MAX).map(|day| day.to_string()),
            mode: mode.as_str(),
        })
    }
}
