//! Looking for what hardly ever matches, in steps between which the search can be given up.
//!
//! A phrase of frequent words that is nowhere is looked for in a whole segment before its scorer says
//! anything. Asked for one document after the other, as an intersection asks, it says so for each.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term};

use crate::embedded::stop::Stop;

/// A query that finds nothing more once it is to stop.
#[derive(Debug)]
pub(super) struct Stoppable {
    pub(super) query: Box<dyn Query>,
    pub(super) stop: Stop,
}

impl Clone for Stoppable {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), stop: self.stop.clone() }
    }
}

impl Query for Stoppable {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        Ok(Box::new(StoppableWeight { weight, stop: self.stop.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct StoppableWeight {
    weight: Box<dyn Weight>,
    stop: Stop,
}

impl Weight for StoppableWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.stop.check()?;
        let (found, scorer) = self.weight.scorer_danger(reader, 0, boost)?;
        let mut scorer = StoppableScorer { scorer, stop: self.stop.clone(), doc: 0 };
        if let SeekDangerResult::SeekLowerBound(next) = found {
            scorer.go_to(next);
        }
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}

struct StoppableScorer {
    /// May stand between two documents while it is asked for one.
    scorer: Box<dyn Scorer>,
    stop: Stop,
    /// Where it stands.
    doc: DocId,
}

impl StoppableScorer {
    /// Goes to the first match from this document on.
    fn go_to(&mut self, mut doc: DocId) -> DocId {
        self.doc = loop {
            if doc >= TERMINATED || self.stop.is_set() {
                break TERMINATED;
            }
            match self.scorer.seek_danger(doc) {
                SeekDangerResult::Found => break doc,
                SeekDangerResult::SeekLowerBound(next) => doc = next,
            }
        };
        self.doc
    }
}

impl DocSet for StoppableScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.go_to(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.go_to(target) }
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.doc == target && target < TERMINATED {
            return SeekDangerResult::Found;
        }
        if self.doc > target {
            return SeekDangerResult::SeekLowerBound(self.doc);
        }
        if target >= TERMINATED || self.stop.is_set() {
            self.doc = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        // Whether it stands there or not, it is not asked for what is before.
        self.doc = target;
        self.scorer.seek_danger(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for StoppableScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}
