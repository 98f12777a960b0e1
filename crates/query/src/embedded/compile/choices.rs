//! Choices between plain words: `museum OR gallery`, and what is left of a query of which nothing
//! matches all words. They match by their stems and score like words that all have to match, so that
//! what scores is looked up for those documents alone that may come onto the page.

use dateline_engine::{Expr, TextField, Word, WordForm};
use dateline_indexer::IndexError;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Query};
use tantivy::schema::IndexRecordOption;

use super::slots::{Slot, Slots};
use super::stop_words::StopWords;
use super::{Clauses, Compiler, any_of};
use crate::embedded::scoring::ScoringTerm;

/// Of a relaxed query, the rarest words are looked for whose documents are so many in all.
const ENOUGH: u64 = 6_000;

/// What a word of a relaxed query adds where it stands just so in the text, next to 1 for its stem
/// anywhere.
const JUST_SO: f32 = 0.15;

/// A word of a choice.
struct Choice {
    slots: Slots,
    /// How many documents have it, at the most.
    documents: u64,
    /// Whether it says nothing of what a text is about.
    is_stop_word: bool,
}

impl Compiler<'_> {
    /// Requires one of these words, if plain words are all that they are. Says whether they are.
    pub(super) fn require_any_word(
        &self,
        parts: &[Expr],
        clauses: &mut Clauses,
    ) -> Result<bool, IndexError> {
        let mut words = Vec::with_capacity(parts.len());
        if !self.plain_words(parts, &mut words) {
            return Ok(false);
        }
        if clauses.is_relaxed {
            self.require_any_telling(words, clauses)?;
            return Ok(true);
        }
        clauses.filter(any_of(words.iter().map(|word| self.every_stem(word)).collect()));
        for slot in words.iter().flat_map(|word| &word.0) {
            clauses.scoring.terms.extend(self.stems(slot));
            self.prefer(slot, TextField::Any, &mut clauses.scoring);
        }
        Ok(true)
    }

    /// The same where all of the words were asked for and nothing has them all, as in a question of many
    /// words. How many of them there are counts far more than where one stands and whether exactly, so that
    /// their stems score as in plain BM25, and a little what stands just so in a document's own text; and
    /// what has none of the rarer words is not looked at for the sake of frequent ones, which would take
    /// most of the time.
    fn require_any_telling(
        &self,
        words: Vec<Slots>,
        clauses: &mut Clauses,
    ) -> Result<(), IndexError> {
        let stop_words = StopWords::of(&self.languages.list);
        let mut choices = Vec::with_capacity(words.len());
        for slots in words {
            let is_stop_word = stop_words.hold(&slots);
            choices.push(Choice { is_stop_word, documents: self.documents(&slots)?, slots });
        }
        let all_are = choices.iter().all(|choice| choice.is_stop_word);
        for choice in choices.iter().filter(|choice| all_are || !choice.is_stop_word) {
            for slot in &choice.slots.0 {
                let terms = &mut clauses.scoring.terms;
                terms.extend(self.stems(slot));
                let (field, weight) = (self.fields.text, JUST_SO);
                let just_so = slot.exact.iter().cloned();
                terms.extend(just_so.map(|word| ScoringTerm { field, word, weight }));
            }
        }
        choices.sort_by_key(|choice| choice.documents);
        let mut documents = 0;
        let rarest = choices.iter().take_while(|choice| {
            let is_enough = documents >= ENOUGH;
            documents += choice.documents;
            !is_enough
        });
        clauses.filter(any_of(rarest.map(|choice| self.every_stem(&choice.slots)).collect()));
        Ok(())
    }

    /// Adds the words of a choice, of which some may be a choice themselves, if they are all plain ones.
    fn plain_words(&self, parts: &[Expr], words: &mut Vec<Slots>) -> bool {
        parts.iter().all(|part| match part {
            Expr::Or(parts) => self.plain_words(parts, words),
            Expr::Word(Word { field: TextField::Any, text, form: WordForm::Plain }) => {
                let slots = self.slots(text);
                let is_any = !slots.0.is_empty();
                words.extend(is_any.then_some(slots));
                is_any
            }
            _ => false,
        })
    }

    /// The documents with each part of a word.
    pub(super) fn every_stem(&self, word: &Slots) -> Box<dyn Query> {
        let stem = |slot: &Slot| {
            let stems = self.stems(slot).map(|stem| stem.query(IndexRecordOption::Basic));
            any_of(stems.collect())
        };
        match word.0.as_slice() {
            [slot] => stem(slot),
            slots => Box::new(BooleanQuery::intersection(slots.iter().map(stem).collect())),
        }
    }

    /// How many documents have a word, at the most.
    fn documents(&self, word: &Slots) -> Result<u64, IndexError> {
        let mut least = u64::MAX;
        for slot in &word.0 {
            let mut documents = 0;
            for stem in &slot.stems {
                let stem = Term::from_field_text(self.fields.stems, stem);
                documents += self.searcher.doc_freq(&stem)?;
            }
            least = least.min(documents);
        }
        Ok(least)
    }
}
