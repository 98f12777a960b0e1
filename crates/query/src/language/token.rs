//! What the lexer hands to the parser.

use dateline_engine::{TextField, WordForm};

use super::fields::Condition;

/// A piece of the query, with what is glued to its front.
#[derive(Debug)]
pub(super) struct Token {
    /// Where it starts, its sign and field included.
    pub(super) position: usize,
    /// The `+` or `-` directly before it.
    pub(super) sign: Option<Sign>,
    /// The field directly before it, where that is none with a value.
    pub(super) prefix: Option<Prefix>,
    /// What it is.
    pub(super) kind: TokenKind,
    /// Whether the text ends with it, so that it may still be growing.
    pub(super) ends_text: bool,
}

/// A sign before an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `+`
    Required,
    /// `-`
    Excluded,
}

/// A field before an operand.
#[derive(Debug)]
pub(super) enum Prefix {
    /// A place to look.
    Field(TextField),
    /// A name that is no field, and is searched as a word with what follows it.
    Unknown(String),
}

/// The kinds of token.
#[derive(Debug)]
pub(super) enum TokenKind {
    /// A word without its operators.
    Word {
        /// The word.
        text: String,
        /// What its operators say.
        form: WordForm,
    },
    /// Words between quotes.
    Phrase {
        /// The words.
        text: String,
        /// The number behind the tilde.
        slop: u32,
    },
    /// A field and its value.
    Condition {
        /// The field.
        condition: Condition,
        /// The value as written, without quotes.
        value: String,
        /// Whether it stood in quotes.
        quoted: bool,
    },
    /// `*`
    All,
    /// `(`
    Open,
    /// `)`, which always has its `(`.
    Close,
    /// `OR`
    Or,
    /// `|`
    Bar,
    /// `AND`
    And,
    /// `NOT`
    Not,
}

impl TokenKind {
    /// An operator between two operands.
    pub(super) const fn is_binary(&self) -> bool {
        matches!(self, Self::Or | Self::Bar | Self::And)
    }

    /// An operator as it is written; empty for all else.
    pub(super) const fn written(&self) -> &'static str {
        match self {
            Self::Or => "OR",
            Self::Bar => "|",
            Self::And => "AND",
            Self::Not => "NOT",
            _ => "",
        }
    }
}
