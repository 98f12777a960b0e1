//! A phrase as a query: read in a row where its words are frequent, else as tantivy reads it.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader, Term};

use super::place::PhrasePlaces;
use super::postings::PostingsInRow;
use super::scorer::InRowScorer;
use crate::embedded::stop::Stop;

/// Where the rarest word is in fewer documents of a segment, tantivy is as fast.
const FREQUENT: u32 = 256;
/// Where the most frequent word is in more documents for each of the rarest, most of its blocks are better
/// passed over.
const MOST_FOR_EACH: u32 = 64;

/// A phrase that a search asks for and nothing else, so that all of its documents are asked for.
#[derive(Clone)]
pub(in crate::embedded) struct FrequentPhrase {
    /// The words of one field, with their places.
    pub(in crate::embedded) words: Vec<(usize, Term)>,
    /// The same as tantivy looks for it.
    pub(in crate::embedded) query: Arc<dyn Query>,
    pub(in crate::embedded) places: Arc<PhrasePlaces>,
    pub(in crate::embedded) stop: Stop,
}

impl fmt::Debug for FrequentPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.fmt(f)
    }
}

impl Query for FrequentPhrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let terms: Vec<_> = self.words.iter().map(|(_, term)| term.clone()).collect();
                Some(Bm25Weight::for_terms(statistics_provider, &terms)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(FrequentPhraseWeight { phrase: self.clone(), weight, bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

/// The words of a field in a segment.
pub(super) struct InRow {
    field: Field,
    /// Each, and how far it stands from the last.
    words: Vec<(u32, PostingsInRow)>,
}

impl FrequentPhrase {
    /// The words in a segment, if they are frequent there.
    pub(super) fn in_row(&self, reader: &SegmentReader) -> tantivy::Result<Option<InRow>> {
        let Some((_, first)) = self.words.first() else { return Ok(None) };
        let field = first.field();
        let index = reader.inverted_index(field)?;
        let mut terms = Vec::new();
        for (place, word) in &self.words {
            let Some(term) = index.get_term_info(word)? else { return Ok(None) };
            terms.push((*place, term));
        }
        let frequencies = || terms.iter().map(|(_, term)| term.doc_freq);
        let least = frequencies().min().unwrap_or_default();
        let most = frequencies().max().unwrap_or_default();
        if least < FREQUENT || most / MOST_FOR_EACH > least {
            return Ok(None);
        }
        let positions = self.places.positions(reader.segment_id(), field);
        let Some(positions) = positions else { return Ok(None) };
        let last = terms.iter().map(|(place, _)| *place).max().unwrap_or_default();
        let opened = terms.iter().map(|(place, term)| {
            let postings = PostingsInRow::open(&index, &positions, term)?;
            Ok(((last - place) as u32, postings))
        });
        Ok(Some(InRow { field, words: opened.collect::<tantivy::Result<_>>()? }))
    }
}

struct FrequentPhraseWeight {
    phrase: FrequentPhrase,
    weight: Box<dyn Weight>,
    bm25: Option<Bm25Weight>,
}

impl Weight for FrequentPhraseWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(InRow { field, words }) = self.phrase.in_row(reader)? else {
            return self.weight.scorer(reader, boost);
        };
        self.phrase.stop.check()?;
        let lengths = reader.get_fieldnorms_reader(field)?;
        let bm25 = self.bm25.as_ref().map(|bm25| bm25.boost_by(boost));
        let dates = self.phrase.places.dates(reader.segment_id());
        let stop = self.phrase.stop.clone();
        Ok(Box::new(InRowScorer::new(words, dates, (bm25, lengths), stop)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}
