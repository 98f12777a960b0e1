//! The most frequent of many words, without keeping the others.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The most frequent words of those that were offered; among equals those that come first in the alphabet.
pub(super) struct MostFrequent {
    most: usize,
    words: BinaryHeap<Reverse<(u64, Reverse<Vec<u8>>)>>,
}

impl MostFrequent {
    /// Keeps so many.
    pub(super) fn new(most: usize) -> Self {
        Self { most, words: BinaryHeap::new() }
    }

    /// Whether a later word that so many documents have is frequent enough.
    pub(super) fn takes(&self, documents: u64) -> bool {
        let least = || self.words.peek().map_or(u64::MAX, |Reverse((least, _))| *least);
        self.words.len() < self.most || documents > least()
    }

    /// Takes a word that so many documents have, if it is frequent enough. Words come in order.
    pub(super) fn offer(&mut self, word: &[u8], documents: u64) {
        if self.takes(documents) {
            if self.words.len() == self.most {
                self.words.pop();
            }
            self.words.push(Reverse((documents, Reverse(word.to_vec()))));
        }
    }

    /// What was kept, in no order.
    pub(super) fn into_words(self) -> impl Iterator<Item = (String, u64)> {
        self.words.into_iter().filter_map(|Reverse((documents, Reverse(word)))| {
            Some((String::from_utf8(word).ok()?, documents))
        })
    }

    /// What was kept, the most frequent first and then by the alphabet.
    pub(super) fn in_order(self) -> Vec<(String, u64)> {
        let mut words: Vec<_> = self.into_words().collect();
        words.sort_unstable_by(by_frequency);
        words
    }
}

/// More frequent words first, then by the alphabet.
pub(super) fn by_frequency<W: Ord>(a: &(W, u64), b: &(W, u64)) -> Ordering {
    b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}
