//! A complete generation.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use tantivy::directory::MmapDirectory;
use tantivy::{Directory, Index};

use super::directory::Folder;
use super::{GenerationDirectory, GenerationId, Manifest};
use crate::IndexError;
use crate::analysis::Analysis;
use crate::schema::{Fields, fingerprint_with, tokenizers};

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
    /// How its texts were analysed.
    pub analysis: Analysis,
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
        let analysis = manifest.analysis();
        let expected = fingerprint_with(&analysis);
        if manifest.fingerprint != expected {
            return Err(IndexError::Fingerprint { path, found: manifest.fingerprint, expected });
        }
        let index = open_in(directory(&path)?.that_looks().with_compounds())?;
        let (_, fields) = Fields::declare();
        Ok(Self { id, path, index, fields, analysis, manifest })
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

/// Opens the index in a directory, which is one of this build's fields and analysis.
///
/// # Errors
/// [`IndexError::Tantivy`].
pub fn open_in(directory: impl Into<Box<dyn Directory>>) -> Result<Index, IndexError> {
    let mut index = Index::open(directory)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}

/// The directory of a generation's folder.
pub(crate) fn directory(folder: &Path) -> Result<GenerationDirectory<MmapDirectory>, IndexError> {
    let inner = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let storage = Arc::new(Folder(folder.to_owned()));
    Ok(GenerationDirectory::over(inner, Some(folder.to_owned()), storage))
}

/// Opens the index in a generation's folder, whatever it was built with.
pub(super) fn open_index(folder: &Path) -> Result<Index, IndexError> {
    Ok(Index::open(directory(folder)?.that_looks())?)
}
