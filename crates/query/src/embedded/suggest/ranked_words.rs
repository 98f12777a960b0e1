//! The words of several segments in one dictionary, in which the most frequent are found first.
//!
//! A segment has a dictionary for each field, in the order of the alphabet: to look for words that nearly
//! begin as typed is to walk through all of them, and to read thousands of rare words for the few frequent
//! ones. Here they are merged, and each beginning tells how frequent its most frequent word is, so that
//! all beginnings are passed over which cannot add to those found.

use std::convert::Infallible;
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::termdict::TermMerger;
use tantivy_fst::automaton::AlwaysMatch;
use tantivy_fst::raw::Node;
use tantivy_fst::{Automaton, Map, MapBuilder};

use super::begun_words::FREQUENT;
use super::kept::Kept;
use super::most_frequent::MostFrequent;
use super::word_list::WordList;
use crate::embedded::exact_words::{ALL, DICTIONARIES, ExactWords};

/// So many segments have bits of their own, but for the last of them, which shares its bits with all behind.
const TOLD_APART: usize = 10;
/// A bit for each dictionary of those that are told apart.
const BITS: usize = TOLD_APART * DICTIONARIES;
/// No word has more documents, those in several fields counted for each.
const MOST_DOCUMENTS: u64 = (1 << (64 - BITS)) - 1;

/// The words of some segments.
pub(super) struct RankedWords {
    /// How many documents of the most possible a word does not have, and behind that which dictionaries have it.
    /// A transducer gives out as early on the way to a word as it can what all words that begin so have in
    /// common, which is their least number: that of the most frequent one (the order of "Weighted FST"
    /// suggesters, as Lucene has them).
    words: Map<Vec<u8>>,
    begun: Kept<WordList>,
}

/// What is told of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    /// How many documents have it, those in several fields counted for each.
    pub(super) documents: u64,
    /// A bit for each dictionary that has it.
    dictionaries: u32,
}

impl Ranked {
    /// Which dictionaries of the segment of this number, in the order in which they were read, have it or may
    /// have it: a bit for each.
    pub(super) fn dictionaries(self, segment: usize) -> u32 {
        (self.dictionaries >> shift(segment)) & ALL
    }

    fn of_number(number: u64) -> Self {
        let dictionaries = (number & ((1 << BITS) - 1)) as u32;
        Self { documents: documents(number), dictionaries }
    }

    fn number(self) -> u64 {
        (MOST_DOCUMENTS.saturating_sub(self.documents) << BITS) | u64::from(self.dictionaries)
    }
}

/// Where the bits of a segment begin.
fn shift(segment: usize) -> usize {
    segment.min(TOLD_APART - 1) * DICTIONARIES
}

/// How many documents a word has at the most to which this is a part of its number.
fn documents(number: u64) -> u64 {
    MOST_DOCUMENTS.saturating_sub(number >> BITS)
}

impl RankedWords {
    /// Reads the words of these segments.
    pub(super) fn read(segments: &[&ExactWords]) -> tantivy::Result<Self> {
        let (mut streams, mut bits) = (Vec::new(), Vec::new());
        for (number, segment) in segments.iter().enumerate() {
            for (place, index) in segment.each().enumerate() {
                streams.push(index.terms().stream()?);
                bits.push(1 << (shift(number) + place));
            }
        }
        let mut merged = TermMerger::new(streams);
        let mut words = MapBuilder::memory();
        while merged.advance() {
            let mut ranked = Ranked { documents: 0, dictionaries: 0 };
            for (stream, info) in merged.current_segment_ords_and_term_infos() {
                ranked.documents += u64::from(info.doc_freq);
                ranked.dictionaries |= bits.get(stream).copied().unwrap_or_default();
            }
            words.insert(merged.key(), ranked.number()).map_err(broken)?;
        }
        let mut bytes = words.into_inner().map_err(broken)?;
        bytes.shrink_to_fit();
        Ok(Self { words: Map::from_bytes(bytes).map_err(broken)?, begun: Kept::default() })
    }

    /// What is told of a word, if it is here.
    pub(super) fn get(&self, word: &str) -> Option<Ranked> {
        self.words.get(word).map(Ranked::of_number)
    }

