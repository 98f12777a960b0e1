//! Words: what has to match, and what adds to the score.

use dateline_engine::{Expr, TextField, Word, WordForm};
use dateline_indexer::IndexError;
use tantivy::query::Query;
use tantivy::schema::Field;

use super::slots::Slot;
use super::{Clauses, Compiler, any_of};
use crate::embedded::scoring::{Scoring, ScoringTerm};

/// What a stem adds anywhere.
const STEM: f32 = 1.0;
/// What an exact word adds in each place, next to 1 for a stem anywhere. The text is a document's own,
/// whereas all events of a story have its title; what is called so is told by the cover of a title. See
/// docs/RANKING.md.
const TITLE_EXACT: f32 = 0.8;
const HEADING_EXACT: f32 = 0.6;
const TEXT_EXACT: f32 = 1.0;
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
                _ => self.require_plain(slot, word, clauses)?,
            }
        }
        Ok(())
    }

    fn require_plain(
        &self,
        slot: &Slot,
        word: &Word,
        clauses: &mut Clauses,
    ) -> Result<(), IndexError> {
        let field = match word.field {
            TextField::Any => None,
            TextField::Title => Some(self.fields.title),
            TextField::Section => Some(self.fields.heading),
            TextField::Text => Some(self.fields.text),
        };
        match field {
            None => clauses.require_words(self.stems(slot).collect()),
            Some(field) => {
                let query = self.words_with_stem(field, slot)?;
                clauses.require(query, &Expr::Word(word.clone()));
            }
        }
        self.prefer(slot, word.field, &mut clauses.scoring);
        Ok(())
    }

    /// Adds to the score where a word stands, anywhere or in its field, and requires nothing.
    pub(super) fn prefer_word(&self, word: &Word, scoring: &mut Scoring) {
        for slot in &self.slots(&word.text).0 {
            if word.field == TextField::Any {
                scoring.terms.extend(self.stems(slot));
            }
            self.prefer(slot, word.field, scoring);
        }
    }

    fn require_prefix(&self, slot: &Slot, field: TextField, clauses: &mut Clauses) {
        let any = self.any_exact(slot, field, Self::prefix);
        clauses.require_constant(any, PREFIX_SCORE);
        self.prefer(slot, field, &mut clauses.scoring);
    }

    fn require_fuzzy(&self, slot: &Slot, field: TextField, clauses: &mut Clauses) {
        let any = self.any_exact(slot, field, Self::fuzzy);
        clauses.require_constant(any, FUZZY_SCORE);
        self.prefer(slot, field, &mut clauses.scoring);
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

    /// A stem anywhere, in each language.
    pub(super) fn stems(&self, slot: &Slot) -> impl Iterator<Item = ScoringTerm> {
        let field = self.fields.stems;
        slot.stems.iter().cloned().map(move |word| ScoringTerm { field, word, weight: STEM })
    }

    /// Adds to the score what the words of a date do where they match, which they need not.
    pub(super) fn prefer_date(&self, words: &[Word], scoring: &mut Scoring) {
        let mut date = Vec::new();
        for word in words {
            for slot in &self.slots(&word.text).0 {
                let first = scoring.terms.len();
                scoring.terms.extend(self.stems(slot));
                date.push((first..scoring.terms.len()).collect());
                self.prefer(slot, word.field, scoring);
            }
        }
        scoring.dates.push(date);
    }

    /// Adds to the score where a word stands, and whether it stands there exactly.
    pub(super) fn prefer(&self, slot: &Slot, field: TextField, scoring: &mut Scoring) {
        let terms = &mut scoring.terms;
        for (field, weight) in self.weighed(field) {
            let words = slot.exact.iter().cloned();
            terms.extend(words.map(|word| ScoringTerm { field, word, weight }));
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
}
