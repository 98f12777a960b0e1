//! Filling a page: each hit read from the document store and highlighted.

use std::num::NonZeroU32;

use dateline_engine::{
    CitedArticle, Explanation, Grouping, Highlights, Hit, SearchPlan, Sort, StoryHead, TextField,
};
use dateline_indexer::analysis::Language;
use dateline_indexer::generation::read_document;
use dateline_indexer::{Fields, IndexError, StoredDocument, StoredEvent, StoredStory};
use dateline_model::{DateSpan, DocumentId, EventId, StoryId};
use tantivy::query::Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use super::collect::Found;
use super::explain::explain;
use crate::highlight::{Matcher, lead, mark, passage};

/// Reads hits from one view of the index.
pub(super) struct HitReader<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    plan: &'a SearchPlan,
    matcher: Option<Matcher>,
    weight: Option<&'a dyn Weight>,
}

impl<'a> HitReader<'a> {
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: Fields,
        plan: &'a SearchPlan,
        matcher: Option<Matcher>,
        weight: Option<&'a dyn Weight>,
    ) -> Self {
        Self { searcher, fields, plan, matcher, weight }
    }

    /// The hit at a place.
    pub(super) fn read(&self, found: &Found) -> Result<Hit, IndexError> {
        let score = found.rank.key.score(self.plan.sort);
        if self.plan.grouping == Grouping::Documents {
            return self.document(found.address, score);
        }
        let own = self.story_document(&found.rank.story, found.address)?;
        let mut hit = self.document(own, score)?;
        // The score of a group is that of its best match, and so is its explanation.
        if self.weight.is_some() {
            let date = match read_document(self.searcher, self.fields, found.address)? {
                StoredDocument::Story(story) => story.date,
                StoredDocument::Event(event) => event.event.date,
            };
            hit.explanation = self.explanation(found.address, date.as_ref())?;
        }
        hit.events = found
            .events
            .iter()
            .map(|(score, address)| self.document(*address, *score))
            .collect::<Result<_, _>>()?;
        Ok(hit)
    }

    /// The address of a story's own document, given one of its documents: they share a segment.
    fn story_document(&self, story: &str, sibling: DocAddress) -> Result<DocAddress, IndexError> {
        let segment = self.searcher.segment_reader(sibling.segment_ord);
        let events = segment.fast_fields().u64("event")?;
        let term = Term::from_field_text(self.fields.story, story);
        let index = segment.inverted_index(self.fields.story)?;
        if let Some(mut postings) = index
            .read_postings(&term, IndexRecordOption::Basic)
            .map_err(tantivy::TantivyError::from)?
        {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) && events.first(doc) == Some(0) {
                    return Ok(DocAddress::new(sibling.segment_ord, doc));
                }
                doc = postings.advance();
            }
        }
        Err(IndexError::Damaged {
            path: format!("segment {}", segment.segment_id()).into(),
            reason: format!("story {story} has events but no document of its own"),
        })
    }

    fn document(&self, address: DocAddress, score: f32) -> Result<Hit, IndexError> {
        let mut hit = match read_document(self.searcher, self.fields, address)? {
            StoredDocument::Story(story) => self.story(story),
            StoredDocument::Event(event) => self.event(event),
        };
        if self.plan.sort == Sort::Relevance {
            hit.score = Some(score);
        }
        if self.plan.grouping == Grouping::Documents {
            hit.explanation = self.explanation(address, hit.date.as_ref())?;
        }
        Ok(hit)
    }

    fn explanation(
        &self,
        address: DocAddress,
        date: Option<&DateSpan>,
    ) -> Result<Option<Explanation>, IndexError> {
        let Some(weight) = self.weight else { return Ok(None) };
        Ok(Some(explain(self.searcher, weight, address, self.plan.recency, date)?))
    }

    fn story(&self, story: StoredStory) -> Hit {
        let language = Language::of(story.language.as_deref());
        let highlights = self.matcher.as_ref().map(|matcher| Highlights {
            title: marked(matcher, &story.title, TextField::Title, language),
            text: best_section(matcher, &story, language),
        });
        let text = story.sections.first().map(|section| lead(&section.text)).unwrap_or_default();
        Hit {
            id: DocumentId::Story(story.id.clone()),
            story: StoryHead { id: story.id, title: story.title, feeds: story.feeds },
            score: None,
            date: story.date,
            date_text: None,
            text,
            highlights,
            citations: Vec::new(),
            explanation: None,
            events: Vec::new(),
        }
    }

    fn event(&self, stored: StoredEvent<'_>) -> Hit {
        let language = Language::of(stored.language.as_deref());
        let event = stored.event.into_owned();
        let story = stored.story.into_owned();
        let highlights = self.matcher.as_ref().map(|matcher| {
            let spans = matcher.spans(&event.text, TextField::Text, language);
            Highlights {
                title: marked(matcher, &stored.title, TextField::Title, language),
                text: (!spans.is_empty()).then(|| passage(&event.text, &spans)),
            }
        });
        let citations = event
            .citations
            .iter()
            .map(|number| {
                let known = stored.cited.iter().find(|article| article.number == *number);
                CitedArticle {
                    number: *number,
                    publisher: known
                        .and_then(|article| article.publisher.as_deref())
                        .map(str::to_owned),
                    url: known.and_then(|article| article.url.as_deref()).map(str::to_owned),
                }
            })
            .collect();
        Hit {
            id: event_id(&story, stored.number),
            story: StoryHead {
                id: story,
                title: stored.title.into_owned(),
                feeds: stored.feeds.into_owned(),
            },
            score: None,
            date: event.date,
            date_text: Some(event.date_text).filter(|text| !text.is_empty()),
            text: event.text,
            highlights,
            citations,
            explanation: None,
            events: Vec::new(),
        }
    }
}

/// The id of a stored event. Events are numbered from 1 when they are written.
fn event_id(story: &StoryId, number: u32) -> DocumentId {
    match NonZeroU32::new(number) {
        Some(number) => DocumentId::Event(EventId { story: story.clone(), number }),
        None => DocumentId::Story(story.clone()),
    }
}

/// The whole text with marks, if there are any.
fn marked(matcher: &Matcher, text: &str, field: TextField, language: Language) -> Option<String> {
    let spans = matcher.spans(text, field, language);
    (!spans.is_empty()).then(|| mark(text, &spans))
}

/// The best passage of the section with the most marks, or else a heading with marks.
fn best_section(matcher: &Matcher, story: &StoredStory, language: Language) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for section in &story.sections {
        let spans = matcher.spans(&section.text, TextField::Text, language);
        if best.as_ref().map_or(0, |(marks, _)| *marks) < spans.len() {
            best = Some((spans.len(), passage(&section.text, &spans)));
        }
    }
    let heading = || {
        story
            .sections
            .iter()
            .filter_map(|section| section.heading.as_deref())
            .find_map(|heading| marked(matcher, heading, TextField::Section, language))
    };
    best.map(|(_, text)| text).or_else(heading)
}
