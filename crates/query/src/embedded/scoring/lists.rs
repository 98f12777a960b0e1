//! The lists of postings that scores come from, in one segment: of single words, and of words in a row.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SeekDangerResult, SegmentReader, TERMINATED};

use super::term_lists::TermLists;
use super::weighed::WeighedPhrase;

/// How many postings a block has, but for the last one of a list.
const BLOCK: usize = 128;

/// The postings of a word.
pub(super) struct TermList {
    block: BlockSegmentPostings,
    /// The place in the block.
    at: usize,
    /// The last document of the block.
    last: DocId,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
    /// The most that it can add.
    most: Score,
    /// See [`understated`].
    understated: Score,
    /// The most that it can add up to the last document of the block, once that was asked for.
    most_here: Option<Score>,
    pub(super) documents: u32,
}

/// Words that stand together.
pub(super) struct PhraseList {
    phrase: Arc<WeighedPhrase>,
    /// Its words among the terms; empty where that is not known.
    pub(super) words: Vec<usize>,
    /// The most that it can add.
    most: Score,
    /// Opened when the first document is asked for.
    scorer: Option<Box<dyn Scorer>>,
    /// From the last document that was asked for up to this one, it is in none.
    next: DocId,
}

/// The most that a weight gives to any document: one of no length that is all one word. What tantivy
/// calls the most is that of a document as long as can be.
fn most_of(bm25: &Bm25Weight) -> Score {
    bm25.score(0, u32::MAX)
}

/// By how much the index may understate the quotient of frequency and norm behind the highest score of a
/// block, where documents are so long on average. It keeps the frequency and the length of the document
/// that scores highest next to those of its own segment; next to those of all segments that may be
/// another one. The norm being an affine function of the length over the average, the quotient of the
/// other is higher by no more than that of the averages.
pub(super) fn understated(average: Score, in_segment: Score) -> Score {
    /// Without tokens there is nothing to compare, nor is there a block.
    const AT_THE_MOST: Score = 1e6;
    let ratio = average / in_segment;
    ratio.max(ratio.recip()).min(AT_THE_MOST)
}

impl TermList {
    pub(super) fn open(
        place: &TermInfo,
        index: &InvertedIndexReader,
        lengths: FieldNormReader,
        bm25: Bm25Weight,
        understated: Score,
    ) -> std::io::Result<Self> {
        let block = index.read_block_postings_from_terminfo(place, IndexRecordOption::WithFreqs)?;
        let (most, documents) = (most_of(&bm25), place.doc_freq);
        let mut list = Self {
            block,
            at: 0,
            last: 0,
            lengths,
            bm25,
            most,
            understated,
            most_here: None,
            documents,
        };
        list.settle();
        Ok(list)
    }

    /// The document that it stands at.
    pub(super) fn doc(&self) -> DocId {
        self.block.doc(self.at)
    }

    /// The last document of the block that it stands in.
    pub(super) fn last(&self) -> DocId {
        if self.doc() == TERMINATED { TERMINATED } else { self.last }
    }

    /// The most that it can add to documents up to the last of this block, which the index keeps for each
    /// block that is full.
    pub(super) fn most_here(&mut self) -> Score {
        if self.doc() == TERMINATED {
            return 0.0;
        }
        let Self { block, lengths, bm25, most, understated, .. } = self;
        *self.most_here.get_or_insert_with(|| match block.docs().len() {
            BLOCK => {
                let share = block.block_max_score(lengths, bm25) / *most;
                *most * *understated * share / (1.0 + (*understated - 1.0) * share)
            }
            _ => *most,
        })
    }

    /// Moves on to the first document from this one on.
    pub(super) fn seek(&mut self, doc: DocId) {
        if self.doc() >= doc {
            return;
        }
        if doc > self.last {
            self.at = self.block.seek(doc);
            self.settle();
            return;
        }
        // The last one of the block is not before it.
        self.at += 1;
        if self.doc() < doc {
            self.at = self.block.seek(doc);
        }
    }

    /// Takes note of a block that it has come to.
    fn settle(&mut self) {
        self.last = self.block.docs().last().copied().unwrap_or(TERMINATED);
        self.most_here = None;
    }

    /// What it adds to a document, if the word is there.
    pub(super) fn score(&mut self, doc: DocId) -> Option<Score> {
        self.seek(doc);
        (self.doc() == doc).then(|| self.here().1)
    }

    /// How often the word stands in the document that it stands at, and what it adds to that.
    pub(super) fn here(&mut self) -> (u32, Score) {
        let frequency = self.block.freq(self.at);
        let length = self.lengths.fieldnorm_id(self.doc());
        (frequency, self.bm25.score(length, frequency))
    }

    /// The most that it can add.
    pub(super) fn most(&self) -> Score {
        self.most
    }
}

impl PhraseList {
    pub(super) fn new(phrase: Arc<WeighedPhrase>, words: Vec<usize>) -> Self {
        let most = most_of(&phrase.bm25);
        Self { phrase, words, most, scorer: None, next: 0 }
    }

    /// The most that it can add where the words themselves add no more than this.
    pub(super) fn most_with(&self, most_of_words: &[Score], terms: &TermLists) -> Score {
        let mut lowest: Score = 1.0;
        for word in &self.words {
            let (Some(most), Some(of_term)) = (most_of_words.get(*word), terms.most(*word)) else {
                return self.most;
            };
            lowest = lowest.min(most / of_term);
        }
        match lowest {
            0.0 => 0.0,
            // Two words stand together no more often than either stands there at all. How often more
            // of them are counted when they are moved is not bounded so.
            _ if self.words.len() == 2 => self.most * lowest,
            _ => self.most,
        }
    }

    /// The most that it can add to a document whose terms have been looked up: it stands there no more
    /// often than its least frequent word, and not at all where one is missing.
    pub(super) fn most_in(&self, doc: DocId, terms: &TermLists) -> Score {
        match terms.least_frequent(&self.words) {
            Some((0, _)) => 0.0,
            Some((frequency, list)) if self.words.len() == 2 => {
                self.phrase.bm25.score(list.lengths.fieldnorm_id(doc), frequency)
            }
            _ => self.most,
        }
    }

    /// What it adds to a document. It is looked for there alone: where it stands next does not matter.
    pub(super) fn score(&mut self, doc: DocId, reader: &SegmentReader) -> tantivy::Result<Score> {
        if doc < self.next {
            return Ok(0.0);
        }
        let found = match &mut self.scorer {
            Some(scorer) => scorer.seek_danger(doc),
            none => {
                let weight = &self.phrase.weight;
                // It is not tried again where it fails.
                self.next = TERMINATED;
                let (found, scorer) = weight.scorer_danger(reader, doc, self.phrase.boost)?;
                *none = Some(scorer);
                found
            }
        };
        Ok(match (found, &mut self.scorer) {
            (SeekDangerResult::Found, Some(scorer)) => {
                self.next = doc + 1;
                scorer.score()
            }
            (SeekDangerResult::SeekLowerBound(next), _) => {
                self.next = next;
                0.0
            }
            (SeekDangerResult::Found, None) => 0.0,
        })
    }
}
