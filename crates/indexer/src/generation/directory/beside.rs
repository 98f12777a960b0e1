//! The new content of a small file, beside the old until it takes its place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::late_sync::UnsyncedFile;

/// A file that was written and has not got its name yet. As tantivy does it, but with the system's
/// error as it is: how many files may be open is nothing to guess at; and by way of a name that the
/// next try uses again, so that a death leaves no litter.
pub(super) struct Beside {
    file: File,
    path: PathBuf,
    place: PathBuf,
}

impl Beside {
    pub(super) fn write(folder: &Path, name: &Path, content: &[u8]) -> io::Result<Self> {
        let mut next = name.as_os_str().to_owned();
        next.push(".next");
        let path = folder.join(next);
        let mut file = File::create(&path)?;
        file.write_all(content)?;
        Ok(Self { file, path, place: folder.join(name) })
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// What it can be synced by together with others.
    pub(super) fn handle(&self) -> io::Result<Box<dyn UnsyncedFile>> {
        Ok(Box::new(self.file.try_clone()?))
    }

    /// Puts it in the place of the old, once it is synced.
    pub(super) fn take_place(self) -> io::Result<()> {
        fs::rename(self.path, self.place)
    }
}
