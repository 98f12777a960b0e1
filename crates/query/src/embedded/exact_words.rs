//! The dictionaries of a segment's exact words.

use std::sync::Arc;

use dateline_indexer::Fields;
use tantivy::SegmentReader;
use tantivy::index::InvertedIndexReader;

/// Those of titles, headings and texts, of which there are only some where a segment has no headings, say.
/// tantivy keeps those that it opened too, but makes an empty one each time that it is asked for one that
/// is not there.
pub(super) struct ExactWords(Vec<Arc<InvertedIndexReader>>);

impl ExactWords {
    /// Opens them.
    pub(super) fn of(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        let mut indexes = Vec::new();
        for field in [fields.title, fields.heading, fields.text] {
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
