//! Words: what has to match, and what adds to the score.

use dateline_engine::{Expr, TextField, Word, WordForm};
use dateline_indexer::IndexError;
use tantivy::query::Query;
use tantivy::schema::Field;

use super::slots::{Slot, phrase_readings};
use super::{Clauses, Compiler, any_of};
use crate::embedded::scoring::{Scoring, ScoringPhrase, ScoringTerm};

/// What a stem adds anywhere.
const STEM: f32 = 1.0;
/// What an exact word adds in each place, next to 1 for a stem anywhere. Titles are short and say
/// what a story is about; a heading says it of a section.
const TITLE_EXACT: f32 = 1.6;
const HEADING_EXACT: f32 = 0.6;
const TEXT_EXACT: f32 = 0.5;
/// What the words of a query add where they stand together, in order.
const CLOSE_IN_TITLE: f32 = 1.5;
const CLOSE_IN_TEXT: f32 = 1.0;
/// More words than this are a sentence, which no text repeats.
const CLOSE_WORDS: usize = 6;
/// What a word adds that matches by its beginning, or nearly.
const PREFIX_SCORE: f32 = 1.0;
const FUZZY_SCORE: f32 = 0.5;

impl Compiler<'_> {
    /// Adds what makes a word required. One that analysis cuts into several requires each.
    pub(super) fn require_word(
        &self,
        word: &Word,
        clauses: &mut Clauses,
    ) -> Result<(), IndexError> {
        let slots = self.slots(&word.text).0;
        let last = slots.len().saturating_sub(1);
        for (at, slot) in slots.iter().enumerate() {
            match word.form {
                WordForm::Prefix if at == last => self.require_prefix(slot, word.field, clauses),
                WordForm::Fuzzy => self.require_fuzzy(slot, word.field, clauses),
                _ => self.require_plain(slot, word.field, clauses)?,
            }
        }
        Ok(())
    }

    fn require_plain(
        &self,
        slot: &Slot,
        field: TextField,
        clauses: &mut Clauses,
    ) -> Result<(), IndexError> {
        let fields = self.fields;
        match field {
            TextField::Any => {
                let words = slot.stems.iter().cloned();
                let words =
                    words.map(|word| ScoringTerm { field: fields.stems, word, weight: STEM });
                clauses.require_words(words.collect());
            }
            TextField::Title => clauses.require(self.words_with_stem(fields.title, slot)?),
            TextField::Section => clauses.require(self.words_with_stem(fields.heading, slot)?),
            TextField::Text => clauses.require(self.words_with_stem(fields.text, slot)?),
        }
        self.prefer_exact(slot, &self.weighed(field), clauses);
        Ok(())
    }

    fn require_prefix(&self, slot: &Slot, field: TextField, clauses: &mut Clauses) {
        let any = self.any_exact(slot, field, Self::prefix);
        clauses.require_constant(any, PREFIX_SCORE);
        self.prefer_exact(slot, &self.weighed(field), clauses);
    }

    fn require_fuzzy(&self, slot: &Slot, field: TextField, clauses: &mut Clauses) {
        let any = self.any_exact(slot, field, Self::fuzzy);
        clauses.require_constant(any, FUZZY_SCORE);
        self.prefer_exact(slot, &self.weighed(field), clauses);
    }

    /// A leaf for each exact form of a word in each of the fields.
    fn any_exact(
        &self,
        slot: &Slot,
        field: TextField,
        leaf: impl Fn(&Self, Field, &str) -> Box<dyn Query>,
    ) -> Box<dyn Query> {
        let mut alternatives = Vec::new();
        for word in &slot.exact {
            for place in self.exact_fields(field) {
                let query = leaf(self, place, word);
                let has_timeline = field == TextField::Any && place == self.fields.text;
                alternatives.push(if has_timeline { self.with_stories(query) } else { query });
            }
        }
        any_of(alternatives)
    }

    fn prefer_exact(&self, slot: &Slot, fields: &[(Field, f32)], clauses: &mut Clauses) {
        for (field, weight) in fields {
            let terms = slot.exact.iter().cloned();
            let terms = terms.map(|word| ScoringTerm { field: *field, word, weight: *weight });
            clauses.scoring.terms.extend(terms);
        }
    }

    /// The fields of exact words that add to the score, and what they weigh.
    fn weighed(&self, field: TextField) -> Vec<(Field, f32)> {
        let fields = self.fields;
        let title = (fields.title, TITLE_EXACT);
        let heading = (fields.heading, HEADING_EXACT);
        let text = (fields.text, TEXT_EXACT);
        match field {
            TextField::Any => vec![title, heading, text],
            TextField::Title => vec![title],
            TextField::Section => vec![heading],
            TextField::Text => vec![text],
        }
    }

    /// The fields of exact words that a search in a field looks into.
    pub(super) fn exact_fields(&self, field: TextField) -> Vec<Field> {
        let fields = self.fields;
        match field {
            TextField::Any => vec![fields.title, fields.heading, fields.text],
            TextField::Title => vec![fields.title],
            TextField::Section => vec![fields.heading],
            TextField::Text => vec![fields.text],
        }
    }

    /// Lets documents come first in which the plain words of the query stand together, in order.
    pub(super) fn closeness(&self, query: &Expr, scoring: &mut Scoring) {
        let Expr::And(parts) = query else { return };
        let words: Vec<_> = parts
            .iter()
            .filter_map(|part| match part {
                Expr::Word(word)
                    if word.field == TextField::Any && word.form == WordForm::Plain =>
                {
                    Some(word.text.as_str())
                }
                _ => None,
            })
            .collect();
        if words.len() < 2 || words.len() > CLOSE_WORDS {
            return;
        }
        let weights = [(self.fields.title, CLOSE_IN_TITLE), (self.fields.text, CLOSE_IN_TEXT)];
        for reading in phrase_readings(&words.join(" "), self.languages) {
            if reading.len() < 2 {
                continue;
            }
            for (field, weight) in weights {
                scoring.phrases.push(ScoringPhrase { field, words: reading.clone(), weight });
            }
        }
    }
}
