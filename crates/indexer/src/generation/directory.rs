//! The directory that tantivy reads and writes a generation through.
//!
//! It adds to another directory what tantivy leaves open: that the list of segments is durable when
//! a commit returns (tantivy renames the file into place, but does not sync the folder behind it,
//! so that a power loss could take back a commit that was acknowledged); that what a commit left
//! that failed neither becomes a part of the index nor stands in the way of the next; that a flipped
//! byte in one of the small files is noticed; and that an index on a disk that may only be read can
//! be read.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, WatchCallback, WatchHandle,
    WritePtr,
};

use super::late_sync::{LateSync, UnsyncedFile};
use super::list_writers::ListWriters;
use super::seal::{seal, unseal};

/// The file that lists the segments: a commit is done when it is durable.
const META: &str = "meta.json";
/// The file that lists what tantivy may remove when no segment needs it any more.
const MANAGED: &str = ".managed.json";

/// Creates a file, which must not be there.
pub type Create = Arc<dyn Fn(&Path) -> io::Result<Box<dyn UnsyncedFile>> + Send + Sync>;

/// A directory with what it adds, see the module.
#[derive(Clone)]
pub struct GenerationDirectory<D> {
    inner: D,
    /// Where it lies in the file system, if it does.
    folder: Option<PathBuf>,
    create: Create,
    late: Arc<LateSync>,
    /// Whether what may be removed is found out by looking, also where the list is lost.
    looks: bool,
    writers: Arc<Mutex<ListWriters>>,
    /// The list of what may be removed, as it was written last, until it is on disk.
    managed: Arc<Mutex<Option<Vec<u8>>>>,
}

impl<D: Directory + Clone> GenerationDirectory<D> {
    /// Over another directory, which lies in this folder if it lies in any, and whose files are
    /// created so.
    pub fn over(inner: D, folder: Option<PathBuf>, create: Create) -> Self {
        let (late, writers, managed) = Default::default();
        Self { inner, folder, create, late, looks: false, writers, managed }
    }

    /// The same for one that serves and writes: what a death left in its folder is found, and a
    /// list of what may be removed that is lost or damaged is made anew. Where it is read as it is,
    /// a check can tell.
    pub(crate) fn that_looks(self) -> Self {
        Self { looks: true, ..self }
    }

    /// The files of segments in the folder, in the form of the list.
    fn seen(&self) -> Option<BTreeSet<PathBuf>> {
        let entries = fs::read_dir(self.folder.as_ref().filter(|_| self.looks)?).ok()?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let is_segment = |name: &String| {
            let (id, rest) = name.split_at_checked(32).unwrap_or_default();
            rest.starts_with('.') && id.bytes().all(|b| b.is_ascii_hexdigit())
        };
        Some(names.filter(is_segment).map(PathBuf::from).collect())
    }

    /// The list of what may be removed: what was listed, and what is there.
    fn managed(&self) -> Result<Vec<u8>, OpenReadError> {
        if let Some(content) = &*self.pending() {
            return Ok(content.clone());
        }
        let listed = self.read_sealed(Path::new(MANAGED));
        let Some(mut seen) = self.seen() else { return listed };
        match listed {
            Ok(content) => {
                let listed: BTreeSet<PathBuf> = serde_json::from_slice(&content)
                    .map_err(|error| self.unreadable(Path::new(MANAGED), error.into()))?;
                seen.extend(listed);
            }
            Err(error) => tracing::debug!(%error, "the list of managed files is made anew"),
        }
        seen.insert(PathBuf::from(META));
        serde_json::to_vec(&seen).map_err(|error| self.unreadable(Path::new(MANAGED), error.into()))
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

    fn pending(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        self.managed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Syncs the folder, and before that brings the list of what may be removed to the disk: tantivy
    /// writes it anew for each file that it makes, but it matters only from commit to commit, and
    /// half of a commit's syncs were for it.
    fn sync(&self) -> io::Result<()> {
        let mut pending = self.pending();
        if let Some(content) = &*pending {
            self.replace(Path::new(MANAGED), &seal(content))?;
            *pending = None;
        }
        drop(pending);
        self.late.sync()?;
        self.inner.sync_directory()
    }

    /// Replaces a small file, which is durable once the folder is synced. As tantivy does it, but
    /// with the system's error as it is: how many files may be open is nothing to guess at; and by
    /// way of a name that the next try uses again, so that a death leaves no litter.
    fn replace(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.folder else { return self.inner.atomic_write(path, content) };
        let mut name = path.as_os_str().to_owned();
        name.push(".next");
        let next = folder.join(name);
        let mut file = File::create(&next)?;
        file.write_all(content)?;
        file.sync_data()?;
        fs::rename(next, folder.join(path))
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
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.late.forget(path);
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = match (self.create)(path) {
            // tantivy names a list of removed documents by the number of its operations, which is
            // used again after a commit that failed or was cut short. What lies there is of that
            // commit, and nobody's; it would stand in the way of all that try the same again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let removed = self.delete(path);
                removed.map_err(|error| {
                    OpenWriteError::wrap_io_error(io::Error::other(error), path.to_owned())
                })?;
                (self.create)(path)
            }
            result => result,
        };
        let file = file.map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        Ok(self.late.write(path, file))
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
        if path == Path::new(META) {
            writers.admit(content)?;
        }
        self.replace(path, &seal(content))?;
        self.sync()
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
