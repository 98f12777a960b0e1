//! What a text stands for that is typed, in all segments of an index.

use std::sync::Arc;

use dateline_indexer::Fields;
use rustc_hash::FxHashMap;

use super::beginnings::{Begun, FREQUENT};
use crate::embedded::view::View;

/// What each segment has that begins so.
pub(super) struct AllBegun {
    /// Of each segment, one for each way to read the text.
    segments: Vec<Vec<Arc<Begun>>>,
}

/// A word that begins so.
#[derive(Clone, Copy, Debug)]
pub(super) struct BegunWord<'a> {
    pub(super) word: &'a str,
    /// How many documents have it at the most.
    pub(super) documents: u64,
    /// The segments that it may stand in.
    pub(super) segments: Segments,
}

/// Some of an index's segments, or more than those: the first of them are told apart by a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segments(u64);

impl Segments {
    /// All that there are.
    pub(super) const ALL: Self = Self(u64::MAX);
    const NONE: Self = Self(0);

    /// Whether the one of this number is among them, or may be.
    pub(super) fn has(self, number: usize) -> bool {
        self.0 & Self::one(number).0 != 0
    }

    fn one(number: usize) -> Self {
        Self(1 << number.min(63))
    }

    fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

impl AllBegun {
    /// Looks it up.
    pub(super) fn of(view: &View, fields: Fields, beginnings: &[String]) -> tantivy::Result<Self> {
        let segments = view.searcher.segment_readers().iter().zip(&view.segments);
        let segments = segments.map(|(reader, segment)| {
            let begun = beginnings.iter().map(|beginning| {
                segment.beginnings.get((reader, segment.as_ref()), fields, beginning)
            });
            begun.collect()
        });
        Ok(Self { segments: segments.collect::<tantivy::Result<_>>()? })
    }

    /// In a segment.
    pub(super) fn of_segment(&self, number: usize) -> &[Arc<Begun>] {
        self.segments.get(number).map_or(&[], Vec::as_slice)
    }

    /// Its words, the most frequent first.
    pub(super) fn words(&self) -> Vec<BegunWord<'_>> {
        let mut all: FxHashMap<&str, (u64, Segments)> = FxHashMap::default();
        let mut with_more = Segments::NONE;
        for (number, segment) in self.segments.iter().enumerate() {
            for begun in segment {
                if begun.words.len() == FREQUENT {
                    with_more = with_more.and(Segments::one(number));
                }
                for (word, count) in begun.words.iter() {
                    let (documents, segments) = all.entry(word).or_insert((0, Segments::NONE));
                    *documents += count;
                    *segments = segments.and(Segments::one(number));
                }
            }
        }
        let words = all.into_iter().map(|(word, (documents, segments))| BegunWord {
            word,
            documents,
            segments: segments.and(with_more),
        });
        let mut words: Vec<_> = words.collect();
        words.sort_unstable_by(|a, b| {
            b.documents.cmp(&a.documents).then_with(|| a.word.cmp(b.word))
        });
        words
    }
}

#[cfg(test)]
mod tests {
    use tantivy::BitSet;

    use super::super::word_list::WordList;
    use super::*;

    fn begun(words: &[(String, u64)]) -> Vec<Arc<Begun>> {
        let titled = BitSet::with_max_value(0);
        vec![Arc::new(Begun { words: WordList::of(words), titled, best: Vec::new() })]
    }

    #[test]
    fn a_word_may_stand_where_more_words_begin_so_than_are_told() {
        let many: Vec<_> = (0..FREQUENT).map(|number| (format!("m{number:03}"), 9)).collect();
        let few = [("m000".to_owned(), 2), ("mz".to_owned(), 10)];
        let segments = vec![begun(&few), begun(&many), begun(&[])];
        let all = AllBegun { segments };
        let words = all.words();
        let found = |word: &str| *words.iter().find(|found| found.word == word).unwrap();
        let segments = |word: &str| (0..3).filter(|n| found(word).segments.has(*n)).collect();
        let is_in = |word: &str, numbers: &[usize]| {
            let segments: Vec<usize> = segments(word);
            assert_eq!(segments, numbers, "{word}");
        };
        is_in("mz", &[0, 1]);
        is_in("m000", &[0, 1]);
        is_in("m001", &[1]);
        let first: Vec<_> = words.iter().take(3).map(|word| (word.word, word.documents)).collect();
        assert_eq!(first, [("m000", 11), ("mz", 10), ("m001", 9)]);
    }

    #[test]
    fn segments_are_told_apart_as_far_as_there_are_bits() {
        let some = Segments::one(3).and(Segments::one(70));
        assert!(some.has(3) && !some.has(4) && !some.has(62));
        assert!(some.has(63) && some.has(70) && some.has(99));
        assert!((0..100).all(|number| Segments::ALL.has(number) && !Segments::NONE.has(number)));
    }
}
