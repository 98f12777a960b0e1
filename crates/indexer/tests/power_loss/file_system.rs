//! What a POSIX file system promises, and no more: bytes are on the disk once their file was
//! synced, names once their folder was. What was neither may be there after a power loss, or not.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::random::Random;

/// A file, whatever it is called and whether it is called anything.
pub(crate) type FileId = u64;

/// How a file system writes down the changes to a folder that nobody synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metadata {
    /// One after the other, so that a power loss keeps the first so many: a journal, as ext4, XFS
    /// and btrfs have one.
    Ordered,
    /// Each name on its own: all that POSIX says. What happened to one name stays in its order, and
    /// a rename happens as a whole.
    Independent,
}

/// One folder of files.
#[derive(Default)]
pub(crate) struct FileSystem {
    files: HashMap<FileId, Content>,
    /// The names as running programs see them.
    seen: BTreeMap<PathBuf, FileId>,
    /// The names that are certainly on the disk.
    durable: BTreeMap<PathBuf, FileId>,
    /// What lies between the two, oldest first.
    pending: Vec<Change>,
    next: FileId,
}

#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    /// So many of them are certainly on the disk.
    synced: usize,
}

enum Change {
    Link(PathBuf, FileId),
    Rename(PathBuf, PathBuf),
    Unlink(PathBuf),
}

impl Change {
    fn names(&self) -> Vec<&Path> {
        match self {
            Self::Link(name, _) | Self::Unlink(name) => vec![name],
            Self::Rename(from, to) => vec![from, to],
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, FileId>) {
        match self {
            Self::Link(name, file) => {
                names.insert(name.clone(), *file);
            }
            Self::Rename(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
            Self::Unlink(name) => {
                names.remove(name);
            }
        }
    }
}

impl FileSystem {
    pub(crate) fn exists(&self, name: &Path) -> bool {
        self.seen.contains_key(name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &Path> {
        self.seen.keys().map(PathBuf::as_path)
    }

    /// The bytes of a file as they are seen, or none where there is no such name.
    pub(crate) fn read(&self, name: &Path) -> Option<&[u8]> {
        let file = self.files.get(self.seen.get(name)?)?;
        Some(&file.bytes)
    }

    /// A number that no file has had.
    pub(crate) fn unused_number(&self) -> FileId {
        self.next + 1
    }

    pub(crate) fn create(&mut self, name: &Path) -> FileId {
        self.next += 1;
        self.files.insert(self.next, Content::default());
        self.change(Change::Link(name.to_owned(), self.next));
        self.next
    }

    /// Appends to a file, which may have lost its name meanwhile.
    pub(crate) fn append(&mut self, file: FileId, bytes: &[u8]) {
        if let Some(file) = self.files.get_mut(&file) {
            file.bytes.extend_from_slice(bytes);
        }
    }

    pub(crate) fn sync_data(&mut self, file: FileId) {
        if let Some(file) = self.files.get_mut(&file) {
            file.synced = file.bytes.len();
        }
    }

    pub(crate) fn rename(&mut self, from: &Path, to: &Path) {
        self.change(Change::Rename(from.to_owned(), to.to_owned()));
    }

    pub(crate) fn unlink(&mut self, name: &Path) {
        self.change(Change::Unlink(name.to_owned()));
    }

    pub(crate) fn sync_directory(&mut self) {
        for change in self.pending.drain(..) {
            change.apply(&mut self.durable);
        }
        self.forget_nameless();
    }

    /// What is left when the power comes back.
    pub(crate) fn lose_power(&mut self, metadata: Metadata, random: &mut Random) {
        let kept = random.below(self.pending.len() as u64 + 1) as usize;
        let chance = *random.pick(&[0, 10, 50, 90, 100]);
        let mut lost_names: HashSet<PathBuf> = HashSet::new();
        for (index, change) in std::mem::take(&mut self.pending).into_iter().enumerate() {
            let names = change.names();
            let survives = match metadata {
                Metadata::Ordered => index < kept,
                Metadata::Independent => {
                    // What builds on a lost change is lost with it.
                    !names.iter().any(|name| lost_names.contains(*name)) && random.percent(chance)
                }
            };
            if survives {
                change.apply(&mut self.durable);
            } else {
                lost_names.extend(names.into_iter().map(Path::to_owned));
            }
        }
        self.seen.clone_from(&self.durable);
        self.forget_nameless();
        // In the order of the names, so that a seed makes the same choices each time.
        for id in self.seen.values() {
            if let Some(file) = self.files.get_mut(id) {
                file.lose_power(random);
            }
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.seen);
        self.pending.push(change);
    }

    /// A file without a name is gone; nobody here reads one that was opened before.
    fn forget_nameless(&mut self) {
        let named: HashSet<FileId> =
            self.seen.values().chain(self.durable.values()).copied().collect();
        self.files.retain(|id, _| named.contains(id));
    }
}

impl Content {
    /// What was not synced is there, in part, not at all, or as zeros where the length was written
    /// down before the bytes.
    fn lose_power(&mut self, random: &mut Random) {
        let cut = random.between(self.synced as u64, self.bytes.len() as u64) as usize;
        match random.below(4) {
            0 => {}
            1 => self.bytes.truncate(self.synced),
            2 => self.bytes.truncate(cut),
            _ => self.bytes[cut..].fill(0),
        }
        self.synced = self.bytes.len();
    }
}
