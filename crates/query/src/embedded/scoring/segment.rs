//! What adds to the scores of one segment's documents, looked up for those that may reach the page.

use tantivy::{DocId, Score, SegmentReader, TERMINATED, TantivyError};

use super::cover::Cover;
use super::lists::{PhraseList, TermList};
use super::term_lists::TermLists;

/// A list that is so many times shorter than the longest is sparse.
const SPARSE: u32 = 8;

/// Sums of floats come out a little different in another order; what may come onto the page by that
/// much is looked at.
const SLACK: Score = 1.000_1;

/// What adds to the scores of a segment's documents. They are asked for in order.
pub(in crate::embedded) struct SegmentScoring {
    terms: TermLists,
    phrases: Vec<PhraseList>,
    cover: Option<Cover>,
    /// Of each date that the query names, the words that say so, each by its lists.
    dates: Vec<Vec<Vec<usize>>>,
    /// Whether all that a document scores is in here.
    is_all: bool,
    /// What is added to each document.
    constant: Score,
    window: Window,
    /// A document on none of so many of the first lists is looked at only for what it has already.
    essential: usize,
    /// The next document that is on one of these, is covered or is behind the window, or one before it.
    next: DocId,
    /// Needed where there are phrases.
    reader: Option<SegmentReader>,
    /// What kept it from reading the postings; what it says from then on is worth nothing.
    failure: Option<TantivyError>,
}

/// Documents in a row, and the most that can be added to any of them.
struct Window {
    /// The last of them, none where there is no window yet.
    last: Option<DocId>,
    /// By each term.
    terms: Vec<Score>,
    /// By each term and those behind it.
    left: Vec<Score>,
    /// By each phrase.
    phrases: Vec<Score>,
    /// By anything but the cover, to a document on none of so many of the first lists.
    beyond: Vec<Score>,
}

impl SegmentScoring {
    /// Terms are given with the rarest first. `is_all` says that documents score nothing else.
    pub(super) fn new(
        terms: Vec<TermList>,
        phrases: Vec<PhraseList>,
        cover: Option<Cover>,
        dates: Vec<Vec<Vec<usize>>>,
        reader: Option<SegmentReader>,
        is_all: bool,
        constant: Score,
    ) -> Self {
        let terms = TermLists::of(terms);
        let longest = terms.documents().next_back().unwrap_or(0);
        let is_sparse = |documents: &u32| *documents < longest / SPARSE;
        let essential = match is_all {
            true => terms.len(),
            false => terms.documents().take_while(is_sparse).count(),
        };
        let window = Window {
            last: None,
            terms: vec![0.0; terms.len()],
            left: vec![0.0; terms.len()],
            phrases: vec![0.0; phrases.len()],
            beyond: vec![Score::INFINITY; terms.len() + 1],
        };
        Self {
            terms,
            phrases,
            cover,
            dates,
            is_all,
            constant,
            window,
            essential,
            next: 0,
            reader,
            failure: None,
        }
    }

    /// Whether a document that has so much already may come to `least`, as far as that is told without
    /// a look: most documents are on no list that would matter.
    #[inline]
    pub(in crate::embedded) fn may_reach(&self, doc: DocId, base: Score, least: Score) -> bool {
        doc >= self.next || (base + self.window.beyond[self.essential]) * SLACK >= least
    }

    /// The whole score of a document that has so much already. None where it stays below `asked`,
    /// whatever it would come to. Of all documents at least `least` is asked for, which only rises.
    pub(in crate::embedded) fn score(
        &mut self,
        doc: DocId,
        base: Score,
        least: Score,
        asked: Score,
    ) -> Option<Score> {
        if self.window.last.is_none_or(|last| doc > last) {
            self.move_window(doc);
            self.raise(least);
            if !self.may_reach(doc, base, asked) {
                return None;
            }
        }
        let score = self.sum(doc, base, asked);
        // Those that were not looked into are not to stay behind, or the next document would seem to be
        // on them.
        let essential = self.terms.seek_first(self.essential, doc);
        self.look_ahead_from(essential);
        score.filter(|score| *score >= asked)
    }

