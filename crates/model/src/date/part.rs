//! "Early 2025", "mid-June 2024": thirds of a year or month. EDTF has no word for them, so they are
//! intervals with both ends approximate, and any such interval that bounds a third is one.

use super::unit::{End, Hedge, Unit};
use super::{Day, Month, Precision};

/// The early, middle or late third of a month or year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) third: Third,
    /// A month or a year.
    pub(super) whole: Unit,
}

/// Which third of a month or year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

impl Third {
    const ALL: [Third; 3] = [Third::Early, Third::Mid, Third::Late];
}

impl Part {
    /// The part that lies between two ends, if they are approximate, hedged alike, and bound
    /// exactly a third.
    pub(super) fn between(start: End, end: End) -> Option<Part> {
        let (End::At(start, hedge), End::At(end, same)) = (start, end) else {
            return None;
        };
        if hedge != same || !hedge.approximate {
            return None;
        }
        let whole = match (start, end) {
            (Unit::Day(first), Unit::Day(_)) => Unit::Month(first.month()),
            (Unit::Month(first), Unit::Month(_)) => Unit::Year(first.year()),
            _ => return None,
        };
        Third::ALL
            .into_iter()
            .map(|third| Part { third, whole })
            .find(|part| part.bounds() == (start, end))
    }

    /// Its two ends, approximate.
    pub(super) fn ends(self) -> (End, End) {
        let (first, last) = self.bounds();
        (End::At(first, Hedge::APPROXIMATE), End::At(last, Hedge::APPROXIMATE))
    }

    pub(super) fn precision(self) -> Precision {
        match self.whole {
            Unit::Month(_) => Precision::PartOfMonth,
            _ => Precision::PartOfYear,
        }
    }

    /// Its first and last unit: the days 1-10, 11-20 and 21-end of a month, and the months
    /// Jan-Apr, May-Aug and Sep-Dec of a year.
    fn bounds(self) -> (Unit, Unit) {
        match self.whole {
            Unit::Year(year) => {
                let first = match self.third {
                    Third::Early => 1,
                    Third::Mid => 5,
                    Third::Late => 9,
                };
                let month = |number| Unit::Month(Month::of(year, number));
                (month(first), month(first + 3))
            }
            whole => {
                let day = |number: i32| {
                    let day = Day::from_number(whole.first().number() + number - 1);
                    Unit::Day(day.unwrap_or(whole.last()))
                };
                match self.third {
                    Third::Early => (day(1), day(10)),
                    Third::Mid => (day(11), day(20)),
                    Third::Late => (day(21), Unit::Day(whole.last())),
                }
            }
        }
    }
}
