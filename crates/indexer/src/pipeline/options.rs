//! What a reindex is told.

use std::path::PathBuf;

use crate::analysis::Analysis;
use crate::sources::Limits;

/// Where the stories come from.
#[derive(Clone, Debug)]
pub enum Input {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// The stories stored in the live generation.
    Index,
}

/// How a reindex is run.
#[derive(Clone, Debug)]
pub struct ReindexOptions {
    /// Whether the first record that cannot be read ends the run.
    pub strict: bool,
    /// Whether it leaves the processor to others where they want it, such as to a server that
    /// answers from the same machine meanwhile.
    pub yields: bool,
    /// How many threads read stories and build segments. At least 1.
    pub threads: usize,
    /// How many bytes the segments being built may take in memory, over all threads.
    pub memory_bytes: usize,
    /// How texts are analysed.
    pub analysis: Analysis,
    /// The bounds on a record.
    pub limits: Limits,
}
