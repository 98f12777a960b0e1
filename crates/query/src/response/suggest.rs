//! The reply of `/api/v1/suggest`.

use dateline_engine::{SuggestedTitle, SuggestedWord};
use serde::Serialize;
use utoipa::ToSchema;

use super::DateReply;

/// What somebody may mean who is still typing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestResponse {
    /// As typed.
    #[schema(example = "kim mus")]
    pub text: String,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// Words that the last one may become, each standing in a document with all words in front: those
    /// that begin as typed, in more documents first; below them, where there are fewer than asked for
    /// and at least four letters were typed, those whose beginning is misspelt. What was typed is one
    /// of them only next to longer ones. None where the text does not end with a word.
    pub words: Vec<WordReply>,
    /// Stories whose title has all the words, the last by its beginning: those with the fewest other
    /// words in the title first, then the newest. Where there are none, stories with words that are
    /// spelt nearly so.
    pub titles: Vec<TitleReply>,
}

/// A completion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WordReply {
    /// The text with the word completed, what stands in front being as typed.
    #[schema(example = "kim museum")]
    pub text: String,
    /// The word, without capitals and accents.
    #[schema(example = "museum")]
    pub word: String,
    /// How many stories and events have the word in their title, headings or text: exactly up to a
    /// thousand, and about so many beyond.
    pub documents: u64,
    /// Whether it begins otherwise than was typed, though nearly so.
    pub corrected: bool,
}

/// A story whose title matches.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TitleReply {
    /// The id of the story.
    #[schema(example = "kim-reviews-sculptures")]
    pub id: String,
    /// Its title.
    #[schema(example = "Kim reviews sculptures")]
    pub title: String,
    /// The title as HTML: escaped, with `<mark>` around what matched and no other markup.
    #[schema(example = "<mark>Kim</mark> reviews <mark>sculptures</mark>")]
    pub highlighted: String,
    /// When the story was updated, else when its latest event ends; null for an undated one.
    pub date: Option<DateReply>,
}

impl WordReply {
    /// The reply for a word behind what is kept as typed.
    pub(crate) fn new(kept: &str, found: SuggestedWord) -> Self {
        let SuggestedWord { word, documents, corrected } = found;
        Self { text: format!("{kept}{word}"), word, documents, corrected }
    }
}

impl From<SuggestedTitle> for TitleReply {
    fn from(found: SuggestedTitle) -> Self {
        let SuggestedTitle { id, title, highlighted, date } = found;
        let date = date.as_ref().map(DateReply::from);
        Self { id: id.to_string(), title, highlighted, date }
    }
}
