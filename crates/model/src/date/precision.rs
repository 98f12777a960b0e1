use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::text_serde::as_text;

/// How precisely a date is known, from the finest to the coarsest, so that `a <= b` reads
/// "a is at least as precise as b".
///
/// It reads and writes its [name](Precision::as_str), in serde too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A day, or a range of days.
    Day,
    /// The early, middle or late third of a month.
    PartOfMonth,
    /// A month, or a range of months.
    Month,
    /// Spring, summer, autumn or winter.
    Season,
    /// A quarter of a year.
    Quarter,
    /// The early, middle or late third of a year.
    PartOfYear,
    /// A year, or a range of years.
    Year,
    /// A decade.
    Decade,
    /// An interval with an open end (`2024/..`): where it ends, or began, is not known at all.
    Open,
}

impl Precision {
    const ALL: [Precision; 9] = [
        Precision::Day,
        Precision::PartOfMonth,
        Precision::Month,
        Precision::Season,
        Precision::Quarter,
        Precision::PartOfYear,
        Precision::Year,
        Precision::Decade,
        Precision::Open,
    ];

    /// A small number in the order of the precisions, 0 for a day. It stands in stored indexes,
    /// so that it never changes its meaning.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The precision of a [code](Precision::code), or `None` for a number that is none.
    pub const fn from_code(code: u8) -> Option<Self> {
        if (code as usize) < Precision::ALL.len() {
            Some(Precision::ALL[code as usize])
        } else {
            None
        }
    }

    /// Its name, as in JSON: `day`, `part-of-month`, `month`, `season`, `quarter`,
    /// `part-of-year`, `year`, `decade` or `open`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::PartOfMonth => "part-of-month",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Quarter => "quarter",
            Precision::PartOfYear => "part-of-year",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Open => "open",
        }
    }

    /// Whether a date of this precision counts in the months that it touches. What is coarser is
    /// never smeared over months.
    pub const fn counts_by_month(self) -> bool {
        self.code() <= Precision::Month.code()
    }
}

/// A text that names no [`Precision`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error(
    "`{0}` is no precision; it is one of day, part-of-month, month, season, quarter, part-of-year, \
     year, decade, open"
)]
pub struct PrecisionError(String);

impl fmt::Display for Precision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Precision {
    type Err = PrecisionError;

    fn from_str(text: &str) -> Result<Precision, PrecisionError> {
        Precision::ALL
            .into_iter()
            .find(|precision| precision.as_str() == text)
            .ok_or_else(|| PrecisionError(text.to_owned()))
    }
}

as_text!(Precision, "a precision such as day, month or year");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_lead_back_and_keep_the_order() {
        for (position, precision) in Precision::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(precision.code()), position);
            assert_eq!(Precision::from_code(precision.code()), Some(precision));
            assert_eq!(precision.as_str().parse(), Ok(precision));
        }
        assert!(Precision::ALL.is_sorted());
        assert_eq!(Precision::from_code(9), None);
        assert!("Day".parse::<Precision>().is_err());
    }

    #[test]
    fn only_months_and_finer_count_by_month() {
        let counted = Precision::ALL.map(Precision::counts_by_month);
        let expected = [true, true, true, false, false, false, false, false, false];
        assert_eq!(counted, expected);
    }
}
