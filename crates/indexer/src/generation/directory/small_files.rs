//! The small files of segments: in memory, and once a commit names their segment in its compound
//! file.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::{AntiCallToken, OwnedBytes, TerminatingWrite, WritePtr};

use super::compound::{self, Members};

/// A file of more bytes stands on the disk by itself.
const MOST_BYTES: usize = 128 << 10;

/// The small files of the segments that there are, by the ids of these.
#[derive(Default)]
pub(super) struct SmallFiles(Mutex<HashMap<String, Segment>>);

#[derive(Default)]
struct Segment {
    members: Members,
    /// Whether there may be a compound file of it.
    is_begun: bool,
    /// Whether that is complete and has its name.
    is_saved: bool,
}

/// What became of a file that was to be removed.
pub(super) enum Removed {
    /// It is not here.
    Nothing,
    FromMemory,
    /// Nobody needs this compound file any more.
    WithCompound(PathBuf),
}

/// Makes a file that turned out not to be small.
type Spill = Box<dyn Fn() -> io::Result<WritePtr> + Send + Sync>;

impl SmallFiles {
    /// A writer of a file that is small until it is more than that.
    pub(super) fn write(self: &Arc<Self>, path: &Path, spill: Spill) -> WritePtr {
        let (path, files) = (path.to_owned(), Arc::clone(self));
        BufWriter::new(Box::new(SmallFile {
            path,
            content: Vec::new(),
            spill,
            spilled: None,
            files,
        }))
    }

    /// The content of a file, if it is here.
    pub(super) fn get(&self, path: &Path) -> Option<OwnedBytes> {
        let (segment, rest) = compound::split(path)?;
        self.segments().get(segment)?.members.get(rest).cloned()
    }

    /// Whether it is known what small files a segment has.
    pub(super) fn knows(&self, segment: &str) -> bool {
        self.segments().contains_key(segment)
    }

    /// Takes in what a compound file holds.
    pub(super) fn insert(&self, segment: &str, members: Members) {
        let read = Segment { members, is_begun: true, is_saved: true };
        self.segments().insert(segment.to_owned(), read);
    }

    /// The segments among these whose files are not on the disk yet, with the names and the contents
    /// of their compound files.
    pub(super) fn unsaved(&self, segments: &[String]) -> Vec<(String, (PathBuf, Vec<u8>))> {
        let here = self.segments();
        let unsaved = segments.iter().filter_map(|id| {
            let segment = here.get(id).filter(|segment| !segment.is_saved)?;
            Some((id.clone(), (compound::name_of(id), compound::encode(&segment.members))))
        });
        unsaved.collect()
    }

    /// The compound file of a segment is about to be written.
    pub(super) fn begin(&self, segment: &str) {
        if let Some(segment) = self.segments().get_mut(segment) {
            segment.is_begun = true;
        }
    }

    /// It has its name.
    pub(super) fn saved(&self, segment: &str) {
        if let Some(segment) = self.segments().get_mut(segment) {
            segment.is_saved = true;
        }
    }

    /// Another writer took over: what was never to be a part of the index goes.
    pub(super) fn start_over(&self) {
        self.segments().retain(|_, segment| segment.is_begun);
    }

    /// Removes a file and those of its segment with it: they go together. A compound file that
    /// cannot be removed after that is read again for the next of them, and tried again.
    pub(super) fn remove(&self, path: &Path) -> Removed {
        let Some((id, rest)) = compound::split(path) else { return Removed::Nothing };
        let mut segments = self.segments();
        match segments.remove(id) {
            Some(segment) if segment.members.contains_key(rest) => match segment.is_begun {
                true => Removed::WithCompound(compound::name_of(id)),
                false => Removed::FromMemory,
            },
            Some(another) => {
                segments.insert(id.to_owned(), another);
                Removed::Nothing
            }
            None => Removed::Nothing,
        }
    }

    fn put(&self, path: &Path, content: Vec<u8>) {
        if let Some((segment, rest)) = compound::split(path) {
            let mut segments = self.segments();
            let members = &mut segments.entry(segment.to_owned()).or_default().members;
            members.insert(rest.to_owned(), OwnedBytes::new(content));
        }
    }

    fn segments(&self) -> MutexGuard<'_, HashMap<String, Segment>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file being written.
struct SmallFile {
    path: PathBuf,
    content: Vec<u8>,
    spill: Spill,
    /// On the disk, once it is too large.
    spilled: Option<WritePtr>,
    files: Arc<SmallFiles>,
}

impl Write for SmallFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.spilled.is_none() && self.content.len() + bytes.len() > MOST_BYTES {
            let mut file = (self.spill)()?;
            file.write_all(&std::mem::take(&mut self.content))?;
            self.spilled = Some(file);
        }
        match &mut self.spilled {
            Some(file) => file.write(bytes),
            None => self.content.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.spilled.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl TerminatingWrite for SmallFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        match self.spilled.take() {
            Some(file) => file.terminate(),
            None => {
                self.files.put(&self.path, std::mem::take(&mut self.content));
                Ok(())
            }
        }
    }
}
