//! The numbers of generations.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::IndexError;

/// The number of a generation, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GenerationId(u64);

impl GenerationId {
    /// The first one.
    pub(crate) const FIRST: Self = Self(1);

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

    /// The one behind all that have a folder.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub(super) fn after_all(index_dir: &Path) -> Result<Self, IndexError> {
        Ok(Self(Self::all(index_dir)?.last().map_or(0, |id| id.0)).next())
    }

    /// The next one.
    pub(super) const fn next(self) -> Self {
        Self(self.0 + 1)
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