    /// Whether a document that is not before the last one has the words of a date that the query names.
    pub(in crate::embedded) fn says_date(&mut self, doc: DocId, date: usize) -> bool {
        let Self { terms, dates, .. } = self;
        let mut stands = |list: &usize| terms.seek(*list, doc) == doc;
        let mut has_word = |forms: &Vec<usize>| forms.iter().any(&mut stands);
        dates.get(date).is_some_and(|words| !words.is_empty() && words.iter().all(&mut has_word))
    }

    /// Says what documents have to come to from now on.
    pub(in crate::embedded) fn raise(&mut self, least: Score) {
        if self.is_all {
            while let Some(before) = self.essential.checked_sub(1)
                && self.window.beyond[before] * SLACK < least
            {
                self.essential = before;
            }
        }
        self.look_ahead();
    }

    /// What went wrong, if anything did.
    pub(in crate::embedded) fn take_failure(&mut self) -> Option<TantivyError> {
        self.failure.take()
    }

    fn look_ahead(&mut self) {
        self.look_ahead_from(self.terms.first_doc(self.essential));
    }

    /// Given the first document that one of the essential lists stands at.
    fn look_ahead_from(&mut self, essential: DocId) {
        let behind = self.window.last.map_or(0, |last| last.saturating_add(1));
        let covered = self.cover.as_ref().map_or(TERMINATED, Cover::next);
        self.next = essential.min(behind).min(covered);
    }

    /// Looks at the documents from this one on, as far as what is known of each list reaches.
    fn move_window(&mut self, doc: DocId) {
        let Self { terms, phrases, window, .. } = self;
        let last = terms.most_from(doc, &mut window.terms);
        let mut sum = 0.0;
        for (left, most) in window.left.iter_mut().zip(&window.terms).rev() {
            sum += most;
            *left = sum;
        }
        for (most, phrase) in window.phrases.iter_mut().zip(&*phrases) {
            *most = phrase.most_with(&window.terms, terms);
        }
        for (count, beyond) in window.beyond.iter_mut().enumerate() {
            // A phrase is where its words are.
            let is_possible = |phrase: &PhraseList| phrase.words.iter().all(|word| *word >= count);
            let possible = phrases.iter().zip(&window.phrases);
            let possible = possible.filter(|(phrase, _)| is_possible(phrase));
            let of_phrases: Score = possible.map(|(_, most)| most).sum();
            let of_terms = window.left.get(count).copied().unwrap_or(0.0);
            *beyond = self.constant + of_terms + of_phrases;
        }
        window.last = Some(last);
        if self.is_all {
            self.essential = terms.len();
        }
    }

    fn sum(&mut self, doc: DocId, base: Score, least: Score) -> Option<Score> {
        let covered = self.cover.as_mut().map_or(0.0, |cover| cover.score(doc));
        let mut sum = base + self.constant + covered;
        let mut phrases: Score = self.window.phrases.iter().sum();
        self.terms.turn_to_next();
        // What the words not looked up yet have to add.
        let mut missing = least / SLACK - sum - phrases;
        for (number, left) in self.window.left.iter().enumerate() {
            if *left < missing {
                return None;
            }
            if let Some(score) = self.terms.score(number, doc) {
                (sum, missing) = (sum + score, missing - score);
            }
        }
        for (phrase, most) in self.phrases.iter_mut().zip(&self.window.phrases) {
            phrases -= most;
            let most = phrase.most_in(doc, &self.terms);
            if (sum + most + phrases) * SLACK < least {
                return None;
            }
            if let Some(reader) = self.reader.as_ref().filter(|_| most > 0.0) {
                match phrase.score(doc, reader) {
                    Ok(score) => sum += score,
                    Err(error) => self.failure = Some(error),
                }
            }
        }
        Some(sum)
    }
}
