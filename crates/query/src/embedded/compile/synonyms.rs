//! Synonyms: a document matches by what was typed or by what is said for it, and scores for the better
//! of the two.
//!
//! A rare synonym of a frequent word would score more than the word itself, as rare words do (and
//! Lucene's query for synonyms takes the frequency of the most frequent for all of them). So a
//! synonym is held to the rarity of what was typed, and counts for less than that: less than a word
//! that matches by its stem alone, in whatever place the two are compared.

use dateline_engine::{Expr, Word};
use dateline_indexer::IndexError;
use tantivy::query::{BoostQuery, DisjunctionMaxQuery, Query};
use tantivy::schema::Field;
use tantivy::{Score, Term};

use super::Compiler;
use super::slots::phrase_readings;

/// What a synonym counts, next to 1 for what was typed.
const SYNONYM: Score = 0.4;

impl Compiler<'_> {
    /// What was typed, or what is said for it.
    pub(super) fn synonyms(
        &self,
        typed: &Expr,
        with: &[Expr],
    ) -> Result<Box<dyn Query>, IndexError> {
        let mut choices = vec![self.node(typed)?];
        for synonym in with {
            let weight = SYNONYM * self.held_to(typed, synonym)?;
            choices.push(Box::new(BoostQuery::new(self.node(synonym)?, weight)));
        }
        Ok(Box::new(DisjunctionMaxQuery::new(choices)))
    }

    /// By what a synonym's score is to be multiplied so that it is no rarer than what was typed, in
    /// none of the fields.
    fn held_to(&self, typed: &Expr, synonym: &Expr) -> Result<Score, IndexError> {
        let fields = self.fields;
        let mut least: Score = 1.0;
        for field in [fields.stems, fields.title, fields.heading, fields.text] {
            let rarity = self.rarity(synonym, field)?;
            if rarity > 0.0 {
                least = least.min(self.rarity(typed, field)? / rarity);
            }
        }
        Ok(least)
    }

    /// How rare words are in a field: the sum of their inverse document frequencies, as BM25 has them.
    fn rarity(&self, expr: &Expr, field: Field) -> Result<Score, IndexError> {
        match expr {
            Expr::Word(word) => self.rarity_of_word(word, field),
            Expr::Phrase(phrase) => {
                let mut most: Score = 0.0;
                for reading in phrase_readings(&phrase.text, self.languages) {
                    let mut sum = 0.0;
                    for (_, word) in &reading {
                        sum += self.idf(field, [word])?;
                    }
                    most = most.max(sum);
                }
                Ok(most)
            }
            Expr::And(parts) => parts.iter().map(|part| self.rarity(part, field)).sum(),
            Expr::Or(parts) => {
                let parts = parts.iter().map(|part| self.rarity(part, field));
                parts.reduce(|a, b| Ok(a?.min(b?))).unwrap_or(Ok(0.0))
            }
            _ => Ok(0.0),
        }
    }

    fn rarity_of_word(&self, word: &Word, field: Field) -> Result<Score, IndexError> {
        let slots = self.slots(&word.text).0;
        let of = |slot: &super::slots::Slot| {
            let forms = if field == self.fields.stems { &slot.stems } else { &slot.exact };
            self.idf(field, forms)
        };
        slots.iter().map(of).sum()
    }

    /// That of the most frequent of several forms of a word.
    fn idf<'a>(
        &self,
        field: Field,
        forms: impl IntoIterator<Item = &'a String>,
    ) -> Result<Score, IndexError> {
        let mut with_word = 0;
        for form in forms {
            let documents = self.searcher.doc_freq(&Term::from_field_text(field, form))?;
            with_word = with_word.max(documents);
        }
        let readers = self.searcher.segment_readers().iter();
        let all: u64 = readers.map(|reader| u64::from(reader.max_doc())).sum();
        let without = all.saturating_sub(with_word) as Score;
        Ok((1.0 + (without + 0.5) / (with_word as Score + 0.5)).ln())
    }
}
