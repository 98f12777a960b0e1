//! Queries and plans, written in a few words.

use dateline_model::Kind;

use super::draft::{span, story_id};
use super::subject::Failure;
use crate::{
    DateFilter, DateMode, Expr, Grouping, Phrase, Predicate, SearchPlan, Sort, TextField, Word,
    WordForm,
};

/// A plain word, anywhere.
pub(super) fn word(text: &str) -> Expr {
    word_in(TextField::Any, text)
}

/// A plain word in a field.
pub(super) fn word_in(field: TextField, text: &str) -> Expr {
    Expr::Word(Word { field, text: text.to_owned(), form: WordForm::Plain })
}

/// The beginning of a word, anywhere.
pub(super) fn prefix(text: &str) -> Expr {
    Expr::Word(Word { field: TextField::Any, text: text.to_owned(), form: WordForm::Prefix })
}

/// A word or one near it, anywhere.
pub(super) fn fuzzy(text: &str) -> Expr {
    Expr::Word(Word { field: TextField::Any, text: text.to_owned(), form: WordForm::Fuzzy })
}

/// A phrase, anywhere.
pub(super) fn phrase(text: &str) -> Expr {
    phrase_in(TextField::Any, text, 0)
}

/// A phrase in a field, whose words may be moved so far.
pub(super) fn phrase_in(field: TextField, text: &str, slop: u32) -> Expr {
    Expr::Phrase(Phrase { field, text: text.to_owned(), slop })
}

/// All of several.
pub(super) fn all(parts: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::And(parts.into_iter().collect())
}

/// Any of several.
pub(super) fn any(parts: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Or(parts.into_iter().collect())
}

/// Anything else.
pub(super) fn not(inner: Expr) -> Expr {
    Expr::Not(Box::new(inner))
}

/// In a feed.
pub(super) fn feed(name: &str) -> Expr {
    Expr::Predicate(Predicate::Feed(name.to_owned()))
}

/// Citing a publisher.
pub(super) fn publisher(name: &str) -> Expr {
    Expr::Predicate(Predicate::Publisher(name.to_owned()))
}

/// Of a kind.
pub(super) fn kind(kind: Kind) -> Expr {
    Expr::Predicate(Predicate::Kind(kind))
}

/// Of a story.
pub(super) fn of_story(id: &str) -> Result<Expr, Failure> {
    Ok(Expr::Predicate(Predicate::Story(story_id(id)?)))
}

/// A range of days by its two ends, each of which may be empty.
pub(super) fn range(from: &str, to: &str, mode: DateMode) -> Result<DateFilter, Failure> {
    let from = if from.is_empty() { None } else { Some(span(from)?.first()) };
    let to = if to.is_empty() { None } else { Some(span(to)?.last()) };
    Ok(DateFilter { from, to, mode })
}

/// The documents that a query finds, in an order.
pub(super) fn sorted(query: Expr, sort: Sort) -> SearchPlan {
    SearchPlan { sort, ..SearchPlan::new(query) }
}

/// The stories of which a query finds something, with so many events.
pub(super) fn grouped(query: Expr, events: usize) -> SearchPlan {
    SearchPlan { grouping: Grouping::Stories { events }, ..SearchPlan::new(query) }
}
