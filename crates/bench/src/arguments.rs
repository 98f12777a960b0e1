//! What can be asked for.

use std::path::PathBuf;

use clap::Parser;

/// Measures Dateline against bare tantivy, in one run, on this machine.
#[derive(Debug, Parser)]
#[command(name = "dateline-bench")]
pub(crate) struct Arguments {
    /// Stories to index: a file or a folder of any form that Dateline reads
    pub(crate) stories: PathBuf,
    /// How often each story stands in the corpus, with other dates and other rare words each time
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) copies: u32,
    /// How long each measurement runs, in seconds
    #[arg(long, default_value_t = 3.0)]
    pub(crate) seconds: f64,
    /// How often all of them are repeated, one after the other
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
    /// How many different queries are asked
    #[arg(long, default_value_t = 2_000)]
    pub(crate) queries: usize,
    /// What the queries are drawn with
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Keep the corpus and the index in this folder; where one is there, it is searched as it is
    #[arg(long)]
    pub(crate) keep: Option<PathBuf>,
    /// Write the figures as JSON to this file too
    #[arg(long)]
    pub(crate) json: Option<PathBuf>,
    /// The server to measure; by default the binary `dateline` beside this one
    #[arg(long)]
    pub(crate) binary: Option<PathBuf>,
}
