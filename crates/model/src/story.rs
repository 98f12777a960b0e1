use std::collections::BTreeSet;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::{Article, DateSpan, Event, EventId, Section, StoryId, StoryIdError};

/// A news story and its timeline. In JSON it has these field names; lists may be absent when it is
/// read and are always written, and without an `id` it takes the slug of its title.
///
/// There are **two spaces of citations**: the numbers in a section point into `sources`, those in
/// the timeline into `articles`. [`Story::source`] and [`Story::article`] keep them apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoryAsRead")]
pub struct Story {
    /// Its id, unique in an index.
    pub id: StoryId,
    /// Its headline.
    pub title: String,
    /// The feeds in which it runs, such as `World`.
    pub feeds: Vec<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its language as a BCP 47 tag, such as `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was last updated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateSpan>,
    /// Its paragraphs.
    pub sections: Vec<Section>,
    /// The articles that its sections cite.
    pub sources: Vec<Article>,
    /// The articles that its timeline cites ("All related articles").
    pub articles: Vec<Article>,
    /// Its events, in the order of the page.
    pub timeline: Vec<Event>,
}

impl Story {
    /// A story with nothing but an id and a title.
    pub fn new(id: StoryId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            feeds: Vec::new(),
            url: None,
            language: None,
            updated: None,
            sections: Vec::new(),
            sources: Vec::new(),
            articles: Vec::new(),
            timeline: Vec::new(),
        }
    }

    /// The story's own date: `updated` or, without one, the last day of its latest event. An event
    /// that goes on counts by its first day, as the end of the calendar is no date of a story.
    pub fn date(&self) -> Option<DateSpan> {
        let last_day = |date: DateSpan| {
            if date.is_open_end() { date.first() } else { date.last() }
        };
        let of_events = self.timeline.iter().filter_map(|event| event.date);
        self.updated.or_else(|| of_events.map(last_day).max().map(DateSpan::day))
    }

    /// The id of the event at an index of the timeline, from 0, or `None` beyond its end.
    pub fn event_id(&self, index: usize) -> Option<EventId> {
        self.timeline.get(index)?;
        Some(EventId {
            story: self.id.clone(),
            number: u32::try_from(index + 1).ok().and_then(NonZeroU32::new)?,
        })
    }

    /// The events with their ids, in the order of the timeline.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        (self.timeline.iter().enumerate())
            .filter_map(|(index, event)| Some((self.event_id(index)?, event)))
    }

    /// The source that a *section* cites by this number.
    pub fn source(&self, number: u32) -> Option<&Article> {
        self.sources.iter().find(|source| source.number == number)
    }

    /// The related article that an *event* cites by this number.
    pub fn article(&self, number: u32) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    /// The articles that an event of this story cites, in the order of its citations. A number
    /// without an article is passed over.
    pub fn cited_articles<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = &'a Article> {
        (event.citations.iter()).filter_map(|number| self.article(*number))
    }

    /// The publishers of all its sources and articles, sorted, each once.
    pub fn publishers(&self) -> BTreeSet<&str> {
        (self.sources.iter())
            .chain(&self.articles)
            .filter_map(|article| article.publisher.as_deref())
            .collect()
    }
}

/// A story as JSON has it, in which the id and the lists may be absent.
#[derive(Deserialize)]
struct StoryAsRead {
    id: Option<StoryId>,
    title: String,
    #[serde(default)]
    feeds: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    updated: Option<DateSpan>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    sources: Vec<Article>,
    #[serde(default)]
    articles: Vec<Article>,
    #[serde(default)]
    timeline: Vec<Event>,
}

impl TryFrom<StoryAsRead> for Story {
    type Error = StoryIdError;

    fn try_from(read: StoryAsRead) -> Result<Story, StoryIdError> {
        let id = match read.id {
            Some(id) => id,
            None => StoryId::from_title(&read.title).ok_or(StoryIdError::NoSlug)?,
        };
        Ok(Story {
            id,
            title: read.title,
            feeds: read.feeds,
            url: read.url,
            language: read.language,
            updated: read.updated,
            sections: read.sections,
            sources: read.sources,
            articles: read.articles,
            timeline: read.timeline,
        })
    }
}
