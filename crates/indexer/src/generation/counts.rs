//! Counting the documents of an index by kind.

use dateline_model::Kind;
use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use crate::IndexError;
use crate::schema::Fields;

/// How many documents of each kind an index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCounts {
    /// Stories.
    pub stories: u64,
    /// Events.
    pub events: u64,
}

/// Counts the documents that are not deleted.
///
/// # Errors
/// [`IndexError::Tantivy`].
pub fn count_kinds(searcher: &Searcher, fields: Fields) -> Result<KindCounts, IndexError> {
    let count = |kind: Kind| -> Result<u64, IndexError> {
        let term = Term::from_field_text(fields.kind, kind.as_str());
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Ok(searcher.search(&query, &Count)? as u64)
    };
    Ok(KindCounts { stories: count(Kind::Story)?, events: count(Kind::Event)? })
}
