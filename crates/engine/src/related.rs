//! Stories that are similar to one, and why.

use dateline_model::{DateSpan, Day};

use crate::StoryHead;

/// The stories that are related to one, the nearest first; ties go by newest, then by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatedStories {
    /// The stories. Each shares a word with the one asked about, and none is that one.
    pub stories: Vec<RelatedStory>,
    /// Which generation of the index answered.
    pub generation: u64,
}

/// A story that is related to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedStory {
    /// The story.
    pub story: StoryHead,
    /// Its own date.
    pub date: Option<DateSpan>,
    /// How near it is, above 0. Compares with the other scores of the same answer alone.
    pub score: f32,
    /// What it has in common with the story asked about.
    pub shared: Shared,
}

/// What two stories have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The rarest of the words that tell both from other stories, the rarest first, as the story asked
    /// about writes them; the other one may have another form of the same stem.
    pub words: Vec<String>,
    /// How many articles are cited in both.
    pub articles: usize,
    /// The days that both are about, if there are any.
    pub days: Option<SharedDays>,
}

/// The days from the first to the last that two stories both span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedDays {
    /// The first.
    pub from: Day,
    /// The last, which counts.
    pub to: Day,
}
