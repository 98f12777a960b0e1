//! Where the documents of a story stand: its own, then its events, in a row.

use dateline_indexer::Fields;
use dateline_model::StoryId;
use tantivy::Term as IndexTerm;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED};

use super::span::DaySpan;
use crate::embedded::view::View;

/// So many events of a story are looked at; further ones have no say in what it is related to.
const MOST_EVENTS: u32 = 4_000;

/// The documents of a story.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoryDocuments {
    /// Its own.
    pub(super) own: DocAddress,
    /// How many events stand behind it, as far as they are looked at.
    pub(super) events: u32,
}

impl StoryDocuments {
    /// The documents of the story under an id, if it is there.
    pub(super) fn find(view: &View, fields: Fields, id: &StoryId) -> tantivy::Result<Option<Self>> {
        let term = IndexTerm::from_field_text(fields.story, id.as_str());
        for (ordinal, reader) in view.searcher.segment_readers().iter().enumerate() {
            let index = reader.inverted_index(fields.story)?;
            let postings = index.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            // Earlier forms of the story may stand before it, deleted.
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !reader.is_deleted(doc) && view.segments[ordinal].event.first(doc) == Some(0) {
                    return Ok(Some(Self::at(view, DocAddress::new(ordinal as u32, doc))));
                }
                doc = postings.advance();
            }
        }
        Ok(None)
    }

    /// The documents of the story whose own document stands here.
    pub(super) fn at(view: &View, own: DocAddress) -> Self {
        let segment = &view.segments[own.segment_ord as usize];
        let behind = view.searcher.segment_reader(own.segment_ord).max_doc() - 1 - own.doc_id;
        let is_event =
            |number: &u32| segment.event.first(own.doc_id + number) == Some(u64::from(*number));
        let events = (1..=MOST_EVENTS.min(behind)).take_while(is_event).count() as u32;
        Self { own, events }
    }

    /// The days that the story is about: from the first to the last of its events and of its own date.
    pub(super) fn span(&self, view: &View) -> Option<DaySpan> {
        let dates = &view.segments[self.own.segment_ord as usize].dates;
        let docs = self.own.doc_id..=self.own.doc_id + self.events;
        docs.filter_map(|doc| dates.date(doc)).map(DaySpan::of).reduce(DaySpan::and)
    }
}