    /// The most frequent words that begin so.
    pub(super) fn begun(&self, beginning: &str) -> Arc<WordList> {
        let read = || {
            let mut top = MostFrequent::new(FREQUENT);
            let steps = self.offer((&AlwaysMatch, beginning), None, &mut top);
            Ok::<_, Infallible>((WordList::of(&top.in_order()), steps))
        };
        let Ok(list) = self.begun.get(beginning, read);
        list
    }

    /// Offers the words that begin so and that an automaton matches, in order, but for those that begin
    /// with `except`. What the top would not take need not be offered. Tells how many steps that took.
    pub(super) fn offer<A: Automaton>(
        &self,
        (automaton, begin): (&A, &str),
        except: Option<&str>,
        top: &mut MostFrequent,
    ) -> u64 {
        let fst = self.words.as_fst();
        let mut steps = 0;
        let mut word = Vec::with_capacity(64);
        let mut step = Step::first(fst.root(), automaton.start());
        for byte in begin.bytes() {
            let Some(at) = step.node.find_input(byte) else { return steps };
            let transition = step.node.transition(at);
            let state = automaton.accept(&step.state, byte);
            let number = step.number + transition.out.value();
            word.push(byte);
            step = Step { node: fst.node(transition.addr), state, number, next: 0 };
        }
        let mut path = vec![step];
        while let Some(step) = path.last_mut() {
            if step.next == 0 && step.node.is_final() && automaton.is_match(&step.state) {
                top.offer(&word, documents(step.number + step.node.final_output().value()));
            }
            if step.next == step.node.len() {
                path.pop();
                word.pop();
                continue;
            }
            let transition = step.node.transition(step.next);
            step.next += 1;
            steps += 1;
            let number = step.number + transition.out.value();
            let state = automaton.accept(&step.state, transition.inp);
            if automaton.can_match(&state) && top.takes(documents(number)) {
                word.push(transition.inp);
                if except.is_some_and(|except| except.as_bytes() == word) {
                    word.pop();
                    continue;
                }
                path.push(Step { node: fst.node(transition.addr), state, number, next: 0 });
            }
        }
        steps
    }
}

/// A node on the way to words.
struct Step<'a, S> {
    node: Node<'a>,
    state: S,
    /// The part of their numbers that has been given out.
    number: u64,
    /// Which of its transitions is the next.
    next: usize,
}

impl<'a, S> Step<'a, S> {
    fn first(node: Node<'a>, state: S) -> Self {
        Self { node, state, number: 0, next: 0 }
    }
}

