//! Whether a word is in a document that is not deleted: a dictionary also has those of deleted ones.

use dateline_indexer::IndexError;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError, Term};

/// Whether one of these fields has a word.
pub(super) fn occurs(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
) -> Result<bool, IndexError> {
    for field in fields {
        let term = Term::from_field_text(*field, word);
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(*field)?;
            let place = index.get_term_info(&term).map_err(TantivyError::from)?;
            let Some(place) = place else { continue };
            if !segment.has_deletes() {
                return Ok(true);
            }
            let postings = index.read_postings_from_terminfo(&place, IndexRecordOption::Basic);
            let mut postings = postings.map_err(TantivyError::from)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(true);
                }
                doc = postings.advance();
            }
        }
    }
    Ok(false)
}
