//! The query as a tree, apart from the text that it was read from and from how it is executed.

use dateline_model::{Kind, StoryId};

use crate::DateFilter;

/// A query. Words are kept as typed; an engine passes them through the same analysis as the
/// documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// Every document.
    All,
    /// A word.
    Word(Word),
    /// Words next to one another.
    Phrase(Phrase),
    /// A condition that is met or not, and adds nothing to the score.
    Predicate(Predicate),
    /// All of these; none of them means every document.
    And(Vec<Expr>),
    /// At least one of these; none of them means no document.
    Or(Vec<Expr>),
    /// The documents that this does not match.
    Not(Box<Expr>),
    /// What was typed, or what is said for it. Who matches by a synonym alone weighs less than who
    /// matches what was typed, however rare the synonym is.
    Synonyms {
        /// A word, or all of several that stood in a row.
        typed: Box<Expr>,
        /// Words, and phrases of several.
        with: Vec<Expr>,
    },
    /// A word that need not match, and adds to the score where it does. By itself it is every
    /// document.
    Optional(Word),
}

/// Where a word or phrase is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    /// Title, headings and text; for a story also its timeline (words, not phrases, as each event
    /// is a document of its own; and not of ten plain words or more that all have to match, which a
    /// long timeline has somewhere whatever they ask).
    #[default]
    Any,
    /// The story's title. An event carries the title of its story.
    Title,
    /// The headings of a story's sections.
    Section,
    /// The text of a story's sections, or of an event.
    Text,
}

impl TextField {
    /// The operator in front of the colon, for fields that have one.
    pub const fn operator(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Title => Some("title"),
            Self::Section => Some("section"),
            Self::Text => Some("text"),
        }
    }
}

/// A word and how strictly it is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Where to look.
    pub field: TextField,
    /// The word as typed. Analysis may cut it into several, which then all have to match.
    pub text: String,
    /// How strictly it is meant.
    pub form: WordForm,
}

/// How strictly a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordForm {
    /// Exactly or by its stem; exact weighs more.
    Plain,
    /// As the beginning of a word.
    Prefix,
    /// Within edit distance 1 from 4 letters, 2 from 8, a transposition counting as one.
    Fuzzy,
}

/// Words next to one another, unstemmed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// Where to look.
    pub field: TextField,
    /// The words between the quotes.
    pub text: String,
    /// How many places the words may be moved in all.
    pub slop: u32,
}

/// A condition on a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Predicate {
    /// In this feed; names are compared folded.
    Feed(String),
    /// Citing an article of this publisher; names are compared folded.
    Publisher(String),
    /// This story and its events.
    Story(StoryId),
    /// Only stories or only events.
    Kind(Kind),
    /// A date that lies so.
    Dates(DateFilter),
}

impl Expr {
    /// The same words with "any" for "all": the query to fall back on when nothing matches every
    /// word. Predicates, exclusions and phrases stay required, as someone who wrote an operator
    /// meant it. None where there are not at least two words to choose from.
    pub fn relaxed(&self) -> Option<Expr> {
        let parts = match self {
            Expr::And(parts) => parts.as_slice(),
            Expr::Synonyms { .. } => std::slice::from_ref(self),
            _ => return None,
        };
        let (words, kept): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(Self::is_word_like);
        let words: Vec<_> = words.into_iter().flat_map(Self::each_word).collect();
        if words.len() < 2 {
            return None;
        }
        let any = Expr::Or(words);
        if kept.is_empty() {
            return Some(any);
        }
        let mut all = vec![any];
        all.extend(kept);
        Some(Expr::And(all))
    }

    /// Whether a relaxed search may do without it: a word, or a choice in which no condition
    /// stands.
    fn is_word_like(&self) -> bool {
        match self {
            Self::Word(_) | Self::Synonyms { .. } => true,
            Self::Or(parts) => !parts.iter().any(Self::has_condition),
            _ => false,
        }
    }

    /// Several words that synonyms stand for as one are words of their own beside them, but for
    /// those that are not worth much.
    fn each_word(self) -> Vec<Expr> {
        let mut each = Vec::new();
        if let Self::Synonyms { typed, .. } = &self
            && let Self::And(words) = typed.as_ref()
        {
            each.extend(words.iter().filter(|word| !matches!(word, Self::Optional(_))).cloned());
        }
        each.push(self);
        each
    }

    fn has_condition(&self) -> bool {
        match self {
            Self::All | Self::Word(_) | Self::Phrase(_) | Self::Optional(_) => false,
            Self::Predicate(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::has_condition),
            Self::Not(inner) => inner.has_condition(),
            Self::Synonyms { typed, with } => {
                typed.has_condition() || with.iter().any(Self::has_condition)
            }
        }
    }

    /// How many words and phrases the tree holds.
    pub fn leaves(&self) -> usize {
        match self {
            Self::All | Self::Predicate(_) => 0,
            Self::Word(_) | Self::Phrase(_) | Self::Optional(_) => 1,
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::leaves).sum(),
            Self::Not(inner) => inner.leaves(),
            Self::Synonyms { typed, with } => {
                typed.leaves() + with.iter().map(Self::leaves).sum::<usize>()
            }
        }
    }
}
