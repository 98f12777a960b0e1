//! The stories of events: a word of an event is a word of its story's timeline too.
//!
//! What a story's timeline says stands in its events alone, but for its stems. Who asks for an
//! exact word, a prefix or a near word gets the story by way of its events: the documents of a
//! story lie in a row, its own first, so that the number of an event leads back to it.

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError, Term};

/// What a query matches, and the stories of the events that it matches; all with the score 1.
#[derive(Debug)]
pub(super) struct WithStories {
    /// The query for events.
    pub(super) query: Box<dyn Query>,
    /// The name of the column with the numbers of the events.
    pub(super) event: String,
}

impl Clone for WithStories {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), event: self.event.clone() }
    }
}

impl Query for WithStories {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scoring = EnableScoring::disabled_from_schema(scoring.schema());
        let events = self.query.weight(scoring)?;
        Ok(Box::new(WithStoriesWeight { events, event: self.event.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct WithStoriesWeight {
    events: Box<dyn Weight>,
    event: String,
}

impl Weight for WithStoriesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let numbers = reader.fast_fields().u64(&self.event)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        self.events.for_each_no_score(reader, &mut |docs| {
            for doc in docs {
                found.insert(*doc);
                let number = numbers.first(*doc).and_then(|number| DocId::try_from(number).ok());
                if let Some(story) = number.and_then(|number| doc.checked_sub(number)) {
                    found.insert(story);
                }
            }
        })?;
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("in the text, or in the timeline of the story", 1.0))
    }
}
