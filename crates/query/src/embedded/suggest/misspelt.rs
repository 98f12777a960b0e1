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
use tantivy::{Searcher, SegmentReader, TantivyError, Term};
use tantivy_fst::Automaton;

use super::beginnings::behind;
use super::most_frequent::MostFrequent;
use super::ranked_words::{RankedWords, has_digit, read_in_background};
use crate::embedded::stop::Stop;
use crate::embedded::view::View;
use crate::near::allowed_distance;

/// So many words of a dictionary are told, the most frequent ones.
const FREQUENT: usize = 48;
/// So many words stand in for a beginning.
const FOR_BEGINNING: usize = 24;

/// The words that nearly begin as typed, looked for once and where they are needed.
pub(super) struct NearlyBegun<'a> {
    view: &'a View,
    fields: [Field; 3],
    beginnings: &'a [String],
    stop: &'a Stop,
    found: OnceCell<Vec<(String, u64)>>,
}

impl<'a> NearlyBegun<'a> {
    pub(super) fn new(
        view: &'a View,
        fields: Fields,
        beginnings: &'a [String],
        stop: &'a Stop,
    ) -> Self {
        let fields = [fields.title, fields.heading, fields.text];
        Self { view, fields, beginnings, stop, found: OnceCell::new() }
    }

    /// The words and how many documents have them at the most, the most frequent first.
    pub(super) fn get(&self) -> Result<&[(String, u64)], IndexError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        read_in_background(self.view, self.fields);
        let ranked = self.view.segments.iter().map(|segment| segment.ranked_words.get()).collect();
        let searcher = &self.view.searcher;
        let words = Words { searcher, fields: &self.fields, ranked, stop: self.stop };
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
    /// Those of each segment where they are read, of all these fields together.
    pub(super) ranked: Vec<Option<&'a RankedWords>>,
    pub(super) stop: &'a Stop,
}

impl<'a> Words<'a> {
    /// All words of these fields.
    pub(super) fn of(searcher: &'a Searcher, fields: &'a [Field], stop: &'a Stop) -> Self {
        let ranked = vec![None; searcher.segment_readers().len()];
        Self { searcher, fields, ranked, stop }
    }

    /// The words that are nearest, or begin most nearly so but not exactly, the most frequent first, with
    /// how many documents have them at the most. Of two wrong letters none is the first: that is a walk
    /// through a tenth of the words and not through all of them.
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
            let mut found: FxHashMap<String, u64> = FxHashMap::default();
            for (reader, ranked) in self.segments() {
                match ranked {
                    Some(words) => {
                        self.stop.check()?;
                        let mut top = MostFrequent::new(FREQUENT);
                        words.offer((&meant.automaton, begin), meant.except(), &mut top);
                        add(&mut found, top);
                    }
                    None => self.walk(reader, &meant, &mut found)?,
                }
            }
            if !found.is_empty() {
                let mut found: Vec<_> = found.into_iter().collect();
                found.sort_unstable_by(by_frequency);
                found.truncate(2 * limit);
                for (word, documents) in &mut found {
                    *documents = self.documents(word)?;
                }
                found.sort_unstable_by(by_frequency);
                found.truncate(limit);
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    fn segments(&self) -> impl Iterator<Item = (&SegmentReader, Option<&RankedWords>)> {
        self.searcher.segment_readers().iter().zip(self.ranked.iter().copied())
    }

    /// Adds the words of a segment's dictionaries that may be meant, and how many documents have them.
    fn walk(
        &self,
        reader: &SegmentReader,
        meant: &Meant<'_>,
        found: &mut FxHashMap<String, u64>,
    ) -> Result<(), IndexError> {
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
            add(found, top);
        }
        Ok(())
    }

    /// How many documents have a word, those in several fields counted for each.
    fn documents(&self, word: &str) -> Result<u64, IndexError> {
        let mut documents = 0;
        for (reader, ranked) in self.segments() {
            if let Some(words) = ranked {
                documents += words.documents(word);
                continue;
            }
            for field in self.fields {
                let info = reader.inverted_index(*field)?.terms().get(word);
                documents +=
                    info.map_err(TantivyError::from)?.map_or(0, |info| u64::from(info.doc_freq));
            }
        }
        Ok(documents)
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

    /// How words begin that are not meant: who typed the beginning of one wants others.
    fn except(&self) -> Option<&str> {
        (self.what == Misspelt::Beginning).then_some(self.asked)
    }

    /// Whether a word that the automaton matches is none of those that are not meant.
    fn is(&self, word: &[u8]) -> bool {
        let is_exact = self.except().is_some_and(|except| word.starts_with(except.as_bytes()));
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
