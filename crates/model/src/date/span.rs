use std::fmt;
use std::str::FromStr;

use super::day::iso_numbers;
use super::error::MAX_CHARS;
use super::part::Part;
use super::unit::{End, Hedge, Unit};
use super::{DateError, DateProblem, Day, Month, Precision, ReversedSpan, edtf, label, written};
use crate::text_serde::as_text;

/// A span of civil days that remembers how precisely it is known.
///
/// `Jun 2024` is thirty days and a month; `Jan 5-7, 2026` is three days and precise to the day;
/// `early 2025` is four months, approximate, and part of a year. It reads EDTF (ISO 8601-2 level 1
/// with quarters) and what news pages write, and writes EDTF, in serde too:
/// `parse(span.to_string())` is `span`.
///
/// ```
/// use dateline_model::{DateSpan, Precision};
///
/// let span: DateSpan = "mid-June 2024".parse()?;
/// assert_eq!(span.first().to_string(), "2024-06-11");
/// assert_eq!(span.last().to_string(), "2024-06-20");
/// assert_eq!(span.precision(), Precision::PartOfMonth);
/// assert_eq!(span.to_string(), "2024-06-11~/2024-06-20~");
/// assert_eq!(span.label(), "mid-Jun 2024");
/// # Ok::<(), dateline_model::DateError>(())
/// ```
// A single date is a span whose two ends are equal, which makes `2024/2024` and `2024` one value
// without a rule for it. The first day of `start` is never after the last day of `end`, and at
// most one of them is open. The early, middle and late parts are not units of EDTF: they are
// recognised in the two ends, so that there is only one way to store each span.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DateSpan {
    start: End,
    end: End,
}

impl DateSpan {
    /// One day.
    pub fn day(day: Day) -> DateSpan {
        DateSpan::unit(Unit::Day(day), Hedge::default())
    }

    /// One month.
    pub fn month(month: Month) -> DateSpan {
        DateSpan::unit(Unit::Month(month), Hedge::default())
    }

    /// One year, or `None` outside 1 to 9999.
    pub fn year(year: i32) -> Option<DateSpan> {
        let unit = Unit::year(year).ok()?;
        Some(DateSpan::unit(unit, Hedge::default()))
    }

    /// The days from one to another, both included; the same day twice is that day.
    ///
    /// # Errors
    /// The first day is after the last.
    pub fn between(first: Day, last: Day) -> Result<DateSpan, ReversedSpan> {
        if first > last {
            return Err(ReversedSpan { first, last });
        }
        Ok(DateSpan {
            start: End::At(Unit::Day(first), Hedge::default()),
            end: End::At(Unit::Day(last), Hedge::default()),
        })
    }

    /// Reads EDTF or, failing that, a date as news pages write it in English, with any white
    /// space around it.
    ///
    /// # Errors
    /// The text is no date, says why, and names what is allowed.
    pub fn parse(text: &str) -> Result<DateSpan, DateError> {
        if let Some(day) = plain_day(text) {
            return Ok(DateSpan::day(day));
        }
        let trimmed = checked_length(text)?;
        match edtf::parse(trimmed) {
            Err(DateProblem::Unrecognised) => written::parse(trimmed),
            read => read,
        }
        .map_err(|problem| DateError::new(text, problem))
    }

    /// Reads EDTF only: ISO 8601-2 level 1, its seasons, and quarters (33 to 36).
    ///
    /// # Errors
    /// The text is not EDTF, says why, and names what is allowed.
    pub fn parse_edtf(text: &str) -> Result<DateSpan, DateError> {
        if let Some(day) = plain_day(text) {
            return Ok(DateSpan::day(day));
        }
        edtf::parse(checked_length(text)?).map_err(|problem| DateError::new(text, problem))
    }

    /// The first day. It is [`Day::MIN`] where the start is open.
    pub fn first(&self) -> Day {
        self.start.unit().map_or(Day::MIN, Unit::first)
    }

    /// The last day, which belongs to the span. It is [`Day::MAX`] where the end is open.
    pub fn last(&self) -> Day {
        self.end.unit().map_or(Day::MAX, Unit::last)
    }

