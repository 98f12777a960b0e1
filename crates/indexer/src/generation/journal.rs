//! Which stories changed while a reindex was under way.
//!
//! The journal is a file of ids, a line each. It exists from the start of a reindex to its end; a
//! writer appends the stories of a commit before it commits. What a story says is not in it: the
//! reindex takes that from the live generation, as often as it likes, and a story that is not there
//! was removed. An id too many does no harm, which is why a commit that fails needs no care.
//!
//! It is never synced: it need not outlive a crash of the machine, as the reindex does not either.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use dateline_model::StoryId;

use super::fence::WriteBarrier;
use crate::IndexError;

const FILE: &str = "changes.journal";

/// Appends ids where there is a journal.
pub(super) fn append<'a>(
    index_dir: &Path,
    stories: impl IntoIterator<Item = &'a StoryId>,
) -> Result<(), IndexError> {
    let path = index_dir.join(FILE);
    let mut file = match OpenOptions::new().append(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(IndexError::io(path)(error)),
    };
    // A line of its own before them: a note that broke off, whose commit was not made, must not
    // swallow the first of the next.
    let mut lines = "\n".to_owned();
    for story in stories {
        lines.push_str(story.as_str());
        lines.push('\n');
    }
    file.write_all(lines.as_bytes()).map_err(IndexError::io(path))
}

/// Removes a journal that a reindex left behind when it died.
pub(super) fn remove_leaving(index_dir: &Path) -> Result<(), IndexError> {
    let path = index_dir.join(FILE);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(IndexError::io(path)(error)),
        _ => Ok(()),
    }
}

/// The journal of a reindex. Dropped, it is gone.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    read: u64,
}

impl Journal {
    /// Begins one: every commit that passes the fence from now on is in it.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub(crate) fn begin(barrier: &WriteBarrier) -> Result<Self, IndexError> {
        let path = barrier.index_dir.join(FILE);
        let mut options = OpenOptions::new();
        options.create(true).write(true).read(true).truncate(true);
        let file = options.open(&path).map_err(IndexError::io(&path))?;
        Ok(Self { path, file, read: 0 })
    }

    /// The stories that changed since it was asked last, each once.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub(crate) fn changed(&mut self) -> Result<BTreeSet<StoryId>, IndexError> {
        let mut lines = String::new();
        self.file
            .seek(SeekFrom::Start(self.read))
            .and_then(|_| self.file.read_to_string(&mut lines))
            .map_err(IndexError::io(&self.path))?;
        // A line that is just being written is read the next time.
        let whole = lines.rfind('\n').map_or(0, |end| end + 1);
        self.read += whole as u64;
        // What is no id is a note that broke off.
        Ok(lines[..whole].lines().filter_map(|line| StoryId::new(line).ok()).collect())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "cannot remove the journal of a reindex; the next one does");
        }
    }
}
