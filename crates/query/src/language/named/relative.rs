//! Dates that are told from today: `yesterday`, `last month`, `past 3 weeks`.
//!
//! ```text
//! relative = "today" | "yesterday"
//!          | ( "this" | "current" | "last" | "previous" | "next" ) unit    ; by the calendar
//!          | "past" unit | ( "last" | "past" | "previous" ) n units         ; back from today
//!          | "since" relative                                               ; open end
//! unit     = "week" | "month" | "year"                                      ; weeks begin on Monday
//! units    = "day" | "week" | "month" | "year", with an "s" or without
//! ```

use dateline_model::{DateSpan, Day, Month};

/// Further back than this is no news.
const MOST_BACK: i32 = 1_000;

/// A word without which nothing is told from today.
const WORDS: [&str; 10] =
    ["today", "yesterday", "day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Whether a word, in any case, is one without which nothing is told from today.
pub(super) fn has_word(word: &str) -> bool {
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Reads words in lower case, all of them.
pub(super) fn read(words: &[&str], today: Day) -> Option<DateSpan> {
    match words {
        ["today"] => Some(DateSpan::day(today)),
        ["yesterday"] => today.pred().map(DateSpan::day),
        ["this" | "current", unit] => calendar(unit, 0, today),
        ["last" | "previous", unit] => calendar(unit, -1, today),
        ["next", unit] => calendar(unit, 1, today),
        ["past", unit] => back(1, unit, today),
        ["last" | "past" | "previous", count, units] => back(count.parse().ok()?, units, today),
        ["since", rest @ ..] => {
            let since = read(rest, today).filter(|date| !date.is_open_end())?;
            DateSpan::parse_edtf(&format!("{}/..", since.first())).ok()
        }
        _ => None,
    }
}

/// The week, month or year of today, or so many after it.
fn calendar(unit: &str, after: i32, today: Day) -> Option<DateSpan> {
    match unit {
        "week" => {
            let monday = today.number() - days_since_monday(today) + 7 * after;
            DateSpan::between(Day::from_number(monday)?, Day::from_number(monday + 6)?).ok()
        }
        "month" => Month::from_index(today.month().index() + after).map(DateSpan::month),
        "year" => DateSpan::year(today.year() + after),
        _ => None,
    }
}

/// From so many units ago to today.
fn back(count: i32, units: &str, today: Day) -> Option<DateSpan> {
    if !(1..=MOST_BACK).contains(&count) {
        return None;
    }
    let months_ago = |months: i32| {
        let month = Month::from_index(today.month().index() - months)?;
        // The 31st of a shorter month is its last day.
        let day = month.first_day().number() + today.ymd().2 as i32 - 1;
        Day::from_number(day.min(month.last_day().number()))
    };
    let first = match units.strip_suffix('s').unwrap_or(units) {
        "day" => Day::from_number(today.number() - count),
        "week" => Day::from_number(today.number() - 7 * count),
        "month" => months_ago(count),
        "year" => months_ago(12 * count),
        _ => None,
    }?;
    DateSpan::between(first, today).ok()
}

fn days_since_monday(day: Day) -> i32 {
    /// A Monday.
    const EPOCH: (i32, u32, u32) = (2024, 1, 1);
    let (year, month, day_of_month) = EPOCH;
    let monday = Day::from_ymd(year, month, day_of_month).map_or(0, Day::number);
    (day.number() - monday).rem_euclid(7)
}
