//! Filling a page: each hit read from the document store and highlighted.

use std::num::NonZeroU32;

use dateline_engine::{
    CitedArticle, Explanation, Grouping, Highlights, Hit, SearchPlan, Sort, StoryHead, TextField,
};
use dateline_indexer::analysis::Language;
use dateline_indexer::generation::{own_document, read_head, read_hit};
use dateline_indexer::{IndexError, StoredDocument, StoredEvent, StoredHead, StoredStory};
use dateline_model::{DateSpan, DocumentId, EventId, Section, StoryId};
use tantivy::{DocAddress, Searcher};

use super::collect::Found;
use super::explain::Explainer;
use crate::highlight::{Matcher, lead, mark, passage};

/// Reads hits from one view of the index.
pub(super) struct HitReader<'a> {
    searcher: &'a Searcher,
    plan: &'a SearchPlan,
    matcher: Option<Matcher>,
    explainer: Option<&'a Explainer<'a>>,
}

impl<'a> HitReader<'a> {
    pub(super) fn new(
        searcher: &'a Searcher,
        plan: &'a SearchPlan,
        matcher: Option<Matcher>,
        explainer: Option<&'a Explainer<'a>>,
    ) -> Self {
        Self { searcher, plan, matcher, explainer }
    }

    /// The hit at a place.
    pub(super) fn read(&self, found: &Found) -> Result<Hit, IndexError> {
        let score = found.key.score(self.plan.sort);
        if self.plan.grouping == Grouping::Documents {
            return self.document(found.address, score);
        }
        let mut hit = self.document(own_document(found.address, found.event)?, score)?;
        // The score of a group is that of its best match, and so is its explanation.
        if self.explainer.is_some() {
            let date = match read_hit(self.searcher, found.address)? {
                StoredDocument::Story(story) => story.head.date,
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

    fn document(&self, address: DocAddress, score: f32) -> Result<Hit, IndexError> {
        let mut hit = match read_hit(self.searcher, address)? {
            StoredDocument::Story(story) => self.story(story),
            StoredDocument::Event(event) => self.event(address, event)?,
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
        self.explainer.map(|explainer| explainer.explain(address, date)).transpose()
    }

    fn story(&self, story: StoredStory) -> Hit {
        let language = story.head.analyzed_in();
        let highlights = self.matcher.as_ref().map(|matcher| Highlights {
            title: marked(matcher, &story.head.title, TextField::Title, language),
            text: best_section(matcher, story.sections(), language),
        });
        let text = story.sections().first().map(|section| lead(&section.text)).unwrap_or_default();
        let StoredHead { id, title, feeds, date, .. } = story.head;
        Hit {
            id: DocumentId::Story(id.clone()),
            story: StoryHead { id, title, feeds },
            score: None,
            date,
            date_text: None,
            text,
            highlights,
            citations: Vec::new(),
            explanation: None,
            events: Vec::new(),
        }
    }

    fn event(&self, address: DocAddress, stored: StoredEvent) -> Result<Hit, IndexError> {
        let StoredEvent { number, event } = stored;
        let (head, articles) = read_head(self.searcher, address, number, &event.citations)?;
        let language = head.analyzed_in();
        let highlights = self.matcher.as_ref().map(|matcher| {
            let spans = matcher.spans(&event.text, TextField::Text, language);
            Highlights {
                title: marked(matcher, &head.title, TextField::Title, language),
                text: (!spans.is_empty()).then(|| passage(&event.text, &spans)),
            }
        });
        let citations = event.citations.iter().map(|number| {
            let known = articles.iter().find(|article| article.number == *number);
            CitedArticle {
                number: *number,
                publisher: known.and_then(|article| article.publisher.clone()),
                url: known.and_then(|article| article.url.clone()),
            }
        });
        let citations = citations.collect();
        let StoredHead { id, title, feeds, .. } = head;
        Ok(Hit {
            id: event_id(&id, number),
            story: StoryHead { id, title, feeds },
            score: None,
            date: event.date,
            date_text: Some(event.date_text).filter(|text| !text.is_empty()),
            text: event.text,
            highlights,
            citations,
            explanation: None,
            events: Vec::new(),
        })
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
fn best_section(matcher: &Matcher, sections: &[Section], language: Language) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for section in sections {
        let spans = matcher.spans(&section.text, TextField::Text, language);
        if best.as_ref().map_or(0, |(marks, _)| *marks) < spans.len() {
            best = Some((spans.len(), passage(&section.text, &spans)));
        }
    }
    let heading = || {
        sections
            .iter()
            .filter_map(|section| section.heading.as_deref())
            .find_map(|heading| marked(matcher, heading, TextField::Section, language))
    };
    best.map(|(_, text)| text).or_else(heading)
}