fn broken(error: tantivy_fst::Error) -> TantivyError {
    TantivyError::InternalError(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::schema::{Field, Schema, TEXT};
    use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

    use super::super::misspelt::{Misspelt, Words};
    use super::super::most_frequent::by_frequency;
    use super::*;
    use crate::embedded::stop::Stop;

    /// An index of so many segments, whose documents have these words in turns in three fields.
    fn index(documents: &[Vec<String>], segments: usize) -> (Searcher, [Field; 3]) {
        let mut schema = Schema::builder();
        let fields = ["title", "heading", "text"].map(|name| schema.add_text_field(name, TEXT));
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for part in documents.chunks(documents.len().div_ceil(segments)) {
            for words in part {
                let mut document = TantivyDocument::default();
                for (word, field) in words.iter().zip(fields.iter().cycle()) {
                    document.add_text(*field, word);
                }
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        (index.reader().unwrap().searcher(), fields)
    }

    /// The words of these segments.
    fn read(searcher: &Searcher, fields: [Field; 3], segments: &[usize]) -> RankedWords {
        let readers = segments.iter().map(|number| &searcher.segment_readers()[*number]);
        let words: Vec<_> = readers.map(|reader| ExactWords::of(reader, fields).unwrap()).collect();
        RankedWords::read(&words.iter().collect::<Vec<_>>()).unwrap()
    }

    /// The words of all fields of some segments, how many documents have them in each, and in which
    /// dictionaries of each segment they are.
    fn by_hand(
        searcher: &Searcher,
        fields: [Field; 3],
        segments: &[usize],
    ) -> BTreeMap<String, (u64, Vec<u32>)> {
        let mut words = BTreeMap::<String, (u64, Vec<u32>)>::new();
        for (place, number) in segments.iter().enumerate() {
            let reader = &searcher.segment_readers()[*number];
            for (bit, index) in ExactWords::of(reader, fields).unwrap().each().enumerate() {
                let mut terms = index.terms().stream().unwrap();
                while terms.advance() {
                    let word = String::from_utf8(terms.key().to_vec()).unwrap();
                    let (documents, dictionaries) = words.entry(word).or_default();
                    *documents += u64::from(terms.value().doc_freq);
                    dictionaries.resize(segments.len(), 0);
                    dictionaries[place] |= 1 << bit;
                }
            }
        }
        words
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn the_most_frequent_words_that_begin_so_are_offered(
            documents in vec(vec("[abc1]{1,5}", 1..8), 1..40),
            segments in 1_usize..4,
            begin in "[abc]{0,2}",
            except in proptest::option::of("[abc]{1,2}"),
            most in 1_usize..12,
        ) {
            let (searcher, fields) = index(&documents, segments);
            let segments: Vec<_> = (0..searcher.segment_readers().len()).collect();
            let words = read(&searcher, fields, &segments);
            let expected = by_hand(&searcher, fields, &segments);
            for (word, (documents, dictionaries)) in &expected {
                let found = words.get(word).unwrap();
                prop_assert_eq!(found.documents, *documents);
                let found: Vec<_> = segments.iter().map(|n| found.dictionaries(*n)).collect();
                prop_assert_eq!(&found, dictionaries);
            }
            prop_assert_eq!(words.get("abcabcabc"), None);
            let mut expected: Vec<_> =
                expected.into_iter().map(|(word, (documents, _))| (word, documents)).collect();
            expected.sort_by(by_frequency);
            expected.retain(|(word, _)| word.starts_with(&begin));
            let begun: Vec<_> =
                words.begun(&begin).iter().map(|(word, n)| (word.to_owned(), n)).collect();
            prop_assert_eq!(&begun, &expected);
            let except = except.map(|more| format!("{begin}{more}"));
            expected.retain(|(word, _)| except.as_ref().is_none_or(|no| !word.starts_with(no)));
            expected.truncate(most);
            let mut top = MostFrequent::new(most);
            words.offer((&AlwaysMatch, &begin), except.as_deref(), &mut top);
            prop_assert_eq!(top.in_order(), expected);
        }

        #[test]
        fn they_stand_in_as_if_the_dictionaries_were_walked_through(
            documents in vec(vec("[abc1]{1,7}", 1..8), 1..40),
            segments in 1_usize..4,
            is_read in vec(any::<bool>(), 4),
            asked in "[abc]{4,9}",
        ) {
            let (searcher, fields) = index(&documents, segments);
            let stop = Stop::default();
            let all = 0..searcher.segment_readers().len();
            let (ranked, others): (Vec<_>, Vec<_>) = all.partition(|number| is_read[*number]);
            let ranked = (!ranked.is_empty()).then(|| read(&searcher, fields, &ranked));
            let ranked = ranked.as_ref();
            let some = Words { searcher: &searcher, fields: &fields, ranked, others, stop: &stop };
            let none = Words::of(&searcher, &fields, &stop);
            for what in [Misspelt::Beginning, Misspelt::Word] {
                let near = |words: &Words<'_>| words.near(&asked, what, 1_000).unwrap();
                prop_assert_eq!(near(&some), near(&none));
            }
        }
    }

    #[test]
    fn segments_without_bits_of_their_own_share_some() {
        let documents: Vec<_> = (0..14).map(|number| vec![format!("w{number}")]).collect();
        let (searcher, fields) = index(&documents, 14);
        let segments: Vec<_> = (0..14).collect();
        let words = read(&searcher, fields, &segments);
        for (word, (_, dictionaries)) in by_hand(&searcher, fields, &segments) {
            let found = words.get(&word).unwrap();
            let found: Vec<_> = (0..14).map(|number| found.dictionaries(number)).collect();
            let shared = dictionaries[9..].iter().fold(0, |all, some| all | some);
            assert_eq!(found[..9], dictionaries[..9], "{word}");
            assert_eq!(found[9..], [shared; 5], "{word}");
        }
    }
}