    /// How precisely it is known: for an interval, as its coarser end.
    pub fn precision(&self) -> Precision {
        match (self.start, self.end) {
            (End::At(start, _), End::At(end, _)) => match self.part() {
                Some(part) => part.precision(),
                None => start.precision().max(end.precision()),
            },
            _ => Precision::Open,
        }
    }

    /// How precisely the start is known, apart from the end; [`Precision::Open`] where it is open.
    pub fn start_precision(&self) -> Precision {
        self.start.unit().map_or(Precision::Open, Unit::precision)
    }

    /// How precisely the end is known, apart from the start; [`Precision::Open`] where it is open.
    pub fn end_precision(&self) -> Precision {
        self.end.unit().map_or(Precision::Open, Unit::precision)
    }

    /// Whether either end is approximate (`~`, "c. 2024", "early 2024").
    pub fn is_approximate(&self) -> bool {
        self.start.hedge().approximate || self.end.hedge().approximate
    }

    /// Whether either end is uncertain (`?`, "possibly 2024").
    pub fn is_uncertain(&self) -> bool {
        self.start.hedge().uncertain || self.end.hedge().uncertain
    }

    /// Whether it began at a time that is not given (`../2024`).
    pub fn is_open_start(&self) -> bool {
        self.start == End::Open
    }

    /// Whether it goes on, or ended at a time that is not given (`2024/..`).
    pub fn is_open_end(&self) -> bool {
        self.end == End::Open
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &DateSpan) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether all its days are days of the other.
    pub fn is_within(&self, other: &DateSpan) -> bool {
        other.first() <= self.first() && self.last() <= other.last()
    }

    /// How people write it: `Jun 2024`, `Jan 5–7, 2026`, `early 2025`, `c. 2024`, `since 2024`.
    /// [`DateSpan::parse`] reads it back.
    pub fn label(&self) -> String {
        label::label(self)
    }

    pub(super) fn unit(unit: Unit, hedge: Hedge) -> DateSpan {
        let end = End::At(unit, hedge);
        DateSpan { start: end, end }
    }

    /// The span between two ends.
    pub(super) fn from_ends(start: End, end: End) -> Result<DateSpan, DateProblem> {
        let span = DateSpan { start, end };
        if start == End::Open && end == End::Open {
            return Err(DateProblem::NoDate);
        }
        let (first, last) = (span.first(), span.last());
        if first > last {
            return Err(ReversedSpan { first, last }.into());
        }
        Ok(span)
    }

    pub(super) fn ends(&self) -> (End, End) {
        (self.start, self.end)
    }

    /// The same span, hedged further at both ends.
    pub(super) fn hedged(self, more: Hedge) -> DateSpan {
        DateSpan { start: self.start.hedged(more), end: self.end.hedged(more) }
    }

    /// The part of a month or year that this interval is, if it is exactly one.
    pub(super) fn part(&self) -> Option<Part> {
        Part::between(self.start, self.end)
    }
}

/// The plain day `YYYY-MM-DD`, by far the most common date of an index, without allocation.
fn plain_day(text: &str) -> Option<Day> {
    let (year, month, day) = iso_numbers(text.as_bytes())?;
    Day::from_ymd(year, month, day)
}

/// The text without white space around it, unless it is empty or too long to be a date.
fn checked_length(text: &str) -> Result<&str, DateError> {
    let trimmed = text.trim_matches(written::is_blank);
    if trimmed.is_empty() {
        return Err(DateError::new(text, DateProblem::Empty));
    }
    if trimmed.chars().nth(MAX_CHARS).is_some() {
        return Err(DateError::new(text, DateProblem::TooLong));
    }
    Ok(trimmed)
}

/// EDTF.
impl fmt::Display for DateSpan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(formatter, "{}", self.start)
        } else {
            write!(formatter, "{}/{}", self.start, self.end)
        }
    }
}

impl FromStr for DateSpan {
    type Err = DateError;

    fn from_str(text: &str) -> Result<DateSpan, DateError> {
        DateSpan::parse(text)
    }
}

as_text!(DateSpan, "a date such as 2025-12-12, 2025-12 or Dec 12, 2025");
