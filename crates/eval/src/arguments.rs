//! What can be asked for.

use std::path::PathBuf;

use clap::Parser;

/// Scores how well Dateline ranks, and plain BM25 beside it.
#[derive(Debug, Parser)]
#[command(name = "dateline-eval")]
pub(crate) struct Arguments {
    /// Stories to search: a file or a folder of any form that Dateline reads
    pub(crate) stories: PathBuf,
    /// Questions: `<top>` entries as TREC has them, or lines of an id, a tab and a text. Without
    /// them, known items are drawn from the stories
    #[arg(long, requires = "qrels")]
    pub(crate) topics: Option<PathBuf>,
    /// Judgements: lines of a topic, anything, a document and a grade
    #[arg(long, requires = "topics")]
    pub(crate) qrels: Option<PathBuf>,
    /// How many known items of each kind are drawn
    #[arg(long, default_value_t = 500)]
    pub(crate) queries: usize,
    /// What they are drawn with
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write the questions and judgements to this folder, as topics.tsv and qrels.txt
    #[arg(long)]
    pub(crate) write: Option<PathBuf>,
    /// Write the scores as JSON to this file too
    #[arg(long)]
    pub(crate) json: Option<PathBuf>,
    /// Fail unless Dateline's MRR over all questions is at least this
    #[arg(long, default_value_t = 0.0)]
    pub(crate) floor: f64,
}
