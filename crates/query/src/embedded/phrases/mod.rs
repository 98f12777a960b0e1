//! Phrases of frequent words.
//!
//! tantivy's phrase scorer is made for words that seldom stand together: it looks for one document after the
//! other, and for each adds up how often a word stands in those before it in the same block, to know where
//! its positions begin. Where both words are in many documents, most blocks are looked at anyway; here
//! their postings and positions are read in a row.

mod place;
mod postings;
mod query;
mod scorer;
#[cfg(test)]
mod tests;

pub(super) use place::{PhrasePlaces, PositionFile};
pub(super) use query::FrequentPhrase;
