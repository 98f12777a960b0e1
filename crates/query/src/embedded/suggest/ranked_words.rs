//! All words of a segment in one dictionary, in which the most frequent are found first.
//!
//! A segment has a dictionary for each field, in the order of the alphabet: to look for words that nearly
//! begin as typed is to walk through several of them, and to read thousands of rare words for the few
//! frequent ones. Here they are merged, and each beginning tells how frequent its most frequent word is,
//! so that all beginnings are passed over which cannot add to those found. They are read once, as a
//! segment never changes, and in the background: until then the dictionaries are walked through.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::termdict::TermMerger;
use tantivy::{SegmentReader, TantivyError};
use tantivy_fst::raw::Node;
use tantivy_fst::{Automaton, Map, MapBuilder};

use super::most_frequent::MostFrequent;
use crate::embedded::priority::step_back;
use crate::embedded::view::{SegmentView, View};

/// Segments of fewer documents than this are quickly walked through as they are.
const LITTLE: u32 = 4_096;
/// No word has more documents, those in several fields counted for each.
const MOST_DOCUMENTS: u64 = 1 << 40;

/// The words of a segment without digits.
pub(super) struct RankedWords {
    /// How many documents of the most possible a word does not have. A transducer gives out as early on the
    /// way to a word as it can what all words that begin so have in common, which is their least number:
    /// that of the most frequent one (the order of "Weighted FST" suggesters, as Lucene has them).
    rarities: Map<Vec<u8>>,
}

impl RankedWords {
    /// Reads the words of these fields.
    pub(super) fn read(reader: &SegmentReader, fields: &[Field]) -> tantivy::Result<Self> {
        let indexes = fields.iter().map(|field| reader.inverted_index(*field));
        let indexes = indexes.collect::<tantivy::Result<Vec<_>>>()?;
        let streams = indexes.iter().map(|index| index.terms().stream());
        let mut merged = TermMerger::new(streams.collect::<std::io::Result<_>>()?);
        let mut rarities = MapBuilder::memory();
        while merged.advance() {
            if !has_digit(merged.key()) {
                let infos = merged.current_segment_ords_and_term_infos();
                let documents: u64 = infos.map(|(_, info)| u64::from(info.doc_freq)).sum();
                rarities.insert(merged.key(), rarity(documents)).map_err(broken)?;
            }
        }
        let mut bytes = rarities.into_inner().map_err(broken)?;
        bytes.shrink_to_fit();
        Ok(Self { rarities: Map::from_bytes(bytes).map_err(broken)? })
    }

    /// How many documents have a word, those in several fields counted for each.
    pub(super) fn documents(&self, word: &str) -> u64 {
        self.rarities.get(word).map_or(0, documents)
    }

    /// Offers the words that begin so and that an automaton matches, in order, but for those that begin
    /// with `except`. What the top would not take need not be offered.
    pub(super) fn offer<A: Automaton>(
        &self,
        (automaton, begin): (&A, &str),
        except: Option<&str>,
        top: &mut MostFrequent,
    ) {
        let fst = self.rarities.as_fst();
        let mut word = Vec::with_capacity(64);
        let mut step = Step::first(fst.root(), automaton.start());
        for byte in begin.bytes() {
            let Some(at) = step.node.find_input(byte) else { return };
            let transition = step.node.transition(at);
            let state = automaton.accept(&step.state, byte);
            let rarity = step.rarity + transition.out.value();
            word.push(byte);
            step = Step { node: fst.node(transition.addr), state, rarity, next: 0 };
        }
        let mut path = vec![step];
        while let Some(step) = path.last_mut() {
            if step.next == 0 && step.node.is_final() && automaton.is_match(&step.state) {
                top.offer(&word, documents(step.rarity + step.node.final_output().value()));
            }
            if step.next == step.node.len() {
                path.pop();
                word.pop();
                continue;
            }
            let transition = step.node.transition(step.next);
            step.next += 1;
            let rarity = step.rarity + transition.out.value();
            let state = automaton.accept(&step.state, transition.inp);
            if automaton.can_match(&state) && top.takes(documents(rarity)) {
                word.push(transition.inp);
                if except.is_some_and(|except| except.as_bytes() == word) {
                    word.pop();
                    continue;
                }
                path.push(Step { node: fst.node(transition.addr), state, rarity, next: 0 });
            }
        }
    }
}

/// A node on the way to words.
struct Step<'a, S> {
    node: Node<'a>,
    state: S,
    rarity: u64,
    /// Which of its transitions is the next.
    next: usize,
}

impl<'a, S> Step<'a, S> {
    fn first(node: Node<'a>, state: S) -> Self {
        Self { node, state, rarity: 0, next: 0 }
    }
}

