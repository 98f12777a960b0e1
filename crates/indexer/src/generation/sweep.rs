//! Removing what nobody needs any more: leavings of builders that died, and old generations.

use std::path::Path;
use std::{fs, io};

use super::site::{BUILDING, is_being_built, lock_building};
use super::{GenerationId, Manifest, read_current};
use crate::IndexError;

/// Removes what builders that died left behind: the folders that still have a marker, which nobody locks,
/// or that were not even completed, and what the live generation made superfluous. The folder of a
/// builder that still runs is left alone, and so is every generation that was live once where
/// CURRENT is lost. Returns the unfinished ones that were removed.
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
    let _only_one = match lock_building(index_dir) {
        Err(IndexError::ReindexRunning(_)) => return Ok(Vec::new()),
        lock => lock?,
    };
    let current = match read_current(index_dir) {
        Err(IndexError::Damaged { .. }) => return Ok(Vec::new()),
        read => read?,
    };
    super::journal::remove_leaving(index_dir)?;
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
    // Its builder may also have died before it tidied up behind itself.
    if let Some(current) = current {
        keep_only(index_dir, current, None)?;
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
    // First what makes it complete: killed half way, this leaves a leaving, and nothing that
    // anybody goes back to.
    match fs::remove_file(path.join("generation.json")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(IndexError::io(path)(error));
        }
        _ => {}
    }
    fs::remove_dir_all(&path).map_err(IndexError::io(path))
}
