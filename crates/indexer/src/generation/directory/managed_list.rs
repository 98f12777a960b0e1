//! The list of what tantivy may remove when no segment needs it any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::OpenReadError;

use super::{GenerationDirectory, MANAGED, META, compound};

impl<D: Directory + Clone> GenerationDirectory<D> {
    /// The files of segments in the folder, in the form of the list.
    fn seen(&self) -> Option<BTreeSet<PathBuf>> {
        let mut seen = BTreeSet::new();
        for entry in fs::read_dir(self.folder.as_ref().filter(|_| self.looks)?).ok()? {
            let Ok(name) = entry.map(|entry| PathBuf::from(entry.file_name())) else { continue };
            match compound::segment_of(&name) {
                // One that cannot be read stays: what it holds may be missed, and then told.
                Some(segment) => seen.extend(self.members(segment).ok().into_iter().flatten()),
                None if compound::split(&name).is_some() => {
                    seen.insert(name);
                }
                None => {}
            }
        }
        Some(seen)
    }

    /// The list of what may be removed: what was listed, and what is there.
    pub(super) fn managed(&self) -> Result<Vec<u8>, OpenReadError> {
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

    pub(super) fn pending(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        self.managed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
