//! An entry of the timeline: `Jun 2024 – What happened [5][6].`
//!
//! A dash parts date and text, but a date can have dashes too (`Jan 30 - Feb 2, 2026 - ...`), and a
//! text can start with words that have one. So every dash is tried, and the longest date that can
//! be read wins. Only a dash with space on both sides is tried at first; one that touches a word is
//! where no such dash parts a date, as in `Jun 2024—Officials ...`.

use dateline_model::{DateError, DateSpan};

use super::paragraph::Paragraph;

/// The most characters of a date.
const MAX_DATE_CHARS: usize = 60;
/// The most characters before a dash that are taken for a date although they cannot be read.
const MAX_UNREADABLE_CHARS: usize = 40;

/// An entry in two.
#[derive(Debug)]
pub(super) struct Split<'a> {
    /// The date; or why it cannot be read; or nothing, where there is none.
    pub(super) date: Result<DateSpan, Option<DateError>>,
    /// The date as written.
    pub(super) date_text: &'a str,
    /// What happened, with its citations.
    pub(super) text: &'a str,
}

/// Splits an entry into date and text.
pub(super) fn split(entry: &str) -> Split<'_> {
    if let Some((date, date_text, text)) = dated(entry) {
        return Split { date: Ok(date), date_text, text };
    }
    let unreadable = dashes(entry)
        .find(|dash| dash.is_spaced)
        .map(|dash| dash.parts(entry))
        .filter(|(before, _)| before.chars().nth(MAX_UNREADABLE_CHARS).is_none());
    if let Some((date_text, text)) = unreadable
        && let Err(error) = DateSpan::parse(date_text)
    {
        return Split { date: Err(Some(error)), date_text, text };
    }
    Split { date: Err(None), date_text: "", text: entry }
}

/// Whether a text starts with a date and a dash.
pub(super) fn is_dated(text: &str) -> bool {
    dated(text).is_some()
}

/// The entries of a paragraph, each with its line: one, unless further lines of it start with dates
/// of their own.
pub(super) fn entries(paragraph: &Paragraph<'_>) -> Vec<(u64, String)> {
    let mut entries: Vec<(u64, String)> = Vec::new();
    for (text, line) in paragraph.lines.iter().zip(paragraph.line..) {
        match entries.last_mut() {
            Some((_, entry)) if !is_dated(text) => {
                entry.push(' ');
                entry.push_str(text);
            }
            _ => entries.push((line, (*text).to_owned())),
        }
    }
    entries
}

/// Hyphens and dashes of every kind, and the minus sign.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn dated(entry: &str) -> Option<(DateSpan, &str, &str)> {
    let longest = |is_spaced: bool| {
        let candidates = dashes(entry).filter(move |dash| dash.is_spaced == is_spaced);
        candidates
            .take_while(|dash| entry[..dash.start].chars().nth(MAX_DATE_CHARS).is_none())
            .filter_map(|dash| {
                let (date, text) = dash.parts(entry);
                Some((DateSpan::parse(date).ok()?, date, text))
            })
            .last()
    };
    longest(true).or_else(|| longest(false))
}

/// A dash that could part a date from a text.
struct Dash {
    start: usize,
    end: usize,
    /// Whether there is space on both sides.
    is_spaced: bool,
}

impl Dash {
    fn parts<'a>(&self, entry: &'a str) -> (&'a str, &'a str) {
        (entry[..self.start].trim(), entry[self.end..].trim())
    }
}

fn dashes(entry: &str) -> impl Iterator<Item = Dash> {
    entry.match_indices(is_dash).filter_map(|(start, dash)| {
        let end = start + dash.len();
        let before = entry[..start].ends_with(char::is_whitespace);
        let next = entry[end..].chars().next();
        let after = next.is_none_or(char::is_whitespace);
        let is_spaced = before && after;
        // Within `2024-06` and `2024–2025` a dash parts nothing.
        let parts = before || after || matches!(dash, "\u{2014}" | "\u{2015}");
        let may_part = is_spaced || (parts && !next.is_some_and(|next| next.is_ascii_digit()));
        may_part.then_some(Dash { start, end, is_spaced })
    })
}
