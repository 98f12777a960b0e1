//! The order in which things reach the disk: first what a list of segments names, then the names of
//! that, then the list.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use tantivy::Directory;

use super::beside::Beside;
use super::list_writers::List;
use super::{GenerationDirectory, MANAGED, META};
use crate::generation::seal;

impl<D: Directory + Clone> GenerationDirectory<D> {
    /// Makes durable what was written until now: what waits for that, the list of what may be
    /// removed, and the names in the folder. tantivy writes that list anew for each file that it
    /// makes, but it matters only from commit to commit, and half of a commit's syncs were for it.
    pub(super) fn sync(&self) -> io::Result<()> {
        // A name that is made from here on may miss what follows.
        self.unsynced.store(false, Ordering::Relaxed);
        let synced = self.write(Vec::new(), None).and_then(|()| self.inner.sync_directory());
        if synced.is_err() {
            self.unsynced.store(true, Ordering::Relaxed);
        }
        synced
    }

    /// The same but for the names, and with these small files. Another is synced, but not named.
    fn write(
        &self,
        mut files: Vec<(PathBuf, Vec<u8>)>,
        another: Option<&Beside>,
    ) -> io::Result<()> {
        let pending = self.pending().clone();
        files.extend(pending.as_deref().map(|list| (PathBuf::from(MANAGED), seal(list))));
        match &self.folder {
            Some(folder) => {
                let write =
                    |(name, content): &(PathBuf, Vec<u8>)| Beside::write(folder, name, content);
                let written = files.iter().map(write).collect::<io::Result<Vec<_>>>()?;
                let handles = written.iter().chain(another).map(Beside::handle);
                self.late.sync(handles.collect::<io::Result<_>>()?)?;
                written.into_iter().try_for_each(Beside::take_place)?;
            }
            None => {
                self.late.sync(Vec::new())?;
                files
                    .iter()
                    .try_for_each(|(name, content)| self.inner.atomic_write(name, content))?;
            }
        }
        let mut now = self.pending();
        if *now == pending {
            *now = None;
        }
        Ok(())
    }

    /// Makes a list of segments the one that counts, and durable: before that what it names.
    pub(super) fn commit(&self, list: &List, content: &[u8]) -> io::Result<()> {
        let meta = Path::new(META);
        let content = seal(content);
        let beside = self.folder.as_deref().map(|folder| Beside::write(folder, meta, &content));
        let beside = beside.transpose()?;
        let (segments, files): (Vec<_>, Vec<_>) =
            self.small.unsaved(&list.segments()).into_iter().unzip();
        self.write(files, beside.as_ref())?;
        if !segments.is_empty() {
            segments.iter().for_each(|segment| self.small.saved(segment));
            self.inner.sync_directory()?;
        }
        match beside {
            Some(beside) => beside.take_place()?,
            None => self.inner.atomic_write(meta, &content)?,
        }
        self.inner.sync_directory()
    }

    /// Replaces a small file, which is durable once the folder is synced.
    pub(super) fn replace(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.folder else { return self.inner.atomic_write(path, content) };
        let beside = Beside::write(folder, path, content)?;
        beside.sync()?;
        beside.take_place()
    }
}
