//! A generation as it stands at one moment, however much is committed, merged and removed behind
//! it.
//!
//! The list of segments is read and every file that it names is opened under the lock that tantivy's
//! garbage collector takes too, as tantivy's own reader does it. A file that is removed later stays
//! readable through its handle.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, OwnedBytes,
    WatchCallback, WatchHandle, WritePtr,
};
use tantivy::index::SegmentId;
use tantivy::{Index, TantivyError};

use super::GenerationDirectory;
use super::directory::{META, compound};
use super::folder::directory;
use crate::IndexError;

/// A generation as it stood when it was opened.
#[derive(Debug)]
pub(crate) struct Frozen {
    /// What `meta.json` says, without its seal.
    pub(crate) meta: Vec<u8>,
    /// The files of its segments, by name.
    pub(crate) files: Vec<FrozenFile>,
    /// The index that they are.
    pub(crate) index: Index,
}

/// A file of a segment.
#[derive(Debug)]
pub(crate) struct FrozenFile {
    pub(crate) name: String,
    pub(crate) segment: SegmentId,
    /// The name of the file that it stands in: its own, or that of a compound file.
    pub(crate) place: String,
    /// What is in it, or why it could not be opened.
    pub(crate) opened: io::Result<Opened>,
}

/// A file that was opened, or was read where it is a part of a compound file.
#[derive(Debug)]
pub(crate) enum Opened {
    File(File, u64),
    Member(OwnedBytes),
}

/// What can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Opened {
    /// Its length in bytes.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::File(_, len) => *len,
            Self::Member(content) => content.len() as u64,
        }
    }

    /// Its content, from the first byte.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn reader(&self) -> io::Result<Box<dyn ReadSeek + '_>> {
        Ok(match self {
            Self::File(file, _) => {
                let mut file: &File = file;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file)
            }
            Self::Member(content) => Box::new(Cursor::new(content.as_slice())),
        })
    }
}

impl FrozenFile {
    /// Its length, 0 where it could not be opened.
    pub(crate) fn len(&self) -> u64 {
        self.opened.as_ref().map_or(0, Opened::len)
    }

    /// Whether it says which documents of its segment are deleted. It is younger than the others.
    pub(crate) fn lists_deletes(&self) -> bool {
        self.name.ends_with(".del")
    }
}

impl Frozen {
    /// Opens what stands in a generation's folder.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] where `meta.json` is missing or not what was written,
    /// [`IndexError::Io`], [`IndexError::Tantivy`]. A segment's file that is missing is no error
    /// here.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        let directory = directory(folder)?;
        let lock = directory
            .acquire_lock(&META_LOCK)
            .map_err(|error| TantivyError::LockFailure(error, None))?;
        let meta = read_small(&directory, folder, META)?;
        let frozen = FrozenDirectory { meta: meta.as_slice().into(), handles: Arc::default() };
        let index = Index::open(frozen.clone()).map_err(|error| IndexError::Damaged {
            path: folder.join(META),
            reason: error.to_string(),
        })?;
        let mut files = Vec::new();
        let mut handles = BTreeMap::new();
        for (name, segment) in segment_files(&index)? {
            let (place, opened) = open(&directory, folder, &name);
            if let (Ok(_), Ok(handle)) = (&opened, directory.get_file_handle(Path::new(&name))) {
                handles.insert(PathBuf::from(&name), handle);
            }
            files.push(FrozenFile { name, segment, place, opened });
        }
        drop(lock);
        // The cell is this directory's own, and empty.
        let _ = frozen.handles.set(handles);
        Ok(Self { meta, files, index })
    }
}

/// Opens a file of a segment, and tells in which file it stands.
fn open(
    directory: &GenerationDirectory<MmapDirectory>,
    folder: &Path,
    name: &str,
) -> (String, io::Result<Opened>) {
    let open = || {
        let file = File::open(folder.join(name))?;
        let len = file.metadata()?.len();
        Ok(Opened::File(file, len))
    };
    let opened = open();
    if !opened.as_ref().is_err_and(|error: &io::Error| error.kind() == io::ErrorKind::NotFound) {
        return (name.to_owned(), opened);
    }
    match directory.small(Path::new(name)) {
        Ok(None) => (name.to_owned(), opened),
        Ok(Some(content)) => (compound::of(name), Ok(Opened::Member(content))),
        Err(OpenReadError::IoError { io_error, .. }) => {
            (compound::of(name), Err(io::Error::new(io_error.kind(), io_error.to_string())))
        }
        Err(error) => (compound::of(name), Err(io::Error::other(error))),
    }
}

/// Reads one of the small files, whose checksum the directory looks at.
pub(super) fn read_small(
    directory: &impl Directory,
    folder: &Path,
    name: &str,
) -> Result<Vec<u8>, IndexError> {
    let damaged = |reason: String| IndexError::Damaged { path: folder.join(name), reason };
    directory.atomic_read(Path::new(name)).map_err(|error| match error {
        OpenReadError::FileDoesNotExist(_) => damaged("it is missing".to_owned()),
        OpenReadError::IoError { io_error, .. } => damaged(io_error.to_string()),
        error => damaged(error.to_string()),
    })
}

/// The files that the list of segments names, sorted. tantivy lists some that need not be there:
/// what a segment holds of stored documents while it is built, and which documents are deleted
/// where none are.
fn segment_files(index: &Index) -> Result<Vec<(String, SegmentId)>, IndexError> {
    let meta = index.load_metas()?;
    let listed: HashSet<PathBuf> = meta.list_segment_files();
    let mut files = Vec::new();
    for segment in &meta.segments {
        let stem = segment.id().uuid_string();
        files.extend(
            listed
                .iter()
                .filter_map(|path| path.to_str())
                .filter(|name| name.starts_with(&stem))
                .filter(|name| !name.ends_with(".temp"))
                .filter(|name| !name.ends_with(".del") || segment.has_deletes())
                .map(|name| (name.to_owned(), segment.id())),
        );
    }
    files.sort_unstable();
    Ok(files)
}

/// What was opened, as a directory that nobody writes to.
#[derive(Clone, Debug)]
struct FrozenDirectory {
    meta: Arc<[u8]>,
    handles: Arc<OnceLock<BTreeMap<PathBuf, Arc<dyn FileHandle>>>>,
}

impl FrozenDirectory {
    fn handle(&self, path: &Path) -> Option<Arc<dyn FileHandle>> {
        self.handles.get()?.get(path).cloned()
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "a frozen generation is only read")
}

impl Directory for FrozenDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.handle(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let io_error = Arc::new(read_only());
        Err(DeleteError::IoError { io_error, filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(path == Path::new(META) || self.handle(path).is_some())
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        // The list of what may be removed is not needed to read, and tantivy does without it.
        match path == Path::new(META) {
            true => Ok(self.meta.to_vec()),
            false => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Nothing here changes any more.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
