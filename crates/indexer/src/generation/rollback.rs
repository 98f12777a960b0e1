//! Going back to the generation before.

use std::path::Path;

use super::site::{BUILDING, lock_building};
use super::{Generation, GenerationId, Manifest, WriteBarrier, read_current, switch_to};
use crate::IndexError;

/// A rollback that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// The generation that was live. It stays where it is until the next reindex.
    pub from: GenerationId,
    /// The one that is live now.
    pub to: GenerationId,
}

/// Makes the newest complete generation before the live one the live one, once it is known to be
/// whole. What was written since the other one went live is not in it. A running server moves over
/// by itself.
///
/// # Errors
/// [`IndexError::NoIndex`], [`IndexError::NoEarlierGeneration`],
/// [`IndexError::ForeignGeneration`] where this version cannot serve it,
/// [`IndexError::ReindexRunning`], [`IndexError::Damaged`] where it is not whole; in all of these
/// cases nothing changes.
pub fn rollback(index_dir: &Path) -> Result<Rollback, IndexError> {
    if !index_dir.exists() {
        return Err(IndexError::NoIndex(index_dir.to_owned()));
    }
    let _only_one = lock_building(index_dir)?;
    let from = read_current(index_dir)?.ok_or_else(|| IndexError::NoIndex(index_dir.to_owned()))?;
    let to = before(index_dir, from)?;
    let generation = match Generation::open(index_dir, to) {
        Err(IndexError::Fingerprint { path, found, expected }) => {
            return Err(IndexError::ForeignGeneration { path, found, expected });
        }
        opened => opened?,
    };
    prove(&generation)?;
    // Last, so that nobody waits with a commit while the files are read.
    let barrier = WriteBarrier::close(index_dir)?;
    switch_to(index_dir, to, &barrier)?;
    Ok(Rollback { from, to })
}

/// The newest complete generation before this one.
fn before(index_dir: &Path, live: GenerationId) -> Result<GenerationId, IndexError> {
    let complete = |id: &GenerationId| {
        let path = id.path(index_dir);
        !path.join(BUILDING).exists() && Manifest::read(&path).is_ok()
    };
    let older = GenerationId::all(index_dir)?.into_iter().filter(|id| *id < live);
    older.rev().find(complete).ok_or_else(|| IndexError::NoEarlierGeneration {
        index_dir: index_dir.to_owned(),
        live: live.to_string(),
    })
}

/// Nobody has read it for a long time, maybe.
fn prove(generation: &Generation) -> Result<(), IndexError> {
    let frozen = super::Frozen::open(&generation.path)?;
    for file in &frozen.files {
        let damaged = |reason| {
            let path = generation.path.join(&file.place);
            IndexError::Damaged { path, reason }
        };
        let opened = file.opened.as_ref().map_err(|error| damaged(error.to_string()))?;
        super::read_and_verify(opened, |_| {}).map_err(damaged)?;
    }
    Ok(())
}
