//! Dates that a text names among its words: `museum december 2025`, `kursk "aug 2025"`, `floods last month`.
//!
//! A date is looked for in words that stand side by side outside groups, the longest run first, and in
//! phrases that are nothing else. What it takes to be one is left to [`DateSpan`], which reads what news
//! pages write; a number alone is a year only where people would say so. Who means the words quotes them
//! with others, or puts a field before them.

mod relative;

use dateline_engine::{DateFilter, DateMode, Expr, NamedDate, Phrase, Predicate, TextField};
use dateline_engine::{Word, WordForm};
use dateline_model::{DateSpan, Day, Precision};

use super::normal;

/// No date takes more words than this: `between the 5th of january 2026 and 7 february 2026`.
const MOST_WORDS: usize = 10;
/// So many dates are looked for in one text.
const MOST_DATES: usize = 8;
/// Numbers of four digits that are taken for years when they stand alone.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=LAST_YEAR;
/// Later years are not told of.
const LAST_YEAR: i32 = 2099;
/// What may stand before a date and says no more than that it is one.
const PREPOSITIONS: [&str; 6] = ["in", "on", "during", "of", "for", "from"];
/// What a year would take along that belongs to the word before it: `The Sun 2024`.
const BEFORE_A_YEAR: [&str; 8] = ["the", "sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// A date that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The words as typed, without the punctuation around them.
    pub text: String,
    /// What they mean.
    pub named: NamedDate,
}

/// Takes the dates out of what stands side by side in a text. Where nothing is left that asks for words,
/// the dates are what is asked for: what says so, or happened then.
pub(super) fn take(parts: Vec<Expr>, today: Day, mode: DateMode) -> (Vec<Expr>, Vec<Named>) {
    if !parts.iter().any(may_tell_a_date) {
        return (parts, Vec::new());
    }
    let (mut rest, mut found) = (Vec::with_capacity(parts.len()), Vec::<Found>::new());
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let most = if found.len() < MOST_DATES { MOST_WORDS } else { 0 };
        match longest(&parts[at..], most, today) {
            Some((length, named)) => {
                found.push(named);
                at += length;
            }
            None => {
                rest.push(part.clone());
                at += 1;
            }
        }
    }
    if !found.is_empty() && !rest.iter().any(asks_for_words) {
        let choices = found.iter_mut().flat_map(|Found { named, words }| {
            let words = std::mem::take(words).into_iter().map(Expr::Word).collect();
            let then = Predicate::Dates(DateFilter::on(&named.named.date, mode));
            [normal::all(words), Expr::Predicate(then)]
        });
        rest.extend(normal::any(choices.collect()));
    }
    (rest, found.into_iter().map(|found| found.named).collect())
}

/// Whether there is anything in a part that makes a date: most texts have none.
fn may_tell_a_date(part: &Expr) -> bool {
    match part {
        Expr::Phrase(Phrase { text, .. }) => text.split_whitespace().any(tells_a_date),
        part => plain(part).is_some_and(tells_a_date),
    }
}

/// Whether a word has as many digits as the least of a year (`202X`), or makes a date that is told from
/// today.
fn tells_a_date(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_digit).count() >= 3 || relative::has_word(word)
}

/// A date that was found, and all the words that were read for it.
struct Found {
    named: Named,
    words: Vec<Word>,
}

fn asks_for_words(part: &Expr) -> bool {
    !matches!(part, Expr::Not(_)) && part.leaves() > 0
}

/// The date that the first parts are, as many of them as can be, and how many those are.
fn longest(parts: &[Expr], most: usize, today: Day) -> Option<(usize, Found)> {
    if let (Some(Expr::Phrase(Phrase { field: TextField::Any, text, slop: 0 })), 1..) =
        (parts.first(), most)
    {
        let words: Vec<&str> = text.split_whitespace().collect();
        return Some((1, named(&words, today)?));
    }
    let words: Vec<&str> = parts.iter().take(most).map_while(plain).collect();
    (1..=words.len()).rev().find_map(|length| Some((length, named(&words[..length], today)?)))
}

/// A word that may be a part of a date: one that is not confined to a field or marked otherwise. It may
/// still be growing, as far as it is one already.
fn plain(part: &Expr) -> Option<&str> {
    match part {
        Expr::Word(Word {
            field: TextField::Any,
            text,
            form: WordForm::Plain | WordForm::Prefix,
        }) => Some(text),
        _ => None,
    }
}

fn named(words: &[&str], today: Day) -> Option<Found> {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let read = |skipped: usize| {
        let words = lower.get(skipped..)?;
        let relative = relative::read(words, today).map(|date| (date, None));
        relative.or_else(|| written(words).map(|date| (date, Some(skipped))))
    };
    let follows = lower.first().is_some_and(|first| PREPOSITIONS.contains(first));
    let (date, says) = if follows { read(1) } else { None }.or_else(|| read(0))?;
    // A document may say `december 2025`, but by `last month` it would mean another.
    let says = says.and_then(|skipped| words.get(skipped..)).unwrap_or_default();
    let named = NamedDate { date, words: says.iter().copied().map(word).collect() };
    Some(Found {
        named: Named { text: words.join(" "), named },
        words: words.iter().copied().map(word).collect(),
    })
}

fn word(text: &str) -> Word {
    Word { field: TextField::Any, text: text.to_owned(), form: WordForm::Plain }
}

/// A date that says which year it is of.
fn written(words: &[&str]) -> Option<DateSpan> {
    if !words.iter().copied().any(tells_a_date) {
        return None;
    }
    if let [number] = words
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        let is_year = number.parse().is_ok_and(|number| YEARS.contains(&number));
        return if is_year { DateSpan::parse(number).ok() } else { None };
    }
    let date = DateSpan::parse(&words.join(" ")).ok()?;
    // `around 2500` is a number of something.
    if !date.is_open_start() && date.first().year() > LAST_YEAR {
        return None;
    }
    let takes_more = date.precision() == Precision::Year
        && words.first().is_some_and(|first| BEFORE_A_YEAR.contains(first));
    (!takes_more).then_some(date)
}
