//! What a phrase means in the calendar.

use super::phrase::{Hedged, Joint, Phrase};
use super::piece::{Piece, Whole};
use crate::date::part::Part;
use crate::date::unit::{End, Hedge, Unit};
use crate::date::{DateProblem, DateSpan, Day, Month, Precision};

/// The span of a phrase.
pub(super) fn span(phrase: &Phrase) -> Result<DateSpan, DateProblem> {
    match phrase {
        Phrase::At(date) => one(date),
        Phrase::Range(first, joint, last) => range(first, *joint, last),
        Phrase::Since(date) => DateSpan::from_ends(one(date)?.ends().0, End::Open),
        Phrase::Until(date) => DateSpan::from_ends(End::Open, one(date)?.ends().1),
        Phrase::Before(date) => before(one(date)?),
        Phrase::After(date) => after(one(date)?),
    }
}

fn one(date: &Hedged) -> Result<DateSpan, DateProblem> {
    if matches!(date.piece.whole, Whole::DayOfMonth { .. }) {
        return Err(DateProblem::Unrecognised);
    }
    let year = date.piece.year.ok_or(DateProblem::NoYear)?;
    Ok(piece(&date.piece, year)?.hedged(date.hedge))
}

fn piece(piece: &Piece, year: u32) -> Result<DateSpan, DateProblem> {
    let year = i32::try_from(year).map_err(|_| DateProblem::YearOutOfRange)?;
    let unit = match piece.whole {
        Whole::Day { month, day } => Unit::Day(Day::checked(year, month, day)?),
        Whole::EitherOrder(a, b) => {
            let either = (Day::checked(year, a, b)?, Day::checked(year, b, a)?);
            return Err(DateProblem::Ambiguous(either.0, either.1));
        }
        Whole::Month(month) => Unit::Month(Month::checked(year, month)?),
        Whole::Season(season) => Unit::season(year, season)?,
        Whole::Quarter(quarter) => Unit::quarter(year, quarter)?,
        Whole::Half(half) => return self::half(piece, year, half),
        Whole::Year => Unit::year(year)?,
        Whole::Decade if year % 10 == 0 => Unit::decade(year)?,
        Whole::Decade | Whole::DayOfMonth { .. } => return Err(DateProblem::Unrecognised),
    };
    let whole = DateSpan::unit(unit, Hedge::default());
    match (piece.third, unit) {
        (None, _) => Ok(whole),
        (Some(third), Unit::Month(_) | Unit::Year(_)) => {
            let (start, end) = Part { third, whole: unit }.ends();
            DateSpan::from_ends(start, end)
        }
        (Some(_), Unit::Day(_)) => Err(DateProblem::Unrecognised),
        // Parts of a season, a quarter or a decade are not told apart: "early 2020s" is about the
        // 2020s, which says less than was written and nothing that was not.
        (Some(_), _) => Ok(whole.hedged(Hedge::APPROXIMATE)),
    }
}

/// Half a year has no unit of its own; it is an interval of six months.
fn half(piece: &Piece, year: i32, half: u32) -> Result<DateSpan, DateProblem> {
    if !(1..=2).contains(&half) {
        return Err(DateProblem::NoSuchPartOfYear);
    }
    let month = |number| {
        let unit = Unit::Month(Month::checked(year, number)?);
        Ok::<_, DateProblem>(End::At(unit, Hedge::default()))
    };
    let span = DateSpan::from_ends(month(half * 6 - 5)?, month(half * 6)?)?;
    Ok(match piece.third {
        Some(_) => span.hedged(Hedge::APPROXIMATE),
        None => span,
    })
}

