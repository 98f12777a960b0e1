//! Words that match by their beginning, or nearly: all that the dictionary has of them, up to a bound.
//!
//! A letter is the beginning of tens of thousands of words. Where there are more than are let in, the
//! most frequent ones of each segment are, and it is noted that some were left out.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, FuzzyTermQuery, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::{TermStreamer, WithoutKeys};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError, Term};
use tantivy_fst::Automaton;

use crate::embedded::stop::Stop;

/// What an expansion may take, and what it came to.
#[derive(Clone, Debug)]
pub(in crate::embedded) struct Expanding {
    /// So many words of a field and segment are let in.
    pub(in crate::embedded) most: usize,
    /// Whether words were left out.
    is_cut: Arc<AtomicBool>,
    pub(in crate::embedded) stop: Stop,
}

/// Which words.
#[derive(Clone, Debug)]
pub(super) enum Expanded {
    /// Those that begin so.
    Beginning(String),
    /// Those within an edit distance.
    Near(String, u8),
}

/// The documents with one of the words in a field, all with the same score.
#[derive(Clone, Debug)]
pub(super) struct Expansion {
    pub(super) field: Field,
    pub(super) words: Expanded,
    pub(super) expanding: Expanding,
}

impl Expanding {
    /// Lets so many words in.
    pub(in crate::embedded) fn up_to(most: usize, stop: Stop) -> Self {
        Self { most, is_cut: Arc::default(), stop }
    }

    /// Whether words were left out of any segment that was looked into so far.
    pub(in crate::embedded) fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed)
    }
}

impl Query for Expansion {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExpansionWeight(self.clone())))
    }
}

struct ExpansionWeight(Expansion);

impl Weight for ExpansionWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Self(Expansion { field, words, expanding }) = self;
        let index = reader.inverted_index(*field)?;
        let infos = match words {
            Expanded::Beginning(beginning) => {
                // No character encodes to a byte above 0xF4, so this is behind every word that begins so.
                let behind = [beginning.as_bytes(), &[0xFF]].concat();
                let words = index.terms().range().ge(beginning).lt(&behind);
                expanding.read(words.without_keys().into_stream()?)?
            }
            Expanded::Near(word, distance) => {
                let term = Term::from_field_text(*field, word);
                let automaton = FuzzyTermQuery::new(term, *distance, true).automaton()?;
                let words = index.terms().search(&automaton);
                expanding.read(words.without_keys().into_stream()?)?
            }
        };
        let found = expanding.documents(&index, &infos, reader.max_doc())?;
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("a word that begins so, or is near", 1.0))
    }
}

impl Expanding {
    /// Where the words stand, or the most frequent of them.
    fn read<A: Automaton>(
        &self,
        mut words: TermStreamer<'_, A, WithoutKeys>,
    ) -> tantivy::Result<Vec<TermInfo>>
    where
        A::State: Clone,
    {
        let mut infos = Vec::new();
        self.stop.check()?;
        while words.advance() {
            infos.push(words.value().clone());
            if infos.len() == 2 * self.most {
                self.stop.check()?;
                self.keep_frequent(&mut infos);
            }
        }
        if infos.len() > self.most {
            self.keep_frequent(&mut infos);
        }
        Ok(infos)
    }

    fn keep_frequent(&self, infos: &mut Vec<TermInfo>) {
        infos.select_nth_unstable_by_key(self.most, |info| Reverse(info.doc_freq));
        infos.truncate(self.most);
        self.is_cut.store(true, Ordering::Relaxed);
    }

    fn documents(
        &self,
        index: &InvertedIndexReader,
        infos: &[TermInfo],
        max_doc: DocId,
    ) -> tantivy::Result<BitSet> {
        let mut found = BitSet::with_max_value(max_doc);
        let mut list: Option<BlockSegmentPostings> = None;
        for info in infos {
            self.stop.check()?;
            let postings = match &mut list {
                Some(list) => {
                    index.reset_block_postings_from_terminfo(info, list)?;
                    list
                }
                none => none.insert(
                    index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?,
                ),
            };
            while !postings.docs().is_empty() {
                for doc in postings.docs() {
                    found.insert(*doc);
                }
                postings.advance();
            }
        }
        Ok(found)
    }
}
