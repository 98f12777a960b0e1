//! Who is asked.

use std::time::Duration;

/// A search that ranks documents.
pub(crate) trait Contender {
    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// The best documents for a text, at most so many.
    ///
    /// # Errors
    /// Whatever keeps it from an answer.
    fn ask(&self, text: &str, depth: usize) -> anyhow::Result<Answer>;
}

/// What somebody found.
pub(crate) struct Answer {
    /// Ids, best first.
    pub(crate) documents: Vec<String>,
    pub(crate) took: Duration,
}
