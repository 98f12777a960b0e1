//! The reply of `/api/v1/stories/{id}`: a story in the form in which it is read.

use dateline_model::{Article, Event, Section, Story};
use serde::Serialize;
use utoipa::ToSchema;

/// A story, in the same form in which the indexer reads it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StoryResponse {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The feeds that it is in.
    pub feeds: Vec<String>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was last updated, in EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The sections. Their citations point into `sources`.
    pub sections: Vec<SectionReply>,
    /// What the sections cite.
    pub sources: Vec<ArticleReply>,
    /// What the timeline cites.
    pub articles: Vec<ArticleReply>,
    /// The events. Their citations point into `articles`; the N-th has the id `STORY#N`.
    pub timeline: Vec<EventReply>,
}

/// A section.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SectionReply {
    /// The heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The text.
    pub text: String,
    /// The numbers that it cites.
    pub citations: Vec<u32>,
}

/// An article.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArticleReply {
    /// The number that it is cited by.
    pub number: u32,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published, as the source wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// An event.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventReply {
    /// When it happened, in EDTF; null for an undated event.
    #[schema(example = "2025-10")]
    pub date: Option<String>,
    /// The date as the source wrote it.
    #[schema(example = "Oct 2025")]
    pub date_text: String,
    /// The text.
    pub text: String,
    /// The numbers that it cites.
    pub citations: Vec<u32>,
}

impl From<Story> for StoryResponse {
    fn from(story: Story) -> Self {
        Self {
            id: story.id.to_string(),
            title: story.title,
            feeds: story.feeds,
            url: story.url,
            language: story.language,
            updated: story.updated.map(|date| date.to_string()),
            sections: story.sections.into_iter().map(Into::into).collect(),
            sources: story.sources.into_iter().map(Into::into).collect(),
            articles: story.articles.into_iter().map(Into::into).collect(),
            timeline: story.timeline.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Section> for SectionReply {
    fn from(section: Section) -> Self {
        Self { heading: section.heading, text: section.text, citations: section.citations }
    }
}

impl From<Article> for ArticleReply {
    fn from(article: Article) -> Self {
        Self {
            number: article.number,
            title: article.title,
            publisher: article.publisher,
            url: article.url,
            published: article.published,
        }
    }
}

impl From<Event> for EventReply {
    fn from(event: Event) -> Self {
        Self {
            date: event.date.map(|date| date.to_string()),
            date_text: event.date_text,
            text: event.text,
            citations: event.citations,
        }
    }
}
