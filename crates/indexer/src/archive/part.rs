//! A file that appears under its name when it is complete, or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::IndexError;

/// The file while it is written, `NAME.part` in the same folder. Dropped before it is complete, it
/// is gone; one that a process left behind that was killed is replaced by the next.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) file: File,
    path: PathBuf,
    target: PathBuf,
    force: bool,
    complete: bool,
}

impl Part {
    /// Begins a file.
    ///
    /// # Errors
    /// [`IndexError::ArchiveExists`] where the name is taken, unless `force`,
    /// [`IndexError::SnapshotRunning`], [`IndexError::Io`].
    pub(super) fn begin(target: &Path, force: bool) -> Result<Self, IndexError> {
        look_at(target, force)?;
        let mut name = OsString::from(target);
        name.push(".part");
        let path = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.create(true).read(true).write(true).truncate(false);
        let file = options.open(&path).map_err(IndexError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(IndexError::SnapshotRunning(target.to_owned()));
            }
            Err(TryLockError::Error(error)) => return Err(IndexError::io(path)(error)),
        }
        file.set_len(0).map_err(IndexError::io(&path))?;
        Ok(Self { file, path, target: target.to_owned(), force, complete: false })
    }

    /// Gives it its name. It is on disk, and under this name, when this returns.
    ///
    /// # Errors
    /// Like [`Part::begin`].
    pub(super) fn complete(mut self) -> Result<(), IndexError> {
        self.file.sync_all().map_err(IndexError::io(&self.path))?;
        look_at(&self.target, self.force)?;
        fs::rename(&self.path, &self.target).map_err(IndexError::io(&self.target))?;
        self.complete = true;
        let folder = match self.target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(IndexError::io(folder))
    }
}

/// Whether the name may be taken.
fn look_at(target: &Path, force: bool) -> Result<(), IndexError> {
    match fs::symlink_metadata(target) {
        Ok(there) if there.is_dir() => {
            Err(IndexError::io(target)(io::Error::from(io::ErrorKind::IsADirectory)))
        }
        Ok(_) if !force => Err(IndexError::ArchiveExists(target.to_owned())),
        _ => Ok(()),
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.complete
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "cannot remove an unfinished snapshot; the next one replaces it");
        }
    }
}
