//! Random dates of every precision with their days, worked out here and not by the model.

use super::random::Random;

/// Year, month, day; compares in order of time.
pub(crate) type Ymd = (i32, u32, u32);

/// Where open ends lie.
pub(crate) const FIRST_OF_ALL: Ymd = (1, 1, 1);
pub(crate) const LAST_OF_ALL: Ymd = (9999, 12, 31);

/// How precise a date is, in order; the numbers have no other meaning.
pub(crate) const PRECISIONS: [&str; 9] = [
    "day",
    "part-of-month",
    "month",
    "season",
    "quarter",
    "part-of-year",
    "year",
    "decade",
    "open",
];

/// A date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) written: String,
    pub(crate) edtf: String,
    pub(crate) first: Ymd,
    pub(crate) last: Ymd,
    /// Its place in [`PRECISIONS`].
    pub(crate) precision: usize,
    pub(crate) approximate: bool,
    pub(crate) uncertain: bool,
}

/// How many days a month has.
pub(crate) fn days_in(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day after.
pub(crate) fn next_day((year, month, day): Ymd) -> Ymd {
    if day < days_in(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// How many days lie between two days.
pub(crate) fn days_between(from: Ymd, to: Ymd) -> i64 {
    let number = |(year, month, day): Ymd| {
        let before = i64::from(year - 1);
        let of_years = before * 365 + before / 4 - before / 100 + before / 400;
        let of_months: u32 = (1..month).map(|month| days_in(year, month)).sum();
        of_years + i64::from(of_months + day)
    };
    number(to) - number(from)
}

pub(crate) fn day_text((year, month, day): Ymd) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn exact(edtf: String, first: Ymd, last: Ymd, precision: usize) -> When {
    let written = edtf.clone();
    When { written, edtf, first, last, precision, approximate: false, uncertain: false }
}

impl When {
    /// One day.
    pub(crate) fn day(day: Ymd) -> Self {
        exact(day_text(day), day, day, 0)
    }

    fn month(year: i32, month: u32) -> Self {
        let last = days_in(year, month);
        exact(format!("{year:04}-{month:02}"), (year, month, 1), (year, month, last), 2)
    }

    fn year(year: i32) -> Self {
        exact(format!("{year:04}"), (year, 1, 1), (year, 12, 31), 6)
    }

    /// From one date to another; the coarser of the two says how precise that is.
    fn to(self, other: Self) -> Self {
        let (from, to) = if self.first <= other.last { (self, other) } else { (other, self) };
        let precision = from.precision.max(to.precision);
        if from.edtf == to.edtf {
            return from;
        }
        exact(format!("{}/{}", from.edtf, to.edtf), from.first, to.last, precision)
    }

    fn hedged(mut self, sign: char) -> Self {
        self.written.push(sign);
        self.edtf.push(sign);
        self.approximate = matches!(sign, '~' | '%');
        self.uncertain = matches!(sign, '?' | '%');
        self
    }

    fn part(written: String, first: Ymd, last: Ymd, by_month: bool) -> Self {
        let end = |day: Ymd| if by_month { day_text(day) } else { day_text(day)[..7].to_owned() };
        let edtf = format!("{}~/{}~", end(first), end(last));
        let precision = if by_month { 1 } else { 5 };
        When { written, edtf, first, last, precision, approximate: true, uncertain: false }
    }

    /// Any date. Most lie close together, so that filters and buckets have something to tell apart.
    pub(crate) fn random(random: &mut Random) -> Self {
        let year = match random.below(40) {
            0 => 1999,
            1 => 2031,
            2 => 987,
            at => 2023 + at as i32 % 4,
        };
        let month = random.between(1, 12) as u32;
        let day = random.between(1, days_in(year, month) as usize) as u32;
        let another = |random: &mut Random| {
            let month = random.between(1, 12) as u32;
            (year + random.below(2) as i32, month, random.between(1, 28) as u32)
        };
        match random.below(24) {
            0..=6 => Self::day((year, month, day)),
            7 => Self::day((2024, 3, 5)),
            8 => Self::day((year, month, day)).to(Self::day(another(random))),
            9 => {
                let end = (day + 4).min(days_in(year, month));
                Self::day((year, month, day)).to(Self::day((year, month, end)))
            }
            10 => {
                let third = random.below(3);
                let name = ["early", "mid", "late"][third];
                let (from, to) = [(1, 10), (11, 20), (21, days_in(year, month))][third];
                let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"];
                let at = (month as usize - 1) % names.len();
                let month = at as u32 + 1;
                let to = if third == 2 { days_in(year, month) } else { to };
                let written = format!("{name} {} {year:04}", names[at]);
                Self::part(written, (year, month, from), (year, month, to), true)
            }
            11..=13 => Self::month(year, month),
            14 => {
                let (year, month, _) = another(random);
                Self::month(year, month).to(Self::month(year - 1, 11))
            }
            15 => {
                // Winter runs into the next year.
                let season = random.between(1, 4) as u32;
                let first = (year, season * 3, 1);
                let end = if season == 4 { (year + 1, 2) } else { (year, season * 3 + 2) };
                let last = (end.0, end.1, days_in(end.0, end.1));
                exact(format!("{year:04}-{}", 20 + season), first, last, 3)
            }
            16 => {
                let quarter = random.between(1, 4) as u32;
                let last = (year, quarter * 3, days_in(year, quarter * 3));
                let first = (year, quarter * 3 - 2, 1);
                exact(format!("{year:04}-{}", 32 + quarter), first, last, 4)
            }
            17 => {
                let third = random.below(3) as u32;
                let name = ["early", "mid", "late"][third as usize];
                let last = (year, third * 4 + 4, days_in(year, third * 4 + 4));
                let first = (year, third * 4 + 1, 1);
                Self::part(format!("{name} {year:04}"), first, last, false)
            }
            18 => Self::year(year),
            19 => Self::year(year).to(Self::year(year + 1)),
            20 => {
                let first = year / 10 * 10;
                exact(format!("{:03}X", year / 10), (first, 1, 1), (first + 9, 12, 31), 7)
            }
            21 => Self::open(random, year, month, day),
            22 => Self::month(year, month).hedged(*random.pick(&['~', '?', '%'])),
            _ => Self::year(year).to(Self::day((year + 1, month, day.min(28)))),
        }
    }

    /// A date of which one end is not known.
    fn open(random: &mut Random, year: i32, month: u32, day: u32) -> Self {
        let known = match random.below(3) {
            0 => Self::day((year, month, day)),
            1 => Self::month(year, month),
            _ => Self::year(year),
        };
        if random.percent(70) {
            exact(format!("{}/..", known.edtf), known.first, LAST_OF_ALL, 8)
        } else {
            exact(format!("../{}", known.edtf), FIRST_OF_ALL, known.last, 8)
        }
    }

    /// The days that it is sorted by: where an end is open, the other one.
    pub(crate) fn known(&self) -> (Ymd, Ymd) {
        if self.last == LAST_OF_ALL {
            (self.first, self.first)
        } else if self.first == FIRST_OF_ALL {
            (self.last, self.last)
        } else {
            (self.first, self.last)
        }
    }
}
