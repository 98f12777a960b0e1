//! The file that says which generation is live.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::seal::{seal, unseal};
use super::{GenerationId, WriteBarrier};
use crate::IndexError;

/// The file's name.
const CURRENT: &str = "CURRENT";

/// The live generation, or none where no index was built yet.
///
/// # Errors
/// [`IndexError::Io`] where the file cannot be read, [`IndexError::Damaged`] where it names no
/// generation.
pub fn read_current(index_dir: &Path) -> Result<Option<GenerationId>, IndexError> {
    let path = index_dir.join(CURRENT);
    let sealed = match fs::read(&path) {
        Ok(sealed) => sealed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(IndexError::io(path)(error)),
    };
    let name = unseal(&sealed).and_then(|line| std::str::from_utf8(line).ok()?.strip_suffix(' '));
    match name.and_then(GenerationId::of_folder) {
        Some(id) => Ok(Some(id)),
        None => Err(IndexError::Damaged { path, reason: "it names no generation".to_owned() }),
    }
}

/// Makes a generation the live one, while nobody commits to the one that is: whoever reads CURRENT sees the old line or the new one, and
/// the new one is on disk when this returns.
///
/// # Errors
/// [`IndexError::Io`]; then the old generation is still the live one, or already the new one, but
/// nothing in between.
pub fn switch_to(
    index_dir: &Path,
    id: GenerationId,
    _barrier: &WriteBarrier,
) -> Result<(), IndexError> {
    let path = index_dir.join(CURRENT);
    let next = index_dir.join("CURRENT.next");
    let mut file = File::create(&next).map_err(IndexError::io(&next))?;
    let line = seal(format!("{id} ").as_bytes());
    file.write_all(&line).and_then(|()| file.sync_all()).map_err(IndexError::io(&next))?;
    fs::rename(&next, &path).map_err(IndexError::io(&path))?;
    File::open(index_dir).and_then(|folder| folder.sync_all()).map_err(IndexError::io(index_dir))
}
