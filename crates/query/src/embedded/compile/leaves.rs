//! The leaves: terms, prefixes, near words and phrases in one field each.

use std::sync::Arc;

use dateline_engine::{Phrase, TextField};
use dateline_indexer::analysis::TEXT_GAP;
use tantivy::Term;
use tantivy::query::{BoostQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::expansion::{Expanded, Expansion};
use super::slots::phrase_readings;
use super::stoppable::Stoppable;
use super::with_stories::WithStories;
use super::{Compiler, any_of};
use crate::embedded::phrases::FrequentPhrase;
use crate::near::allowed_distance;

/// What a phrase adds, next to 1 for a stem anywhere.
const PHRASE: f32 = 1.5;
/// What a phrase adds in the title.
const PHRASE_IN_TITLE: f32 = 2.5;

impl Compiler<'_> {
    /// A term with its frequencies, scored.
    pub(super) fn scored(&self, field: Field, word: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
    }

    /// The words that begin so: a range of the dictionary.
    pub(super) fn prefix(&self, field: Field, prefix: &str) -> Box<dyn Query> {
        self.expansion(field, Expanded::Beginning(prefix.to_owned()))
    }

    /// The words within the edit distance that a word of this length is allowed.
    pub(super) fn fuzzy(&self, field: Field, word: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(field, word);
        match allowed_distance(word) {
            0 => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            distance => self.expansion(field, Expanded::Near(word.to_owned(), distance)),
        }
    }

    fn expansion(&self, field: Field, words: Expanded) -> Box<dyn Query> {
        Box::new(Expansion { field, words, expanding: self.expanding.clone() })
    }

    /// What such a query for texts finds, and the stories that have it in their timeline.
    pub(super) fn with_stories(&self, query: Box<dyn Query>) -> Box<dyn Query> {
        let event = self.searcher.schema().get_field_name(self.fields.event).to_owned();
        Box::new(WithStories { query, event })
    }

    /// A phrase, in any of the fields that it may stand in. None where it has no words.
    pub(super) fn phrase(&self, phrase: &Phrase) -> Option<Box<dyn Query>> {
        let mut alternatives: Vec<Box<dyn Query>> = Vec::new();
        for reading in phrase_readings(&phrase.text, self.languages) {
            for field in self.exact_fields(phrase.field) {
                let weight = if field == self.fields.title { PHRASE_IN_TITLE } else { PHRASE };
                let query = self.in_field(field, &reading, phrase.slop);
                alternatives.push(Box::new(BoostQuery::new(query, weight)));
            }
            // A phrase of several words is found in the event that has it.
            if let ([(_, word)], TextField::Any) = (reading.as_slice(), phrase.field) {
                let word = Term::from_field_text(self.fields.text, word);
                let query = TermQuery::new(word, IndexRecordOption::Basic);
                alternatives.push(self.with_stories(Box::new(query)));
            }
        }
        (!alternatives.is_empty()).then(|| any_of(alternatives))
    }

    fn in_field(&self, field: Field, words: &[(usize, String)], slop: u32) -> Box<dyn Query> {
        let terms: Vec<_> =
            words.iter().map(|(at, word)| (*at, Term::from_field_text(field, word))).collect();
        match <[_; 1]>::try_from(terms) {
            Ok([(_, term)]) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
            Err(terms) => {
                let (slop, stop) = (slop.min(TEXT_GAP - 1), self.expanding.stop.clone());
                let query = PhraseQuery::new_with_offset_and_slop(terms.clone(), slop);
                let query = Stoppable { query: Box::new(query), stop: stop.clone() };
                match &self.places {
                    Some(places) if slop == 0 => {
                        let (query, places) = (Arc::new(query), Arc::clone(places));
                        Box::new(FrequentPhrase { words: terms, query, places, stop })
                    }
                    _ => Box::new(query),
                }
            }
        }
    }
}
