use std::fmt;
use std::str::FromStr;

use super::day::digits;
use super::{DateError, DateProblem, Day};
use crate::text_serde::as_text;

/// A civil month as an index: `year * 12 + month - 1`.
///
/// It lies between 0001-01 and 9999-12. It reads and writes `YYYY-MM`, in serde too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month(i32);

impl Month {
    /// 0001-01.
    pub const MIN: Month = Month(12);
    /// 9999-12.
    pub const MAX: Month = Month(9999 * 12 + 11);

    /// The month of a year (1 to 9999) and a number (1 to 12), or `None` where there is none.
    pub fn from_ym(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month::of(year, month))
    }

    /// The month of an index (`year * 12 + month - 1`), or `None` outside the years 1 to 9999.
    pub fn from_index(index: i32) -> Option<Month> {
        (Month::MIN.0..=Month::MAX.0).contains(&index).then_some(Month(index))
    }

    /// The index: `year * 12 + month - 1`. Neighbouring months have neighbouring indexes.
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> i32 {
        self.0 / 12
    }

    /// The number in the year, 1 to 12.
    pub const fn number(self) -> u32 {
        (self.0 % 12) as u32 + 1
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        Day::first_of(self)
    }

    /// The last day of the month.
    pub fn last_day(self) -> Day {
        self.next().and_then(|next| next.first_day().pred()).unwrap_or(Day::MAX)
    }

    /// The month after, or `None` after 9999-12.
    pub fn next(self) -> Option<Month> {
        self.plus(1)
    }

    /// The month so many months later, or `None` outside the years 1 to 9999.
    pub(super) fn plus(self, months: i32) -> Option<Month> {
        Month::from_index(self.0 + months)
    }

    /// The month of a year and a number that are already known to be good.
    pub(super) const fn of(year: i32, month: u32) -> Month {
        Month(year * 12 + month as i32 - 1)
    }

    /// A month that may not exist, with the reason why it does not.
    pub(super) fn checked(year: i32, month: u32) -> Result<Month, DateProblem> {
        Month::from_ym(year, month).ok_or(if (1..=12).contains(&month) {
            DateProblem::YearOutOfRange
        } else {
            DateProblem::NoSuchMonth { number: month }
        })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Month, DateError> {
        let numbers = match text.as_bytes() {
            &[y1, y2, y3, y4, b'-', m1, m2] => digits(&[y1, y2, y3, y4]).zip(digits(&[m1, m2])),
            _ => None,
        };
        numbers
            .ok_or(DateProblem::Unrecognised)
            .and_then(|(year, month)| Month::checked(year as i32, month))
            .map_err(|problem| DateError::new(text, problem))
    }
}

as_text!(Month, "a month such as 2025-12");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_on_across_years() {
        let december = Month::from_ym(2025, 12).unwrap();
        assert_eq!(december.next(), Month::from_ym(2026, 1));
        assert_eq!(december.index() + 1, december.next().unwrap().index());
        assert_eq!(Month::MAX.next(), None);
        assert_eq!(Month::from_index(11), None);
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let last = |year, month| Month::from_ym(year, month).unwrap().last_day().to_string();
        assert_eq!(last(2024, 2), "2024-02-29");
        assert_eq!(last(2025, 2), "2025-02-28");
        assert_eq!(last(2025, 12), "2025-12-31");
        assert_eq!(last(9999, 12), "9999-12-31");
    }

    #[test]
    fn a_month_is_read_in_one_form_only() {
        assert_eq!("2025-10".parse().ok(), Month::from_ym(2025, 10));
        assert_eq!(Month::from_ym(2025, 10).unwrap().to_string(), "2025-10");
        for wrong in ["", "2025", "2025-13", "0000-01", "2025-10-01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
