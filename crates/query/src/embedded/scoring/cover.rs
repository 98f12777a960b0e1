//! Words that a document has all of in one field, as a story's title has those that somebody typed to
//! find it: they add to the score together, or not at all.

use tantivy::{DocId, Score};

use super::lists::TermList;

/// The lists of such words.
pub(super) struct Cover {
    /// The lists of each word, one for each of its forms.
    words: Vec<Vec<TermList>>,
}

impl Cover {
    /// The cover of words with these lists. None where a word has none.
    pub(super) fn new(words: Vec<Vec<TermList>>) -> Option<Self> {
        let can_be = !words.is_empty() && words.iter().all(|lists| !lists.is_empty());
        can_be.then_some(Self { words })
    }

    /// No document before this one, from the last that was asked for on, has all of them.
    pub(super) fn next(&self) -> DocId {
        let first_of = |lists: &Vec<TermList>| lists.iter().map(TermList::doc).min();
        self.words.iter().filter_map(first_of).max().unwrap_or(0)
    }

    /// What it adds to a document.
    pub(super) fn score(&mut self, doc: DocId) -> Score {
        let mut sum = 0.0;
        for word in &mut self.words {
            // All forms are looked at, so that none stays behind.
            let scores = word.iter_mut().filter_map(|list| list.score(doc));
            match scores.max_by(Score::total_cmp) {
                Some(score) => sum += score,
                None => return 0.0,
            }
        }
        sum
    }
}
