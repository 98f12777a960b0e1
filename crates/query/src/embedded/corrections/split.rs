//! A space too few: a word that is two words of the index, written together.

use dateline_indexer::IndexError;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::Field;
use tantivy::{DocSet, TERMINATED, Term};

use super::Corrector;

/// Either part has at least so many letters. `a`, `I` and initials are parts of too many misspelt
/// words: `afirm` is no firm.
const LEAST_LETTERS: usize = 2;

impl Corrector<'_> {
    /// The two words that a word is made of. They have to stand side by side in a document, and are
    /// asked for like that: that both of them are words says little, as nearly every word is
    /// made of two others (`mus`, `eum`), and where they stand apart is not what was written as
    /// one. Of several splits the one whose rarer part is the most frequent is taken.
    pub(super) fn split(&self, asked: &str) -> Result<Option<String>, IndexError> {
        let letters: Vec<usize> = asked.char_indices().map(|(at, _)| at).collect();
        let mut splits = Vec::new();
        let places = LEAST_LETTERS..(letters.len() + 1).saturating_sub(LEAST_LETTERS);
        for at in places.filter_map(|place| letters.get(place)) {
            let (first, second) = asked.split_at(*at);
            let rarer = self.documents(first)?.min(self.documents(second)?);
            if rarer > 0 {
                splits.push((rarer, first, second));
            }
        }
        splits.sort_by_key(|(rarer, ..)| std::cmp::Reverse(*rarer));
        for (_, first, second) in splits {
            if self.stand_together(first, second)? {
                return Ok(Some(format!("{first} {second}")));
            }
        }
        Ok(None)
    }

    /// How often a word is in the dictionaries.
    fn documents(&self, word: &str) -> Result<u64, IndexError> {
        let mut documents = 0;
        for field in self.searched() {
            documents += self.searcher.doc_freq(&Term::from_field_text(field, word))?;
        }
        Ok(documents)
    }

    fn stand_together(&self, first: &str, second: &str) -> Result<bool, IndexError> {
        for field in self.searched() {
            let words = [first, second].map(|word| Term::from_field_text(field, word));
            let scoring = EnableScoring::disabled_from_searcher(self.searcher);
            let weight = PhraseQuery::new(words.to_vec()).weight(scoring)?;
            for segment in self.searcher.segment_readers() {
                self.expanding.stop.check()?;
                let mut places = weight.scorer(segment, 1.0)?;
                while places.doc() != TERMINATED {
                    if !segment.is_deleted(places.doc()) {
                        return Ok(true);
                    }
                    places.advance();
                }
            }
        }
        Ok(false)
    }

    fn searched(&self) -> [Field; 3] {
        [self.fields.text, self.fields.title, self.fields.heading]
    }
}
