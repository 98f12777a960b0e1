//! Reindexing: sources to a new generation, on all cores.
//!
//! ```text
//! reader ──chunks──▶ workers (parse, analyse, build segments) ──segments──▶ sequencer ──▶ index
//! ```
//!
//! Every queue is bounded by a ticket per chunk from the reader to the sequencer, and each worker's
//! segment by bytes. A worker tells the sequencer where it has put each story. The sequencer hears
//! of them in the order they were read in, which is what makes "of two stories with one id the last
//! wins" true however many threads work, and adds a segment when it has heard of all its stories.

mod chunk;
mod derive;
mod noted;
mod options;
mod progress;
mod read;
mod reindex;
mod replaced;
mod report;
mod sequence;
mod work;

pub use derive::derive;
pub use options::{Input, ReindexOptions};
pub use progress::{Observer, Progress};
pub use reindex::reindex;
pub use report::ReindexReport;
