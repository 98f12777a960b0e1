use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{DateError, DateProblem, Month};
use crate::text_serde::as_text;

/// A civil day as a number of days: 0001-01-01 is 1 (chrono's `num_days_from_ce`).
///
/// It lies between 0001-01-01 and 9999-12-31 and has no time zone. It reads and writes
/// `YYYY-MM-DD`, in serde too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

impl Day {
    /// 0001-01-01.
    pub const MIN: Day = Day(1);
    /// 9999-12-31.
    pub const MAX: Day = Day(3_652_059);

    /// The day of a year (1 to 9999), a month (1 to 12) and a day of the month (from 1), or
    /// `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day)
            .and_then(|date| Day::from_number(date.num_days_from_ce()))
    }

    /// The day of a number of days (0001-01-01 is 1), or `None` outside the years 1 to 9999.
    pub fn from_number(number: i32) -> Option<Day> {
        (Day::MIN.0..=Day::MAX.0).contains(&number).then_some(Day(number))
    }

    /// The number of the day; 0001-01-01 is 1.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Year, month (1 to 12) and day of the month (from 1).
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.civil();
        (date.year(), date.month(), date.day())
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.civil().year()
    }

    /// The month in which the day lies.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month::of(year, month)
    }

    /// The day after, or `None` after 9999-12-31.
    pub fn next(self) -> Option<Day> {
        Day::from_number(self.0 + 1)
    }

    /// The day before, or `None` before 0001-01-01.
    pub fn pred(self) -> Option<Day> {
        Day::from_number(self.0 - 1)
    }

    /// The first day of a month, which every month has.
    pub(super) fn first_of(month: Month) -> Day {
        Day::from_ymd(month.year(), month.number(), 1).unwrap_or(Day::MIN)
    }

    /// A day that may not exist, with the reason why it does not.
    pub(super) fn checked(year: i32, month: u32, day: u32) -> Result<Day, DateProblem> {
        Day::from_ymd(year, month, day).ok_or_else(|| match Month::checked(year, month) {
            Ok(month) => DateProblem::NoSuchDay { month, day },
            Err(problem) => problem,
        })
    }

    fn civil(self) -> NaiveDate {
        // Every number of a `Day` lies far inside chrono's range; the fallback is never taken.
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or_default()
    }
}

/// The three numbers of exactly `dddd-dd-dd`, whether or not there is such a day. It allocates
/// nothing, as the indexer reads 100,000 of them in a second.
pub(super) fn iso_numbers(text: &[u8]) -> Option<(i32, u32, u32)> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    Some((digits(&[y1, y2, y3, y4])? as i32, digits(&[m1, m2])?, digits(&[d1, d2])?))
}

/// The value of a few ASCII digits, or `None` if one of them is not a digit. At most nine digits
/// are given, so that it cannot overflow.
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Day, DateError> {
        iso_numbers(text.as_bytes())
            .ok_or(DateProblem::Unrecognised)
            .and_then(|(year, month, day)| Day::checked(year, month, day))
            .map_err(|problem| DateError::new(text, problem))
    }
}

as_text!(Day, "a day such as 2025-12-12");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_calendar_are_where_they_are_said_to_be() {
        assert_eq!(Day::from_ymd(1, 1, 1), Some(Day::MIN));
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day::MAX));
        assert_eq!(Day::MIN.pred(), None);
        assert_eq!(Day::MAX.next(), None);
        assert_eq!(Day::from_ymd(0, 12, 31), None);
        assert_eq!(Day::from_ymd(10_000, 1, 1), None);
    }

    #[test]
    fn leap_days_are_those_of_the_gregorian_calendar() {
        assert!(Day::from_ymd(2024, 2, 29).is_some());
        assert!(Day::from_ymd(2000, 2, 29).is_some());
        assert!(Day::from_ymd(1900, 2, 29).is_none());
        assert!(Day::from_ymd(2025, 2, 29).is_none());
    }

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!("2025-12-12".parse().ok(), Day::from_ymd(2025, 12, 12));
        for wrong in ["", "2025-12", "2025-02-30", "2025-13-01", "+025-12-12"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn serde_writes_and_reads_the_iso_form() {
        let day = Day::from_ymd(33, 4, 3);
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"0033-04-03\"");
        assert_eq!(serde_json::from_str::<Option<Day>>("\"0033-04-03\"").unwrap(), day);
    }
}
