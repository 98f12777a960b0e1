//! The nearest words of the index.
//!
//! The words of the index that are within the edit distance that a word of its length is allowed
//! are found by a Levenshtein automaton that walks the dictionaries (Schulz and Mihov, "Fast string
//! correction with Levenshtein automata", 2002). The nearest of them stand in, the most frequent
//! first.

use std::collections::BTreeMap;

use dateline_indexer::IndexError;
use tantivy::query::FuzzyTermQuery;
use tantivy::{TantivyError, Term};

use super::Corrector;

/// How many words stand in for one.
const MOST_STAND_INS: usize = 5;

impl Corrector<'_> {
    /// The nearest words within a distance, the most frequent first.
    pub(super) fn near_words(&self, asked: &str, distance: u8) -> Result<Vec<String>, IndexError> {
        self.known.get(asked, distance, || self.look_for_near_words(asked, distance))
    }

    fn look_for_near_words(&self, asked: &str, distance: u8) -> Result<Vec<String>, IndexError> {
        let fields = self.fields;
        let term = Term::from_field_text(fields.text, asked);
        let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for field in [fields.title, fields.heading, fields.text] {
            for segment in self.searcher.segment_readers() {
                self.expanding.stop.check()?;
                let index = segment.inverted_index(field)?;
                let words = index.terms().search(&automaton).into_stream();
                let mut words = words.map_err(TantivyError::from)?;
                while words.advance() {
                    let Ok(word) = std::str::from_utf8(words.key()) else { continue };
                    if !word.bytes().any(|b| b.is_ascii_digit()) {
                        *found.entry(word.to_owned()).or_default() +=
                            u64::from(words.value().doc_freq);
                    }
                }
            }
        }
        let mut ranked: Vec<_> = found
            .into_iter()
            .map(|(word, documents)| (strsim::osa_distance(&word, asked), documents, word))
            .collect();
        ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
        let mut nearest = None;
        let mut words = Vec::new();
        for (distance, _, word) in ranked {
            if words.len() == MOST_STAND_INS || nearest.is_some_and(|nearest| distance > nearest) {
                break;
            }
            if self.occurs_exactly(&word)? {
                nearest = Some(distance);
                words.push(word);
            }
        }
        Ok(words)
    }
}
