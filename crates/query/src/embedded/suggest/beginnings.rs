//! What a beginning stands for in a segment: its most frequent words, and the stories with such a word
//! in their title.
//!
//! A letter or two are the beginning of thousands of words and of most titles. That is read once for a
//! segment and kept, as a segment never changes; what is little is read whenever it is asked for.

use std::sync::{Arc, Mutex, PoisonError};

use dateline_indexer::Fields;
use rustc_hash::FxHashMap;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, SegmentReader};

use super::most_frequent::MostFrequent;
use super::titles::Place;
use super::word_list::WordList;
use crate::embedded::view::SegmentView;

/// So many words are told of a beginning.
pub(super) const FREQUENT: usize = 256;
/// So many stories are told of a beginning, the best ones, for when nothing else was typed. More
/// than are asked for, as some may be deleted meanwhile.
const BEST: usize = 128;
/// What takes no more words or postings than this is read anew each time.
const LITTLE: u64 = 1_024;
/// So many beginnings are kept of a segment. There are hardly more that stand for much.
const KEPT: usize = 1_024;

/// The beginnings of a segment that stand for much, as far as they were asked for.
#[derive(Default)]
pub(in crate::embedded) struct Beginnings {
    known: Mutex<FxHashMap<String, Arc<Begun>>>,
}

/// What a beginning stands for.
pub(super) struct Begun {
    /// Words, and how many documents have them, those in several fields counted for each.
    pub(super) words: WordList,
    /// The stories with such a word in their title, by their places among the ids.
    pub(super) titled: BitSet,
    /// The best of them.
    pub(super) best: Vec<Place>,
}

impl Beginnings {
    /// What a beginning stands for.
    pub(super) fn get(
        &self,
        segment: (&SegmentReader, &SegmentView),
        fields: Fields,
        beginning: &str,
    ) -> tantivy::Result<Arc<Begun>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(begun) = known().get(beginning) {
            return Ok(Arc::clone(begun));
        }
        let (begun, effort) = Begun::read(segment, fields, beginning)?;
        let begun = Arc::new(begun);
        if effort > LITTLE {
            let mut known = known();
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(beginning.to_owned(), Arc::clone(&begun));
        }
        Ok(begun)
    }
}

impl Begun {
    /// Reads it, and tells how much that was.
    fn read(
        (reader, view): (&SegmentReader, &SegmentView),
        fields: Fields,
        beginning: &str,
    ) -> tantivy::Result<(Self, u64)> {
        let mut effort = 0;
        let mut words: FxHashMap<String, u64> = FxHashMap::default();
        for index in view.words.each() {
            for (word, documents) in frequent(index, beginning, &mut effort)? {
                *words.entry(word).or_default() += documents;
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(FREQUENT);
        let words = WordList::of(&words);
        let (titled, best) = titled((reader, view), fields.title, beginning, &mut effort)?;
        Ok((Self { words, titled, best }, effort))
    }
}

/// What stands behind every word that begins so: no character encodes to a byte above 0xF4.
pub(super) fn behind(beginning: &str) -> Vec<u8> {
    [beginning.as_bytes(), &[0xFF]].concat()
}

/// The most frequent words of a field that begin so.
fn frequent(
    index: &InvertedIndexReader,
    beginning: &str,
    effort: &mut u64,
) -> tantivy::Result<Vec<(String, u64)>> {
    let mut words = index.terms().range().ge(beginning).lt(behind(beginning)).into_stream()?;
    let mut top = MostFrequent::new(FREQUENT);
    while words.advance() {
        *effort += 1;
        top.offer(words.key(), u64::from(words.value().doc_freq));
    }
    let words = top
        .into_words()
        .filter_map(|(word, documents)| Some((String::from_utf8(word).ok()?, documents)));
    Ok(words.collect())
}

/// The stories with a word in their title that begins so, and the best of them.
fn titled(
    (reader, view): (&SegmentReader, &SegmentView),
    title: Field,
    beginning: &str,
    effort: &mut u64,
) -> tantivy::Result<(BitSet, Vec<Place>)> {
    let index = reader.inverted_index(title)?;
    let mut words = index.terms().range().ge(beginning).lt(behind(beginning)).into_stream()?;
    let mut titled = BitSet::with_max_value(view.stories.len());
    let mut best = Vec::new();
    let lengths = reader.get_fieldnorms_reader(title)?;
    let mut postings: Option<BlockSegmentPostings> = None;
    while words.advance() {
        let term = words.value();
        *effort += u64::from(term.doc_freq);
        let postings = match &mut postings {
            Some(postings) => {
                index.reset_block_postings_from_terminfo(term, postings)?;
                postings
            }
            none => none
                .insert(index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?),
        };
        while !postings.docs().is_empty() {
            for doc in postings.docs() {
                let story = view.stories.ordinal(*doc);
                // The story's own document comes first; those of its events have the same title.
                if titled.contains(story) {
                    continue;
                }
                // Not one that was replaced before the segment was complete, nor events of it.
                let is_event = view.event.first(*doc).is_some_and(|event| event > 0);
                if is_event || reader.is_deleted(*doc) {
                    continue;
                }
                titled.insert(story);
                best.push(Place::of((&lengths, view), *doc));
            }
            postings.advance();
        }
        if best.len() > 16 * BEST {
            keep_best(&mut best);
        }
    }
    keep_best(&mut best);
    best.shrink_to_fit();
    Ok((titled, best))
}

fn keep_best(places: &mut Vec<Place>) {
    if places.len() > BEST {
        places.select_nth_unstable(BEST);
        places.truncate(BEST);
    }
    places.sort_unstable();
}
