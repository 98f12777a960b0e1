//! How far is the generation that is being built? Its builder, which may be another process, notes it in
//! the marker of the folder.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::GenerationId;
use super::site::BUILDING;
use crate::Progress;

/// A generation that is being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// Its number.
    pub generation: u64,
    /// How far it is, where its builder says so.
    pub progress: Option<Progress>,
}

impl UnderWay {
    /// The one that is being built in an index folder, if one is.
    pub fn look(index_dir: &Path) -> Option<Self> {
        // The newest first: a live one has no marker.
        let ids = GenerationId::all(index_dir).ok()?;
        ids.into_iter().rev().find_map(|id| {
            let marker = id.path(index_dir).join(BUILDING);
            let file = File::open(&marker).ok()?;
            // Shared, so that a builder who comes just now waits for a moment and fails at nothing.
            let is_built = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
            let progress = fs::read_to_string(marker).ok().and_then(|note| read(&note));
            is_built.then_some(Self { generation: id.number(), progress })
        })
    }
}

/// Writes a note in place of the one before. It is as long as any other, so that who reads it meanwhile
/// finds one or the other.
pub(super) fn write(mut marker: &File, progress: Progress) -> io::Result<()> {
    let Progress { bytes_read, bytes_total, stories, events } = progress;
    let note = format!("{bytes_read:020} {bytes_total:020} {stories:020} {events:020}\n");
    marker.seek(SeekFrom::Start(0))?;
    marker.write_all(note.as_bytes())
}

fn read(note: &str) -> Option<Progress> {
    let mut numbers = note.strip_suffix('\n')?.split(' ').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    let (bytes_read, bytes_total) = (next()?, next()?);
    Some(Progress { bytes_read, bytes_total, stories: next()?, events: next()? })
}
