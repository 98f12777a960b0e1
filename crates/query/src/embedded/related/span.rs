//! The days from the first to the last that a story is about.

use crate::embedded::collect::known_days;
use crate::embedded::date_table::StoredDate;

/// The numbers of the first and the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl DaySpan {
    /// The days of a date; one with an open end is the end that is known.
    pub(super) fn of(date: StoredDate) -> Self {
        let (first, last) = known_days(date.first, date.last);
        Self { first, last }
    }

    /// The days from the first of both to the last of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// The days that are in both, if there are any.
    pub(super) fn shared_with(self, other: Self) -> Option<Self> {
        let shared = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (shared.first <= shared.last).then_some(shared)
    }

    /// How many days lie between both, 0 where they share one.
    pub(super) fn gap_to(self, other: Self) -> i32 {
        (self.first.max(other.first) - self.last.min(other.last)).max(0)
    }

    /// How many days there are.
    pub(super) fn days(self) -> i32 {
        self.last - self.first + 1
    }
}
