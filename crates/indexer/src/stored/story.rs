//! A story as it is stored, in lines of JSON: what every hit of it or of its events shows; the rest;
//! and each article that its timeline cites.

use dateline_model::{Article, DateSpan, Event, Section, Story, StoryId};
use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::Error;

use super::STORY;
use crate::analysis::Language;

/// What a hit shows of its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredHead {
    /// The id.
    pub id: StoryId,
    /// The title.
    pub title: String,
    /// The feeds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feeds: Vec<String>,
    /// A BCP 47 tag, as the story gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Code of the language that the story was found to be in, where it names none and English,
    /// which needs no note, is not it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) detected: Option<String>,
    /// The story's own date: `updated`, or what follows from its events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateSpan>,
}

/// The rest but for the articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Body {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<DateSpan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<Article>,
}

/// A story without its timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStory {
    /// What a hit shows of it.
    pub head: StoredHead,
    pub(super) body: Body,
    /// What the timeline cites.
    pub(crate) articles: Vec<Article>,
}

impl StoredHead {
    /// The language that the words of the story and its events were analysed in.
    pub fn analyzed_in(&self) -> Language {
        let given = Language::named(self.language.as_deref());
        given.unwrap_or_else(|| Language::of(self.detected.as_deref()))
    }

    /// Reads the head of a stored story, and the articles with these numbers, as far as there are
    /// any.
    ///
    /// # Errors
    /// Where the bytes are not what [`StoredStory::to_text`] writes: a damaged index.
    pub fn from_bytes(bytes: &[u8], articles: &[u32]) -> Result<(Self, Vec<Article>), Error> {
        let mut lines = lines(bytes.strip_prefix(&[STORY]).unwrap_or_default());
        let head = serde_json::from_slice(lines.next().unwrap_or_default())?;
        if articles.is_empty() {
            return Ok((head, Vec::new()));
        }
        let cited = lines.skip(1).filter(|line| articles.contains(&number(line)));
        Ok((head, cited.map(serde_json::from_slice).collect::<Result<_, _>>()?))
    }
}

impl StoredStory {
    /// Takes the story apart: what is stored with it, and its events. Its words are analysed in
    /// this language.
    pub fn split(story: Story, analyzed_in: Language) -> (Self, Vec<Event>) {
        let date = story.date();
        let detected = (Language::of(story.language.as_deref()) != analyzed_in)
            .then(|| analyzed_in.code().to_owned());
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
        let head = StoredHead { id, title, feeds, language, detected, date };
        (Self { head, body: Body { url, updated, sections, sources }, articles }, timeline)
    }

    /// Puts the story together again.
    pub fn join(self, timeline: Vec<Event>) -> Story {
        let StoredHead { id, title, feeds, language, .. } = self.head;
        let Body { url, updated, sections, sources } = self.body;
        let articles = self.articles;
        Story { id, title, feeds, url, language, updated, sections, sources, articles, timeline }
    }

    /// The sections.
    pub fn sections(&self) -> &[Section] {
        &self.body.sections
    }

    /// The articles that it cites, of its sections and of its timeline.
    pub fn cited(&self) -> impl Iterator<Item = &Article> {
        self.body.sources.iter().chain(&self.articles)
    }

    /// When it was updated, as its source says.
    pub fn updated(&self) -> Option<DateSpan> {
        self.body.updated
    }

    /// The stored form.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_text(&self) -> Result<String, Error> {
        let mut bytes = vec![STORY];
        serde_json::to_writer(&mut bytes, &self.head)?;
        bytes.push(b'\n');
        serde_json::to_writer(&mut bytes, &self.body)?;
        for article in &self.articles {
            bytes.push(b'\n');
            serde_json::to_writer(&mut bytes, article)?;
        }
        String::from_utf8(bytes).map_err(Error::custom)
    }

    /// Reads what [`StoredStory::to_text`] wrote behind the first byte, with its articles or without.
    pub(super) fn from_lines(bytes: &[u8], has_articles: bool) -> Result<Self, Error> {
        let mut lines = lines(bytes);
        let head = serde_json::from_slice(lines.next().unwrap_or_default())?;
        let body = serde_json::from_slice(lines.next().unwrap_or_default())?;
        let articles = lines.take_while(|_| has_articles).map(serde_json::from_slice);
        Ok(Self { head, body, articles: articles.collect::<Result<_, _>>()? })
    }
}

/// The lines: no JSON that is written without spaces has a line feed in it.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let end = memchr::memchr(b'\n', bytes);
        rest = end.map(|end| &bytes[end + 1..]);
        Some(&bytes[..end.unwrap_or(bytes.len())])
    })
}

/// The number of an article, which its line begins with; 0 where it does not.
fn number(line: &[u8]) -> u32 {
    let digits = line.strip_prefix(br#"{"number":"#).unwrap_or_default();
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number, digit| number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')))
}
