//! A date in a reply.

use dateline_model::DateSpan;
use serde::Serialize;
use utoipa::ToSchema;

/// A date as a span with a precision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DateReply {
    /// In EDTF (ISO 8601-2).
    #[schema(example = "2025-10")]
    pub edtf: String,
    /// The first day, absent where the beginning is open.
    #[schema(example = "2025-10-01")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The last day, inclusive, absent where the end is open.
    #[schema(example = "2025-10-31")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// How precise it is: day, part-of-month, month, season, quarter, part-of-year, year, decade
    /// or open.
    #[schema(example = "month")]
    pub precision: &'static str,
    /// For people.
    #[schema(example = "Oct 2025")]
    pub label: String,
    /// Whether it is approximate ("c. 2025").
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Whether it is uncertain ("2025?").
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub uncertain: bool,
}

impl From<&DateSpan> for DateReply {
    fn from(date: &DateSpan) -> Self {
        Self {
            edtf: date.to_string(),
            start: (!date.is_open_start()).then(|| date.first().to_string()),
            end: (!date.is_open_end()).then(|| date.last().to_string()),
            precision: date.precision().as_str(),
            label: date.label(),
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
        }
    }
}
