//! One date of a phrase, as far as it is written: its year may be missing.

use super::cursor::Cursor;
use super::token::Token;
use super::word::Word;
use crate::date::part::Third;

/// One date as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// "early", "mid", "late".
    pub(super) third: Option<Third>,
    pub(super) whole: Whole,
    /// Four digits, or `None` where the year is left out.
    pub(super) year: Option<u32>,
}

/// What a date names besides its year. The numbers are as written, and may exceed the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Whole {
    Day {
        month: u32,
        day: u32,
    },
    /// A day that leaves out its month as well ("5" in "5-7 January"), or a year that leaves out
    /// its century ("24" in "2022–24"). `digits` says how many were written.
    DayOfMonth {
        day: u32,
        digits: usize,
    },
    /// Two numbers that could each be the month.
    EitherOrder(u32, u32),
    Month(u32),
    Season(u32),
    Quarter(u32),
    Half(u32),
    Year,
    Decade,
}

impl Whole {
    const fn of(self, year: Option<u32>) -> Piece {
        Piece { third: None, whole: self, year }
    }
}

pub(super) fn piece(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let third = match cursor.peek() {
        Some(Token::Word(Word::Third(third))) => {
            cursor.bump();
            let _ = cursor.eat(Token::Hyphen) || cursor.eat(Token::Dash);
            cursor.eat_word(Word::Of);
            cursor.eat_word(Word::The);
            Some(third)
        }
        _ => None,
    };
    let piece = whole(cursor)?;
    Some(Piece { third, ..piece })
}

fn whole(cursor: &mut Cursor<'_>) -> Option<Piece> {
    cursor
        .attempt(numeric_day)
        .or_else(|| cursor.attempt(numeric_month))
        .or_else(|| cursor.attempt(day_first))
        .or_else(|| cursor.attempt(month_first))
        .or_else(|| cursor.attempt(season))
        .or_else(|| cursor.attempt(part_of_year))
        .or_else(|| cursor.attempt(year_first))
        .or_else(|| cursor.attempt(day_only))
}

/// `2025/12/12`, `12.12.2025`, `12/13/2025`. Between dots the day comes first, as in Europe;
/// otherwise only the numbers themselves can tell.
fn numeric_day(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let separator = |cursor: &mut Cursor<'_>| match cursor.bump()? {
        token @ (Token::Slash | Token::Dot | Token::Hyphen | Token::Dash) => Some(token),
        _ => None,
    };
    if let Some(year) = cursor.year() {
        let between = separator(cursor)?;
        let month = cursor.small()?;
        let day = cursor.eat(between).then(|| cursor.small())??;
        return Some(Whole::Day { month, day }.of(Some(year)));
    }
    let first = cursor.small()?;
    let between = separator(cursor)?;
    let second = cursor.small()?;
    let year = cursor.eat(between).then(|| cursor.year())??;
    let can_be_month = |number| (1..=12).contains(&number);
    let whole = if between == Token::Dot || first > 12 {
        Whole::Day { month: second, day: first }
    } else if can_be_month(first) && can_be_month(second) && first != second {
        Whole::EitherOrder(first, second)
    } else {
        Whole::Day { month: first, day: second }
    };
    Some(whole.of(Some(year)))
}

/// `12/2025`, `12.2025`, and `2025-12` within a phrase. `2025/12` is left out: it could as well be
/// the first half of "2025/26".
fn numeric_month(cursor: &mut Cursor<'_>) -> Option<Piece> {
    if let Some(year) = cursor.year() {
        let Some(Token::Number { value: month @ 1..=12, digits: 2 }) =
            cursor.eat(Token::Hyphen).then(|| cursor.bump())?
        else {
            return None;
        };
        return Some(Whole::Month(month).of(Some(year)));
    }
    let month = cursor.small()?;
    if !cursor.eat(Token::Slash) && !cursor.eat(Token::Dot) {
        return None;
    }
    let year = cursor.year()?;
    Some(Whole::Month(month).of(Some(year)))
}

/// `12 December 2025`, `the 12th of December`, `12-Dec-2025`.
fn day_first(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let day = cursor.small()?;
    cursor.eat_word(Word::OrdinalSuffix);
    let _ = cursor.eat_word(Word::Of) || cursor.eat(Token::Hyphen);
    let month = month_name(cursor)?;
    let year = year_after(cursor, &[Token::Comma, Token::Hyphen, OF]);
    Some(Whole::Day { month, day }.of(year))
}

