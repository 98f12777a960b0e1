//! Completing what is being typed.

use dateline_model::{DateSpan, StoryId};

/// What was typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestPlan {
    /// What stands in front of the word that is being typed: words, as typed. A completion stands
    /// together with all of them in a document.
    pub earlier: Vec<String>,
    /// The beginning of the last word, as typed; none where the last word is complete.
    pub beginning: Option<String>,
    /// How many words, and how many titles, at the most.
    pub limit: usize,
}

/// What may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Words of the index that begin so: those of more documents first, then by the alphabet. Behind
    /// them, where there are fewer than asked for, those whose beginning is misspelt so,
    /// as far as none are nearer. What was typed is one of them only next to longer ones.
    pub words: Vec<SuggestedWord>,
    /// Stories whose titles have all the words, the last by its beginning: those with the fewest
    /// words besides first, then the newest, then by id. Where there are none, those with words that
    /// are near.
    pub titles: Vec<SuggestedTitle>,
    /// Which generation of the index answered.
    pub generation: u64,
}

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedWord {
    /// The word, folded.
    pub word: String,
    /// How many documents have it in their title, headings or text: exactly where they are few
    /// (a thousand at least), about so many otherwise.
    pub documents: u64,
    /// Whether it does not begin as typed, but nearly.
    pub corrected: bool,
}

/// The title of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedTitle {
    /// The story.
    pub id: StoryId,
    /// The title.
    pub title: String,
    /// The same as HTML, with `<mark>` around what matched.
    pub highlighted: String,
    /// The story's own date.
    pub date: Option<DateSpan>,
}
