//! The place where a generation is made: a folder of its own, which is locked as long as its maker
//! lives, and which nobody looks into before it is the live one.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{GenerationId, WriteBarrier};
use crate::{IndexError, Progress};

/// The file that marks a folder as being built.
pub(super) const BUILDING: &str = "BUILDING";

/// A claimed folder. Dropped before it is the live generation, it is removed.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) id: GenerationId,
    pub(crate) path: PathBuf,
    index_dir: PathBuf,
    /// Locked as long as this process builds; the lock goes with the process, however it ends.
    lock: Option<File>,
    /// Locked likewise: one at a time, so that the later one is the one that stays.
    _only_one: File,
}

impl Site {
    /// Claims the folder of the next generation, under this number or a later one.
    ///
    /// # Errors
    /// [`IndexError::ReindexRunning`] while another one is being built, [`IndexError::Io`].
    pub(crate) fn claim(index_dir: &Path, least: GenerationId) -> Result<Self, IndexError> {
        fs::create_dir_all(index_dir).map_err(IndexError::io(index_dir))?;
        let only_one = lock_building(index_dir)?;
        let mut id = GenerationId::after_all(index_dir)?.max(least);
        let path = loop {
            let path = id.path(index_dir);
            match fs::create_dir(&path) {
                Ok(()) => break path,
                // Somebody who knows of no locks took the number in between.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => id = id.next(),
                Err(error) => return Err(IndexError::io(path)(error)),
            }
        };
        let marker = path.join(BUILDING);
        let lock = File::create(&marker).map_err(IndexError::io(&marker))?;
        lock.lock().map_err(IndexError::io(&marker))?;
        let index_dir = index_dir.to_owned();
        Ok(Self { id, path, index_dir, lock: Some(lock), _only_one: only_one })
    }

    /// Notes how far it is.
    pub(super) fn note(&self, progress: Progress) -> io::Result<()> {
        self.lock.as_ref().map_or(Ok(()), |marker| super::progress::write(marker, progress))
    }

    /// Makes what stands here the live generation. Everything in the folder must be on disk. The
    /// marker stays until then, so that nobody sweeps a generation between its completion and the
    /// switch.
    ///
    /// # Errors
    /// [`IndexError::Io`]; the live generation is what it was, or already this one.
    pub(crate) fn go_live(mut self, barrier: &WriteBarrier) -> Result<(), IndexError> {
        // What was live before is what a rollback goes back to. A CURRENT that cannot be read is
        // mended by the switch.
        let previous = super::read_current(&self.index_dir).ok().flatten();
        // From here on the folder may be the live one, whatever fails: it is no longer removed on
        // drop. The lock is kept, so that nobody sweeps it before the switch.
        let lock = self.lock.take();
        super::switch_to(&self.index_dir, self.id, barrier)?;
        drop(lock);
        let marker = self.path.join(BUILDING);
        let tidied = fs::remove_file(&marker)
            .map_err(IndexError::io(&marker))
            .and_then(|()| super::keep_only(&self.index_dir, self.id, previous));
        // The new generation is live: that something old is in the way does not undo it.
        if let Err(error) = tidied {
            tracing::warn!(%error, "cannot tidy up behind the switch to a new generation");
        }
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if self.lock.take().is_some()
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "cannot remove an unfinished generation; the next start sweeps it");
        }
    }
}

/// Takes the lock that everyone needs who makes a generation, or another one the live one.
pub(super) fn lock_building(index_dir: &Path) -> Result<File, IndexError> {
    let path = index_dir.join("reindex.lock");
    let file = File::create(&path).map_err(IndexError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(IndexError::ReindexRunning(index_dir.to_owned())),
        Err(TryLockError::Error(error)) => Err(IndexError::io(path)(error)),
    }
}

/// Whether a living process holds the lock on the folder's marker. A folder without a marker is
/// either complete, or its builder died between making the folder and the marker.
pub(super) fn is_being_built(path: &Path) -> bool {
    match File::open(path.join(BUILDING)) {
        Ok(marker) => matches!(marker.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => false,
    }
}
