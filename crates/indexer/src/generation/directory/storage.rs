//! Where the files of a directory are made, step by step as a power loss may cut it short.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What the order of writing rests on: a folder, or a simulation of one. All names are of files in
/// it, and durable only when it is synced.
pub trait Storage: Send + Sync {
    /// Creates a file, which must not be there.
    ///
    /// # Errors
    /// Those of the system.
    fn create(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>>;

    /// Creates a file in place of one that may be there.
    ///
    /// # Errors
    /// Those of the system.
    fn create_over(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>>;

    /// Gives a file the name of another, which is gone then.
    ///
    /// # Errors
    /// Those of the system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
}

/// A file whose bytes are durable when it is synced, and not before.
pub trait UnsyncedFile: Write + Send + Sync {
    /// Makes them durable.
    ///
    /// # Errors
    /// Those of the system.
    fn sync(&self) -> io::Result<()>;
}

/// A folder in the file system.
pub(in crate::generation) struct Folder(pub(in crate::generation) PathBuf);

impl Storage for Folder {
    fn create(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.0.join(name))?;
        Ok(Box::new(file))
    }

    fn create_over(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>> {
        Ok(Box::new(File::create(self.0.join(name))?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }
}

impl UnsyncedFile for File {
    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}
