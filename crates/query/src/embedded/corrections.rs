//! Misspelt words: what stands in for a word that is in no document.
//!
//! The words of the index that are within the edit distance that a word of its length is allowed
//! are found by a Levenshtein automaton that walks the dictionaries (Schulz and Mihov, "Fast string
//! correction with Levenshtein automata", 2002). The nearest of them stand in, the most frequent
//! first.

use std::collections::BTreeMap;

use dateline_engine::{Correction, Expr, SearchPlan, TextField, Word, WordForm};
use dateline_indexer::analysis::Languages;
use dateline_indexer::{Fields, IndexError};
use tantivy::collector::Count;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError, Term};

use super::compile::{Compiler, Slots};
use crate::near::allowed_distance;

/// How many words stand in for one.
const MOST_STAND_INS: usize = 5;

/// Looks for words that are in no document.
pub(super) struct Corrector<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    languages: &'a Languages,
    corrections: Vec<Correction>,
}

impl<'a> Corrector<'a> {
    /// A corrector over one view of the index.
    pub(super) fn new(searcher: &'a Searcher, fields: Fields, languages: &'a Languages) -> Self {
        Self { searcher, fields, languages, corrections: Vec::new() }
    }

    /// The query with what stands in for its misspelt words, and which those are. Only plain words
    /// are looked at: who quotes a word, excludes it or marks it otherwise meant it as it is.
    pub(super) fn correct(mut self, query: &Expr) -> Result<(Expr, Vec<Correction>), IndexError> {
        let corrected = self.expr(query)?;
        Ok((corrected, self.corrections))
    }

    fn expr(&mut self, expr: &Expr) -> Result<Expr, IndexError> {
        Ok(match expr {
            Expr::And(parts) => Expr::And(self.parts(parts)?),
            Expr::Or(parts) => Expr::Or(self.parts(parts)?),
            Expr::Word(word) if word.form == WordForm::Plain && word.field == TextField::Any => {
                self.word(word)?
            }
            Expr::Synonyms { typed, with } => self.synonyms(typed, with)?,
            other => other.clone(),
        })
    }

    fn parts(&mut self, parts: &[Expr]) -> Result<Vec<Expr>, IndexError> {
        parts.iter().map(|part| self.expr(part)).collect()
    }

    fn word(&mut self, word: &Word) -> Result<Expr, IndexError> {
        let as_it_is = || Expr::Word(word.clone());
        let slots = Slots::of(&word.text, self.languages).0;
        let [slot] = slots.as_slice() else { return Ok(as_it_is()) };
        let Some(asked) = slot.exact.first() else { return Ok(as_it_is()) };
        if allowed_distance(asked) == 0 {
            return Ok(as_it_is());
        }
        for stem in &slot.stems {
            if self.occurs(self.fields.stems, stem)? {
                return Ok(as_it_is());
            }
        }
        let stand_ins = self.near_words(asked)?;
        if stand_ins.is_empty() {
            return Ok(as_it_is());
        }
        let known = self.corrections.iter().any(|known| known.word == word.text);
        if !known {
            let with = stand_ins.clone();
            self.corrections.push(Correction { word: word.text.clone(), with });
        }
        let mut words: Vec<_> =
            stand_ins.into_iter().map(|text| Expr::Word(Word { text, ..word.clone() })).collect();
        Ok(if words.len() == 1 { words.remove(0) } else { Expr::Or(words) })
    }

    /// What was typed is left alone where it has a synonym that is there.
    fn synonyms(&mut self, typed: &Expr, with: &[Expr]) -> Result<Expr, IndexError> {
        let told = self.corrections.len();
        let mut corrected = self.expr(typed)?;
        if corrected != *typed && self.any_is_found(with)? {
            self.corrections.truncate(told);
            corrected = typed.clone();
        }
        Ok(Expr::Synonyms { typed: Box::new(corrected), with: with.to_vec() })
    }

    fn any_is_found(&self, with: &[Expr]) -> Result<bool, IndexError> {
        let compiler = Compiler::new(self.searcher, self.fields, self.languages);
        let any = Expr::Or(with.to_vec());
        let any = compiler.compile(&any, &SearchPlan::new(Expr::All))?;
        Ok(self.searcher.search(any.required.as_ref(), &Count)? > 0)
    }

    /// The nearest words, the most frequent first.
    fn near_words(&self, asked: &str) -> Result<Vec<String>, IndexError> {
        let fields = self.fields;
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for field in [fields.title, fields.heading, fields.text] {
            let term = Term::from_field_text(field, asked);
            let near = FuzzyTermQuery::new(term, allowed_distance(asked), true);
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(field)?;
                let words = index.terms().search(near.automaton()?).into_stream();
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
        let nearest = ranked.first().map_or(0, |(distance, _, _)| *distance);
        let nearest = ranked.into_iter().take_while(|(distance, _, _)| *distance == nearest);
        let mut words = Vec::new();
        for (_, _, word) in nearest {
            if words.len() == MOST_STAND_INS {
                break;
            }
            if self.occurs_exactly(&word)? {
                words.push(word);
            }
        }
        Ok(words)
    }

    fn occurs_exactly(&self, word: &str) -> Result<bool, IndexError> {
        let fields = self.fields;
        for field in [fields.text, fields.title, fields.heading] {
            if self.occurs(field, word)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a term is in a document that is not deleted.
    fn occurs(&self, field: Field, word: &str) -> Result<bool, IndexError> {
        let term = Term::from_field_text(field, word);
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let place = index.get_term_info(&term).map_err(TantivyError::from)?;
            let Some(place) = place else { continue };
            if !segment.has_deletes() {
                return Ok(true);
            }
            let postings = index.read_postings_from_terminfo(&place, IndexRecordOption::Basic);
            let mut postings = postings.map_err(TantivyError::from)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(true);
                }
                doc = postings.advance();
            }
        }
        Ok(false)
    }
}
