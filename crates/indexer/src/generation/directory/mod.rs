//! The directory that tantivy reads and writes a generation through.
//!
//! It adds to another directory what tantivy leaves open: that the list of segments is durable when
//! a commit returns (tantivy renames the file into place, but does not sync the folder behind it,
//! so that a power loss could take back a commit that was acknowledged); that what a commit left
//! that failed neither becomes a part of the index nor stands in the way of the next; that a flipped
//! byte in one of the small files is noticed; and that an index on a disk that may only be read can
//! be read. And it makes small commits quick: their small files stand together in one, see
//! [`compound`], and what has to be synced is synced side by side.

pub(super) mod compound;
mod durable;
mod late_sync;
mod list_writers;
mod managed_list;
mod small_files;
mod storage;
mod sync_threads;

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};

use late_sync::LateSync;
use list_writers::ListWriters;
use small_files::{Removed, SmallFiles};

use super::{seal, unseal};

pub(super) use storage::Folder;
pub use storage::{Storage, UnsyncedFile};

/// The file that lists the segments: a commit is done when it is durable.
pub(crate) const META: &str = "meta.json";
/// The file that lists what tantivy may remove when no segment needs it any more.
pub(crate) const MANAGED: &str = ".managed.json";

/// A directory with what it adds, see the module.
#[derive(Clone)]
pub struct GenerationDirectory<D> {
    inner: D,
    /// Where it lies in the file system, if it does.
    folder: Option<PathBuf>,
    storage: Arc<dyn Storage>,
    late: Arc<LateSync>,
    small: Arc<SmallFiles>,
    /// Whether small files of segments are kept together.
    compounds: bool,
    /// Whether there may be names that are not on the disk: those of files that were made since the
    /// folder was synced, or what a process before left.
    unsynced: Arc<AtomicBool>,
    /// Held while something is brought to the disk.
    order: Arc<Mutex<()>>,
    /// Whether what may be removed is found out by looking, also where the list is lost.
    looks: bool,
    writers: Arc<Mutex<ListWriters>>,
    /// The list of what may be removed, as it was written last, until it is on disk.
    managed: Arc<Mutex<Option<Vec<u8>>>>,
}

impl<D: Directory + Clone> GenerationDirectory<D> {
    /// Over another directory, which lies in this folder if it lies in any, and whose files are made
    /// in this storage.
    pub fn over(inner: D, folder: Option<PathBuf>, storage: Arc<dyn Storage>) -> Self {
        let (late, small, order, writers, managed) = Default::default();
        let unsynced = Arc::new(AtomicBool::new(true));
        let (compounds, looks) = (false, false);
        Self {
            inner,
            folder,
            storage,
            late,
            small,
            compounds,
            unsynced,
            order,
            looks,
            writers,
            managed,
        }
    }

    /// The same with the small files of a segment in one, for many small commits.
    pub fn with_compounds(self) -> Self {
        Self { compounds: true, ..self }
    }

    /// The same for one that serves and writes: what a death left in its folder is found, and a
    /// list of what may be removed that is lost or damaged is made anew. Where it is read as it is,
    /// a check can tell.
    pub(crate) fn that_looks(self) -> Self {
        Self { looks: true, ..self }
    }

