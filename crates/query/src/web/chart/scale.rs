//! What stands beside one another in a chart: months or years, numbered in a row.

use dateline_model::{Day, Month};

/// What one bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Months,
    Years,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Scale {
    /// Its name, which is also the precision of what its bars count.
    pub(super) const fn unit(self) -> &'static str {
        match self {
            Self::Months => "month",
            Self::Years => "year",
        }
    }

    /// The number of the first month or year that there is.
    pub(super) fn least(self) -> i32 {
        self.place(Day::MIN)
    }

    /// The bar of a day.
    pub(super) fn place(self, day: Day) -> i32 {
        match self {
            Self::Months => day.month().index(),
            Self::Years => day.year(),
        }
    }

    /// The first bar of a year.
    pub(super) fn first_of(self, year: i32) -> i32 {
        match self {
            Self::Months => Month::from_ym(year, 1).map_or(0, Month::index),
            Self::Years => year,
        }
    }

    /// The year of a bar.
    pub(super) fn year(self, place: i32) -> i32 {
        match self {
            Self::Months => Month::from_index(place).map_or(0, Month::year),
            Self::Years => place,
        }
    }

    /// A bar as requests name it.
    pub(super) fn key(self, place: i32) -> String {
        match self {
            Self::Months => Month::from_index(place).map(|month| month.to_string()),
            Self::Years => Some(format!("{place:04}")),
        }
        .unwrap_or_default()
    }

    /// A bar as people name it.
    pub(super) fn label(self, place: i32) -> String {
        match self {
            Self::Months => Month::from_index(place).map_or_else(String::new, |month| {
                let name = MONTHS.get(month.number() as usize - 1).copied().unwrap_or_default();
                format!("{name} {}", month.year())
            }),
            Self::Years => place.to_string(),
        }
    }
}
