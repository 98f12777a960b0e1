//! Files that are synced together, when what names them is about to be written.
//!
//! tantivy syncs each file of a segment as it ends it, one after the other, and each waits for the
//! disk. They matter only once the list of segments names them: so the small ones wait here until
//! then, and are synced side by side, which the file system does in little more time than one.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::{AntiCallToken, TerminatingWrite, WritePtr};

use super::storage::UnsyncedFile;
use super::sync_threads::SyncThreads;

/// More files than this do not wait: a reindex makes many before it commits, and each is open.
const MOST_WAITING: usize = 32;
/// Nor does a file of more bytes, which a merge makes: no commit should have to wait for it.
const MOST_BYTES: u64 = 1 << 20;

/// The files that wait.
#[derive(Default)]
pub(super) struct LateSync {
    waiting: Mutex<Waiting>,
    /// Held while syncing. Whoever comes meanwhile waits until it is done, as its files may be
    /// among those.
    threads: Mutex<SyncThreads>,
}

#[derive(Default)]
struct Waiting {
    files: Vec<(PathBuf, Box<dyn UnsyncedFile>)>,
    /// A sync failed. The system tells that once, so that what is tried again would seem to work.
    failed: bool,
}

impl LateSync {
    /// A writer of a new file that waits when it is ended.
    pub(super) fn write(self: &Arc<Self>, path: &Path, file: Box<dyn UnsyncedFile>) -> WritePtr {
        let (path, late) = (path.to_owned(), Arc::clone(self));
        BufWriter::new(Box::new(LateFile { path, file: Some(file), bytes: 0, late }))
    }

    /// Syncs all that wait, and others with them.
    pub(super) fn sync(&self, others: Vec<Box<dyn UnsyncedFile>>) -> io::Result<()> {
        let threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = self.waiting();
        if waiting.failed {
            return Err(io::Error::other("an earlier write did not reach the disk"));
        }
        let files = std::mem::take(&mut waiting.files);
        drop(waiting);
        let synced = threads.sync(files.into_iter().map(|(_, file)| file).chain(others).collect());
        if synced.is_err() {
            self.waiting().failed = true;
        }
        synced
    }

    /// Whether any wait.
    pub(super) fn has_any(&self) -> bool {
        let waiting = self.waiting();
        waiting.failed || !waiting.files.is_empty()
    }

    /// Another writer took over: what waits is its predecessor's, whom nobody lets name a file any
    /// more.
    pub(super) fn start_over(&self) {
        *self.waiting() = Waiting::default();
    }

    /// A file was removed.
    pub(super) fn forget(&self, path: &Path) {
        self.waiting().files.retain(|(waiting, _)| waiting != path);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file being written.
struct LateFile {
    path: PathBuf,
    /// None once it is ended.
    file: Option<Box<dyn UnsyncedFile>>,
    /// How many were written.
    bytes: u64,
    late: Arc<LateSync>,
}

impl LateFile {
    fn file(&mut self) -> io::Result<&mut Box<dyn UnsyncedFile>> {
        self.file.as_mut().ok_or_else(|| io::Error::other("the file was ended"))
    }
}

impl Write for LateFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file()?.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file()?.flush()
    }
}

impl TerminatingWrite for LateFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.flush()?;
        let Some(file) = self.file.take() else { return Ok(()) };
        let mut waiting = self.late.waiting();
        if waiting.files.len() < MOST_WAITING && self.bytes <= MOST_BYTES {
            waiting.files.push((std::mem::take(&mut self.path), file));
            return Ok(());
        }
        drop(waiting);
        file.sync()
    }
}
