//! The query language: from the text of a search box to an [`Expr`], and back.
//!
//! No text is an error. What cannot be understood as an operator is searched as words, and each
//! such deviation is a [`Warning`] with its position, so that a strict caller can refuse the first.
//!
//! Why a grammar of our own and not tantivy's grammar crate: that one knows other operators
//! (ranges, sets, regular expressions, boosts) which we would have to refuse one by one, has no
//! fuzzy words, gives `OR` another precedence than people who search expect, and its errors carry
//! no remedy that could be shown to a user. The language is small enough to be read by hand.
//!
//! The text goes through `lexer` (characters to tokens, with what is glued to them), `parser`
//! (tokens to a tree, with the grammar above it) and `normal` (the one shape that a tree has).

mod cursor;
mod fields;
mod lexer;
mod named;
mod normal;
mod parser;
mod plain;
mod prefix;
mod print;
mod quoted;
mod suffix;
#[cfg(test)]
mod tests;
mod token;
mod values;
mod warning;
mod word;

pub use named::Named;
pub use plain::plain_words;
pub use print::print;
pub use warning::{Warning, WarningCode};

use dateline_engine::{DateMode, Expr};
use dateline_model::Day;

use crate::request::RequestLimits;

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How the spans of documents have to lie to the dates of `on:`, `after:` and `before:`.
    pub dates: DateMode,
    /// The user is still typing: the last plain word, when it stands outside quotes and directly
    /// at the end of the text, matches as a prefix. An excluded word does not, as `kim -a` would
    /// exclude nearly everything on the way to `kim -army`.
    pub last_word_is_prefix: bool,
    /// The day that `last month` counts from. Dates that the text names are taken for such only where
    /// it is given; otherwise they are words.
    pub today: Option<Day>,
    /// More words or phrases than this are dropped with a warning, and so are more conditions
    /// (`feed:`, `on:` and so on) than this.
    pub max_terms: usize,
    /// Parentheses nested deeper than this are ignored with a warning. Never more than 64, as the
    /// tree is walked by recursion from here to the engine.
    pub max_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dates: DateMode::default(),
            last_word_is_prefix: false,
            today: None,
            max_terms: 64,
            max_depth: 16,
        }
    }
}

impl Options {
    /// What is read where nothing but the bounds is said.
    pub fn within(limits: &RequestLimits) -> Self {
        let RequestLimits { query_terms: max_terms, query_depth: max_depth, .. } = *limits;
        Self { max_terms, max_depth, ..Self::default() }
    }
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The query, in normal form: `And` and `Or` are flat, hold at least two different operands
    /// and never [`Expr::All`]; nothing is excluded twice.
    pub expr: Expr,
    /// The dates that the text names, which are no part of the query otherwise. Where it says nothing
    /// else, the query asks for them too.
    pub dates: Vec<Named>,
    /// What was not understood as written, in order of position.
    pub warnings: Vec<Warning>,
}

/// Reads a text. It never fails; see [`Parsed::warnings`].
pub fn parse(text: &str, options: Options) -> Parsed {
    parser::Parser::new(text, options).parse()
}
