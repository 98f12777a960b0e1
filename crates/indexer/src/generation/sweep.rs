//! Removing what nobody needs any more: leavings of builders that died, and old generations.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::folder::BUILDING;
use super::{GenerationId, Manifest, read_current};
use crate::IndexError;

/// Removes the folders of builders that died, and of generations that were built but never became
/// live. Those of a builder that still runs are left alone. Returns what was removed.
///
/// # Errors
/// [`IndexError::Io`].
pub fn sweep(index_dir: &Path) -> Result<Vec<GenerationId>, IndexError> {
    let current = read_current(index_dir)?;
    let mut swept = Vec::new();
    for id in GenerationId::all(index_dir)? {
        let newer = current.is_none_or(|current| id > current);
        if newer && !is_being_built(&id.path(index_dir)) {
            remove(index_dir, id)?;
            swept.push(id);
        }
    }
    Ok(swept)
}

/// Removes every generation but the live one, the one before it, and those being built.
///
/// # Errors
/// [`IndexError::Io`].
pub fn keep_only(index_dir: &Path, live: GenerationId) -> Result<(), IndexError> {
    let mut older = GenerationId::all(index_dir)?;
    older.retain(|id| *id < live && !is_being_built(&id.path(index_dir)));
    // The newest complete one of the older ones is kept for a rollback.
    let kept = older.iter().rev().find(|id| is_complete(&id.path(index_dir))).copied();
    for id in older.into_iter().filter(|id| Some(*id) != kept) {
        remove(index_dir, id)?;
    }
    Ok(())
}

/// Whether a folder holds a generation that was once published.
fn is_complete(path: &Path) -> bool {
    !path.join(BUILDING).exists() && Manifest::read(path).is_ok()
}

fn remove(index_dir: &Path, id: GenerationId) -> Result<(), IndexError> {
    let path = id.path(index_dir);
    tracing::info!(generation = id.number(), "removing a generation that is no longer needed");
    fs::remove_dir_all(&path).map_err(IndexError::io(path))
}

/// Whether a living process holds the lock on the folder's marker. A folder without a marker is
/// either complete, or its builder died between making the folder and the marker.
fn is_being_built(path: &Path) -> bool {
    match File::open(path.join(BUILDING)) {
        Ok(marker) => matches!(marker.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => false,
    }
}
