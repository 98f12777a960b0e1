//! The file that says which generation is live.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::GenerationId;
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
    let line = match fs::read_to_string(&path) {
        Ok(line) => line,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(IndexError::io(path)(error)),
    };
    let name = line.trim_end();
    match GenerationId::of_folder(name) {
        Some(id) => Ok(Some(id)),
        None => Err(IndexError::Damaged { path, reason: format!("`{name}` names no generation") }),
    }
}

/// Makes a generation the live one: whoever reads CURRENT sees the old line or the new one, and
/// the new one is on disk when this returns.
///
/// # Errors
/// [`IndexError::Io`]; then the old generation is still the live one, or already the new one, but
/// nothing in between.
pub fn switch_to(index_dir: &Path, id: GenerationId) -> Result<(), IndexError> {
    let path = index_dir.join(CURRENT);
    let next = index_dir.join("CURRENT.next");
    let mut file = File::create(&next).map_err(IndexError::io(&next))?;
    writeln!(file, "{id}").and_then(|()| file.sync_all()).map_err(IndexError::io(&next))?;
    fs::rename(&next, &path).map_err(IndexError::io(&path))?;
    File::open(index_dir).and_then(|folder| folder.sync_all()).map_err(IndexError::io(index_dir))
}
