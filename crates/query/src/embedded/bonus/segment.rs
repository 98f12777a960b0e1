//! The lists of postings of a bonus in one segment.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::weighed::WeighedPhrase;

/// A list that is so many times shorter than the longest is sparse.
const SPARSE: u32 = 8;

/// Sums of floats come out a little different in another order; what may come onto the page by that
/// much is looked at.
const SLACK: Score = 1.000_1;

/// What adds to the scores of a segment's documents. They are asked for in order.
pub(in crate::embedded) struct SegmentBonus {
    /// The sparse ones first.
    terms: Vec<TermList>,
    phrases: Vec<PhraseList>,
    /// The most that each term, those behind it and the phrases can add.
    left: Vec<Score>,
    /// The most that the phrases can add.
    left_phrases: Score,
    /// How many terms are sparse.
    sparse: usize,
    /// The next document that is on a sparse list, or one before it.
    next: DocId,
    /// The most that is added to a document on none of them.
    dense: Score,
    /// Needed where there are phrases.
    reader: Option<SegmentReader>,
}

/// The postings of a word.
pub(super) struct TermList {
    postings: SegmentPostings,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
    most: Score,
    documents: u32,
    /// How often the word stands in the document that was asked for last.
    frequency: u32,
}

/// Words that stand together.
pub(super) struct PhraseList {
    phrase: Arc<WeighedPhrase>,
    /// Its words among the terms; empty where that is not known.
    words: Vec<usize>,
    most: Score,
    /// Opened when the first document is asked for.
    scorer: Option<Box<dyn Scorer>>,
}

impl SegmentBonus {
    /// Terms are given with the rarest first.
    pub(super) fn new(
        terms: Vec<TermList>,
        phrases: Vec<PhraseList>,
        reader: Option<SegmentReader>,
    ) -> Self {
        let longest = terms.last().map_or(0, |term| term.documents);
        let sparse = terms.iter().take_while(|term| term.documents < longest / SPARSE).count();
        let left_phrases: Score = phrases.iter().map(|phrase| phrase.most).sum();
        let mut left = vec![0.0; terms.len()];
        let mut sum = left_phrases;
        for (left, term) in left.iter_mut().zip(&terms).rev() {
            sum += term.most;
            *left = sum;
        }
        // A phrase is where its words are.
        let is_dense = |phrase: &&PhraseList| phrase.words.iter().all(|word| *word >= sparse);
        let dense_phrases: Score = phrases.iter().filter(is_dense).map(|phrase| phrase.most).sum();
        let dense_terms: Score = terms.iter().skip(sparse).map(|term| term.most).sum();
        let dense = dense_terms + dense_phrases;
        let mut bonus = Self { terms, phrases, left, left_phrases, sparse, next: 0, dense, reader };
        bonus.look_ahead();
        bonus
    }

    /// Whether a document that has so much already may come to `least`, as far as that is told without
    /// a look: most documents are on no sparse list.
    #[inline]
    pub(in crate::embedded) fn may_reach(&self, doc: DocId, base: Score, least: Score) -> bool {
        doc >= self.next || (base + self.dense) * SLACK >= least
    }

    /// The whole score of a document that has so much already. None where it stays below `least`,
    /// whatever it would come to.
    pub(in crate::embedded) fn score(
        &mut self,
        doc: DocId,
        base: Score,
        least: Score,
    ) -> tantivy::Result<Option<Score>> {
        let score = self.sum(doc, base, least);
        self.look_ahead();
        score
    }

    fn look_ahead(&mut self) {
        let sparse = self.terms.iter().take(self.sparse);
        self.next = sparse.map(|term| term.postings.doc()).min().unwrap_or(TERMINATED);
    }

    fn sum(&mut self, doc: DocId, base: Score, least: Score) -> tantivy::Result<Option<Score>> {
        let mut sum = base;
        for (term, left) in self.terms.iter_mut().zip(&self.left) {
            if (sum + left) * SLACK < least {
                return Ok(None);
            }
            sum += term.score(doc);
        }
        let mut left = self.left_phrases;
        for phrase in &mut self.phrases {
            left -= phrase.most;
            let most = phrase.most_in(doc, &self.terms);
            if (sum + most + left) * SLACK < least {
                return Ok(None);
            }
            if let Some(reader) = self.reader.as_ref().filter(|_| most > 0.0) {
                sum += phrase.score(doc, reader)?;
            }
        }
        Ok(Some(sum).filter(|score| *score >= least))
    }
}

/// The most that a weight gives to any document: one of no length that is all one word. What tantivy
/// calls the most is that of a document as long as can be.
fn most_of(bm25: &Bm25Weight) -> Score {
    bm25.score(0, u32::MAX)
}

impl TermList {
    pub(super) fn open(
        place: &TermInfo,
        index: &InvertedIndexReader,
        lengths: FieldNormReader,
        bm25: Bm25Weight,
    ) -> tantivy::Result<Self> {
        let postings = index.read_postings_from_terminfo(place, IndexRecordOption::WithFreqs)?;
        let (most, documents) = (most_of(&bm25), place.doc_freq);
        Ok(Self { postings, lengths, bm25, most, documents, frequency: 0 })
    }

    fn score(&mut self, doc: DocId) -> Score {
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        if self.postings.doc() != doc {
            self.frequency = 0;
            return 0.0;
        }
        self.frequency = self.postings.term_freq();
        self.bm25.score(self.lengths.fieldnorm_id(doc), self.frequency)
    }
}

impl PhraseList {
    pub(super) fn new(phrase: Arc<WeighedPhrase>, words: Vec<usize>) -> Self {
        let most = most_of(&phrase.bm25);
        Self { phrase, words, most, scorer: None }
    }

    /// The most that it can add to a document whose terms have been looked up: it stands there no more
    /// often than its most frequent word, and not at all where one is missing.
    fn most_in(&self, doc: DocId, terms: &[TermList]) -> Score {
        let lists = self.words.iter().filter_map(|word| terms.get(*word));
        let frequencies = lists.clone().map(|list| list.frequency);
        match (frequencies.clone().min(), frequencies.max(), lists.into_iter().next()) {
            (Some(0), _, _) => 0.0,
            // How often more than two words are counted when they are moved is not bounded so.
            (_, Some(most), Some(list)) if self.words.len() == 2 => {
                self.phrase.bm25.score(list.lengths.fieldnorm_id(doc), most)
            }
            _ => self.most,
        }
    }

    fn score(&mut self, doc: DocId, reader: &SegmentReader) -> tantivy::Result<Score> {
        let scorer = match &mut self.scorer {
            Some(scorer) => scorer,
            none => none.insert(self.phrase.weight.scorer(reader, self.phrase.boost)?),
        };
        if scorer.doc() < doc {
            scorer.seek(doc);
        }
        Ok(if scorer.doc() == doc { scorer.score() } else { 0.0 })
    }
}
