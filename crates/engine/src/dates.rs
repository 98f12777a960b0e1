//! Restricting documents by their dates.

use dateline_model::{DateSpan, Day};
use serde::{Deserialize, Serialize};

use crate::Word;

/// How a document's span has to lie to a range of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateMode {
    /// The span shares at least one day with the range.
    #[default]
    Overlaps,
    /// The span lies inside the range.
    Within,
}

impl DateMode {
    /// The name as it stands in requests and replies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overlaps => "overlaps",
            Self::Within => "within",
        }
    }
}

/// A range of days, inclusive on both ends; a missing end is unbounded. Undated documents never
/// pass, not even an unbounded range.
///
/// The ends may be reversed (`from` after `to`): such a range holds no day, so that nothing lies
/// within it or overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateFilter {
    /// The first day of the range.
    pub from: Option<Day>,
    /// The last day of the range.
    pub to: Option<Day>,
    /// How spans have to lie to it.
    pub mode: DateMode,
}

impl DateFilter {
    /// The days of a span.
    pub fn on(span: &DateSpan, mode: DateMode) -> Self {
        Self { from: Some(span.first()), to: Some(span.last()), mode }
    }

    /// Whether no day can lie in the range.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }

    /// Whether a span passes. This is the definition that engines are held to.
    pub fn admits(&self, span: &DateSpan) -> bool {
        let from = self.from.unwrap_or(Day::MIN);
        let to = self.to.unwrap_or(Day::MAX);
        if from > to {
            return false;
        }
        match self.mode {
            DateMode::Overlaps => span.first() <= to && span.last() >= from,
            DateMode::Within => span.first() >= from && span.last() <= to,
        }
    }
}

/// A date that a query names by some of its words, as in `museum december 2025`. It restricts nothing:
/// what lies in it stands before what only touches it, and that before all else that matches as well.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedDate {
    /// The date.
    pub date: DateSpan,
    /// The words that name it. They need not match, and add to the score where they do.
    pub words: Vec<Word>,
}
