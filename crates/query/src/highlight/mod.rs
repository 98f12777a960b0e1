//! Showing what really matched, in the text as written.
//!
//! The text is analysed by the chain that indexed it, so a word is marked exactly if the query
//! matched it: folded, stemmed, by its beginning, nearly, or as part of a phrase. tantivy's own
//! snippets mark the words of the query as they are spelt in the index, which is none of that.

mod mark;
mod matcher;
mod passage;
mod phrase;

pub(crate) use mark::mark;
pub(crate) use matcher::Matcher;
pub(crate) use passage::{lead, passage};
