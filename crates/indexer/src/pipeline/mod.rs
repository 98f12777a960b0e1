//! Reindexing: sources to a new generation, on all cores.
//!
//! ```text
//! reader ──chunks──▶ parsers (parse, analyse, encode) ──stories──▶ sequencer ──▶ tantivy's writer
//! ```
//!
//! Every queue is bounded: a ticket per chunk from the reader to the sequencer, a budget of bytes
//! from there into tantivy. The sequencer takes chunks in the order they were read in, which is
//! what makes "of two stories with one id the last wins" true however many threads parse.

mod chunk;
mod derive;
mod noted;
mod options;
mod parse;
mod progress;
mod read;
mod reindex;
mod report;
mod sequence;

pub use derive::derive;
pub use options::{Input, ReindexOptions};
pub use progress::{Observer, Progress};
pub use reindex::reindex;
pub use report::ReindexReport;
