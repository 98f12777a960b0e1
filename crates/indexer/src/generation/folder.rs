//! The folder of a generation, being built or complete.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings};

use super::Manifest;
use crate::IndexError;
use crate::schema::{Fields, fingerprint, tokenizers};

/// The number of a generation, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GenerationId(u64);

impl GenerationId {
    /// The number.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// Reads the name of a folder, `gen-000007`.
    pub fn of_folder(name: &str) -> Option<Self> {
        let digits = name.strip_prefix("gen-")?;
        let plain = digits.len() >= 6 && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok().filter(|number| *number > 0).map(Self)).flatten()
    }

    /// The folder of this generation.
    pub fn path(self, index_dir: &Path) -> PathBuf {
        index_dir.join(self.to_string())
    }

    /// The generations that have a folder, in order.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn all(index_dir: &Path) -> Result<Vec<Self>, IndexError> {
        let entries = match fs::read_dir(index_dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(IndexError::io(index_dir)(error)),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let entry = entry.map_err(IndexError::io(index_dir))?;
            ids.extend(entry.file_name().to_str().and_then(Self::of_folder));
        }
        ids.sort_unstable();
        Ok(ids)
    }
}

impl fmt::Display for GenerationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gen-{:06}", self.0)
    }
}

/// A complete generation, opened.
#[derive(Clone, Debug)]
pub struct Generation {
    /// Which one.
    pub id: GenerationId,
    /// Its folder.
    pub path: PathBuf,
    /// Its index.
    pub index: Index,
    /// The fields of the index.
    pub fields: Fields,
    /// What it was built with.
    pub manifest: Manifest,
}

impl Generation {
    /// Opens the live generation.
    ///
    /// # Errors
    /// [`IndexError::NoIndex`] where there is none, [`IndexError::Fingerprint`] where it was built
    /// with another schema or analysis, otherwise a fault of the disk.
    pub fn open_current(index_dir: &Path) -> Result<Self, IndexError> {
        let id = super::read_current(index_dir)?
            .ok_or_else(|| IndexError::NoIndex(index_dir.to_owned()))?;
        Self::open(index_dir, id)
    }

    /// Opens a generation.
    ///
    /// # Errors
    /// Like [`Generation::open_current`].
    pub fn open(index_dir: &Path, id: GenerationId) -> Result<Self, IndexError> {
        let path = id.path(index_dir);
        let manifest = Manifest::read(&path)?;
        let expected = fingerprint();
        if manifest.fingerprint != expected {
            return Err(IndexError::Fingerprint { path, found: manifest.fingerprint, expected });
        }
        let mut index = Index::open_in_dir(&path)?;
        index.set_tokenizers(tokenizers());
        let (_, fields) = Fields::declare();
        Ok(Self { id, path, index, fields, manifest })
    }

    /// When it was last committed, RFC 3339 in UTC, as far as the file system tells.
    pub fn last_commit(&self) -> Option<String> {
        let written = fs::metadata(self.path.join("meta.json")).and_then(|file| file.modified());
        let written = chrono::DateTime::<chrono::Utc>::from(written.ok()?);
        Some(written.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }

    /// The size of its files in bytes.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn size_in_bytes(&self) -> Result<u64, IndexError> {
        let mut bytes = 0;
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            // Removed while it is still being read from: the files are there, but without names.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(IndexError::io(&self.path)(error)),
        };
        for entry in entries {
            // A file that a merge removed between the listing and the look is no longer part.
            bytes += entry.and_then(|entry| entry.metadata()).map_or(0, |file| file.len());
        }
        Ok(bytes)
    }
}

/// A generation that is being built. Dropped before [`Building::publish`] is done, its folder is
/// removed.
#[derive(Debug)]
pub struct Building {
    id: GenerationId,
    path: PathBuf,
    /// Locked as long as this process builds; the lock goes with the process, however it ends.
    lock: Option<File>,
    /// Locked likewise: one reindex at a time, so that the later one is the one that stays.
    _only_one: File,
    /// The empty index.
    pub index: Index,
    /// Its fields.
    pub fields: Fields,
}

