//! What comes back from a search.

use std::time::Duration;

use dateline_model::{DateSpan, DocumentId, StoryId};

use crate::{Facets, Position};

/// The answer to a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// How many hits there are in all, exactly: documents, or stories when grouped.
    pub total: u64,
    /// How many documents match, exactly.
    pub documents: u64,
    /// The page.
    pub hits: Vec<Hit>,
    /// Where the next page starts, when there is one.
    pub next: Option<Position>,
    /// The counts that were asked for.
    pub facets: Facets,
    /// The words that are in no document, and what stood in for them.
    pub corrections: Vec<Correction>,
    /// Whether a word of the query stands for more words of the index than an engine follows, as the
    /// beginning of words or near them, and the rarest of those were left out.
    pub left_words_out: bool,
    /// Which generation of the index answered.
    pub generation: u64,
    /// What it took.
    pub stages: Stages,
}

/// How long each stage of a search took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages {
    /// Until it was its turn.
    pub waited: Duration,
    /// To look up the words, and what stands in for those that are misspelt.
    pub compiled: Duration,
    /// To go through the matches, count them and put them in order.
    pub collected: Duration,
    /// To read the page.
    pub read: Duration,
}

/// A word that is in no document, and the near words of the index that stood in for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The word as typed.
    pub word: String,
    /// What stood in for it, the most frequent first.
    pub with: Vec<String>,
}

/// One hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document; in groups always the story.
    pub id: DocumentId,
    /// The story that it is or belongs to.
    pub story: StoryHead,
    /// The score, in the order by relevance.
    pub score: Option<f32>,
    /// The date of the event, or the story's own.
    pub date: Option<DateSpan>,
    /// The date as the source wrote it, for events.
    pub date_text: Option<String>,
    /// The text of the event, or the beginning of the story.
    pub text: String,
    /// What matched, marked, where asked for.
    pub highlights: Option<Highlights>,
    /// What the event cites, in order.
    pub citations: Vec<CitedArticle>,
    /// How the score came about, where asked for.
    pub explanation: Option<Explanation>,
    /// The best matching events of the story, in groups.
    pub events: Vec<Hit>,
}

/// What a hit tells of its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryHead {
    /// Its id.
    pub id: StoryId,
    /// Its title.
    pub title: String,
    /// The feeds that it is in.
    pub feeds: Vec<String>,
}

/// Texts with `<mark>` around what matched, escaped as HTML and with no other markup. A text in
/// which nothing matched is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlights {
    /// The title, whole.
    pub title: Option<String>,
    /// The best passage of the text; cut ends are marked by an ellipsis.
    pub text: Option<String>,
}

/// A citation and what is known of the article behind it. One without an entry keeps its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedArticle {
    /// The number in the text.
    pub number: u32,
    /// Who published the article.
    pub publisher: Option<String>,
    /// Where it is.
    pub url: Option<String>,
}

/// A part of a score and the parts that it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What this part adds or multiplies.
    pub value: f32,
    /// What it stands for.
    pub description: String,
    /// Its own parts.
    pub details: Vec<Explanation>,
}
