//! The most frequent of many words, without keeping the others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The most frequent words of those that were offered; among equals those that come first in the alphabet.
pub(super) struct MostFrequent {
    most: usize,
    words: BinaryHeap<Reverse<(u64, Reverse<Vec<u8>>)>>,
    is_all: bool,
}

impl MostFrequent {
    /// Keeps so many.
    pub(super) fn new(most: usize) -> Self {
        Self { most, words: BinaryHeap::new(), is_all: true }
    }

    /// Takes a word that so many documents have, if it is frequent enough. Words come in order.
    pub(super) fn offer(&mut self, word: &[u8], documents: u64) {
        if self.words.len() == self.most {
            self.is_all = false;
            if self.words.peek().is_none_or(|Reverse((least, _))| documents <= *least) {
                return;
            }
            self.words.pop();
        }
        self.words.push(Reverse((documents, Reverse(word.to_vec()))));
    }

    /// Whether no word was left out.
    pub(super) fn is_all(&self) -> bool {
        self.is_all
    }

    /// What was kept, in no order.
    pub(super) fn into_words(self) -> impl Iterator<Item = (Vec<u8>, u64)> {
        self.words.into_iter().map(|Reverse((documents, Reverse(word)))| (word, documents))
    }
}
