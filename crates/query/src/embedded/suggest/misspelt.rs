//! Words of the index that are near what was typed: as a whole, or by their beginning.
//!
//! As in `corrections.rs` a Levenshtein automaton walks the dictionaries, here one that is content
//! once a beginning is near.

use std::cell::OnceCell;

use dateline_indexer::{Fields, IndexError};
use rustc_hash::FxHashMap;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, TantivyError, Term};
use tantivy_fst::Automaton;

use super::begun_words::behind;
use super::known_words::KnownWords;
use super::most_frequent::{MostFrequent, by_frequency};
use super::ranked_words::RankedWords;
use crate::embedded::stop::Stop;
use crate::near::allowed_distance;

/// So many words of a dictionary are told, the most frequent ones.
const FREQUENT: usize = 48;
/// So many words stand in for a beginning.
const FOR_BEGINNING: usize = 24;

/// The words that nearly begin as typed, looked for once and where they are needed.
pub(super) struct NearlyBegun<'a> {
    known: &'a KnownWords<'a>,
    fields: [Field; 3],
    beginnings: &'a [String],
    stop: &'a Stop,
    found: OnceCell<Vec<(String, u64)>>,
}

impl<'a> NearlyBegun<'a> {
    pub(super) fn new(
        known: &'a KnownWords<'a>,
        fields: Fields,
        beginnings: &'a [String],
        stop: &'a Stop,
    ) -> Self {
        let fields = [fields.title, fields.heading, fields.text];
        Self { known, fields, beginnings, stop, found: OnceCell::new() }
    }

    /// The words and how many documents have them at the most, the most frequent first.
    pub(super) fn get(&self) -> Result<&[(String, u64)], IndexError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let searcher = &self.known.view.searcher;
        let (ranked, others) = (self.known.ranked(), self.known.others().collect());
        let words = Words { searcher, fields: &self.fields, ranked, others, stop: self.stop };
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
    /// Those that are in one dictionary, of all these fields together.
    pub(super) ranked: Option<&'a RankedWords>,
    /// The segments whose words are not in it.
    pub(super) others: Vec<usize>,
    pub(super) stop: &'a Stop,
}

impl<'a> Words<'a> {
    /// All words of these fields.
    pub(super) fn of(searcher: &'a Searcher, fields: &'a [Field], stop: &'a Stop) -> Self {
        let others = (0..searcher.segment_readers().len()).collect();
        Self { searcher, fields, ranked: None, others, stop }
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
            if let Some(words) = self.ranked {
                self.stop.check()?;
                let mut top = MostFrequent::new(FREQUENT);
                words.offer((&meant.automaton, begin), meant.except(), &mut top);
                add(&mut found, top);
            }
            for reader in self.others() {
                self.walk(reader, &meant, &mut found)?;
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

    fn others(&self) -> impl Iterator<Item = &SegmentReader> {
        self.others.iter().filter_map(|number| self.searcher.segment_readers().get(*number))
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
        let ranked = self.ranked.and_then(|words| words.get(word));
        let mut documents = ranked.map_or(0, |ranked| ranked.documents);
        for reader in self.others() {
            for field in self.fields {
                let info = reader.inverted_index(*field)?.terms().get(word);
                documents +=
                    info.map_err(TantivyError::from)?.map_or(0, |info| u64::from(info.doc_freq));
            }
        }
        Ok(documents)
    }
}

/// Adds the documents of words.
fn add(found: &mut FxHashMap<String, u64>, words: MostFrequent) {
    for (word, documents) in words.into_words() {
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
        !self.except().is_some_and(|except| word.starts_with(except.as_bytes()))
    }
}

/// Matches words without digits as an automaton does, or, once content, all that go on from there. The
/// library's own automaton for beginnings is content only where nothing behind could be nearer still, and
/// so lets go of words that begin nearly so.
struct Content {
    automaton: DfaWrapper,
    once: bool,
}

/// How far a word is read.
#[derive(Clone, Copy)]
enum Read<S> {
    /// The automaton has to see more.
    Near(S),
    /// It is content.
    Content,
    /// There is a digit. Numbers are not misspelt: another digit makes another number.
    Number,
}

impl Automaton for Content {
    type State = Read<<DfaWrapper as Automaton>::State>;

    fn start(&self) -> Self::State {
        self.unless_content(self.automaton.start())
    }

    fn is_match(&self, state: &Self::State) -> bool {
        match state {
            Read::Near(state) => self.automaton.is_match(state),
            Read::Content => true,
            Read::Number => false,
        }
    }

    fn can_match(&self, state: &Self::State) -> bool {
        match state {
            Read::Near(state) => self.automaton.can_match(state),
            Read::Content => true,
            Read::Number => false,
        }
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        match state {
            _ if byte.is_ascii_digit() => Read::Number,
            Read::Near(state) => self.unless_content(self.automaton.accept(state, byte)),
            Read::Content => Read::Content,
            Read::Number => Read::Number,
        }
    }
}

impl Content {
    fn unless_content(
        &self,
        state: <DfaWrapper as Automaton>::State,
    ) -> <Self as Automaton>::State {
        if self.once && self.automaton.is_match(&state) { Read::Content } else { Read::Near(state) }
    }
}
