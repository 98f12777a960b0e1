//! Being told how a reindex gets on.

use crate::sources::{Note, Reject};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the source files read, as they lie on disk.
    pub bytes_read: u64,
    /// Bytes of all source files; 0 where that is not known.
    pub bytes_total: u64,
    /// Stories handed to the writer.
    pub stories: u64,
    /// Events handed to the writer.
    pub events: u64,
}

/// Someone who watches what they care for. Calls come from the thread that runs the reindex.
pub trait Observer {
    /// It has come so far.
    fn progress(&mut self, _: Progress) {}
    /// A record was rejected.
    fn rejected(&mut self, _: &Reject) {}
    /// Part of a record could not be read.
    fn noted(&mut self, _: &Note) {}
    /// All is read; what remains is writing, merging and verifying.
    fn finishing(&mut self) {}
    /// Whether to stop. Asked again and again.
    fn is_cancelled(&self) -> bool {
        false
    }
}