/// An interval. Each date takes from the other what it leaves out; dates that share something in
/// this way are hedged together ("c. Jan 5-7, 2026"), others each on its own.
fn range(first: &Hedged, joint: Joint, last: &Hedged) -> Result<DateSpan, DateProblem> {
    let (left, right) = (first.piece, last.piece);
    let shared = first.hedge.or(last.hedge);
    match (left.year, right.year) {
        (Some(from), Some(to)) => {
            join(piece(&left, from)?.hedged(first.hedge), piece(&right, to)?.hedged(last.hedge))
        }
        (Some(from), None) => Ok(year_from_left(&left, from, joint, &right)?.hedged(shared)),
        (None, Some(to)) => Ok(year_from_right(left, right, to)?.hedged(shared)),
        (None, None) => Err(DateProblem::NoYear),
    }
}

/// "2022–24", "Jan 5, 2026 - Jan 7", "Nov 2025 - Jan".
fn year_from_left(
    left: &Piece,
    year: u32,
    joint: Joint,
    right: &Piece,
) -> Result<DateSpan, DateProblem> {
    let start = piece(left, year)?;
    match (left.whole, right.whole) {
        // With a hyphen it would look like a month of EDTF, and many such are one.
        (Whole::Year, Whole::DayOfMonth { day, digits: 2 }) if joint == Joint::Other => {
            let last = Unit::year((year / 100 * 100 + day) as i32)?;
            join(start, DateSpan::unit(last, Hedge::default()))
        }
        _ => {
            let end = piece(right, year)?;
            if turns_the_year(start, end) {
                join(start, piece(right, year + 1)?)
            } else {
                join(start, end)
            }
        }
    }
}

/// "5-7 January 2026", "Jan 5-7, 2026", "Jan 30 - Feb 2, 2026", "Jun-Aug 2024".
fn year_from_right(mut left: Piece, mut right: Piece, year: u32) -> Result<DateSpan, DateProblem> {
    match (left.whole, right.whole) {
        (_, Whole::Year | Whole::Decade) => return Err(DateProblem::Unrecognised),
        (Whole::DayOfMonth { day, .. }, Whole::Day { month, .. }) => {
            left.whole = Whole::Day { month, day };
        }
        (Whole::Day { month, .. }, Whole::DayOfMonth { day, .. }) => {
            right.whole = Whole::Day { month, day };
        }
        _ => {}
    }
    let end = piece(&right, year)?;
    let start = piece(&left, year)?;
    if turns_the_year(start, end) { join(piece(&left, year - 1)?, end) } else { join(start, end) }
}

/// Whether two dates that were given one year can only be meant to lie in two: "Dec 30 - Jan 2,
/// 2026" begins in 2025. Within one month it is rather a slip, and an error.
fn turns_the_year(start: DateSpan, end: DateSpan) -> bool {
    start.first() > end.last() && start.first().month() != end.first().month()
}

/// From the first day of one to the last of the other. Where a part ("early 2025") is the coarser
/// of the two, its whole month or year takes its place: as the end of an interval EDTF could only
/// write it as a month or a day, which would claim more than is known.
fn join(first: DateSpan, last: DateSpan) -> Result<DateSpan, DateProblem> {
    let coarser = first.precision().max(last.precision());
    let widened = |span: DateSpan| match span.part() {
        Some(part) if span.precision() == coarser => {
            DateSpan::unit(part.whole, span.ends().0.hedge())
        }
        _ => span,
    };
    DateSpan::from_ends(widened(first).ends().0, widened(last).ends().1)
}

fn before(date: DateSpan) -> Result<DateSpan, DateProblem> {
    let day = date.first().pred().ok_or(DateProblem::YearOutOfRange)?;
    DateSpan::from_ends(End::Open, End::At(Unit::Day(day), date.ends().0.hedge()))
}

fn after(date: DateSpan) -> Result<DateSpan, DateProblem> {
    let next = date.last().next().ok_or(DateProblem::YearOutOfRange)?;
    let unit = match date.precision() {
        Precision::Day | Precision::PartOfMonth => Unit::Day(next),
        Precision::Year | Precision::Decade => Unit::Year(next.year()),
        _ => Unit::Month(next.month()),
    };
    DateSpan::from_ends(End::At(unit, date.ends().1.hedge()), End::Open)
}
