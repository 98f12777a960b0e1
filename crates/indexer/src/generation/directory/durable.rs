//! The order in which things reach the disk: first what a list of segments names, then the names of
//! that, then the list.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

use tantivy::Directory;

use super::list_writers::List;
use super::storage::UnsyncedFile;
use super::{GenerationDirectory, MANAGED, META};
use crate::generation::seal;

impl<D: Directory + Clone> GenerationDirectory<D> {
    /// Makes the files durable that stand by themselves, the list of what may be removed, and the
    /// names in the folder, where that is not so already. tantivy writes that list anew for each file
    /// that it makes, but it matters only from commit to commit, and half of a commit's syncs were
    /// for it.
    pub(super) fn sync(&self) -> io::Result<()> {
        let _one = self.one_at_a_time();
        if !self.unsynced.load(Ordering::Relaxed) && !self.late.has_any() {
            // All there is to make durable is made so with the next list of segments.
            return Ok(());
        }
        // A name that is made from here on may miss what follows.
        self.unsynced.store(false, Ordering::Relaxed);
        let synced = self.write(Vec::new(), None).and_then(|()| self.inner.sync_directory());
        if synced.is_err() {
            self.unsynced.store(true, Ordering::Relaxed);
        }
        synced
    }

    /// Makes a list of segments the one that counts, and durable: before that what it names.
    pub(super) fn commit(&self, list: &List, content: &[u8]) -> io::Result<()> {
        let _one = self.one_at_a_time();
        let meta = Path::new(META);
        let (segments, files): (Vec<_>, Vec<_>) =
            self.small.unsaved(&list.segments()).into_iter().unzip();
        segments.iter().for_each(|segment| self.small.begin(segment));
        self.write(files, Some((meta, &seal(content))))?;
        if !segments.is_empty() {
            segments.iter().for_each(|segment| self.small.saved(segment));
            self.inner.sync_directory()?;
        }
        self.storage.rename(&beside(meta), meta)?;
        self.inner.sync_directory()
    }

    /// Replaces a small file.
    pub(super) fn replace(&self, name: &Path, content: Vec<u8>) -> io::Result<()> {
        let _one = self.one_at_a_time();
        self.write(vec![(name.to_owned(), content)], None)?;
        self.inner.sync_directory()
    }

    /// Writes these small files, and makes them, what waits for that and the list of what may be
    /// removed durable, but for their names. One more is left beside the file that it is to replace.
    fn write(
        &self,
        mut files: Vec<(PathBuf, Vec<u8>)>,
        another: Option<(&Path, &[u8])>,
    ) -> io::Result<()> {
        let pending = self.pending().clone();
        files.extend(pending.as_deref().map(|list| (PathBuf::from(MANAGED), seal(list))));
        let contents = files.iter().map(|(name, content)| (name.as_path(), content.as_slice()));
        let written = self.write_beside(contents.chain(another)).and_then(|()| {
            files.iter().try_for_each(|(name, _)| self.storage.rename(&beside(name), name))
        });
        if let Err(error) = written {
            // What was begun takes room, of which there may be none, and nobody comes back for it.
            for name in files.iter().map(|(name, _)| name.as_path()).chain(another.map(|it| it.0)) {
                let _ = self.inner.delete(&beside(name));
            }
            return Err(error);
        }
        let mut now = self.pending();
        if *now == pending {
            *now = None;
        }
        Ok(())
    }

    /// Held while something is brought to the disk: a writer that was given up may still be at it
    /// when the next begins, which must not take for done what is under way.
    fn one_at_a_time(&self) -> MutexGuard<'_, ()> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes files beside those that they replace, and syncs them and what waits.
    fn write_beside<'a>(
        &self,
        files: impl Iterator<Item = (&'a Path, &'a [u8])>,
    ) -> io::Result<()> {
        let files = files.map(|(name, content)| {
            let mut file = self.storage.create_over(&beside(name))?;
            file.write_all(content)?;
            Ok(file)
        });
        let files = files.collect::<io::Result<Vec<Box<dyn UnsyncedFile>>>>()?;
        self.late.sync(files)
    }
}

/// Where the new content of a file is until it takes the place of the old. tantivy draws a name by
/// lot; by one that the next try uses again, a death leaves no litter.
fn beside(name: &Path) -> PathBuf {
    let mut beside = name.as_os_str().to_owned();
    beside.push(".next");
    PathBuf::from(beside)
}
