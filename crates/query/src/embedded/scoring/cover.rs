//! Words that a document has all of in one field, as a story's title has those that somebody typed to
//! find it: they add to the score together, or not at all.

use tantivy::{DocId, Score};

use super::lists::TermList;

/// The lists of such words.
pub(super) struct Cover {
    /// The lists of each word, one for each of its forms.
    words: Vec<Vec<TermList>>,
    /// Terms without which no document is covered, by their places among the terms.
    pub(super) implied: Vec<usize>,
    /// The most that it can add.
    most: Score,
}

impl Cover {
    /// The cover of words with these lists. None where a word has none.
    pub(super) fn new(words: Vec<Vec<TermList>>, implied: Vec<usize>) -> Option<Self> {
        let most_of =
            |lists: &Vec<TermList>| lists.iter().map(|list| list.most).max_by(Score::total_cmp);
        let most = words.iter().map(most_of).sum::<Option<Score>>()?;
        (!words.is_empty()).then_some(Self { words, implied, most })
    }

    /// The most that it can add to documents from one to another.
    pub(super) fn most_between(&mut self, first: DocId, last: DocId) -> Score {
        let mut has_one = |list: &mut TermList| {
            list.seek(first);
            list.doc() <= last
        };
        let is_possible = self.words.iter_mut().all(|word| word.iter_mut().any(&mut has_one));
        if is_possible { self.most } else { 0.0 }
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
