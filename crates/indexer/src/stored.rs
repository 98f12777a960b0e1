//! What the index gives back of a document: each text is kept once, an event with its own
//! document, the rest of the story with the story's.

use std::borrow::Cow;

use dateline_model::{Article, DateSpan, Event, Section, Story, StoryId};
use serde::{Deserialize, Serialize};

/// A stored document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum StoredDocument<'a> {
    /// A story without its timeline.
    Story(StoredStory),
    /// An event with what a hit shows of its story.
    Event(StoredEvent<'a>),
}

/// A story without its timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredStory {
    /// The id.
    pub id: StoryId,
    /// The title.
    pub title: String,
    /// The feeds.
    pub feeds: Vec<String>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was last updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateSpan>,
    /// The story's own date: `updated`, or what follows from its events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateSpan>,
    /// The sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// What the sections cite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Article>,
    /// What the timeline cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Article>,
}

/// An event with what a hit shows of its story. Borrowed when it is written, owned when read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent<'a> {
    /// The id of the story.
    pub story: Cow<'a, StoryId>,
    /// The number of the event, from 1.
    pub number: u32,
    /// The title of the story.
    pub title: Cow<'a, str>,
    /// The feeds of the story.
    pub feeds: Cow<'a, [String]>,
    /// The language of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'a, str>>,
    /// The event.
    pub event: Cow<'a, Event>,
    /// The articles that it cites, as far as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<StoredCitation<'a>>,
}

/// What a hit shows of a cited article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCitation<'a> {
    /// The number in the text.
    pub number: u32,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Cow<'a, str>>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
}

impl StoredStory {
    /// Takes the story apart: what is stored with it, and its events.
    pub fn split(story: Story) -> (Self, Vec<Event>) {
        let date = story.date();
        let Story {
            id,
            title,
            feeds,
            url,
            language,
            updated,
            sections,
            sources,
            articles,
            timeline,
        } = story;
        let stored =
            Self { id, title, feeds, url, language, updated, date, sections, sources, articles };
        (stored, timeline)
    }

    /// Puts the story together again.
    pub fn join(self, timeline: Vec<Event>) -> Story {
        let Self { id, title, feeds, url, language, updated, date: _, sections, sources, articles } =
            self;
        Story { id, title, feeds, url, language, updated, sections, sources, articles, timeline }
    }
}

impl StoredDocument<'static> {
    /// Reads the stored form back.
    ///
    /// # Errors
    /// Where the bytes are not what [`StoredDocument`] writes: a damaged index.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
