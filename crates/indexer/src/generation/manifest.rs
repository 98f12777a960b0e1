//! What a generation says of itself.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::seal::{seal, unseal};
use crate::IndexError;
use crate::analysis::{Analysis, WordList};

/// The file that holds a [`Manifest`].
const FILE: &str = "generation.json";
const DAMAGED: &str = "its checksum does not hold";

/// Written when a generation is complete; a folder without it is a leaving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema_version: u32,
    /// See [`crate::fingerprint`].
    pub fingerprint: String,
    /// The words that it never stemmed, folded and in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protected: Vec<String>,
    /// Tells this build from every other, also from one that has the same number in a folder that
    /// was removed and made anew.
    pub build: String,
    /// How many stories it was built with.
    pub stories: u64,
    /// How many events it was built with.
    pub events: u64,
}

/// An identity for a build: random, as the hashers of a process are seeded at random.
pub fn new_build() -> String {
    let random = RandomState::new().hash_one(std::process::id());
    format!("{random:016x}")
}

impl Manifest {
    /// The analysis that it was built with.
    pub fn analysis(&self) -> Analysis {
        Analysis::protecting(WordList::of_folded(&self.protected))
    }

    /// Reads the manifest of a generation's folder.
    ///
    /// # Errors
    /// [`IndexError::Io`] where it cannot be read, [`IndexError::Damaged`] where it is none.
    pub fn read(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(FILE);
        let bytes = std::fs::read(&path).map_err(IndexError::io(&path))?;
        let Some(content) = unseal(&bytes) else {
            return Err(IndexError::Damaged { path, reason: DAMAGED.to_owned() });
        };
        serde_json::from_slice(content)
            .map_err(|error| IndexError::Damaged { path, reason: error.to_string() })
    }

    /// Writes it, on disk when this returns.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn write(&self, folder: &Path) -> Result<(), IndexError> {
        let path = folder.join(FILE);
        let mut bytes = serde_json::to_vec_pretty(self).map_err(IndexError::Encode)?;
        bytes.push(b'\n');
        let mut file = File::create(&path).map_err(IndexError::io(&path))?;
        file.write_all(&seal(&bytes))
            .and_then(|()| file.sync_all())
            .and_then(|()| File::open(folder)?.sync_all())
            .map_err(IndexError::io(&path))
    }
}
