//! Which languages occur in an index.

use std::collections::BTreeSet;

use dateline_indexer::Fields;
use dateline_indexer::analysis::{Analysis, Language, Languages};
use tantivy::Searcher;

/// The languages of the stories, in the order of their codes; English where there are none. Read
/// from the dictionary, which holds a handful of codes.
pub(super) fn languages(
    searcher: &Searcher,
    fields: Fields,
    analysis: Analysis,
) -> tantivy::Result<Languages> {
    let mut codes = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.language)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            codes.extend(std::str::from_utf8(terms.key()).map(str::to_owned));
        }
    }
    let mut languages: Vec<_> = codes.iter().map(|code| Language::of(Some(code))).collect();
    if languages.is_empty() {
        languages.push(Language::ENGLISH);
    }
    Ok(Languages { analysis, list: languages })
}
