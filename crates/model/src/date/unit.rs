//! What stands at an end of a span: a unit of the calendar, perhaps hedged, or nothing.

use std::fmt;

use super::{DateProblem, Day, Month, Precision};

/// One unit of the calendar. Only those that exist in the years 1 to 9999 can be built through
/// the functions below.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Unit {
    Day(Day),
    Month(Month),
    /// By its first month, which is 3, 6, 9 or 12: a winter belongs to the year of its December.
    Season(Month),
    /// By its first month, which is 1, 4, 7 or 10.
    Quarter(Month),
    Year(i32),
    /// By its first year divided by ten. Decade 0 has nine years, as there is no year 0.
    Decade(i32),
}

impl Unit {
    /// A season from 1 (spring) to 4 (winter).
    pub(super) fn season(year: i32, number: u32) -> Result<Unit, DateProblem> {
        let first = Month::checked(year, number * 3)?;
        // The last winter of the calendar would end in a year that cannot be written.
        first.plus(2).ok_or(DateProblem::YearOutOfRange)?;
        Ok(Unit::Season(first))
    }

    /// A quarter from 1 to 4.
    pub(super) fn quarter(year: i32, number: u32) -> Result<Unit, DateProblem> {
        if !(1..=4).contains(&number) {
            return Err(DateProblem::NoSuchPartOfYear);
        }
        Month::checked(year, number * 3 - 2).map(Unit::Quarter)
    }

    pub(super) fn year(year: i32) -> Result<Unit, DateProblem> {
        if (1..=9999).contains(&year) {
            Ok(Unit::Year(year))
        } else {
            Err(DateProblem::YearOutOfRange)
        }
    }

    /// The decade in which a year lies.
    pub(super) fn decade(year: i32) -> Result<Unit, DateProblem> {
        if (0..=9999).contains(&year) {
            Ok(Unit::Decade(year / 10))
        } else {
            Err(DateProblem::YearOutOfRange)
        }
    }

    pub(super) fn first(self) -> Day {
        match self {
            Unit::Day(day) => day,
            Unit::Month(first) | Unit::Season(first) | Unit::Quarter(first) => first.first_day(),
            Unit::Year(year) => Month::of(year, 1).first_day(),
            Unit::Decade(decade) => Month::of((decade * 10).max(1), 1).first_day(),
        }
    }

    pub(super) fn last(self) -> Day {
        match self {
            Unit::Day(day) => day,
            Unit::Month(month) => month.last_day(),
            Unit::Season(first) | Unit::Quarter(first) => {
                first.plus(2).unwrap_or(Month::MAX).last_day()
            }
            Unit::Year(year) => Month::of(year, 12).last_day(),
            Unit::Decade(decade) => Month::of(decade * 10 + 9, 12).last_day(),
        }
    }

    pub(super) const fn precision(self) -> Precision {
        match self {
            Unit::Day(_) => Precision::Day,
            Unit::Month(_) => Precision::Month,
            Unit::Season(_) => Precision::Season,
            Unit::Quarter(_) => Precision::Quarter,
            Unit::Year(_) => Precision::Year,
            Unit::Decade(_) => Precision::Decade,
        }
    }
}

/// The EDTF form.
impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Day(day) => day.fmt(formatter),
            Unit::Month(month) => month.fmt(formatter),
            Unit::Season(first) => {
                write!(formatter, "{:04}-{}", first.year(), 20 + first.number() / 3)
            }
            Unit::Quarter(first) => {
                let number = 33 + (first.number() - 1) / 3;
                write!(formatter, "{:04}-{number}", first.year())
            }
            Unit::Year(year) => write!(formatter, "{year:04}"),
            Unit::Decade(decade) => write!(formatter, "{decade:03}X"),
        }
    }
}

/// How a date is hedged: `~` approximate, `?` uncertain, `%` both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Hedge {
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
}

impl Hedge {
    pub(super) const APPROXIMATE: Hedge = Hedge { approximate: true, uncertain: false };

    /// What an EDTF qualifier means.
    pub(super) const fn from_sign(sign: u8) -> Option<Hedge> {
        match sign {
            b'~' => Some(Hedge::APPROXIMATE),
            b'?' => Some(Hedge { approximate: false, uncertain: true }),
            b'%' => Some(Hedge { approximate: true, uncertain: true }),
            _ => None,
        }
    }

    const fn sign(self) -> &'static str {
        match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }

    /// Hedged in each way in which either is.
    pub(super) const fn or(self, other: Hedge) -> Hedge {
        Hedge {
            approximate: self.approximate || other.approximate,
            uncertain: self.uncertain || other.uncertain,
        }
    }
}

/// One end of a span.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum End {
    Open,
    At(Unit, Hedge),
}

impl End {
    pub(super) const fn unit(self) -> Option<Unit> {
        match self {
            End::Open => None,
            End::At(unit, _) => Some(unit),
        }
    }

    pub(super) const fn hedge(self) -> Hedge {
        match self {
            End::Open => Hedge { approximate: false, uncertain: false },
            End::At(_, hedge) => hedge,
        }
    }

    /// The same end, hedged further. An open end stays as it is.
    pub(super) const fn hedged(self, more: Hedge) -> End {
        match self {
            End::Open => End::Open,
            End::At(unit, hedge) => End::At(unit, hedge.or(more)),
        }
    }
}

/// The EDTF form.
impl fmt::Display for End {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Open => formatter.write_str(".."),
            End::At(unit, hedge) => write!(formatter, "{unit}{}", hedge.sign()),
        }
    }
}
