//! From text to tokens: one chain for documents, queries and highlights.
//!
//! A text is cut at the word boundaries of Unicode (UAX 29), the cuts are refined (initialisms
//! joined, numbers cleaned, other dots cut), each word is folded (compatibility forms, case,
//! diacritics, apostrophes, possessives) and stemmed in the language of its story. Scripts that
//! write no spaces become overlapping pairs of characters besides the single ones.
//!
//! Why not a chain of tantivy's filters: its tokenizers belong to a field, ours depends on the
//! language of the document; offsets have to point into the text as written; and one pass gives
//! the exact and the stemmed form of each word. Where an index is built anew its words are numbered
//! (`segment`); where it is written to, tantivy is handed a ready list of tokens (see [`TokenText`]).

mod analyzer;
mod commas;
mod common_words;
mod detect;
mod fold;
mod joints;
mod kept;
mod language;
mod letters;
mod name;
mod pieces;
mod runs;
mod settings;
mod stem_memory;
mod stemming;
mod token_text;
mod uax_words;
mod word_list;
mod word_sink;

pub use analyzer::{Analyzer, Gram, Token};
pub use kept::with_analyzer;
pub use language::Language;
pub use name::fold_name;
pub use settings::{Analysis, Languages};
pub(crate) use stemming::Stemming;
pub use token_text::{TEXT_GAP, TOKEN_TEXT, TokenText, TokenTextTokenizer};
pub use word_list::{BadLine, WordList, list_lines};
pub(crate) use word_sink::{Word, WordSink};

/// Raised with every change to what the chain yields, so that an index built by another chain is
/// told apart.
pub const ANALYSIS_VERSION: u32 = 3;
