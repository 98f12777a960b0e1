//! Which thread may still write the list of segments.
//!
//! tantivy writes it from a thread of each writer's own, at a commit and at the end of a merge, and
//! the thread may outlive its writer. Two things must not happen. A merge that ends after a commit
//! failed would list what that commit added without what it removed: tantivy counts the segments
//! of the failed commit as committed. And a merge of a writer that was given up would list what was
//! there before its successor's commit.

use std::collections::{HashMap, HashSet};
use std::io;
use std::thread::{self, ThreadId};

use serde::Deserialize;

/// The threads that write, and those that may not any more.
#[derive(Debug, Default)]
pub(super) struct ListWriters {
    /// The number of the commit that each of the writer's threads got to, or tried to.
    reached: HashMap<ThreadId, u64>,
    /// Those of writers that were there before.
    retired: HashSet<ThreadId>,
}

/// A list of segments, as far as it matters here.
#[derive(Deserialize)]
pub(super) struct List {
    /// Which commit it is of; merges repeat that of the last.
    opstamp: u64,
    segments: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    segment_id: String,
}

impl List {
    /// The ids of the segments, as their files are named.
    pub(super) fn segments(&self) -> Vec<String> {
        self.segments.iter().map(|segment| segment.segment_id.replace('-', "")).collect()
    }
}

impl ListWriters {
    /// A writer took over from the one before.
    pub(super) fn change_over(&mut self) {
        self.retired.extend(self.reached.drain().map(|(thread, _)| thread));
    }

    /// This thread is about to do what a writer does.
    pub(super) fn meet(&mut self) {
        self.reached.entry(thread::current().id()).or_default();
    }

    /// Reads a list, if this thread may write it.
    ///
    /// # Errors
    /// It may not, or this is no list.
    pub(super) fn admit(&mut self, list: &[u8]) -> io::Result<List> {
        let thread = thread::current().id();
        if self.retired.contains(&thread) {
            return Err(io::Error::other("another writer has taken over"));
        }
        let list: List = serde_json::from_slice(list)?;
        let reached = self.reached.entry(thread).or_default();
        if list.opstamp < *reached {
            return Err(io::Error::other("a commit failed that this would be a part of"));
        }
        *reached = list.opstamp;
        Ok(list)
    }
}
