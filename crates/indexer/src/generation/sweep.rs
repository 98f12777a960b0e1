//! Removing what nobody needs any more: leavings of builders that died, and old generations.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::folder::{BUILDING, lock_reindex};
use super::{GenerationId, Manifest, read_current};
use crate::IndexError;

/// Removes the folders of builders that died: those that still have a marker, which nobody locks,
/// or that were not even completed. Those of a builder that still runs are left alone, and so is
/// every generation that was live once, also where CURRENT is lost. Returns what was removed.
///
/// Where CURRENT cannot be made sense of, nothing is removed: what it named may be the one whose
/// builder died right after the switch. A reindex, which starts by sweeping, mends it.
///
/// # Errors
/// [`IndexError::Io`].
pub fn sweep(index_dir: &Path) -> Result<Vec<GenerationId>, IndexError> {
    if !index_dir.exists() {
        return Ok(Vec::new());
    }
    // Under the lock of a reindex nobody starts to build meanwhile.
    let _only_one = match lock_reindex(index_dir) {
        Err(IndexError::ReindexRunning(_)) => return Ok(Vec::new()),
        lock => lock?,
    };
    let current = match read_current(index_dir) {
        Err(IndexError::Damaged { .. }) => return Ok(Vec::new()),
        read => read?,
    };
    let mut swept = Vec::new();
    for id in GenerationId::all(index_dir)? {
        let path = id.path(index_dir);
        if is_being_built(&path) {
            continue;
        }
        let marker = path.join(BUILDING);
        if current == Some(id) {
            // Its builder died between the switch and the end.
            if marker.exists() {
                fs::remove_file(&marker).map_err(IndexError::io(marker))?;
            }
        } else if marker.exists() || Manifest::read(&path).is_err() {
            remove(index_dir, id)?;
            swept.push(id);
        }
    }
    Ok(swept)
}

/// Removes the generations before the live one, but for the one that was live before it and those
/// being built. Where none was live before, the newest of them is kept.
///
/// # Errors
/// [`IndexError::Io`].
pub fn keep_only(
    index_dir: &Path,
    live: GenerationId,
    previous: Option<GenerationId>,
) -> Result<(), IndexError> {
    let mut older: Vec<_> =
        GenerationId::all(index_dir)?.into_iter().filter(|id| *id < live).collect();
    let kept = previous.or_else(|| older.last().copied());
    older.retain(|id| Some(*id) != kept);
    for id in older {
        if !is_being_built(&id.path(index_dir)) {
            remove(index_dir, id)?;
        }
    }
    Ok(())
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
