//! The dictionaries of a segment's exact words.

use std::sync::Arc;

use tantivy::SegmentReader;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Field;

/// So many dictionaries a segment has at the most.
pub(super) const DICTIONARIES: usize = 3;
/// A bit for each of them.
pub(super) const ALL: u32 = (1 << DICTIONARIES) - 1;

/// Those of titles, headings and texts, of which there are only some where a segment has no headings, say.
/// tantivy keeps those that it opened too, but makes an empty one each time that it is asked for one that
/// is not there.
pub(super) struct ExactWords(Vec<Arc<InvertedIndexReader>>);

impl ExactWords {
    /// Opens them.
    pub(super) fn of(
        reader: &SegmentReader,
        fields: [Field; DICTIONARIES],
    ) -> tantivy::Result<Self> {
        let mut indexes = Vec::new();
        for field in fields {
            let index = reader.inverted_index(field)?;
            if index.terms().num_terms() > 0 {
                indexes.push(index);
            }
        }
        Ok(Self(indexes))
    }

    /// Each that has words.
    pub(super) fn each(&self) -> impl Iterator<Item = &Arc<InvertedIndexReader>> {
        self.0.iter()
    }
}
