//! Words of the index that are near what was typed: as a whole, or by their beginning.
//!
//! As in `corrections.rs` a Levenshtein automaton walks the dictionaries, here one that is content
//! once a beginning is near.

use std::cell::OnceCell;
use std::cmp::Ordering;

use dateline_indexer::{Fields, IndexError};
use rustc_hash::FxHashMap;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError, Term};
use tantivy_fst::{Automaton, IntoStreamer, Streamer};

use super::beginnings::behind;
use super::frequent::{FrequentWords, has_digit, read_in_background};
use super::most_frequent::MostFrequent;
use crate::embedded::stop::Stop;
use crate::embedded::view::View;
use crate::near::allowed_distance;

/// So many words of a dictionary are told, the most frequent ones.
const FREQUENT: usize = 128;
/// So many words stand in for a beginning.
const FOR_BEGINNING: usize = 24;

/// The words that nearly begin as typed, looked for once and where they are needed.
pub(super) struct NearlyBegun<'a> {
    view: &'a View,
    fields: [Field; 3],
    beginnings: &'a [String],
    /// Whether no word begins exactly so.
    are_misspelt: bool,
    stop: &'a Stop,
    found: OnceCell<Vec<(String, u64)>>,
}

impl<'a> NearlyBegun<'a> {
    pub(super) fn new(
        view: &'a View,
        fields: Fields,
        (beginnings, are_misspelt): (&'a [String], bool),
        stop: &'a Stop,
    ) -> Self {
        let fields = [fields.title, fields.heading, fields.text];
        Self { view, fields, beginnings, are_misspelt, stop, found: OnceCell::new() }
    }

    /// The words and how many documents have them at the most, the most frequent first.
    pub(super) fn get(&self) -> Result<&[(String, u64)], IndexError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        read_in_background(self.view, self.fields);
        let frequent = self.view.segments.iter().map(|segment| segment.frequent.get()).collect();
        let searcher = &self.view.searcher;
        let are_rare_needed = self.are_misspelt;
        let words =
            Words { searcher, fields: &self.fields, frequent, are_rare_needed, stop: self.stop };
        let mut found = Vec::new();
        for beginning in self.beginnings {
            found.extend(words.near(beginning, Misspelt::Beginning, FOR_BEGINNING)?);
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

/// The words that are looked through.
pub(super) struct Words<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a [Field],
    /// The frequent ones of each segment where they are known, of all these fields together.
    pub(super) frequent: Vec<Option<&'a FrequentWords>>,
    /// Whether the others are looked for as well where no frequent word is near.
    pub(super) are_rare_needed: bool,
    pub(super) stop: &'a Stop,
}

impl<'a> Words<'a> {
    /// All words of these fields.
    pub(super) fn all(searcher: &'a Searcher, fields: &'a [Field], stop: &'a Stop) -> Self {
        let frequent = vec![None; searcher.segment_readers().len()];
        Self { searcher, fields, frequent, are_rare_needed: true, stop }
    }

    /// The words that are nearest, or begin most nearly so but not exactly, the most frequent first, with
    /// how many documents have them at the most. Rare words stand in only where no frequent one is as near.
    /// Of two wrong letters none is the first: that is a walk through a tenth of the words and not
    /// through all of them.
    pub(super) fn near(
        &self,
        asked: &str,
        what: Misspelt,
        limit: usize,
    ) -> Result<Vec<(String, u64)>, IndexError> {
        let first = asked.chars().next().map_or(0, char::len_utf8);
        for distance in 1..=allowed_distance(asked) {
            let begin = if distance > 1 { &asked[..first] } else { "" };
            let meant = Meant::of(self.fields, (asked, begin), what, distance)?;
            let mut found = self.frequent_near(&meant, 2 * limit)?;
            if found.is_empty() && self.are_rare_looked_for() {
                found = self.all_near(&meant)?;
            }
            if !found.is_empty() {
                found.sort_unstable_by(by_frequency);
                found.truncate(limit);
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// Whether all words are looked through where no frequent one is near: there are others, and they are
    /// needed or quickly looked through.
    fn are_rare_looked_for(&self) -> bool {
        let known = || self.frequent.iter().flatten();
        let are_all = known().count() == self.frequent.len() && known().all(|list| list.is_all);
        !are_all && (self.are_rare_needed || known().next().is_none())
    }

    /// So many of the frequent words that may be meant, and how many documents have them.
    fn frequent_near(
        &self,
        meant: &Meant<'_>,
        limit: usize,
    ) -> Result<Vec<(String, u64)>, IndexError> {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        for frequent in self.frequent.iter().flatten() {
            self.stop.check()?;
            let mut top = MostFrequent::new(FREQUENT);
            let mut words = frequent.words.search(&meant.automaton);
            if !meant.begin.is_empty() {
                words = words.ge(meant.begin).lt(behind(meant.begin));
            }
            let mut words = words.into_stream();
            while let Some((word, documents)) = words.next() {
                if meant.is(word) {
                    top.offer(word, documents);
                }
            }
            add(&mut found, top);
        }
        let mut found: Vec<_> = found.into_iter().collect();
        self.count_where_rare(&mut found, limit)?;
        Ok(found)
    }

    /// The words that may be meant, and how many documents have them.
    fn all_near(&self, meant: &Meant<'_>) -> Result<Vec<(String, u64)>, IndexError> {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        for reader in self.searcher.segment_readers() {
            for field in self.fields {
                self.stop.check()?;
                // Four letters of which one may be wrong begin thousands of words.
                let mut top = MostFrequent::new(FREQUENT);
                let index = reader.inverted_index(*field)?;
                let mut words = index.terms().search(&meant.automaton);
                if !meant.begin.is_empty() {
                    words = words.ge(meant.begin).lt(behind(meant.begin));
                }
                let mut words = words.into_stream().map_err(TantivyError::from)?;
                while words.advance() {
                    if meant.is(words.key()) {
                        top.offer(words.key(), u64::from(words.value().doc_freq));
                    }
                }
                add(&mut found, top);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Leaves so many words, and adds the documents of segments where they are rare.
    fn count_where_rare(
        &self,
        found: &mut Vec<(String, u64)>,
        limit: usize,
    ) -> Result<(), IndexError> {
        found.sort_unstable_by(by_frequency);
        found.truncate(limit);
        for (reader, frequent) in self.searcher.segment_readers().iter().zip(&self.frequent) {
            if frequent.is_some_and(|list| list.is_all) {
                continue;
            }
            let indexes = self.fields.iter().map(|field| reader.inverted_index(*field));
            let indexes = indexes.collect::<tantivy::Result<Vec<_>>>()?;
            for (word, documents) in found.iter_mut() {
                if frequent.is_some_and(|list| list.words.contains_key(&*word)) {
                    continue;
                }
                for index in &indexes {
                    let info = index.terms().get(&*word).map_err(TantivyError::from)?;
                    *documents += info.map_or(0, |info| u64::from(info.doc_freq));
                }
            }
        }
        Ok(())
    }
}

/// More frequent words first, then by the alphabet.
fn by_frequency(a: &(String, u64), b: &(String, u64)) -> Ordering {
    b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}

/// Adds the documents of words.
fn add(found: &mut FxHashMap<String, u64>, words: MostFrequent) {
    for (word, documents) in words.into_words() {
        let word = String::from_utf8(word).unwrap_or_default();
        *found.entry(word).or_default() += documents;
    }
}

/// The words that may be meant by what was typed.
struct Meant<'a> {
    asked: &'a str,
    /// How they all begin.
    begin: &'a str,
    what: Misspelt,
    automaton: Content,
}

impl<'a> Meant<'a> {
    /// Those within a distance.
    fn of(
        fields: &[Field],
        (asked, begin): (&'a str, &'a str),
        what: Misspelt,
        distance: u8,
    ) -> Result<Self, IndexError> {
        // The automaton is of the text, whatever the field.
        let field = fields.first().copied().unwrap_or_else(|| Field::from_field_id(0));
        let term = Term::from_field_text(field, asked);
        let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
        let automaton = Content { automaton, once: what == Misspelt::Beginning };
        Ok(Self { asked, begin, what, automaton })
    }

    /// Whether a word that the automaton matches is none of those that were excluded.
    fn is(&self, word: &[u8]) -> bool {
        let is_exact = self.what == Misspelt::Beginning && word.starts_with(self.asked.as_bytes());
        !is_exact && !has_digit(word)
    }
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
