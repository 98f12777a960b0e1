//! Stories to fill an engine with, written in a few words.

use dateline_model::{Article, DateSpan, Event, Section, Story, StoryId};

use super::subject::{Failure, Verdict};
use crate::Change;

/// A story that is being written. What cannot be, such as a date that is none, is told when it is
/// finished.
pub(super) struct Draft(Result<Story, Failure>);

impl Draft {
    /// A story with nothing but an id and a title.
    pub(super) fn new(id: &str, title: &str) -> Self {
        Self(story_id(id).map(|id| Story::new(id, title)))
    }

    /// A story that is about its date alone.
    pub(super) fn dated(id: &str, updated: &str) -> Self {
        let draft = Self::new(id, "Flood");
        if updated.is_empty() { draft } else { draft.updated(updated) }
    }

    /// Changes the story at will.
    pub(super) fn with(self, change: impl FnOnce(&mut Story) -> Verdict) -> Self {
        Self(self.0.and_then(|mut story| change(&mut story).map(|()| story)))
    }

    pub(super) fn feed(self, feed: &str) -> Self {
        self.with(|story| {
            story.feeds.push(feed.to_owned());
            Ok(())
        })
    }

    pub(super) fn language(self, tag: &str) -> Self {
        self.with(|story| {
            story.language = Some(tag.to_owned());
            Ok(())
        })
    }

    pub(super) fn updated(self, date: &str) -> Self {
        self.with(|story| {
            story.updated = Some(span(date)?);
            Ok(())
        })
    }

    pub(super) fn section(self, heading: &str, text: &str) -> Self {
        self.with(|story| {
            let heading = Some(heading.to_owned()).filter(|heading| !heading.is_empty());
            story.sections.push(Section { heading, text: text.to_owned(), citations: Vec::new() });
            Ok(())
        })
    }

    /// A source, which sections cite.
    pub(super) fn source(self, number: u32, publisher: &str) -> Self {
        self.with(|story| {
            story.sources.push(published_by(number, publisher));
            Ok(())
        })
    }

    /// A related article, which events cite.
    pub(super) fn article(self, number: u32, publisher: &str) -> Self {
        self.with(|story| {
            story.articles.push(published_by(number, publisher));
            Ok(())
        })
    }

    /// An event; an empty date is none.
    pub(super) fn event(self, date: &str, text: &str) -> Self {
        self.with(|story| {
            let read = if date.is_empty() { None } else { Some(span(date)?) };
            story.timeline.push(Event {
                date: read,
                date_text: date.to_owned(),
                text: text.to_owned(),
                citations: Vec::new(),
            });
            Ok(())
        })
    }

    /// Lets the last event cite articles.
    pub(super) fn citing(self, numbers: &[u32]) -> Self {
        self.with(|story| {
            if let Some(event) = story.timeline.last_mut() {
                event.citations.extend(numbers);
            }
            Ok(())
        })
    }

    /// The story.
    pub(super) fn story(self) -> Result<Story, Failure> {
        self.0
    }

    /// The change that writes it.
    pub(super) fn put(self) -> Result<Change, Failure> {
        Ok(Change::put(self.0?))
    }
}

/// An id of the suite's own.
pub(super) fn story_id(id: &str) -> Result<StoryId, Failure> {
    StoryId::new(id).map_err(|error| Failure(format!("the suite is wrong: {error}")))
}

/// A date of the suite's own.
pub(super) fn span(text: &str) -> Result<DateSpan, Failure> {
    DateSpan::parse(text).map_err(|error| Failure(format!("the suite is wrong: {error}")))
}

/// The change that removes a story.
pub(super) fn removal(id: &str) -> Result<Change, Failure> {
    Ok(Change::remove(story_id(id)?))
}

fn published_by(number: u32, publisher: &str) -> Article {
    Article { number, publisher: Some(publisher.to_owned()), ..Article::default() }
}
