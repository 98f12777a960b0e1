//! What indexes of version 2 stored, so that they can be built anew from what they hold.

use dateline_model::{Article, DateSpan, Section, StoryId};
use serde::Deserialize;

use super::story::Body;
use super::{StoredDocument, StoredEvent, StoredHead, StoredStory};

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum DocumentOfVersion2 {
    Story(StoryOfVersion2),
    // What it repeats of its story is passed over.
    Event(StoredEvent),
}

#[derive(Deserialize)]
pub(super) struct StoryOfVersion2 {
    id: StoryId,
    title: String,
    feeds: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    updated: Option<DateSpan>,
    date: Option<DateSpan>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    sources: Vec<Article>,
    #[serde(default)]
    articles: Vec<Article>,
}

impl From<DocumentOfVersion2> for StoredDocument {
    fn from(stored: DocumentOfVersion2) -> Self {
        match stored {
            DocumentOfVersion2::Event(event) => Self::Event(event),
            DocumentOfVersion2::Story(story) => Self::Story(story.into()),
        }
    }
}

impl From<StoryOfVersion2> for StoredStory {
    fn from(story: StoryOfVersion2) -> Self {
        let StoryOfVersion2 { id, title, feeds, language, date, url, updated, .. } = story;
        let StoryOfVersion2 { sections, sources, articles, .. } = story;
        let head = StoredHead { id, title, feeds, language, detected: None, date };
        Self { head, body: Body { url, updated, sections, sources }, articles }
    }
}