fn rarity(documents: u64) -> u64 {
    MOST_DOCUMENTS.saturating_sub(documents)
}

fn documents(rarity: u64) -> u64 {
    MOST_DOCUMENTS.saturating_sub(rarity)
}

/// Numbers are not misspelt: another digit makes another number.
pub(super) fn has_digit(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
}

fn broken(error: tantivy_fst::Error) -> TantivyError {
    TantivyError::InternalError(error.to_string())
}

/// The words of a segment, once they are read.
#[derive(Default)]
pub(in crate::embedded) struct OnceRead {
    is_begun: AtomicBool,
    words: OnceLock<RankedWords>,
}

impl OnceRead {
    /// They, unless they are not read yet.
    pub(super) fn get(&self) -> Option<&RankedWords> {
        self.words.get()
    }
}

/// Has the words of the segments read that nobody reads yet and where it pays.
pub(super) fn read_in_background(view: &View, fields: [Field; 3]) {
    let is_due = |(reader, segment): &(&SegmentReader, &Arc<SegmentView>)| {
        reader.max_doc() >= LITTLE && !segment.ranked_words.is_begun.swap(true, Ordering::Relaxed)
    };
    let due = view.searcher.segment_readers().iter().zip(&view.segments).filter(is_due);
    let due: Vec<_> = due.map(|(reader, view)| (reader.clone(), Arc::clone(view))).collect();
    if due.is_empty() {
        return;
    }
    let read = move || {
        step_back();
        for (reader, segment) in due {
            match RankedWords::read(&reader, &fields) {
                Ok(words) => drop(segment.ranked_words.words.set(words)),
                Err(error) => {
                    tracing::warn!(%error, "the words of a segment are not read for suggestions");
                }
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("words".into()).spawn(read) {
        tracing::warn!(%error, "no thread to read the words of segments for suggestions");
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};
    use tantivy_fst::automaton::AlwaysMatch;

    use super::super::misspelt::{Misspelt, Words};
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

    /// The words of all fields of a segment, and how many documents have them in each.
    fn by_hand(reader: &SegmentReader, fields: &[Field]) -> Vec<(String, u64)> {
        let mut words = std::collections::BTreeMap::<String, u64>::new();
        for field in fields {
            let index = reader.inverted_index(*field).unwrap();
            let mut terms = index.terms().stream().unwrap();
            while terms.advance() {
                let word = String::from_utf8(terms.key().to_vec()).unwrap();
                *words.entry(word).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        words.into_iter().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn the_most_frequent_words_that_begin_so_are_offered(
            documents in vec(vec("[abc1]{1,5}", 1..8), 1..40),
            begin in "[abc]{0,2}",
            except in proptest::option::of("[abc]{1,2}"),
            most in 1_usize..12,
        ) {
            let (searcher, fields) = index(&documents, 1);
            let reader = &searcher.segment_readers()[0];
            let words = RankedWords::read(reader, &fields).unwrap();
            let mut expected = by_hand(reader, &fields);
            expected.retain(|(word, _)| !has_digit(word.as_bytes()));
            for (word, documents) in &expected {
                prop_assert_eq!(words.documents(word), *documents);
            }
            let except = except.map(|more| format!("{begin}{more}"));
            expected.retain(|(word, _)| {
                word.starts_with(&begin) && except.as_ref().is_none_or(|no| !word.starts_with(no))
            });
            expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            expected.truncate(most);
            let mut top = MostFrequent::new(most);
            words.offer((&AlwaysMatch, &begin), except.as_deref(), &mut top);
            let mut found: Vec<_> =
                top.into_words().map(|(word, n)| (String::from_utf8(word).unwrap(), n)).collect();
            found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn they_stand_in_as_if_the_dictionaries_were_walked_through(
            documents in vec(vec("[abc1]{1,7}", 1..8), 1..40),
            segments in 1_usize..4,
            read in vec(any::<bool>(), 4),
            asked in "[abc]{4,9}",
        ) {
            let (searcher, fields) = index(&documents, segments);
            let stop = Stop::default();
            let lists: Vec<_> = searcher.segment_readers().iter().zip(&read)
                .map(|(reader, read)| read.then(|| RankedWords::read(reader, &fields).unwrap()))
                .collect();
            let ranked = lists.iter().map(Option::as_ref).collect();
            let some = Words { searcher: &searcher, fields: &fields, ranked, stop: &stop };
            let none = Words::of(&searcher, &fields, &stop);
            for what in [Misspelt::Beginning, Misspelt::Word] {
                let near = |words: &Words<'_>| words.near(&asked, what, 1_000).unwrap();
                prop_assert_eq!(near(&some), near(&none));
            }
        }
    }
}
