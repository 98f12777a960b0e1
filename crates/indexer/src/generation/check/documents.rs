//! The documents of a generation, one after the other: that each can be read, is found, and stands
//! where the rest of the crate expects it (see [`Fields`]).

use std::path::Path;

use dateline_model::{DateSpan, Kind, StoryId};
use rustc_hash::FxHashSet;
use tantivy::{Segment, SegmentReader};
use xxhash_rust::xxh3::xxh3_128;

use super::columns::Columns;
use super::found_by::FoundBy;
use super::{GenerationReport, Progress};
use crate::generation::KindCounts;
use crate::schema::Fields;
use crate::stored::Source;
use crate::{IndexError, StoredDocument, StoredEvent, StoredStory};

/// After so many documents it is told how far the check is.
const OFTEN: u32 = 1_024;
/// Documents are read in order, so that only the block that they stand in is needed.
const BLOCKS_KEPT: usize = 1;

/// What is kept from segment to segment.
#[derive(Debug)]
pub(super) struct Documents {
    /// The ids of the stories met, as hashes that are wide enough to be taken for them.
    seen: FxHashSet<u128>,
    pub(super) counts: KindCounts,
}

impl Default for Documents {
    fn default() -> Self {
        Self { seen: FxHashSet::default(), counts: KindCounts { stories: 0, events: 0 } }
    }
}

/// What stands before a document.
enum Before {
    /// A deleted document, or nothing.
    Nothing,
    /// A document that could not be read.
    Unknown,
    /// A document of this story with this number.
    Part { story: StoryId, number: u32 },
}

impl Documents {
    /// Checks a segment whose files are what was written.
    pub(super) fn check(
        &mut self,
        segment: &Segment,
        bytes: u64,
        generation: &Path,
        report: &mut GenerationReport,
        progress: &mut Progress<'_>,
    ) -> Result<(), IndexError> {
        let (_, fields) = Fields::declare();
        let reader = SegmentReader::open(segment)?;
        let place = generation.join(segment.id().uuid_string());
        if reader.num_docs() != segment.meta().num_docs() {
            let what = format!(
                "{} of its documents are not deleted, but the list of segments says {}",
                reader.num_docs(),
                segment.meta().num_docs()
            );
            report.found_in_file(&place, what);
        }
        let mut found_by = FoundBy::read(&reader, fields)?;
        for fault in found_by.faults() {
            report.found_in_file(&place, fault);
        }
        let columns = Columns::open(&reader)?;
        let store = reader
            .get_store_reader(BLOCKS_KEPT)
            .map_err(IndexError::io(place.with_extension("store")))?;
        let mut before = Before::Nothing;
        let mut told = 0;
        for doc in 0..reader.max_doc() {
            if doc % OFTEN == 0 {
                let done = bytes * u64::from(doc) / u64::from(reader.max_doc());
                progress.advance(done - told);
                told = done;
            }
            if reader.is_deleted(doc) {
                if let Before::Part { story, number } = &before
                    && found_by.story(doc).as_ref() == Some(story)
                    && columns.event(doc) == Some(u64::from(*number) + 1)
                {
                    let what = "it is deleted, but its story is not";
                    report
                        .found_in_document(describe(&place, doc, Some((story, number + 1))), what);
                }
                before = Before::Nothing;
                continue;
            }
            match found_by.kind(doc) {
                Some(Kind::Story) => self.counts.stories += 1,
                Some(Kind::Event) => self.counts.events += 1,
                None => {}
            }
            let stored = store.get::<Source>(doc).map_err(|error| error.to_string());
            let stored = stored.and_then(|Source(bytes)| match bytes.as_slice() {
                [] => Err("nothing is stored".to_owned()),
                bytes => StoredDocument::from_bytes(bytes).map_err(|error| error.to_string()),
            });
            let stored = match stored {
                Ok(stored) => stored,
                Err(error) => {
                    let what = format!("what is stored of it cannot be read: {error}");
                    report.found_in_document(describe(&place, doc, None), what);
                    before = Before::Unknown;
                    continue;
                }
            };
            let document = Document::of(stored, found_by.story(doc), &before);
            let mut wrong = self.misplaced(&document, &before);
            let story = document.story.as_ref();
            if let Some(story) = story {
                let (number, date) = (document.number, document.date.as_ref());
                wrong.extend(found_by.compare(doc, document.kind(), story.as_str()));
                wrong.extend(columns.compare(doc, number, date));
            }
            for what in wrong {
                let known = story.map(|story| (story, document.number));
                report.found_in_document(describe(&place, doc, known), what);
            }
            before = match document.story {
                Some(story) => Before::Part { story, number: document.number },
                None => Before::Unknown,
            };
        }
        Ok(())
    }

    /// What is wrong with where a document stands: a story stands in the index once, and its
    /// events right behind it, by their numbers.
    fn misplaced(&mut self, document: &Document, before: &Before) -> Vec<String> {
        let Document { is_event, story, number, .. } = document;
        match (story, before) {
            (Some(story), _) if !is_event => {
                match self.seen.insert(xxh3_128(story.as_str().as_bytes())) {
                    true => Vec::new(),
                    false => vec!["its story stands in the index twice".to_owned()],
                }
            }
            (_, Before::Unknown) => Vec::new(),
            (Some(story), Before::Part { story: of, number: last }) if of == story => {
                match last.checked_add(1) == Some(*number) {
                    true => Vec::new(),
                    false => vec![format!("it stands behind number {last} of its story")],
                }
            }
            _ => vec!["its story does not stand before it".to_owned()],
        }
    }
}

/// What is stored of a document, as far as it is compared.
struct Document {
    is_event: bool,
    /// That of an event is what finds it, or else what stands before it.
    story: Option<StoryId>,
    /// 0 for a story.
    number: u32,
    date: Option<DateSpan>,
}

impl Document {
    fn of(stored: StoredDocument, found_by: Option<StoryId>, before: &Before) -> Self {
        match stored {
            StoredDocument::Story(StoredStory { head, .. }) => {
                Self { is_event: false, story: Some(head.id), number: 0, date: head.date }
            }
            StoredDocument::Event(StoredEvent { number, event }) => {
                let before = || match before {
                    Before::Part { story, .. } => Some(story.clone()),
                    Before::Nothing | Before::Unknown => None,
                };
                let story = found_by.or_else(before);
                Self { is_event: true, story, number, date: event.date }
            }
        }
    }

    fn kind(&self) -> Kind {
        if self.is_event { Kind::Event } else { Kind::Story }
    }
}

/// A document as it is told: where it stands, and what it is where that is known.
fn describe(segment: &Path, doc: u32, known: Option<(&StoryId, u32)>) -> String {
    let place = format!("{}, document {doc}", segment.display());
    match known {
        None => place,
        Some((story, 0)) => format!("{place}, story {story}"),
        Some((story, number)) => format!("{place}, {story}#{number}"),
    }
}
