//! An archive into a generation.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use tantivy::Directory;
use tar::{Archive, Entries};
use zstd::Decoder;

use super::contents::{self, Contents};
use super::member::{Refusal, is_plainly, unpack};
use crate::IndexError;
use crate::analysis::{Analysis, WordList};
use crate::generation::{
    Frozen, GenerationId, KindCounts, MANAGED, META, Manifest, Site, WriteBarrier, directory,
    new_build, open_in, read_current, verify, without_panic,
};
use crate::schema::{Fields, fingerprint_with};

/// What a restore brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RestoreReport {
    /// The generation that is live now.
    pub generation: u64,
    /// The one that was, if one was.
    pub previous: Option<u64>,
    /// The number that the generation had when the snapshot was made.
    pub snapshot_of: u64,
    /// Its stories.
    pub stories: u64,
    /// Its events.
    pub events: u64,
    /// How many files it consists of.
    pub files: u64,
    /// The bytes of these files.
    pub bytes: u64,
}

/// Unpacks an archive into a new generation, proves that it is what the snapshot held, and makes it
/// the live one. A running server moves over by itself, and a rollback takes it back. What was
/// written since the snapshot is not in it. `progress` is told how many bytes of how many are done.
///
/// # Errors
/// [`IndexError::IndexExists`] where there is an index already, unless `force`;
/// [`IndexError::ForeignArchive`] where another version made the archive;
/// [`IndexError::BadArchive`] and [`IndexError::Verification`] where it is not what a snapshot
/// writes; [`IndexError::ReindexRunning`]; otherwise a fault of the disk. The live generation stays
/// what it was, and what was unpacked is removed.
pub fn restore(
    index_dir: &Path,
    archive: &Path,
    force: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<RestoreReport, IndexError> {
    // One that cannot be read is an index too, and may be what the snapshot is to mend.
    let previous = match read_current(index_dir) {
        Ok(previous) => previous,
        Err(IndexError::Damaged { .. }) if force => None,
        Err(IndexError::Damaged { .. }) => {
            return Err(IndexError::IndexExists(index_dir.to_owned()));
        }
        Err(error) => return Err(error),
    };
    if previous.is_some() && !force {
        return Err(IndexError::IndexExists(index_dir.to_owned()));
    }
    let bad = |reason: String| IndexError::BadArchive { archive: archive.to_owned(), reason };
    let file = File::open(archive).map_err(IndexError::io(archive))?;
    let decoder = Decoder::new(file).map_err(IndexError::io(archive))?;
    let mut tar = Archive::new(decoder);
    // Raw: no names and lengths from members that nobody expects.
    let mut members = tar.entries().map_err(IndexError::io(archive))?.raw(true);
    let contents = read_contents(&mut members).map_err(bad)?;
    let analysis = Analysis::protecting(WordList::of_folded(&contents.protected));
    let expected = fingerprint_with(&analysis);
    if contents.fingerprint != expected {
        let (archive, found) = (archive.to_owned(), contents.fingerprint);
        return Err(IndexError::ForeignArchive { archive, found, expected });
    }
    let bytes =
        contents.bytes().ok_or_else(|| bad(format!("{} lists too much", contents::FILE)))?;

    let site = Site::claim(index_dir, GenerationId::FIRST)?;
    let mut done = 0;
    let mut advance = |read: usize| {
        done += read as u64;
        progress(done, bytes);
    };
    for listed in &contents.files {
        let entry = next(&mut members, &listed.name).map_err(bad)?;
        unpack(entry, listed, &site.path, &mut advance).map_err(|refusal| match refusal {
            Refusal::Archive(reason) => bad(reason),
            Refusal::Disk(error) => IndexError::io(site.path.join(&listed.name))(error),
        })?;
    }
    read_to_end(tar.into_inner()).map_err(bad)?;
    prove(&site.path, &contents, &bad)?;
    let manifest = Manifest {
        schema_version: contents.schema_version,
        fingerprint: contents.fingerprint,
        protected: contents.protected,
        build: new_build(),
        stories: contents.stories,
        events: contents.events,
    };
    // It syncs the folder behind itself, and with it the names of all the files.
    manifest.write(&site.path)?;
    let generation = site.id.number();
    site.go_live(&WriteBarrier::close(index_dir)?)?;
    Ok(RestoreReport {
        generation,
        previous: previous.map(GenerationId::number),
        snapshot_of: contents.generation,
        stories: contents.stories,
        events: contents.events,
        files: contents.files.len() as u64,
        bytes,
    })
}

/// Reads the list that stands first.
fn read_contents(members: &mut Entries<'_, impl Read>) -> Result<Contents, String> {
    let foreign = |error: String| format!("it is no snapshot of an index, or damaged: {error}");
    let entry = next(members, contents::FILE).map_err(foreign)?;
    is_plainly(&entry, contents::FILE, None).map_err(foreign)?;
    if entry.size() > contents::MOST_BYTES {
        return Err(format!("{} is too long", contents::FILE));
    }
    let mut bytes = Vec::new();
    entry
        .take(contents::MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{} cannot be read: {error}", contents::FILE))?;
    Contents::from_bytes(&bytes)
}

fn next<'a, R: Read>(
    members: &mut Entries<'a, R>,
    name: &str,
) -> Result<tar::Entry<'a, R>, String> {
    match members.next() {
        Some(Ok(entry)) => Ok(entry),
        Some(Err(error)) => Err(format!("{name} cannot be found in it: {error}")),
        None => Err(format!("it ends before {name}")),
    }
}