    /// A small file that is in memory or in a compound file; none where there is neither.
    ///
    /// # Errors
    /// Its compound file cannot be read, or is not what was written.
    pub(crate) fn small(&self, path: &Path) -> Result<Option<OwnedBytes>, OpenReadError> {
        let Some((segment, rest)) = compound::split(path) else { return Ok(None) };
        if !self.small.knows(segment) && compound::may_be_member(rest) {
            match self.members(segment) {
                Ok(_) | Err(OpenReadError::FileDoesNotExist(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.small.get(path))
    }

    /// Reads a compound file and keeps what is in it. Gives the names of that.
    fn members(&self, segment: &str) -> Result<Vec<PathBuf>, OpenReadError> {
        let name = compound::name_of(segment);
        let members = compound::decode(&self.inner.atomic_read(&name)?).ok_or_else(|| {
            let error = io::Error::new(io::ErrorKind::InvalidData, "its checksum does not hold");
            self.unreadable(&name, error)
        })?;
        let names = members.keys().map(|rest| PathBuf::from(format!("{segment}.{rest}"))).collect();
        self.small.insert(segment, members);
        Ok(names)
    }

    fn read_sealed(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let sealed = self.inner.atomic_read(path)?;
        unseal(&sealed).map(<[u8]>::to_vec).ok_or_else(|| {
            let error = io::Error::new(io::ErrorKind::InvalidData, "its checksum does not hold");
            self.unreadable(path, error)
        })
    }

    fn unreadable(&self, path: &Path, error: io::Error) -> OpenReadError {
        let filepath = self.folder.as_deref().unwrap_or_else(|| Path::new("")).join(path);
        OpenReadError::IoError { io_error: Arc::new(error), filepath }
    }

    /// A writer of a file that stands on the disk by itself.
    fn create(&self, path: &Path) -> io::Result<WritePtr> {
        let file = match self.storage.create(path) {
            // tantivy names a list of removed documents by the number of its operations, which is
            // used again after a commit that failed or was cut short. What lies there is of that
            // commit, and nobody's; it would stand in the way of all that try the same again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.delete(path).map_err(io::Error::other)?;
                self.storage.create(path)
            }
            result => result,
        }?;
        self.unsynced.store(true, Ordering::Relaxed);
        Ok(self.late.write(path, file))
    }

    fn writers(&self) -> MutexGuard<'_, ListWriters> {
        self.writers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks a file that cannot be opened for writing, as far as that goes. Where nobody can write,
    /// nobody has to be kept from it.
    fn lock_for_reading(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let file = self.folder.as_ref().and_then(|folder| {
            let file = File::open(folder.join(&lock.filepath)).ok()?;
            file.lock_shared().ok()?;
            Some(file)
        });
        Ok(DirectoryLock::from(Box::new(file)))
    }
}

impl<D: Directory + Clone> Directory for GenerationDirectory<D> {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Some(content) = self.small.get(path) {
            return Ok(Arc::new(content));
        }
        match self.inner.get_file_handle(path) {
            Err(OpenReadError::FileDoesNotExist(missing)) => match self.small(path)? {
                Some(content) => Ok(Arc::new(content)),
                None => Err(OpenReadError::FileDoesNotExist(missing)),
            },
            result => result,
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        // It may stand in a compound file that a process before left. One that is damaged is kept.
        match self.small(path) {
            Err(OpenReadError::IoError { io_error, filepath })
                if io_error.kind() != io::ErrorKind::InvalidData =>
            {
                return Err(DeleteError::IoError { io_error, filepath });
            }
            _ => {}
        }
        match self.small.remove(path) {
            Removed::WithCompound(compound) => match self.inner.delete(&compound) {
                // A commit that failed may not have come that far.
                Err(DeleteError::FileDoesNotExist(_)) => Ok(()),
                result => result,
            },
            Removed::FromMemory => Ok(()),
            Removed::Nothing => {
                self.late.forget(path);
                self.inner.delete(path)
            }
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.inner.exists(path)? || self.small(path)?.is_some())
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let is_member =
            compound::split(path).is_some_and(|(_, rest)| compound::may_be_member(rest));
        if self.compounds && is_member {
            let (directory, place) = (self.clone(), path.to_owned());
            let spill = Box::new(move || directory.create(&place));
            return Ok(self.small.write(path, spill));
        }
        self.create(path).map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) { self.managed() } else { self.read_sealed(path) }
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            *self.pending() = Some(content.to_vec());
            return Ok(());
        }
        // Held until it is done, so that no other writer begins meanwhile.
        let mut writers = self.writers();
        if path != Path::new(META) {
            return self.replace(path, seal(content));
        }
        let list = writers.admit(content)?;
        let committed = self.commit(&list, content);
        if committed.is_err() {
            self.unsynced.store(true, Ordering::Relaxed);
        }
        committed
    }

    fn sync_directory(&self) -> io::Result<()> {
        // The first thing that is done on the way to a new list.
        self.writers().meet();
        self.sync()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            // Only who reads may go on without writing: it waits for others, a writer refuses.
            Err(LockError::IoError(error)) if lock.is_blocking && is_unwritable(&error) => {
                self.lock_for_reading(lock)
            }
            result => {
                if result.is_ok() && lock.filepath == INDEX_WRITER_LOCK.filepath {
                    self.writers().change_over();
                    self.late.start_over();
                    self.small.start_over();
                }
                result
            }
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

impl<D: fmt::Debug> fmt::Debug for GenerationDirectory<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GenerationDirectory").field(&self.inner).finish()
    }
}

fn is_unwritable(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}
