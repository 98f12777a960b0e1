//! The Extended Date/Time Format, ISO 8601-2.
//!
//! ```text
//! edtf      = point | interval
//! interval  = end "/" end                 ; at most one of them without a date
//! end       = point | ".." | ""           ; ".." open, "" unknown: both are read as open
//! point     = date [ qualifier ] | timestamp
//! date      = year | year "-" two | year "-" two "-" two | decade
//!           | year "-XX" | year "-XX-XX" | year "-" two "-XX"   ; digits not given
//! year      = 4 digit
//! decade    = 3 digit "X"
//! two       = 2 digit                     ; after a year: 01-12 a month, 21-24 a season, 33-36 a quarter
//! qualifier = "~" | "?" | "%"             ; approximate, uncertain, both
//! timestamp = year "-" two "-" two ( "T" | " " ) time [ "Z" | ( "+" | "-" ) two [ [ ":" ] two ] ]
//! time      = two ":" two [ ":" two [ ( "." | "," ) 1*digit ] ]
//! ```
//!
//! A timestamp gives its civil day as written: moving it to another zone could move it to another
//! day, and no story means that. An "X" may be small.

use super::day::{digits, iso_numbers};
use super::unit::{End, Hedge, Unit};
use super::{DateProblem, DateSpan, Day, Month};

/// Reads EDTF. `Unrecognised` means that it is not EDTF at all; the other problems are those of
/// something that is in the form of EDTF and yet no date.
pub(super) fn parse(text: &str) -> Result<DateSpan, DateProblem> {
    match text.split_once('/') {
        None => {
            let point = point(text.as_bytes())?;
            DateSpan::from_ends(point, point)
        }
        Some((start, end)) => DateSpan::from_ends(interval_end(start)?, interval_end(end)?),
    }
}

fn interval_end(text: &str) -> Result<End, DateProblem> {
    match text {
        "" | ".." => Ok(End::Open),
        _ => point(text.as_bytes()),
    }
}

fn point(text: &[u8]) -> Result<End, DateProblem> {
    if let Some((date, [b'T' | b't' | b' ', time @ ..])) = text.split_at_checked(10)
        && let Some((year, month, day)) = iso_numbers(date)
        && is_time(time)
    {
        let day = Day::checked(year, month, day)?;
        return Ok(End::At(Unit::Day(day), Hedge::default()));
    }
    let (date, hedge) = match text.split_last() {
        Some((&sign, rest)) => match Hedge::from_sign(sign) {
            Some(hedge) => (rest, hedge),
            None => (text, Hedge::default()),
        },
        None => (text, Hedge::default()),
    };
    Ok(End::At(unit(date)?, hedge))
}

fn unit(date: &[u8]) -> Result<Unit, DateProblem> {
    let Some((year, rest)) = date.split_at_checked(4) else {
        return Err(DateProblem::Unrecognised);
    };
    if is_long_year(date) {
        return Err(DateProblem::YearOutOfRange);
    }
    let Some(year) = digits(year) else {
        return match (unspecified(year), rest) {
            (1, []) => Unit::decade(digits(&year[..3]).unwrap_or(0) as i32 * 10),
            (2.., _) => Err(DateProblem::Century),
            _ => Err(DateProblem::Unrecognised),
        };
    };
    let year = year as i32;
    match *rest {
        [] | [b'-', b'X' | b'x', b'X' | b'x'] => Unit::year(year),
        [b'-', b'X' | b'x', b'X' | b'x', b'-', b'X' | b'x', b'X' | b'x'] => Unit::year(year),
        [b'-', m1, m2] => match digits(&[m1, m2]) {
            Some(number @ 21..=24) => Unit::season(year, number - 20),
            Some(number @ 33..=36) => Unit::quarter(year, number - 32),
            Some(number) => Month::checked(year, number).map(Unit::Month),
            None => Err(DateProblem::Unrecognised),
        },
        [b'-', m1, m2, b'-', b'X' | b'x', b'X' | b'x'] => match digits(&[m1, m2]) {
            Some(number) => Month::checked(year, number).map(Unit::Month),
            None => Err(DateProblem::Unrecognised),
        },
        [b'-', m1, m2, b'-', d1, d2] => match (digits(&[m1, m2]), digits(&[d1, d2])) {
            (Some(month), Some(day)) => Day::checked(year, month, day).map(Unit::Day),
            _ => Err(DateProblem::Unrecognised),
        },
        _ => Err(DateProblem::Unrecognised),
    }
}

/// How many digits are left out at the end of a year: 1 for `202X`, 2 for `20XX`, 0 for anything
/// that is no such year.
fn unspecified(year: &[u8]) -> usize {
    let given = year.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let left_out = year.len() - given;
    if year[given..].iter().all(|byte| matches!(byte, b'X' | b'x')) { left_out } else { 0 }
}

/// A year before 0000 (`-0044`) or after 9999 (`12345`, `Y17000`), as EDTF writes it.
fn is_long_year(date: &[u8]) -> bool {
    let (signed, number) = match date {
        [b'Y' | b'-', number @ ..] => (true, number),
        number => (false, number),
    };
    let enough = if signed { 4 } else { 5 };
    (enough..=9).contains(&number.len()) && digits(number).is_some()
}

/// Whether this is a time of day, with or without a zone. A second of 60 is a leap second.
fn is_time(text: &[u8]) -> bool {
    let Some((clock, zone)) = text.split_at_checked(5) else {
        return false;
    };
    let &[h1, h2, b':', m1, m2] = clock else {
        return false;
    };
    let zone = match *zone {
        [b':', s1, s2, ref rest @ ..] => {
            if digits(&[s1, s2]).is_none_or(|second| second > 60) {
                return false;
            }
            match rest {
                [b'.' | b',', fraction @ ..] => {
                    let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
                    if length == 0 {
                        return false;
                    }
                    &fraction[length..]
                }
                rest => rest,
            }
        }
        _ => zone,
    };
    digits(&[h1, h2]).is_some_and(|hour| hour <= 24)
        && digits(&[m1, m2]).is_some_and(|minute| minute < 60)
        && is_zone(zone)
}

fn is_zone(text: &[u8]) -> bool {
    match *text {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2] => digits(&[h1, h2]).is_some(),
        [b'+' | b'-', h1, h2, b':', m1, m2] | [b'+' | b'-', h1, h2, m1, m2] => {
            digits(&[h1, h2, m1, m2]).is_some()
        }
        _ => false,
    }
}
