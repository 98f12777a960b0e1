//! Counting the documents of an index by kind.

use dateline_model::Kind;
use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::IndexError;
use crate::schema::Fields;

/// How many documents of each kind an index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    count_by_kind(searcher, fields.kind)
}

/// Counts them by the field that says the kind, also in an index of another version.
pub(crate) fn count_by_kind(searcher: &Searcher, field: Field) -> Result<KindCounts, IndexError> {
    let count = |kind: Kind| -> Result<u64, IndexError> {
        let term = Term::from_field_text(field, kind.as_str());
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Ok(searcher.search(&query, &Count)? as u64)
    };
    Ok(KindCounts { stories: count(Kind::Story)?, events: count(Kind::Event)? })
}
