//! Which story each document of a segment is of, in memory: its place among the ids in order, so that
//! documents are grouped and put in order by numbers.

use std::sync::Arc;

use tantivy::index::InvertedIndexReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader};

/// The stories of a segment's documents.
pub(super) struct StoryTable {
    index: Arc<InvertedIndexReader>,
    of_doc: Vec<u32>,
}

impl StoryTable {
    /// Reads the postings of all ids.
    pub(super) fn of(reader: &SegmentReader, story: Field) -> tantivy::Result<Self> {
        let index = reader.inverted_index(story)?;
        let mut of_doc = vec![0; reader.max_doc() as usize];
        let mut ids = index.terms().stream()?;
        let mut ordinal = 0;
        let mut postings = None;
        while ids.advance() {
            let place = ids.value();
            let postings = match &mut postings {
                Some(postings) => {
                    index.reset_block_postings_from_terminfo(place, postings)?;
                    postings
                }
                none => {
                    let opened =
                        index.read_block_postings_from_terminfo(place, IndexRecordOption::Basic)?;
                    none.insert(opened)
                }
            };
            while !postings.docs().is_empty() {
                for doc in postings.docs() {
                    if let Some(of_doc) = of_doc.get_mut(*doc as usize) {
                        *of_doc = ordinal;
                    }
                }
                postings.advance();
            }
            ordinal += 1;
        }
        drop(ids);
        Ok(Self { index, of_doc })
    }

    /// How many stories there are.
    pub(super) fn len(&self) -> u32 {
        self.index.terms().num_terms() as u32
    }

    /// The place of a document's story among the ids.
    pub(super) fn ordinal(&self, doc: DocId) -> u32 {
        self.of_doc.get(doc as usize).copied().unwrap_or(0)
    }

    /// The id at a place, empty where there is none.
    pub(super) fn id(&self, ordinal: u32) -> tantivy::Result<String> {
        let mut id = Vec::new();
        self.index.terms().ord_to_term(u64::from(ordinal), &mut id)?;
        Ok(String::from_utf8_lossy(&id).into_owned())
    }

    /// The place of an id, if it is one of them.
    pub(super) fn find(&self, id: &str) -> tantivy::Result<Option<u32>> {
        let ordinal = self.index.terms().term_ord(id)?;
        Ok(ordinal.map(|ordinal| ordinal as u32))
    }

    /// The place of the first id behind one that is none of them, by bisection.
    pub(super) fn first_behind(&self, id: &str) -> tantivy::Result<u32> {
        let (mut low, mut high) = (0, self.index.terms().num_terms() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.id(middle)?.as_str() < id { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }
}
