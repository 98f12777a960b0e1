//! The same work by tantivy alone, as somebody would write it in an afternoon who knows tantivy.

mod index;
mod search;

pub(crate) use index::index;
pub(crate) use search::Bare;
