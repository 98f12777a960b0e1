//! What people say of words: which mean the same, and which may be missing.
//!
//! Both are looked at when a query is asked and never stand in the index, so that another list needs a
//! restart and no reindex. A query is expanded above the port, as a tree, so that any engine has them.

mod expand;
mod synonyms;
#[cfg(test)]
mod tests;

use dateline_engine::Expr;
use dateline_indexer::analysis::WordList;

pub use synonyms::Synonyms;

/// The words that were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryWords {
    /// Words that find one another.
    pub synonyms: Synonyms,
    /// Words that a document need not have where a query has others.
    pub stop_words: WordList,
}

/// Words of a query, and what is searched besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SynonymsUsed {
    /// As typed.
    pub(crate) word: String,
    /// As written in the list, in its order.
    pub(crate) with: Vec<String>,
}

/// A query as it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expanded {
    pub(crate) query: Expr,
    /// In the order of the query.
    pub(crate) synonyms: Vec<SynonymsUsed>,
}

impl QueryWords {
    /// Whether nothing was set.
    pub(crate) fn is_empty(&self) -> bool {
        self.synonyms.is_empty() && self.stop_words.is_empty()
    }

    /// A query with the synonyms of its words, and without having to match its stop words. `growing`
    /// says that its last word may still go on.
    pub(crate) fn expand(&self, query: &Expr, growing: bool) -> Expanded {
        expand::expand(self, query, growing)
    }
}
