//! What a document that matches scores: for its words, where they stand, and whether they stand there
//! exactly or close together. For words and their beginnings that is all; for the rest of the grammar it
//! adds to what tantivy's scorers say.
//!
//! The lists of postings behind it are looked into for documents alone that may come onto the page.
//! The most that each list can add is known, so that a document which would fall short with all that
//! is left is given up (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), and it
//! is known for each block of a list, so that documents in a row are (Ding and Suel, "Faster top-k
//! document retrieval using block-max indexes", 2011). That rests on each list having frequencies and
//! lengths, as all fields of words have.

mod contributions;
mod cover;
mod lists;
mod segment;
mod term_lists;
#[cfg(test)]
mod tests;
mod weighed;

use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Term};

pub(super) use contributions::Contributions;
pub(super) use segment::SegmentScoring;
pub(super) use weighed::WeighedScoring;

/// How far apart words may be moved and still stand together.
const CLOSE_SLOP: u32 = 1;

/// A word that adds to the score where it stands in a field.
#[derive(Clone, Debug)]
pub(super) struct ScoringTerm {
    pub(super) field: Field,
    pub(super) word: String,
    /// What it weighs, next to 1 for a stem anywhere.
    pub(super) weight: Score,
}

/// Words that add to the score where they stand together in a field.
#[derive(Clone, Debug)]
pub(super) struct ScoringPhrase {
    pub(super) field: Field,
    /// The words with their places.
    pub(super) words: Vec<(usize, String)>,
    /// What they weigh, next to 1 for a stem anywhere.
    pub(super) weight: Score,
}

/// All that adds to the score of what matches a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Scoring {
    pub(super) terms: Vec<ScoringTerm>,
    pub(super) phrases: Vec<ScoringPhrase>,
    /// Words that add to the score of a document which has them all in a field: of each its forms, of
    /// which one is enough.
    pub(super) cover: Option<Vec<Vec<ScoringTerm>>>,
    /// Of each date that the query names, the words that say so: of each word its forms among the terms.
    /// They are kept for who weighs dates.
    pub(super) dates: Vec<Vec<Vec<usize>>>,
    /// Whether documents score nothing else.
    pub(super) is_all: bool,
    /// What is added to each document.
    pub(super) constant: Score,
}

impl ScoringTerm {
    fn term(&self) -> Term {
        Term::from_field_text(self.field, &self.word)
    }

    /// The same as a query of its own, before it is weighed.
    pub(super) fn query(&self, option: IndexRecordOption) -> Box<dyn Query> {
        Box::new(TermQuery::new(self.term(), option))
    }
}

impl ScoringPhrase {
    fn query(&self) -> PhraseQuery {
        let term = |(at, word): &(usize, String)| (*at, Term::from_field_text(self.field, word));
        PhraseQuery::new_with_offset_and_slop(self.words.iter().map(term).collect(), CLOSE_SLOP)
    }
}

impl Scoring {
    /// The same as queries of their own.
    pub(super) fn into_queries(self) -> Vec<Box<dyn Query>> {
        let boosted = |query: Box<dyn Query>, weight| -> Box<dyn Query> {
            Box::new(BoostQuery::new(query, weight))
        };
        let term =
            |term: &ScoringTerm| boosted(term.query(IndexRecordOption::WithFreqs), term.weight);
        let mut queries: Vec<_> = self.terms.iter().map(term).collect();
        if let Some(cover) = &self.cover {
            // What is only one query of a disjunction of maxima scores as it does itself.
            let word = |forms: &Vec<ScoringTerm>| -> Box<dyn Query> {
                Box::new(DisjunctionMaxQuery::new(forms.iter().map(term).collect()))
            };
            let words = cover.iter().map(word).collect();
            queries.push(Box::new(BooleanQuery::intersection(words)));
        }
        let phrases = self.phrases.iter();
        queries.extend(phrases.map(|phrase| boosted(Box::new(phrase.query()), phrase.weight)));
        queries
    }
}
