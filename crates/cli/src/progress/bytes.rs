//! Progress of work that is measured in bytes alone.

use super::display::Display;
use super::estimate::State;
use crate::output::bytes;

/// Tells how many bytes are done.
pub(crate) struct ByteProgress(Display);

impl ByteProgress {
    /// Someone who tells on stderr, unless quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        Self(Display::new(quiet))
    }

    /// So many of so many are done.
    pub(crate) fn at(&mut self, done: u64, total: u64) {
        self.0.show(|| State {
            share: (total > 0).then(|| (done as f64 / total as f64).min(1.0)),
            text: format!("{} of {}", bytes(done), bytes(total)),
        });
    }

    /// Clears the bar.
    pub(crate) fn finish(&mut self) {
        self.0.clear();
    }
}
