//! The stories stored in an index, put together again from their documents.

use std::collections::BTreeMap;

use dateline_model::{Event, Story, StoryId};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use super::Generation;
use super::story_store::StoryPlaces;
use crate::IndexError;
use crate::schema::Fields;
use crate::stored::{StoredDocument, StoredStory};

/// Walks over the stories of a generation.
pub struct Stories {
    searcher: Searcher,
    places: StoryPlaces,
    segment: usize,
    doc: u32,
}

impl Generation {
    /// All stories, in no particular order.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn stories(&self) -> Result<Stories, IndexError> {
        Ok(Stories::of(self.index.reader()?.searcher(), self.fields.into()))
    }
}

impl From<Fields> for StoryPlaces {
    fn from(fields: Fields) -> Self {
        Self { story: fields.story, source: fields.source }
    }
}

impl Stories {
    pub(super) fn of(searcher: Searcher, places: StoryPlaces) -> Self {
        Self { searcher, places, segment: 0, doc: 0 }
    }

    /// The next story, or none when all were given.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`], [`IndexError::Damaged`].
    pub fn next_story(&mut self) -> Result<Option<Story>, IndexError> {
        while let Some(segment) = self.searcher.segment_readers().get(self.segment) {
            let doc = self.doc;
            if doc >= segment.max_doc() {
                (self.segment, self.doc) = (self.segment + 1, 0);
                continue;
            }
            self.doc += 1;
            if segment.is_deleted(doc) {
                continue;
            }
            let address = DocAddress::new(self.segment as u32, doc);
            // Each story is met once, at its own document.
            if let StoredDocument::Story(story) = read(&self.searcher, self.places.source, address)?
            {
                return load(&self.searcher, self.places, &story.id);
            }
        }
        Ok(None)
    }
}

/// The whole story under an id, or none.
///
/// # Errors
/// [`IndexError::Tantivy`], [`IndexError::Damaged`].
pub fn load_story(
    searcher: &Searcher,
    fields: Fields,
    id: &StoryId,
) -> Result<Option<Story>, IndexError> {
    load(searcher, fields.into(), id)
}

fn load(
    searcher: &Searcher,
    places: StoryPlaces,
    id: &StoryId,
) -> Result<Option<Story>, IndexError> {
    let term = Term::from_field_text(places.story, id.as_str());
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut addresses: Vec<_> = searcher.search(&query, &DocSetCollector)?.into_iter().collect();
    // In the order of the document store, whose blocks are then each unpacked once.
    addresses.sort_unstable();
    let mut own: Option<StoredStory> = None;
    let mut timeline: BTreeMap<u32, Event> = BTreeMap::new();
    for address in addresses {
        match read(searcher, places.source, address)? {
            StoredDocument::Story(story) => own = Some(story),
            StoredDocument::Event(event) => {
                timeline.insert(event.number, event.event.into_owned());
            }
        }
    }
    Ok(own.map(|own| own.join(timeline.into_values().collect())))
}

/// Reads one stored document.
///
/// # Errors
/// [`IndexError::Tantivy`], [`IndexError::Damaged`].
pub fn read_document(
    searcher: &Searcher,
    fields: Fields,
    address: DocAddress,
) -> Result<StoredDocument<'static>, IndexError> {
    read(searcher, fields.source, address)
}

fn read(
    searcher: &Searcher,
    source: Field,
    address: DocAddress,
) -> Result<StoredDocument<'static>, IndexError> {
    let document: TantivyDocument = searcher.doc(address)?;
    let bytes = document.get_first(source).and_then(|value| value.as_bytes());
    StoredDocument::from_bytes(bytes.unwrap_or_default()).map_err(|error| IndexError::Damaged {
        path: format!("document {address:?}").into(),
        reason: error.to_string(),
    })
}
