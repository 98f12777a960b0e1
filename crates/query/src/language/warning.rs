//! What in a query was not understood as written.

use serde::{Serialize, Serializer};

/// So many warnings are kept for one text; a text of a megabyte of parentheses needs no more.
const MOST: usize = 64;

/// Something in the query that was not understood as written, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Where it stands: characters (Unicode scalar values) from the start, from 0.
    pub position: usize,
    /// What kind of deviation it is.
    pub code: WarningCode,
    /// What was wrong, what was done instead, what would be right.
    pub message: String,
}

/// The kinds of deviation, stable for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WarningCode {
    /// A quote without its end.
    UnclosedQuote,
    /// Quotes without a word in them.
    EmptyPhrase,
    /// A parenthesis without its other half.
    UnbalancedParenthesis,
    /// Parentheses without anything in them.
    EmptyGroup,
    /// Parentheses nested deeper than is allowed.
    TooDeep,
    /// More words, phrases or conditions than are allowed.
    TooManyTerms,
    /// `OR`, `|`, `AND`, `NOT` or `+` without an operand.
    DanglingOperator,
    /// Two operators where one is expected, such as `OR OR` or `--word`.
    RepeatedOperator,
    /// A `+` or `-` behind a field's colon.
    MisplacedSign,
    /// A `+` before one side of an `OR`.
    RequiredAlternative,
    /// A `*` that is not at the end of a word.
    MisplacedStar,
    /// A `~` with what cannot be its number, or where it means nothing.
    MisplacedTilde,
    /// `name:value` with a name that is no field.
    UnknownField,
    /// A field without a value.
    EmptyValue,
    /// A date that cannot be read.
    UnreadableDate,
    /// A kind other than story and event.
    UnknownKind,
    /// A story id of other characters or of another length than ids have.
    InvalidStoryId,
    /// A word of symbols, without a letter or digit.
    NothingToSearch,
    /// Further warnings were left out.
    MoreWarnings,
}

impl WarningCode {
    /// The name as it stands in replies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "unclosed-quote",
            Self::EmptyPhrase => "empty-phrase",
            Self::UnbalancedParenthesis => "unbalanced-parenthesis",
            Self::EmptyGroup => "empty-group",
            Self::TooDeep => "too-deep",
            Self::TooManyTerms => "too-many-terms",
            Self::DanglingOperator => "dangling-operator",
            Self::RepeatedOperator => "repeated-operator",
            Self::MisplacedSign => "misplaced-sign",
            Self::RequiredAlternative => "required-alternative",
            Self::MisplacedStar => "misplaced-star",
            Self::MisplacedTilde => "misplaced-tilde",
            Self::UnknownField => "unknown-field",
            Self::EmptyValue => "empty-value",
            Self::UnreadableDate => "unreadable-date",
            Self::UnknownKind => "unknown-kind",
            Self::InvalidStoryId => "invalid-story-id",
            Self::NothingToSearch => "nothing-to-search",
            Self::MoreWarnings => "more-warnings",
        }
    }
}

// By hand, so that there is one list of names and not a derived one beside it.
impl Serialize for WarningCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The warnings of one text, bounded.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    list: Vec<Warning>,
    left_out: Option<usize>,
}

impl Warnings {
    /// Adds a warning. The message is a closure because most of a hostile text's are never kept.
    pub(super) fn add(
        &mut self,
        position: usize,
        code: WarningCode,
        message: impl FnOnce() -> String,
    ) {
        if self.list.len() + 1 < MOST {
            self.list.push(Warning { position, code, message: message() });
        } else if self.left_out.is_none() {
            self.left_out = Some(position);
        }
    }

    /// The warnings in order of position.
    pub(super) fn into_list(mut self) -> Vec<Warning> {
        if let Some(position) = self.left_out {
            self.list.push(Warning {
                position,
                code: WarningCode::MoreWarnings,
                message: format!(
                    "there is more that was not understood; the first {} are shown",
                    MOST - 1
                ),
            });
        }
        self.list.sort_by_key(|warning| warning.position);
        self.list
    }
}

/// A part of the query as it is shown in a message: cut where it is long.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
