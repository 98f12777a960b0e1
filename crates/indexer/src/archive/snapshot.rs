//! A generation into an archive.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use serde::Serialize;
use tantivy::ReloadPolicy;
use tar::{Builder, EntryType, Header};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};
use zstd::Encoder;

use super::contents::{self, Contents};
use super::part::Part;
use crate::IndexError;
use crate::generation::{
    Frozen, GenerationId, KindCounts, META, Manifest, Opened, count_by_kind, read_and_verify,
    read_current, seal,
};

/// The stored documents are compressed already; more than this costs time and gains little.
const LEVEL: i32 = 3;
/// How often it is tried anew where the live generation is replaced and removed meanwhile.
const TRIES: u32 = 3;

/// What a snapshot holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SnapshotReport {
    /// The number of the generation.
    pub generation: u64,
    /// Its stories.
    pub stories: u64,
    /// Its events.
    pub events: u64,
    /// How many files it consists of.
    pub files: u64,
    /// The bytes of these files.
    pub bytes: u64,
    /// The bytes of the archive.
    pub archive_bytes: u64,
}

/// Writes the live generation, as it stands now, into an archive. Readers and writers of the index
/// go on. Each file is verified before the archive is begun, so that nobody keeps a snapshot that
/// cannot be restored. `progress` is told how many bytes of how many are done.
///
/// # Errors
/// [`IndexError::NoIndex`]; [`IndexError::ArchiveExists`] where the archive is there, unless
/// `force`; [`IndexError::SnapshotRunning`] where another one writes to it; [`IndexError::Damaged`]
/// where a file of the index is not what was written; otherwise a fault of the disk. What was begun
/// is removed.
pub fn snapshot(
    index_dir: &Path,
    archive: &Path,
    force: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<SnapshotReport, IndexError> {
    let (id, manifest, frozen) = open_live(index_dir)?;
    let part = Part::begin(archive, force)?;
    let meta = seal(&frozen.meta);
    let bytes = meta.len() as u64 + frozen.files.iter().map(|file| file.len()).sum::<u64>();
    // Each file is read twice.
    let mut done = 0;
    let mut advance = |read: usize| {
        done += read as u64;
        progress(done, 2 * bytes);
    };

    let mut contents = Contents::of(id.number(), manifest, count(&frozen)?);
    contents.files.push(contents::File {
        name: META.to_owned(),
        bytes: meta.len() as u64,
        xxh3: format!("{:016x}", xxh3_64(&meta)),
    });
    advance(meta.len());
    let mut files = Vec::new();
    for file in &frozen.files {
        let damaged = |reason| {
            let path = id.path(index_dir).join(&file.place);
            IndexError::Damaged { path, reason }
        };
        let opened = file.opened.as_ref().map_err(|error| damaged(error.to_string()))?;
        let mut hash = Xxh3::new();
        read_and_verify(opened, |piece| {
            hash.update(piece);
            advance(piece.len());
        })
        .map_err(damaged)?;
        let xxh3 = format!("{:016x}", hash.digest());
        contents.files.push(contents::File { name: file.name.clone(), bytes: opened.len(), xxh3 });
        files.push((file.name.as_str(), opened));
    }
    write(&part.file, &contents, &meta, &files, &mut advance).map_err(IndexError::io(archive))?;
    let archive_bytes = part.file.metadata().map_err(IndexError::io(archive))?.len();
    part.complete()?;
    Ok(SnapshotReport {
        generation: contents.generation,
        stories: contents.stories,
        events: contents.events,
        files: contents.files.len() as u64,
        bytes,
        archive_bytes,
    })
}

/// Opens the live generation, or the one that takes its place while it is opened.
fn open_live(index_dir: &Path) -> Result<(GenerationId, Manifest, Frozen), IndexError> {
    let mut left = TRIES;
    loop {
        left -= 1;
        let id =
            read_current(index_dir)?.ok_or_else(|| IndexError::NoIndex(index_dir.to_owned()))?;
        let path = id.path(index_dir);
        let opened = Manifest::read(&path).and_then(|manifest| {
            let frozen = Frozen::open(&path)?;
            Ok((id, manifest, frozen))
        });
        let complete = matches!(&opened, Ok((.., frozen)) if frozen.files.iter().all(|file| file.opened.is_ok()));
        if complete || left == 0 || read_current(index_dir)? == Some(id) {
            return opened;
        }
    }
}

/// Counts what is in it, also where another version built it.
fn count(frozen: &Frozen) -> Result<KindCounts, IndexError> {
    let kind = frozen.index.schema().get_field("kind")?;
    let reader = frozen.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    count_by_kind(&reader.searcher(), kind)
}

fn write(
    file: &File,
    contents: &Contents,
    meta: &[u8],
    files: &[(&str, &Opened)],
    advance: &mut dyn FnMut(usize),
) -> io::Result<()> {
    let mut encoder = Encoder::new(BufWriter::new(file), LEVEL)?;
    encoder.include_checksum(true)?;
    let mut builder = Builder::new(encoder);
    let list = contents.to_bytes()?;
    add(&mut builder, contents::FILE, list.len() as u64, list.as_slice())?;
    add(&mut builder, META, meta.len() as u64, meta)?;
    advance(meta.len());
    for (name, opened) in files {
        let content = opened.reader()?.take(opened.len());
        add(&mut builder, name, opened.len(), Told { inner: content, advance })?;
    }
    builder.into_inner()?.finish()?.flush()
}

/// Adds a member that says nothing of who made it when, so that equal snapshots are equal files.
fn add(
    builder: &mut Builder<impl Write>,
    name: &str,
    len: u64,
    content: impl Read,
) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_path(name)?;
    header.set_size(len);
    header.set_mode(0o644);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    header.set_cksum();
    builder.append(&header, content)
}

/// Tells how many bytes were read.
struct Told<'a, R> {
    inner: R,
    advance: &'a mut dyn FnMut(usize),
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        (self.advance)(read);
        Ok(read)
    }
}