/// The file that marks a folder as being built.
pub(super) const BUILDING: &str = "BUILDING";

impl Building {
    /// Starts the next generation in a folder of its own.
    ///
    /// # Errors
    /// [`IndexError::ReindexRunning`] while another one is being built, [`IndexError::Io`],
    /// [`IndexError::Tantivy`].
    pub fn start(index_dir: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(index_dir).map_err(IndexError::io(index_dir))?;
        let only_one = lock_reindex(index_dir)?;
        let newest = GenerationId::all(index_dir)?.last().map_or(0, |id| id.0);
        let mut id = GenerationId(newest + 1);
        let path = loop {
            let path = id.path(index_dir);
            match fs::create_dir(&path) {
                Ok(()) => break path,
                // Another process took the number in between.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => id.0 += 1,
                Err(error) => return Err(IndexError::io(path)(error)),
            }
        };
        let marker = path.join(BUILDING);
        let lock = File::create(&marker).map_err(IndexError::io(&marker))?;
        lock.lock().map_err(IndexError::io(&marker))?;
        let (schema, fields) = Fields::declare();
        let index = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers())
            .settings(IndexSettings {
                // Stories take a good deal less room by zstd than by LZ4, and ten hits a page make
                // the slower reading unnoticeable. Its fastest level costs half a percent of room;
                // a thread of its own for it would only compete with those that index.
                docstore_compression: Compressor::Zstd(ZstdCompressor {
                    compression_level: Some(1),
                }),
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .open_or_create(MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?)?;
        Ok(Self { id, path, lock: Some(lock), _only_one: only_one, index, fields })
    }

    /// Which generation it will be.
    pub fn id(&self) -> GenerationId {
        self.id
    }

    /// Verifies what was built and makes it the live generation. The marker stays until then, so
    /// that nobody sweeps a generation between its completion and the switch.
    ///
    /// # Errors
    /// [`IndexError::Verification`] where the index does not hold what the manifest says,
    /// otherwise a fault of the disk; the live generation stays what it was.
    pub fn publish(
        mut self,
        index_dir: &Path,
        manifest: Manifest,
    ) -> Result<Generation, IndexError> {
        manifest.write(&self.path)?;
        super::verify(&self.index, self.fields, &manifest)?;
        // What was live before is what a rollback goes back to. A CURRENT that cannot be read is
        // mended by the switch.
        let previous = super::read_current(index_dir).ok().flatten();
        // From here on the folder may be the live one, whatever fails: it is no longer removed on
        // drop. The lock is kept, so that nobody sweeps it before the switch.
        let lock = self.lock.take();
        super::switch_to(index_dir, self.id)?;
        drop(lock);
        let marker = self.path.join(BUILDING);
        let tidied = fs::remove_file(&marker)
            .map_err(IndexError::io(&marker))
            .and_then(|()| super::keep_only(index_dir, self.id, previous));
        // The new generation is live: that something old is in the way does not undo it.
        if let Err(error) = tidied {
            tracing::warn!(%error, "cannot tidy up behind the switch to a new generation");
        }
        Ok(Generation {
            id: self.id,
            path: self.path.clone(),
            index: self.index.clone(),
            fields: self.fields,
            manifest,
        })
    }
}

/// Takes the lock that every reindex of an index folder needs.
pub(super) fn lock_reindex(index_dir: &Path) -> Result<File, IndexError> {
    let path = index_dir.join("reindex.lock");
    let file = File::create(&path).map_err(IndexError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(IndexError::ReindexRunning(index_dir.to_owned())),
        Err(TryLockError::Error(error)) => Err(IndexError::io(path)(error)),
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        if self.lock.take().is_some()
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "cannot remove an unfinished generation; the next start sweeps it");
        }
    }
}
