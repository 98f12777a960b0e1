//! The words of a field that have a stem, for fields without stems of their own.

use std::collections::BTreeSet;

use dateline_indexer::IndexError;
use dateline_indexer::analysis::{Analyzer, Languages};
use tantivy::query::Query;
use tantivy::schema::Field;

use super::slots::Slot;
use super::{Compiler, any_of};

/// After so many words it is asked whether anybody still waits.
const CHECKED_EVERY: usize = 256;

impl Compiler<'_> {
    /// The exact words of a field with one of the stems. They are looked for in the dictionary
    /// among those that begin like the stem, as nearly all stemmers cut ends alone.
    pub(super) fn words_with_stem(
        &self,
        field: Field,
        slot: &Slot,
    ) -> Result<Box<dyn Query>, IndexError> {
        let Languages { analysis, list } = self.languages;
        let analyzers = list.iter().map(|language| Analyzer::with(analysis.clone(), *language));
        let mut analyzers: Vec<_> = analyzers.collect();
        let cut_fronts = list.iter().any(|language| language.cuts_fronts());
        let mut words = BTreeSet::new();
        let mut begins: BTreeSet<&str> = BTreeSet::new();
        for stem in &slot.stems {
            let first = stem.chars().next().map_or(0, char::len_utf8);
            begins.insert(if cut_fronts { "" } else { &stem[..first] });
        }
        let mut looked_at = 0_usize;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            for begin in &begins {
                let mut range = index.terms().range().ge(begin);
                let mut behind = begin.as_bytes().to_vec();
                if !behind.is_empty() {
                    behind.push(0xFF);
                    range = range.lt(&behind);
                }
                let mut terms = range.into_stream().map_err(tantivy::TantivyError::from)?;
                while terms.advance() {
                    looked_at += 1;
                    if looked_at.is_multiple_of(CHECKED_EVERY) {
                        self.expanding.stop.check()?;
                    }
                    let Ok(word) = std::str::from_utf8(terms.key()) else { continue };
                    if analyzers.iter_mut().any(|analyzer| has_stem(analyzer, word, slot)) {
                        words.insert(word.to_owned());
                    }
                }
            }
        }
        Ok(any_of(words.iter().map(|word| self.scored(field, word)).collect()))
    }
}

fn has_stem(analyzer: &mut Analyzer, word: &str, slot: &Slot) -> bool {
    slot.stems.contains(analyzer.stem(word))
}
