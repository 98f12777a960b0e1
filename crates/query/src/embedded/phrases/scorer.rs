//! Finding the documents with a phrase by reading all of its words in a row.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::place::SegmentDates;
use super::postings::PostingsInRow;
use crate::embedded::stop::Stop;

/// So many documents with the rarest word are looked at until it is asked whether anybody still waits.
const PATIENCE: u32 = 4_096;

/// The documents with a phrase, but not those whose dates are not asked for.
pub(super) struct InRowScorer {
    /// The words, the rarest first, and how far each stands from the last.
    words: Vec<(u32, PostingsInRow)>,
    dates: Option<SegmentDates>,
    bm25: Option<Bm25Weight>,
    lengths: FieldNormReader,
    stop: Stop,
    doc: DocId,
    /// How often the phrase stands in it.
    frequency: u32,
    /// Where the words so far stand, each moved to where the last one would stand.
    ends: Vec<u32>,
    looked_at: u32,
}

impl InRowScorer {
    /// Goes to the first match.
    pub(super) fn new(
        mut words: Vec<(u32, PostingsInRow)>,
        dates: Option<SegmentDates>,
        (bm25, lengths): (Option<Bm25Weight>, FieldNormReader),
        stop: Stop,
    ) -> Self {
        words.sort_by_key(|(_, postings)| postings.len());
        let (doc, frequency, ends, looked_at) = (0, 0, Vec::new(), 0);
        let mut scorer =
            Self { words, dates, bm25, lengths, stop, doc, frequency, ends, looked_at };
        scorer.go_to(0);
        scorer
    }

    /// Goes to the first match from this document on.
    fn go_to(&mut self, mut target: DocId) -> DocId {
        self.doc = loop {
            let doc = self.with_all_words(target);
            if doc == TERMINATED {
                break TERMINATED;
            }
            self.frequency = self.phrases();
            if self.frequency > 0 {
                break doc;
            }
            target = doc + 1;
        };
        self.doc
    }

    /// The first document from this one on that has all words.
    fn with_all_words(&mut self, mut target: DocId) -> DocId {
        'next: loop {
            self.looked_at += 1;
            let is_given_up = self.looked_at.is_multiple_of(PATIENCE) && self.stop.is_set();
            if target >= TERMINATED || is_given_up {
                return TERMINATED;
            }
            let Some(((_, rarest), others)) = self.words.split_first_mut() else {
                return TERMINATED;
            };
            let doc = rarest.go_to(target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if self.dates.as_ref().is_some_and(|dates| dates.fail(doc)) {
                target = doc + 1;
                continue;
            }
            for (_, other) in others {
                let found = other.go_to(doc);
                if found != doc {
                    target = found;
                    continue 'next;
                }
            }
            return doc;
        }
    }

    /// How often the words stand in a row in the document where they are.
    fn phrases(&mut self) -> u32 {
        let Some(((shift, rarest), others)) = self.words.split_first_mut() else { return 0 };
        let mut end = *shift;
        self.ends.clear();
        self.ends.extend(rarest.deltas().iter().map(|delta| {
            end = end.wrapping_add(*delta);
            end
        }));
        for (shift, other) in others {
            keep_common(&mut self.ends, other.deltas(), *shift);
            if self.ends.is_empty() {
                return 0;
            }
        }
        self.ends.len() as u32
    }
}

/// Keeps what is among these positions too.
fn keep_common(ends: &mut Vec<u32>, deltas: &[u32], shift: u32) {
    let (mut kept, mut next) = (0, 0);
    let mut end = shift;
    'all: for delta in deltas {
        end = end.wrapping_add(*delta);
        loop {
            match ends.get(next) {
                None => break 'all,
                Some(other) if *other < end => next += 1,
                Some(other) if *other > end => break,
                Some(_) => {
                    ends[kept] = end;
                    kept += 1;
                    next += 1;
                    break;
                }
            }
        }
    }
    ends.truncate(kept);
}

impl DocSet for InRowScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.go_to(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.go_to(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        // So many of those with the rarest word are likely to have the phrase.
        self.words.first().map_or(0, |(_, rarest)| rarest.len() / 10)
    }

    fn cost(&self) -> u64 {
        self.words.iter().map(|(_, postings)| u64::from(postings.len())).sum()
    }
}

impl Scorer for InRowScorer {
    fn score(&mut self) -> Score {
        let lengths = &self.lengths;
        let score = |bm25: &Bm25Weight| bm25.score(lengths.fieldnorm_id(self.doc), self.frequency);
        self.bm25.as_ref().map_or(1.0, score)
    }
}
