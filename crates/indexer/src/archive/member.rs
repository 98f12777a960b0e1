//! One member of an archive, on its way out: exactly the one that is expected, byte by byte.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use tar::{Entry, EntryType};
use xxhash_rust::xxh3::Xxh3;

use super::contents;

/// Members are read in pieces of this size.
const PIECE: usize = 1 << 20;

/// Why a member was not taken.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The archive is to blame.
    Archive(String),
    /// The disk that it is written to.
    Disk(io::Error),
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Archive(reason)
    }
}

/// Looks whether a member is a plain file of this name and, where it is known, of this length.
pub(super) fn is_plainly(
    entry: &Entry<'_, impl Read>,
    name: &str,
    bytes: Option<u64>,
) -> Result<(), String> {
    let found = entry.path_bytes();
    if *found != *name.as_bytes() {
        let found = String::from_utf8_lossy(&found);
        return Err(format!("{found:?} stands in it where {name} should be"));
    }
    if entry.header().entry_type() != EntryType::Regular {
        return Err(format!("{name} is no plain file in it"));
    }
    match bytes {
        Some(bytes) if entry.size() != bytes => Err(format!(
            "{name} has {} bytes in it, but {} says {bytes}",
            entry.size(),
            contents::FILE
        )),
        _ => Ok(()),
    }
}

/// Writes a member into a folder, on disk when this returns, if it is what the list says.
pub(super) fn unpack(
    mut entry: Entry<'_, impl Read>,
    listed: &contents::File,
    folder: &Path,
    advance: &mut dyn FnMut(usize),
) -> Result<(), Refusal> {
    let name = &listed.name;
    is_plainly(&entry, name, Some(listed.bytes))?;
    let mut file = File::create_new(folder.join(name)).map_err(Refusal::Disk)?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; PIECE];
    let mut left = listed.bytes;
    while left > 0 {
        let read = match entry.read(&mut buffer) {
            Ok(0) => return Err(format!("it breaks off in {name}").into()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(format!("{name} cannot be read: {error}").into()),
        };
        let piece = &buffer[..read];
        hash.update(piece);
        file.write_all(piece).map_err(Refusal::Disk)?;
        left = left.saturating_sub(read as u64);
        advance(read);
    }
    if format!("{:016x}", hash.digest()) != listed.xxh3 {
        return Err(format!("the checksum of {name} does not hold").into());
    }
    file.sync_all().map_err(Refusal::Disk)
}
