//! From a tree back to the language.

use dateline_engine::{DateFilter, Expr, Phrase, Predicate, TextField, Word, WordForm};
use dateline_model::{DateSpan, Day};

use super::cursor::is_quote;
use super::fields::{self, Condition};
use super::quoted;

/// The tree in the notation of the language, with every operator explicit:
/// `+kim +museum`, `+"giant sculptures"~2 -text:film +(a OR b) +feed:world`.
///
/// Reading it gives the same tree, for every tree that [`super::parse`] can give. The mode of dates
/// is a setting and not a part of the language, so it has to be read with the same one; and
/// without `last_word_is_prefix`, as a prefix is printed with its star. What stood without
/// parentheses (`a b OR c`) is printed with them, so that a tree that was read with a `max_depth`
/// of d may need 2·d + 2 to be read back.
pub fn print(expr: &Expr) -> String {
    let mut text = String::new();
    match expr {
        Expr::And(parts) if !parts.is_empty() => all(parts, &mut text),
        Expr::Or(parts) if !parts.is_empty() => any(parts, &mut text),
        single => operand(single, &mut text),
    }
    text
}

fn all(parts: &[Expr], to: &mut String) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            to.push(' ');
        }
        if !matches!(part, Expr::Not(_)) {
            to.push('+');
        }
        operand(part, to);
    }
}

fn any(parts: &[Expr], to: &mut String) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            to.push_str(" OR ");
        }
        operand(part, to);
    }
}

fn operand(expr: &Expr, to: &mut String) {
    match expr {
        Expr::All => to.push('*'),
        // The language has no words for either: they come into a tree after it was read, and what is
        // printed is what was typed.
        Expr::Synonyms { typed, .. } => operand(typed, to),
        Expr::Optional(leaf) => word(leaf, to),
        Expr::Word(leaf) => word(leaf, to),
        Expr::Phrase(leaf) => phrase(leaf, to),
        Expr::Predicate(leaf) => predicate(leaf, to),
        Expr::And(parts) if parts.is_empty() => to.push('*'),
        Expr::Or(parts) if parts.is_empty() => to.push_str("-*"),
        Expr::And(parts) => group(to, |to| all(parts, to)),
        Expr::Or(parts) => group(to, |to| any(parts, to)),
        Expr::Not(inner) => {
            to.push('-');
            match inner.as_ref() {
                // Two signs in a row are none.
                Expr::Not(_) => group(to, |to| operand(inner, to)),
                other => operand(other, to),
            }
        }
    }
}

fn group(to: &mut String, inside: impl FnOnce(&mut String)) {
    to.push('(');
    inside(to);
    to.push(')');
}

fn word(word: &Word, to: &mut String) {
    field(word.field, to);
    if word.field == TextField::Any && looks_like_more(word) {
        to.push('\\');
    }
    for next in word.text.chars() {
        // A subset of what may be escaped: hyphens, colons and plus signs inside a word are safe.
        if matches!(next, '\\' | '(' | ')' | '|' | '*' | '~') || is_quote(next) {
            to.push('\\');
        }
        to.push(next);
    }
    match word.form {
        WordForm::Plain => {}
        WordForm::Prefix => to.push('*'),
        WordForm::Fuzzy => to.push('~'),
    }
}

/// Whether a word would be read as an operator or as a field. Rather too often than not: in
/// `a:)` the parenthesis is printed with a backslash, and so would be a value.
fn looks_like_more(word: &Word) -> bool {
    matches!(word.text.as_str(), "OR" | "AND" | "NOT") || fields::may_be_named(&word.text)
}

fn phrase(phrase: &Phrase, to: &mut String) {
    field(phrase.field, to);
    quoted::write(&phrase.text, to);
    if phrase.slop > 0 {
        to.push_str(&format!("~{}", phrase.slop));
    }
}

fn field(field: TextField, to: &mut String) {
    if let Some(operator) = field.operator() {
        to.push_str(operator);
        to.push(':');
    }
}

fn predicate(predicate: &Predicate, to: &mut String) {
    match predicate {
        Predicate::Feed(value) => name(Condition::Feed, value, to),
        Predicate::Publisher(value) => name(Condition::Publisher, value, to),
        Predicate::Story(id) => condition(Condition::Story, id.as_str(), to),
        Predicate::Kind(kind) => condition(Condition::Kind, kind.as_str(), to),
        Predicate::Dates(filter) => dates(filter, to),
    }
}

fn condition(condition: Condition, value: &str, to: &mut String) {
    to.push_str(condition.name());
    to.push(':');
    to.push_str(value);
}

fn name(field: Condition, value: &str, to: &mut String) {
    condition(field, "", to);
    let bare = value.starts_with(char::is_alphanumeric)
        && value.chars().all(|next| next.is_alphanumeric() || matches!(next, '-' | '_' | '.'));
    if bare {
        to.push_str(value);
    } else {
        quoted::write(value, to);
    }
}

fn dates(filter: &DateFilter, to: &mut String) {
    if filter.is_empty() {
        return condition(Condition::After, &Day::MAX.to_string(), to);
    }
    let after = filter.from.and_then(Day::pred).filter(|_| filter.to.is_none());
    let before = filter.to.and_then(Day::next).filter(|_| filter.from.is_none());
    match (after, before) {
        (Some(day), _) => condition(Condition::After, &day.to_string(), to),
        (_, Some(day)) => condition(Condition::Before, &day.to_string(), to),
        // Also where an open end is the last day that there is, which has none behind it.
        _ => {
            let days = span(filter.from.unwrap_or(Day::MIN), filter.to.unwrap_or(Day::MAX));
            condition(Condition::On, &days, to);
        }
    }
}

/// The shortest notation of these days: a year, a month, a day, or from day to day.
fn span(from: Day, last: Day) -> String {
    let day = from.to_string();
    for length in [4, 7, 10] {
        if let Some(short) = day.get(..length)
            && DateSpan::parse(short).is_ok_and(|span| span.first() == from && span.last() == last)
        {
            return short.to_owned();
        }
    }
    format!("{day}/{last}")
}
