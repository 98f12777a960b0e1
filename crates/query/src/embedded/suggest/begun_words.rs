//! The most frequent words that begin as typed.

use std::sync::Arc;

use dateline_indexer::IndexError;
use rustc_hash::FxHashMap;
use tantivy::index::InvertedIndexReader;

use super::known_words::KnownWords;
use super::most_frequent::{MostFrequent, by_frequency};
use super::word_list::WordList;
use crate::embedded::view::SegmentView;

/// So many words are told of a beginning.
pub(super) const FREQUENT: usize = 256;

/// The words that begin so.
pub(super) struct BegunWords(Vec<Arc<WordList>>);

impl BegunWords {
    /// Looks them up for each way to read what was typed.
    pub(super) fn of(known: &KnownWords<'_>, beginnings: &[String]) -> Result<Self, IndexError> {
        let mut lists = Vec::new();
        for beginning in beginnings {
            lists.extend(known.ranked().map(|words| words.begun(beginning)));
            for segment in known.other_segments() {
                lists.push(segment.begun_words.get(beginning, || read(segment, beginning))?);
            }
        }
        Ok(Self(lists))
    }

    /// They, and how many documents have them at the most, the most frequent first.
    pub(super) fn in_order(&self) -> Vec<(&str, u64)> {
        if let [list] = self.0.as_slice() {
            return list.iter().collect();
        }
        let mut all: FxHashMap<&str, u64> = FxHashMap::default();
        for (word, documents) in self.0.iter().flat_map(|list| list.iter()) {
            *all.entry(word).or_default() += documents;
        }
        let mut words: Vec<_> = all.into_iter().collect();
        words.sort_unstable_by(by_frequency);
        words
    }
}

/// Reads those of a segment, and tells how much that was.
fn read(segment: &SegmentView, beginning: &str) -> tantivy::Result<(WordList, u64)> {
    let mut effort = 0;
    let mut words: FxHashMap<String, u64> = FxHashMap::default();
    for index in segment.words.each() {
        for (word, documents) in frequent(index, beginning, &mut effort)?.into_words() {
            *words.entry(word).or_default() += documents;
        }
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_unstable_by(by_frequency);
    words.truncate(FREQUENT);
    Ok((WordList::of(&words), effort))
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
) -> tantivy::Result<MostFrequent> {
    let mut words = index.terms().range().ge(beginning).lt(behind(beginning)).into_stream()?;
    let mut top = MostFrequent::new(FREQUENT);
    while words.advance() {
        *effort += 1;
        top.offer(words.key(), u64::from(words.value().doc_freq));
    }
    Ok(top)
}
