//! Dates as people write them. Every label is read back by [`super::written`] as the same span,
//! hedges included, which decides some of the forms below.

use super::DateSpan;
use super::part::Third;
use super::unit::{End, Hedge, Unit};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

pub(super) fn label(span: &DateSpan) -> String {
    match span.ends() {
        (End::At(start, hedge), End::At(end, same)) => {
            if let Some(part) = span.part() {
                part_label(part.third, part.whole, hedge)
            } else if (start, hedge) == (end, same) {
                hedged(&unit(start), hedge)
            } else if hedge == same
                && let Some(compact) = compact(start, end)
            {
                hedged(&compact, hedge)
            } else {
                let (left, right) = (hedged(&unit(start), hedge), hedged(&unit(end), same));
                format!("{left}{}{right}", joint(start, hedge, end, same))
            }
        }
        (End::At(start, hedge), End::Open) => format!("since {}", hedged(&unit(start), hedge)),
        (End::Open, End::At(end, hedge)) => format!("until {}", hedged(&unit(end), hedge)),
        // No span is open at both ends; if one were, this is what it would say.
        (End::Open, End::Open) => "undated".to_owned(),
    }
}

fn unit(unit: Unit) -> String {
    match unit {
        Unit::Day(day) => {
            let (year, month, day) = day.ymd();
            format!("{} {day}, {year:04}", month_name(month))
        }
        Unit::Month(month) => format!("{} {:04}", month_name(month.number()), month.year()),
        Unit::Season(first) => {
            let name = SEASONS[first.number() as usize / 3 - 1];
            format!("{name} {:04}", first.year())
        }
        Unit::Quarter(first) => format!("Q{} {:04}", first.number() / 3 + 1, first.year()),
        Unit::Year(year) => format!("{year:04}"),
        Unit::Decade(decade) => format!("{decade:03}0s"),
    }
}

fn month_name(number: u32) -> &'static str {
    MONTHS[number as usize - 1]
}

/// A part is approximate by its nature, which needs no "c.".
fn part_label(third: Third, whole: Unit, hedge: Hedge) -> String {
    let prefix = match third {
        Third::Early => "early ",
        Third::Mid => "mid-",
        Third::Late => "late ",
    };
    let doubt = if hedge.uncertain { "?" } else { "" };
    format!("{prefix}{}{doubt}", unit(whole))
}

/// An interval whose ends share what they can. A hedge on it hedges both its ends, so that it may
/// be used only where both are hedged alike.
fn compact(start: Unit, end: Unit) -> Option<String> {
    match (start, end) {
        (Unit::Day(start), Unit::Day(end)) if start.year() == end.year() => {
            let ((year, month, from), (_, other, to)) = (start.ymd(), end.ymd());
            let name = month_name(month);
            Some(if month == other {
                format!("{name} {from}–{to}, {year:04}")
            } else {
                format!("{name} {from} – {} {to}, {year:04}", month_name(other))
            })
        }
        (Unit::Month(start), Unit::Month(end)) if start.year() == end.year() => Some(format!(
            "{}–{} {:04}",
            month_name(start.number()),
            month_name(end.number()),
            start.year()
        )),
        _ => None,
    }
}

/// What stands between two dates that are both written in full.
fn joint(start: Unit, hedge: Hedge, end: Unit, same: Hedge) -> &'static str {
    match (start, end) {
        (Unit::Year(_), Unit::Year(_)) if (hedge, same) == Default::default() => "–",
        // "Winter 2024 – 2025" would be read as the one winter that it names.
        (Unit::Season(first), Unit::Year(_)) if first.number() == 12 => " to ",
        _ => " – ",
    }
}

fn hedged(date: &str, hedge: Hedge) -> String {
    let about = if hedge.approximate { "c. " } else { "" };
    let doubt = if hedge.uncertain { "?" } else { "" };
    format!("{about}{date}{doubt}")
}
