use thiserror::Error;

use super::{Day, Month};

/// The most characters of a date that are read, and that an error repeats.
pub(super) const MAX_CHARS: usize = 100;

/// A text that is no date: the text, what is wrong with it, and what is allowed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("cannot read the date `{text}`: {problem}")]
pub struct DateError {
    text: String,
    problem: DateProblem,
}

impl DateError {
    pub(super) fn new(text: &str, problem: DateProblem) -> DateError {
        let mut shown: String = text.chars().take(MAX_CHARS).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        DateError { text: shown, problem }
    }

    /// The text that could not be read, cut short if it is very long.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it.
    pub fn problem(&self) -> &DateProblem {
        &self.problem
    }
}

/// What is wrong with a text that is no date.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum DateProblem {
    /// There is nothing but white space.
    #[error("it is empty; write for example 2025-12-12, 2025-12 or Dec 12, 2025")]
    Empty,
    /// It is longer than any date.
    #[error("it is longer than {MAX_CHARS} characters; write for example Dec 12, 2025")]
    TooLong,
    /// It is in no form that is understood.
    #[error(
        "its form is not understood; write for example 2025-12-12, Dec 12, 2025, Dec 2025, 2025 or \
         Jan 5-7, 2026"
    )]
    Unrecognised,
    /// A day or a month without its year.
    #[error("it names no year; write for example Dec 12, 2025")]
    NoYear,
    /// A day that its month does not have.
    #[error("there is no day {day} in {month}; its days are 1 to {}", month.last_day().ymd().2)]
    NoSuchDay {
        /// The month, which exists.
        month: Month,
        /// The day of the month, which does not.
        day: u32,
    },
    /// A number that is neither a month nor, in EDTF, a season or a quarter.
    #[error(
        "there is no month {number}; months are 01 to 12, in EDTF also 21 to 24 for seasons and 33 \
         to 36 for quarters"
    )]
    NoSuchMonth {
        /// The number.
        number: u32,
    },
    /// A quarter or half that a year does not have.
    #[error("a year has no such part; write for example Q3 2025 or H1 2025")]
    NoSuchPartOfYear,
    /// An interval that ends before it starts.
    #[error("{0}; write the earlier date first")]
    Reversed(ReversedSpan),
    /// A year before 0001 or after 9999.
    #[error("it is out of range; years are 0001 to 9999")]
    YearOutOfRange,
    /// A century or something coarser still, such as `20XX`.
    #[error("nothing coarser than a decade is kept; write for example 202X, 2020s or 2000/2099")]
    Century,
    /// A numeric date whose day and month could stand in either order.
    #[error("it is ambiguous: {0} or {1}; write the one that is meant")]
    Ambiguous(Day, Day),
    /// An interval without a date at either end.
    #[error("it has no date at either end; write for example 2024/.. or ../2024")]
    NoDate,
}

/// Two days of which the later was given first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("it ends on {last}, before it starts on {first}")]
pub struct ReversedSpan {
    /// The day on which it would start.
    pub first: Day,
    /// The day on which it would end.
    pub last: Day,
}

// Not `#[from]`, which would make it the source too: a chain of errors would say it twice.
impl From<ReversedSpan> for DateProblem {
    fn from(span: ReversedSpan) -> DateProblem {
        DateProblem::Reversed(span)
    }
}
