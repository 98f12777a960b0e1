//! Words of the index that are near what was typed: as a whole, or by their beginning.
//!
//! As in `corrections.rs` a Levenshtein automaton walks the dictionaries, here one that is content
//! once a beginning is near.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use dateline_indexer::{Fields, IndexError};
use rustc_hash::FxHashMap;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError, Term};
use tantivy_fst::Automaton;

use super::beginnings::behind;
use crate::embedded::stop::Stop;
use crate::near::allowed_distance;

/// So many words of a dictionary are told, the most frequent ones.
const FREQUENT: usize = 128;
/// So many words stand in for a beginning.
const FOR_BEGINNING: usize = 24;

/// The words that nearly begin as typed, looked for once and where they are needed.
pub(super) struct NearlyBegun<'a> {
    searcher: &'a Searcher,
    fields: [Field; 3],
    beginnings: &'a [String],
    stop: &'a Stop,
    found: OnceCell<Vec<(String, u64)>>,
}

impl<'a> NearlyBegun<'a> {
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: Fields,
        beginnings: &'a [String],
        stop: &'a Stop,
    ) -> Self {
        let fields = [fields.title, fields.heading, fields.text];
        Self { searcher, fields, beginnings, stop, found: OnceCell::new() }
    }

    /// The words and how many documents have them at the most, the most frequent first.
    pub(super) fn get(&self) -> Result<&[(String, u64)], IndexError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let mut found = Vec::new();
        for beginning in self.beginnings {
            let what = Misspelt::Beginning;
            let searcher = (self.searcher, self.stop);
            found.extend(near(searcher, &self.fields, beginning, what, FOR_BEGINNING)?);
        }
        Ok(self.found.get_or_init(|| found))
    }
}

/// What is misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misspelt {
    /// A whole word.
    Word,
    /// The beginning of a word.
    Beginning,
}

/// The words of these fields that are nearest, or begin most nearly so but not exactly, the most
/// frequent first, with how many documents have them at the most. Of two wrong letters none is the
/// first: that is a walk through a tenth of the dictionary and not through all of it.
pub(super) fn near(
    (searcher, stop): (&Searcher, &Stop),
    fields: &[Field],
    asked: &str,
    what: Misspelt,
    limit: usize,
) -> Result<Vec<(String, u64)>, IndexError> {
    let first = asked.chars().next().map_or(0, char::len_utf8);
    for distance in 1..=allowed_distance(asked) {
        let begin = if distance > 1 { &asked[..first] } else { "" };
        let found = within((searcher, stop), fields, (asked, begin), what, distance)?;
        if !found.is_empty() {
            let mut ranked: Vec<_> =
                found.into_iter().map(|(word, documents)| (Reverse(documents), word)).collect();
            ranked.sort();
            return Ok(ranked
                .into_iter()
                .take(limit)
                .map(|(Reverse(documents), word)| (word, documents))
                .collect());
        }
    }
    Ok(Vec::new())
}

/// Matches what an automaton does, or, once content, all that goes on from there. The library's own
/// automaton for beginnings is content only where nothing behind could be nearer still, and so lets go
/// of words that begin nearly so.
struct Content {
    automaton: DfaWrapper,
    once: bool,
}

impl Automaton for Content {
    /// None once content.
    type State = Option<<DfaWrapper as Automaton>::State>;

    fn start(&self) -> Self::State {
        self.unless_content(self.automaton.start())
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.as_ref().is_none_or(|state| self.automaton.is_match(state))
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.as_ref().is_none_or(|state| self.automaton.can_match(state))
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        self.unless_content(self.automaton.accept(state.as_ref()?, byte))
    }
}

impl Content {
    fn unless_content(
        &self,
        state: <DfaWrapper as Automaton>::State,
    ) -> <Self as Automaton>::State {
        (!(self.once && self.automaton.is_match(&state))).then_some(state)
    }
}

/// The words within a distance, of those that begin in some way, and how many documents have them.
fn within(
    (searcher, stop): (&Searcher, &Stop),
    fields: &[Field],
    (asked, begin): (&str, &str),
    what: Misspelt,
    distance: u8,
) -> Result<FxHashMap<String, u64>, IndexError> {
    let mut found: FxHashMap<String, u64> = FxHashMap::default();
    let Some(field) = fields.first() else { return Ok(found) };
    let term = Term::from_field_text(*field, asked);
    let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
    let automaton = Content { automaton, once: what == Misspelt::Beginning };
    let behind = behind(begin);
    for reader in searcher.segment_readers() {
        for field in fields {
            stop.check()?;
            let index = reader.inverted_index(*field)?;
            let mut words = index.terms().search(&automaton);
            if !begin.is_empty() {
                words = words.ge(begin).lt(&behind);
            }
            let mut words = words.into_stream().map_err(TantivyError::from)?;
            // Four letters of which one may be wrong begin thousands of words.
            let mut top: BinaryHeap<Reverse<(u32, Vec<u8>)>> = BinaryHeap::new();
            while words.advance() {
                let (word, documents) = (words.key(), words.value().doc_freq);
                let is_full = top.len() == FREQUENT;
                let is_rare = || top.peek().is_some_and(|Reverse((least, _))| documents <= *least);
                let is_exact = what == Misspelt::Beginning && word.starts_with(asked.as_bytes());
                if is_exact || (is_full && is_rare()) || word.iter().any(u8::is_ascii_digit) {
                    continue;
                }
                top.push(Reverse((documents, word.to_vec())));
                if is_full {
                    top.pop();
                }
            }
            for Reverse((documents, word)) in top {
                let word = String::from_utf8(word).unwrap_or_default();
                *found.entry(word).or_default() += u64::from(documents);
            }
        }
    }
    Ok(found)
}
