//! The fence between who writes to the live generation and who makes another one the live one.
//!
//! A writer passes through before each commit and is inside until the commit is acknowledged. Who
//! wants to move CURRENT closes the fence: no commit is under way then, and none begins. Both may
//! be different processes; the locks go with them, however they end. The gate in front sees to it
//! that a writer who comes again and again does not keep the fence open for ever.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use dateline_model::StoryId;

use super::journal;
use crate::IndexError;

const FENCE: &str = "writes.lock";
const GATE: &str = "writes.gate";

/// The right to commit to the live generation, until it is dropped.
#[derive(Debug)]
pub struct WritePassage {
    index_dir: PathBuf,
    _fence: File,
}

/// The fence, closed until it is dropped.
#[derive(Debug)]
pub struct WriteBarrier {
    pub(super) index_dir: PathBuf,
    _gate: File,
    _fence: File,
}

impl WritePassage {
    /// Waits until the fence is open and passes through.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn enter(index_dir: &Path) -> Result<Self, IndexError> {
        let gate = locked(index_dir, GATE, File::lock)?;
        let fence = locked(index_dir, FENCE, File::lock_shared)?;
        drop(gate);
        Ok(Self { index_dir: index_dir.to_owned(), _fence: fence })
    }

    /// Notes which stories are about to change, for a reindex that is under way: it will look at
    /// them again before its generation goes live. Costs nothing where there is none.
    ///
    /// # Errors
    /// [`IndexError::Io`]; then the change must not be made.
    pub fn note_changes<'a>(
        &self,
        stories: impl IntoIterator<Item = &'a StoryId>,
    ) -> Result<(), IndexError> {
        journal::append(&self.index_dir, stories)
    }
}

impl WriteBarrier {
    /// Waits for the commit that is under way, if one is, and lets none begin.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn close(index_dir: &Path) -> Result<Self, IndexError> {
        let gate = locked(index_dir, GATE, File::lock)?;
        let fence = locked(index_dir, FENCE, File::lock)?;
        Ok(Self { index_dir: index_dir.to_owned(), _gate: gate, _fence: fence })
    }
}

fn locked(
    index_dir: &Path,
    name: &str,
    lock: impl Fn(&File) -> std::io::Result<()>,
) -> Result<File, IndexError> {
    let path = index_dir.join(name);
    let file = OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|file| lock(&file).map(|()| file)).map_err(IndexError::io(path))
}