/// Nothing but the zeros that end a tar archive may follow, and the checksum of the compression
/// has to hold, which is looked at where the stream ends.
fn read_to_end(mut rest: impl Read) -> Result<(), String> {
    let mut buffer = [0; 4_096];
    let mut followed = 0_usize;
    loop {
        match rest.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) if buffer[..read].iter().all(|byte| *byte == 0) && followed < 1 << 20 => {
                followed += read;
            }
            Ok(_) => return Err("more stands in it than its list says".to_owned()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(format!("its end cannot be read: {error}")),
        }
    }
}

/// Looks whether what was unpacked is the index that was packed.
fn prove(
    folder: &Path,
    contents: &Contents,
    bad: &dyn Fn(String) -> IndexError,
) -> Result<(), IndexError> {
    without_panic(|| {
        let frozen = Frozen::open(folder)?;
        let needed: BTreeSet<_> = frozen.files.iter().map(|file| file.name.as_str()).collect();
        let there: BTreeSet<_> = contents.files.iter().map(|file| file.name.as_str()).collect();
        if let Some(name) = needed.difference(&there).next() {
            return Err(bad(format!("{META} names {name}, which is not in it")));
        }
        if let Some(name) = there.difference(&needed).find(|name| **name != META) {
            return Err(bad(format!("{name} is in it, but {META} does not name it")));
        }
        if frozen.index.schema() != Fields::declare().0 {
            return Err(bad("its schema is not what its fingerprint says".to_owned()));
        }
        // tantivy removes what stands on this list when it is no longer needed, and nothing else.
        let managed: BTreeSet<_> = there;
        let mut list = serde_json::to_vec(&managed).map_err(IndexError::Encode)?;
        list.push(b'\n');
        let directory = directory(folder)?;
        let path = Path::new(MANAGED);
        directory
            .atomic_write(path, &list)
            .and_then(|()| directory.sync_directory())
            .map_err(IndexError::io(folder.join(MANAGED)))?;
        let index = open_in(directory)?;
        let (_, fields) = Fields::declare();
        let expected = KindCounts { stories: contents.stories, events: contents.events };
        verify(&index, fields, expected)
    })
    .unwrap_or_else(|panic| Err(bad(panic)))
}
