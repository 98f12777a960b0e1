//! The reply of `/api/v1/stories/{id}/related`.

use dateline_engine::{RelatedStory, Shared, SharedDays};
use serde::Serialize;
use utoipa::ToSchema;

use super::{DateReply, StoryReply};

/// The stories that are related to one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelatedResponse {
    /// The id of the story that was asked about.
    #[schema(example = "kim-reviews-sculptures")]
    pub id: String,
    /// The generation of the index that answered.
    pub generation: u64,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// The stories, the nearest first. Each shares words with the one that was asked about.
    pub related: Vec<RelatedReply>,
}

/// A story that is related to another one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelatedReply {
    /// The story.
    pub story: StoryReply,
    /// Its date: when it was updated, else when its latest event ends; null for an undated story.
    pub date: Option<DateReply>,
    /// How near it is. Compares with the other scores of this reply alone.
    #[schema(example = 3.4)]
    pub score: f32,
    /// What both stories have in common.
    pub because: BecauseReply,
}

/// What two stories have in common.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BecauseReply {
    /// Words that few other stories have, the rarest first, as the story that was asked about writes
    /// them. The other story may have another form of a word.
    #[schema(example = json!(["Kursk", "museum"]))]
    pub words: Vec<String>,
    /// How many articles both cite: the same address or, where there is none, the same publisher and
    /// title.
    pub articles: usize,
    /// The days that both stories are about; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<SharedDaysReply>,
}

/// A range of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SharedDaysReply {
    /// The first day.
    #[schema(example = "2025-10-01")]
    pub from: String,
    /// The last day, inclusive.
    #[schema(example = "2025-12-31")]
    pub to: String,
}

impl From<RelatedStory> for RelatedReply {
    fn from(related: RelatedStory) -> Self {
        Self {
            story: related.story.into(),
            date: related.date.as_ref().map(DateReply::from),
            score: related.score,
            because: related.shared.into(),
        }
    }
}

impl From<Shared> for BecauseReply {
    fn from(shared: Shared) -> Self {
        Self {
            words: shared.words,
            articles: shared.articles,
            dates: shared.days.map(|SharedDays { from, to }| SharedDaysReply {
                from: from.to_string(),
                to: to.to_string(),
            }),
        }
    }
}