/// `December 12, 2025`, `Dec 12th`, `Dec 2025`, `Dec-2025`.
fn month_first(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let month = month_name(cursor)?;
    if let Some(day) = cursor.small() {
        cursor.eat_word(Word::OrdinalSuffix);
        let year = year_after(cursor, &[Token::Comma]);
        return Some(Whole::Day { month, day }.of(year));
    }
    let year = year_after(cursor, &[Token::Comma, Token::Hyphen, OF]);
    Some(Whole::Month(month).of(year))
}

/// `summer 2024`, `the summer of 2024`, `winter 2024-25`.
fn season(cursor: &mut Cursor<'_>) -> Option<Piece> {
    const WINTER: u32 = 4;
    let Some(Token::Word(Word::Season(season))) = cursor.bump() else {
        return None;
    };
    let year = year_after(cursor, &[Token::Comma, OF]);
    if season == WINTER
        && let Some(year) = year
    {
        // A winter is often named by both its years. Any other second year is not part of it.
        cursor.attempt(|cursor| {
            let joint = cursor.bump()?;
            let next = cursor.year().or_else(|| cursor.small())?;
            (matches!(joint, Token::Hyphen | Token::Dash | Token::Slash)
                && (next == year + 1 || next == (year + 1) % 100))
                .then_some(())
        });
    }
    Some(Whole::Season(season).of(year))
}

/// `Q3 2025`, `3Q 2025`, `third quarter of 2025`, `H1 2025`, `first half of 2025`.
fn part_of_year(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let whole = quarter_or_half(cursor)?;
    let year = year_after(cursor, &[Token::Comma, Token::Hyphen, OF]);
    Some(whole.of(year))
}

fn quarter_or_half(cursor: &mut Cursor<'_>) -> Option<Whole> {
    let number = |token| match token {
        Token::Number { value, digits: 1 } | Token::Word(Word::Nth(value)) => Some(value),
        _ => None,
    };
    let name = |token| match token {
        Token::Word(Word::Quarter) => Some(Whole::Quarter as fn(u32) -> Whole),
        Token::Word(Word::Half) => Some(Whole::Half as fn(u32) -> Whole),
        _ => None,
    };
    let first = cursor.bump()?;
    if let Some(name) = name(first) {
        return Some(name(number(cursor.bump()?)?));
    }
    let number = number(first)?;
    cursor.eat_word(Word::OrdinalSuffix);
    Some(name(cursor.bump()?)?(number))
}

/// `2025`, `2020s`, `2025 Q3`, `2025-H1`.
fn year_first(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let Some(year) = cursor.year() else {
        let Some(Token::Number { value, digits: 4 }) = cursor.bump() else {
            return None;
        };
        let is_decade = cursor.eat_word(Word::DecadeSuffix);
        return is_decade.then_some(Whole::Decade.of(Some(value)));
    };
    let part = cursor.attempt(|cursor| {
        cursor.eat(Token::Hyphen);
        quarter_or_half(cursor)
    });
    Some(part.unwrap_or(Whole::Year).of(Some(year)))
}

/// `7, 2026` at the end of "Jan 5-7, 2026", `5` at the start of "5-7 January".
fn day_only(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let Some(Token::Number { value: day, digits: digits @ (1 | 2) }) = cursor.bump() else {
        return None;
    };
    cursor.eat_word(Word::OrdinalSuffix);
    let year = year_after(cursor, &[Token::Comma]);
    Some(Whole::DayOfMonth { day, digits }.of(year))
}

const OF: Token = Token::Word(Word::Of);

/// A year, perhaps after one of these tokens, or two ("June, of 2024" is odd but clear).
fn year_after(cursor: &mut Cursor<'_>, separators: &[Token]) -> Option<u32> {
    cursor.attempt(|cursor| {
        for separator in separators {
            cursor.eat(*separator);
        }
        cursor.year()
    })
}

fn month_name(cursor: &mut Cursor<'_>) -> Option<u32> {
    match cursor.bump()? {
        Token::Word(Word::Month(month)) => Some(month),
        _ => None,
    }
}
