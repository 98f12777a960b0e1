//! Misspelt words: what stands in for a word that is in no document.
//!
//! One letter wrong is the commonest error, so a word of the index at a distance of 1 stands in first.
//! After that a missing space is likelier than two letters wrong: what is two words of the index, which
//! stand side by side in some document, is read as these two. Were the space looked for first,
//! `underwar` would be `under war` and not `underwear`.
//!
//! A space too many is looked for before anything else: where one of two neighbours is no word at
//! all and both are a word together, that explains both of them.

mod joined;
mod known;
mod near;
mod split;

use dateline_engine::{Correction, Expr, Phrase, SearchPlan, TextField, Word, WordForm};
use dateline_indexer::analysis::Languages;
use dateline_indexer::{Fields, IndexError};
use tantivy::Searcher;
use tantivy::collector::Count;

use super::compile::{Compiler, Expanding, Slots};
use super::occurs::occurs;
use super::view::View;
use crate::near::allowed_distance;

pub(super) use known::KnownStandIns;

/// Looks for words that are in no document.
pub(super) struct Corrector<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    languages: &'a Languages,
    known: &'a KnownStandIns,
    expanding: &'a Expanding,
    corrections: Vec<Correction>,
}

/// A plain word that was looked up.
struct Looked {
    /// Its exact form.
    exact: String,
    /// Whether it is in a document, if only by its stem.
    is_known: bool,
}

/// What stands in for a word.
enum StandIn {
    /// One of these words.
    Words(Vec<String>),
    /// Two words, side by side.
    Split(String),
}

impl<'a> Corrector<'a> {
    /// A corrector over one view of the index.
    pub(super) fn new(view: &'a View, fields: Fields, expanding: &'a Expanding) -> Self {
        let View { searcher, languages, stand_ins: known, .. } = view;
        Self { searcher, fields, languages, known, expanding, corrections: Vec::new() }
    }

    /// The query with what stands in for its misspelt words, and which those are. Only plain words
    /// are looked at: who quotes a word, excludes it or marks it otherwise meant it as it is.
    pub(super) fn correct(mut self, query: &Expr) -> Result<(Expr, Vec<Correction>), IndexError> {
        let corrected = self.expr(query)?;
        Ok((corrected, self.corrections))
    }

    fn expr(&mut self, expr: &Expr) -> Result<Expr, IndexError> {
        Ok(match expr {
            Expr::And(parts) => several(self.parts(parts)?, Expr::And),
            // A query that is asked again for any of its words is such alternatives too.
            Expr::Or(parts) => several(self.parts(parts)?, Expr::Or),
            Expr::Synonyms { typed, with } => self.synonyms(typed, with)?,
            Expr::Word(word) => match self.look(word)? {
                Some(looked) => self.word(word, &looked)?,
                None => expr.clone(),
            },
            other => other.clone(),
        })
    }

    fn parts(&mut self, parts: &[Expr]) -> Result<Vec<Expr>, IndexError> {
        let looked = parts.iter().map(|part| match part {
            Expr::Word(word) => Ok(self.look(word)?.map(|looked| (word, looked))),
            _ => Ok(None),
        });
        let looked = looked.collect::<Result<Vec<_>, IndexError>>()?;
        let mut corrected = Vec::with_capacity(parts.len());
        let mut at = 0;
        while let (Some(part), Some(known)) = (parts.get(at), looked.get(at)) {
            at += 1;
            let Some((word, one)) = known else {
                corrected.push(self.expr(part)?);
                continue;
            };
            if let Some(Some((next, other))) = looked.get(at)
                && let Some(joined) = self.joined(one, other)?
            {
                self.note(format!("{} {}", word.text, next.text), vec![joined.clone()]);
                corrected.push(Expr::Word(Word { text: joined, ..(*word).clone() }));
                at += 1;
                continue;
            }
            corrected.push(self.word(word, one)?);
        }
        Ok(corrected)
    }

    fn word(&mut self, word: &Word, looked: &Looked) -> Result<Expr, IndexError> {
        let as_it_is = || Expr::Word(word.clone());
        if looked.is_known || allowed_distance(&looked.exact) == 0 {
            return Ok(as_it_is());
        }
        Ok(match self.stand_in(&looked.exact)? {
            None => as_it_is(),
            Some(StandIn::Split(text)) => {
                self.note(word.text.clone(), vec![text.clone()]);
                Expr::Phrase(Phrase { field: word.field, text, slop: 0 })
            }
            Some(StandIn::Words(words)) => {
                self.note(word.text.clone(), words.clone());
                let words = words.into_iter();
                let words = words.map(|text| Expr::Word(Word { text, ..word.clone() }));
                several(words.collect(), Expr::Or)
            }
        })
    }

    fn stand_in(&self, asked: &str) -> Result<Option<StandIn>, IndexError> {
        let near = self.near_words(asked, 1)?;
        if !near.is_empty() {
            return Ok(Some(StandIn::Words(near)));
        }
        if let Some(split) = self.split(asked)? {
            return Ok(Some(StandIn::Split(split)));
        }
        if allowed_distance(asked) < 2 {
            return Ok(None);
        }
        let near = self.near_words(asked, allowed_distance(asked))?;
        Ok((!near.is_empty()).then_some(StandIn::Words(near)))
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
        let compiler = Compiler::new(self.searcher, self.fields, self.languages, self.expanding);
        let any = Expr::Or(with.to_vec());
        let any = compiler.compile(&any, &SearchPlan::new(Expr::All))?;
        Ok(self.searcher.search(any.required.as_ref(), &Count)? > 0)
    }

    /// Looks a plain word up, unless analysis makes several or none of it.
    fn look(&self, word: &Word) -> Result<Option<Looked>, IndexError> {
        if word.form != WordForm::Plain || word.field != TextField::Any {
            return Ok(None);
        }
        let slots = Slots::of(&word.text, self.languages).0;
        let [slot] = slots.as_slice() else { return Ok(None) };
        let Some(exact) = slot.exact.first().cloned() else { return Ok(None) };
        for stem in &slot.stems {
            if occurs(self.searcher, &[self.fields.stems], stem)? {
                return Ok(Some(Looked { exact, is_known: true }));
            }
        }
        Ok(Some(Looked { exact, is_known: false }))
    }

    fn occurs_exactly(&self, word: &str) -> Result<bool, IndexError> {
        let fields = self.fields;
        occurs(self.searcher, &[fields.text, fields.title, fields.heading], word)
    }

    fn note(&mut self, word: String, with: Vec<String>) {
        if !self.corrections.iter().any(|known| known.word == word) {
            self.corrections.push(Correction { word, with });
        }
    }
}

/// Several parts, or the only one.
fn several(mut parts: Vec<Expr>, node: impl FnOnce(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() == 1 { parts.remove(0) } else { node(parts) }
}
