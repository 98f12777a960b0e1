//! The stories stored in an index, put together again from their documents.

use std::collections::BTreeMap;

use dateline_model::{Article, Event, Story, StoryId};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

use super::Generation;
use crate::IndexError;
use crate::schema::Fields;
use crate::stored::{Source, StoredDocument, StoredHead, StoredStory};

/// Walks over the stories of a generation.
pub struct Stories {
    searcher: Searcher,
    /// The field that the stories are found by.
    story: Field,
    segment: usize,
    doc: u32,
}

impl Generation {
    /// All stories, in no particular order.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn stories(&self) -> Result<Stories, IndexError> {
        Ok(Stories::of(self.index.reader()?.searcher(), self.fields.story))
    }
}

impl Stories {
    pub(super) fn of(searcher: Searcher, story: Field) -> Self {
        Self { searcher, story, segment: 0, doc: 0 }
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
            if let StoredDocument::Story(story) = read(&self.searcher, address)? {
                return load(&self.searcher, self.story, &story.head.id);
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
    load(searcher, fields.story, id)
}

fn load(searcher: &Searcher, story: Field, id: &StoryId) -> Result<Option<Story>, IndexError> {
    let term = Term::from_field_text(story, id.as_str());
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut addresses: Vec<_> = searcher.search(&query, &DocSetCollector)?.into_iter().collect();
    // In the order of the document store, whose blocks are then each unpacked once.
    addresses.sort_unstable();
    let mut own: Option<StoredStory> = None;
    let mut timeline: BTreeMap<u32, Event> = BTreeMap::new();
    for address in addresses {
        match read(searcher, address)? {
            StoredDocument::Story(story) => own = Some(story),
            StoredDocument::Event(event) => {
                timeline.insert(event.number, event.event);
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
    address: DocAddress,
) -> Result<StoredDocument, IndexError> {
    read(searcher, address)
}

/// The same as far as a hit shows it.
///
/// # Errors
/// [`IndexError::Tantivy`], [`IndexError::Damaged`].
pub fn read_hit(searcher: &Searcher, address: DocAddress) -> Result<StoredDocument, IndexError> {
    read_source(searcher, address, StoredDocument::of_hit)
}

/// Reads what an event shows of its story, and the articles with these numbers, given where the
/// event stands and its own number.
///
/// # Errors
/// [`IndexError::Tantivy`], [`IndexError::Damaged`].
pub fn read_head(
    searcher: &Searcher,
    event: DocAddress,
    number: u32,
    articles: &[u32],
) -> Result<(StoredHead, Vec<Article>), IndexError> {
    let own = own_document(event, number)?;
    read_source(searcher, own, |bytes| StoredHead::from_bytes(bytes, articles))
}

/// Where the own document of a story stands, given one of its documents and the number of that, 0 for
/// itself: they stand in a row.
///
/// # Errors
/// [`IndexError::Damaged`] where so many documents do not stand before it.
pub fn own_document(address: DocAddress, number: u32) -> Result<DocAddress, IndexError> {
    let own = address.doc_id.checked_sub(number);
    let own = own.map(|doc| DocAddress::new(address.segment_ord, doc));
    own.ok_or_else(|| damaged(address, format!("there is no story before event {number}")))
}

fn read(searcher: &Searcher, address: DocAddress) -> Result<StoredDocument, IndexError> {
    read_source(searcher, address, StoredDocument::from_bytes)
}

fn read_source<T>(
    searcher: &Searcher,
    address: DocAddress,
    read: impl FnOnce(&[u8]) -> Result<T, serde_json::Error>,
) -> Result<T, IndexError> {
    let Source(bytes) = searcher.doc(address)?;
    read(&bytes).map_err(|error| damaged(address, error.to_string()))
}

fn damaged(address: DocAddress, reason: String) -> IndexError {
    IndexError::Damaged { path: format!("document {address:?}").into(), reason }
}
