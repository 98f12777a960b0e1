//! A hit in a reply.

use dateline_engine::{CitedArticle, Explanation, Highlights, Hit, StoryHead};
use dateline_model::Kind;
use serde::Serialize;
use utoipa::ToSchema;

use super::DateReply;

/// A story or an event that matches.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HitReply {
    /// `story` or `event`.
    #[schema(example = "event")]
    pub kind: &'static str,
    /// The id: of a story its own, of an event `STORY#N`.
    #[schema(example = "kim-reviews-sculptures#3")]
    pub id: String,
    /// How well it matches, in the order by relevance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
    /// The story that it is, or belongs to.
    pub story: StoryReply,
    /// When it happened; null for an undated one. A story's date is when it was updated, else when
    /// its latest event ends.
    pub date: Option<DateReply>,
    /// The date as the source wrote it, for events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    /// The text of the event, or the beginning of the story.
    pub text: String,
    /// What matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highlights: Option<HighlightsReply>,
    /// What the event cites.
    pub citations: Vec<CitationReply>,
    /// How the score came about, with `explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ExplanationReply>,
    /// The best matching events of the story, with `group=story`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub events: Option<Vec<HitReply>>,
}

/// What a hit tells of its story.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct StoryReply {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The feeds that it is in.
    pub feeds: Vec<String>,
}

/// Texts with `<mark>` around what matched: HTML-escaped, and no other markup. A text in which
/// nothing matched is absent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HighlightsReply {
    /// The title of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The best passage of the text.
    #[schema(example = "Construction of the <mark>museum</mark> begins")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A citation; what is not known of its article is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CitationReply {
    /// The number in the text.
    pub number: u32,
    /// Who published the article.
    pub publisher: Option<String>,
    /// Where it is.
    pub url: Option<String>,
}

/// A part of a score.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExplanationReply {
    /// What it adds, or multiplies by.
    pub value: f32,
    /// What it stands for.
    pub description: String,
    /// Its own parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub details: Vec<ExplanationReply>,
}

impl HitReply {
    /// The reply for a hit; groups carry their events, also where there are none.
    pub(crate) fn new(hit: Hit, grouped: bool) -> Self {
        Self {
            kind: hit.id.kind().as_str(),
            id: hit.id.to_string(),
            score: hit.score,
            story: hit.story.into(),
            date: hit.date.as_ref().map(DateReply::from),
            date_text: hit.date_text,
            text: hit.text,
            highlights: hit.highlights.map(Into::into),
            citations: hit.citations.into_iter().map(Into::into).collect(),
            explanation: hit.explanation.map(Into::into),
            events: (grouped && hit.id.kind() == Kind::Story)
                .then(|| hit.events.into_iter().map(|event| Self::new(event, false)).collect()),
        }
    }
}

impl From<StoryHead> for StoryReply {
    fn from(story: StoryHead) -> Self {
        Self { id: story.id.to_string(), title: story.title, feeds: story.feeds }
    }
}

impl From<Highlights> for HighlightsReply {
    fn from(highlights: Highlights) -> Self {
        Self { title: highlights.title, text: highlights.text }
    }
}

impl From<CitedArticle> for CitationReply {
    fn from(article: CitedArticle) -> Self {
        Self { number: article.number, publisher: article.publisher, url: article.url }
    }
}

impl From<Explanation> for ExplanationReply {
    fn from(explanation: Explanation) -> Self {
        Self {
            value: explanation.value,
            description: explanation.description,
            details: explanation.details.into_iter().map(Into::into).collect(),
        }
    }
}
