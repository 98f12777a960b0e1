//! What an archive says of itself: the member that stands first.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::generation::{META, seal, unseal};

/// The name of the member.
pub(super) const FILE: &str = "snapshot.json";
/// Raised with every change to what stands in an archive.
const FORMAT: u32 = 1;
/// The list of an index of a million segments takes less.
pub(super) const MOST_BYTES: u64 = 256 << 20;
/// What a plain tar header holds.
const LONGEST_NAME: usize = 99;

/// What stands in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contents {
    /// The version of the format.
    format: u32,
    /// The number of the generation.
    pub(super) generation: u64,
    /// See [`crate::generation::Manifest`].
    pub(super) schema_version: u32,
    /// Likewise.
    pub(super) fingerprint: String,
    /// Likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) protected: Vec<String>,
    /// Likewise.
    pub(super) build: String,
    /// How many stories it holds.
    pub(super) stories: u64,
    /// How many events it holds.
    pub(super) events: u64,
    /// The members that follow, in order.
    pub(super) files: Vec<File>,
}

/// A member that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    /// Its name, without a folder.
    pub(super) name: String,
    /// Its length in bytes.
    pub(super) bytes: u64,
    /// The XXH3 hash of its bytes, 16 hexadecimal digits.
    pub(super) xxh3: String,
}

/// The part that every version can read.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Contents {
    /// Of a generation, with nothing on the list yet.
    pub(super) fn of(
        generation: u64,
        manifest: crate::generation::Manifest,
        counts: crate::generation::KindCounts,
    ) -> Self {
        Self {
            format: FORMAT,
            generation,
            schema_version: manifest.schema_version,
            fingerprint: manifest.fingerprint,
            protected: manifest.protected,
            build: manifest.build,
            stories: counts.stories,
            events: counts.events,
            files: Vec::new(),
        }
    }

    /// As it stands in the archive.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(seal(&bytes))
    }

    /// Reads what [`Contents::to_bytes`] wrote.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let content =
            unseal(bytes).ok_or_else(|| format!("the checksum of {FILE} does not hold"))?;
        let unread = |error| format!("{FILE} cannot be read: {error}");
        let Format { format } = serde_json::from_slice(content).map_err(unread)?;
        if format != FORMAT {
            return Err(format!(
                "it is of format {format}, and this version reads {FORMAT}; restore it with the \
                 version that made it"
            ));
        }
        let contents: Self = serde_json::from_slice(content).map_err(unread)?;
        contents.look_at_names()?;
        Ok(contents)
    }

    /// Only plain names of files that tantivy makes, each once.
    fn look_at_names(&self) -> Result<(), String> {
        let mut seen = HashSet::new();
        for File { name, .. } in &self.files {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
            // Those of segments begin with a number in hexadecimal digits.
            let of_segment = name.starts_with(|first: char| first.is_ascii_hexdigit())
                && name.contains('.')
                && name.len() <= LONGEST_NAME
                && name.bytes().all(plain);
            if !of_segment && name != META {
                return Err(format!("{FILE} lists {name:?}, which is no file of an index"));
            }
            if !seen.insert(name.as_str()) {
                return Err(format!("{FILE} lists {name:?} twice"));
            }
        }
        if !seen.contains(META) {
            return Err(format!("{FILE} does not list {META}"));
        }
        Ok(())
    }

    /// The bytes of all files together, none where that is more than there can be.
    pub(super) fn bytes(&self) -> Option<u64> {
        self.files.iter().try_fold(0_u64, |sum, file| sum.checked_add(file.bytes))
    }
}
