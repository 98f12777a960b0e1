//! The postings of all words that add to scores, in one segment.
//!
//! A question in whole sentences has dozens of lists, each with a block of postings at hand. Where they stand
//! is kept apart from them, side by side, as it is asked for at each document that is looked at, and most
//! lists stand further on.

use tantivy::{DocId, Score, TERMINATED};

use super::lists::TermList;

/// The lists, the rarest word first.
pub(super) struct TermLists {
    lists: Vec<TermList>,
    /// The document that each stands at.
    docs: Vec<DocId>,
    /// How often each word stands in the document that was asked for last.
    frequencies: Vec<u32>,
}

impl TermLists {
    pub(super) fn of(lists: Vec<TermList>) -> Self {
        let docs = lists.iter().map(TermList::doc).collect();
        let frequencies = vec![0; lists.len()];
        Self { lists, docs, frequencies }
    }

    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    /// In how many documents of the segment each word stands.
    pub(super) fn documents(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.lists.iter().map(|list| list.documents)
    }

    /// The first document that one of so many of the first lists stands at.
    #[inline]
    pub(super) fn first_doc(&self, count: usize) -> DocId {
        self.docs.iter().take(count).copied().min().unwrap_or(TERMINATED)
    }

    /// Moves a list on to the first document from this one on, and says which one that is.
    #[inline]
    pub(super) fn seek(&mut self, number: usize, doc: DocId) -> DocId {
        let (Some(at), Some(list)) = (self.docs.get_mut(number), self.lists.get_mut(number)) else {
            return TERMINATED;
        };
        if *at < doc {
            list.seek(doc);
            *at = list.doc();
        }
        *at
    }

    /// Moves so many of the first lists on, and says which is the first document that one of them then
    /// stands at.
    pub(super) fn seek_first(&mut self, count: usize, doc: DocId) -> DocId {
        let mut first = TERMINATED;
        for (at, list) in self.docs.iter_mut().zip(&mut self.lists).take(count) {
            if *at < doc {
                list.seek(doc);
                *at = list.doc();
            }
            first = first.min(*at);
        }
        first
    }

    /// From here on, words are asked for of another document.
    pub(super) fn turn_to_next(&mut self) {
        self.frequencies.fill(0);
    }

    /// What a word adds to a document, if it stands there.
    #[inline]
    pub(super) fn score(&mut self, number: usize, doc: DocId) -> Option<Score> {
        if self.seek(number, doc) != doc {
            return None;
        }
        let (frequency, score) = self.lists.get_mut(number)?.here();
        *self.frequencies.get_mut(number)? = frequency;
        Some(score)
    }

    /// The last document up to which nothing changes in what is known of the lists that have any from
    /// this one on, and the most that each can add up to there.
    pub(super) fn most_from(&mut self, doc: DocId, most: &mut [Score]) -> DocId {
        self.seek_first(self.len(), doc);
        let mut last = TERMINATED;
        for (at, list) in self.docs.iter().zip(&self.lists) {
            if *at == doc {
                last = last.min(list.last());
            }
        }
        // Lists that have nothing before the end of the others add nothing.
        for ((at, list), most) in self.docs.iter().zip(&mut self.lists).zip(most) {
            *most = 0.0;
            if *at <= last {
                last = last.min(list.last());
                *most = list.most_here();
            }
        }
        last
    }

    /// The most that a word can add to any document.
    pub(super) fn most(&self, number: usize) -> Option<Score> {
        self.lists.get(number).map(TermList::most)
    }

    /// How often the least frequent of words stands in the document that was asked for last, and which one
    /// that is. None where there are no words.
    pub(super) fn least_frequent(&self, numbers: &[usize]) -> Option<(u32, &TermList)> {
        let known = |number: &usize| Some((*self.frequencies.get(*number)?, *number));
        let (frequency, number) = numbers.iter().filter_map(known).min()?;
        Some((frequency, self.lists.get(number)?))
    }
}
