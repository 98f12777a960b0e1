//! What was named on the command line, resolved to files.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Format;
use super::format::KNOWN_EXTENSIONS;

/// The files to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Discovered {
    /// The files: in the order in which the paths were named and, within a folder, sorted by path.
    pub files: Vec<SourceFile>,
    /// What the folders hold besides: files of other extensions, hidden ones, symlinks.
    pub ignored: u64,
}

/// A file with stories.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// The feeds that its place gives to a page: the folders between the path that was named and
    /// the file. Empty for other formats, which name their feeds themselves.
    pub feeds: Vec<String>,
    /// How it is read.
    pub format: Format,
    /// Whether it is compressed with gzip.
    pub compressed: bool,
    /// Its size on disk.
    pub bytes: u64,
}

/// A path that cannot be read from.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is nothing there.
    #[error("there is no file or folder {}; check the path", .0.display())]
    Missing(PathBuf),
    /// It was named, but its extension says that it is no source.
    #[error("{} has no extension of a source; name it with one of {KNOWN_EXTENSIONS}", .0.display())]
    UnknownExtension(PathBuf),
    /// The system refuses.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

impl SourceError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound {
            return Self::Missing(path.to_owned());
        }
        Self::Io { path: path.to_owned(), source }
    }
}

/// Finds the sources at and under some paths.
///
/// A folder is walked to its depths, and what is no source there is passed over and counted:
/// other extensions, hidden files and folders, and symlinks, which could lead in circles or out of
/// the folder. What is named directly is meant: a symlink is followed, and a file that is no
/// source is an error.
///
/// # Errors
/// A path that does not exist, cannot be read, or is a file of an unknown extension.
pub fn discover(paths: &[PathBuf]) -> Result<Discovered, SourceError> {
    let mut discovered = Discovered::default();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|source| SourceError::io(path, source))?;
        if metadata.is_dir() {
            discovered.walk(path)?;
            continue;
        }
        let (format, compressed) =
            Format::of(path).ok_or_else(|| SourceError::UnknownExtension(path.clone()))?;
        let (path, bytes) = (path.clone(), metadata.len());
        discovered.files.push(SourceFile { path, feeds: Vec::new(), format, compressed, bytes });
    }
    Ok(discovered)
}

impl Discovered {
    fn walk(&mut self, root: &Path) -> Result<(), SourceError> {
        let first = self.files.len();
        // A stack of its own instead of recursion: folders may be nested deeper than threads.
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).map_err(|error| SourceError::io(&folder, error))?;
            for entry in entries {
                let entry = entry.map_err(|error| SourceError::io(&folder, error))?;
                let path = entry.path();
                let kind = entry.file_type().map_err(|error| SourceError::io(&path, error))?;
                let found = if is_hidden(&entry.file_name()) {
                    None
                } else if kind.is_dir() {
                    folders.push(path);
                    continue;
                } else if kind.is_file() {
                    Format::of(&path)
                } else {
                    None
                };
                let Some((format, compressed)) = found else {
                    self.ignored += 1;
                    continue;
                };
                let metadata = entry.metadata().map_err(|error| SourceError::io(&path, error))?;
                let feeds = match format {
                    Format::Page => feeds_between(root, &path),
                    Format::Json | Format::Ndjson => Vec::new(),
                };
                let bytes = metadata.len();
                self.files.push(SourceFile { path, feeds, format, compressed, bytes });
            }
        }
        // The order of a folder's entries is up to the file system; ours must not be, as of two
        // stories with one id the later wins.
        self.files[first..].sort_by(|one, other| one.path.cmp(&other.path));
        Ok(())
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The names of the folders between a root and a file under it.
fn feeds_between(root: &Path, file: &Path) -> Vec<String> {
    let folder = file.strip_prefix(root).ok().and_then(Path::parent);
    let names = folder.into_iter().flat_map(Path::components);
    names.map(|name| name.as_os_str().to_string_lossy().into_owned()).collect()
}
