//! The files of a generation: that they are there, that every byte is what was written, and that
//! there are no others.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use tantivy::index::SegmentId;

use super::{GenerationReport, Progress, reason};
use crate::IndexError;
use crate::generation::GenerationId;
use crate::generation::checksum::{WrittenBy, read_and_verify, written_by_us};
use crate::generation::directory::{MANAGED, META, compound};
use crate::generation::folder::directory;
use crate::generation::frozen::{Frozen, read_small};

/// What else stands in an index folder, see [`crate::generation`].
const OF_THE_INDEX: [&str; 7] = [
    "CURRENT",
    "CURRENT.next",
    "changes.journal",
    "owner.lock",
    "reindex.lock",
    "writes.lock",
    "writes.gate",
];
/// What else stands in the folder of a generation: what says what it is, and tantivy's locks.
const OF_A_GENERATION: [&str; 5] =
    ["generation.json", META, MANAGED, ".tantivy-meta.lock", ".tantivy-writer.lock"];

/// The path as it is told: within the index folder.
pub(super) fn within<'a>(index_dir: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(index_dir).unwrap_or(path)
}

/// What lies in the index folder and is neither a generation nor of the index.
pub(super) fn strays_of_index(index_dir: &Path) -> Result<Vec<String>, IndexError> {
    let mut names = list(index_dir).map_err(IndexError::io(index_dir))?;
    names.retain(|name| {
        GenerationId::of_folder(name).is_none() && !OF_THE_INDEX.contains(&name.as_str())
    });
    Ok(names)
}

/// Notes the files that neither the list of segments names, nor that of what tantivy may remove
/// one day. A writer puts its files on that one with the next commit: those that a merge is making
/// may be told.
pub(super) fn list_strays(folder: &Path, frozen: &Frozen, report: &mut GenerationReport) {
    // In this order: what is made behind the listing is not in it, and what was in it is in the
    // list of managed files too, or was removed since. The caller looks for that in the end.
    let Ok(names) = list(folder) else { return };
    let mut known: HashSet<String> = frozen.files.iter().map(|file| file.name.clone()).collect();
    let managed = directory(folder)
        .and_then(|directory| read_small(&directory, folder, MANAGED))
        .ok()
        .and_then(|content| serde_json::from_slice::<HashSet<String>>(&content).ok());
    known.extend(managed.unwrap_or_default());
    let segments: HashSet<&str> =
        known.iter().filter_map(|name| Some(compound::split(Path::new(name))?.0)).collect();
    report.strays = names
        .into_iter()
        .filter(|name| {
            let is_known = match compound::segment_of(Path::new(name)) {
                Some(segment) => segments.contains(segment),
                None => known.contains(name),
            };
            !is_known && !OF_A_GENERATION.contains(&name.as_str())
        })
        .collect();
}

fn list(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Checks the small file that no reader of the index needs. The list of segments was checked when
/// the generation was opened.
pub(super) fn check_small(folder: &Path, name: &Path, report: &mut GenerationReport) {
    let managed = directory(folder)
        .and_then(|directory| read_small(&directory, folder, MANAGED))
        .map_err(reason)
        .and_then(|content| {
            let listed: Result<BTreeSet<PathBuf>, _> = serde_json::from_slice(&content);
            listed.map_err(|error| error.to_string())
        });
    if let Err(what) = managed {
        report.found_in_file(&name.join(MANAGED), what);
    }
}

/// Checks the checksum of each file of each segment. Gives back the segments whose files are not
/// all what they should be.
pub(super) fn check_large(
    frozen: &Frozen,
    name: &Path,
    report: &mut GenerationReport,
    progress: &mut Progress<'_>,
) -> HashSet<SegmentId> {
    let mut damaged = HashSet::new();
    // What is wrong with a compound file is told once, not for each of its members.
    let mut told = HashSet::new();
    let mut versions: HashMap<SegmentId, Vec<(usize, WrittenBy)>> = HashMap::new();
    for (at, file) in frozen.files.iter().enumerate() {
        let path = name.join(&file.place);
        let before = progress.done;
        let verified = match &file.opened {
            Ok(opened) => {
                report.files += 1;
                report.bytes += opened.len();
                read_and_verify(opened, |piece| progress.advance(piece.len() as u64))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(missing(&file.name)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(error.to_string()),
            Err(error) => Err(format!("it cannot be opened: {error}")),
        };
        match verified {
            Ok(version) => versions.entry(file.segment).or_default().push((at, version)),
            Err(what) => {
                damaged.insert(file.segment);
                if told.insert(file.place.as_str()) {
                    report.found_in_file(&path, what);
                }
            }
        }
        let walked = progress.done - before;
        progress.advance(file.len().saturating_sub(walked));
    }
    for of_segment in versions.values() {
        for at in odd_ones(frozen, of_segment) {
            let Some(file) = frozen.files.get(at) else { continue };
            let what = "its footer names a version that does not go with the segment's other files";
            report.found_in_file(&name.join(&file.place), what);
        }
    }
    report.findings.sort_by_key(ToString::to_string);
    damaged
}

/// How it is told that a file is not there.
fn missing(name: &str) -> String {
    let may_be_member =
        compound::split(Path::new(name)).is_some_and(|(_, rest)| compound::may_be_member(rest));
    match may_be_member {
        true => format!("it is missing, and so is {}", compound::of(name)),
        false => "it is missing".to_owned(),
    }
}

/// The files whose footer names another version of tantivy than those that were written with them.
/// No checksum covers it; but the files of a segment are written by one process, and the list of
/// its deleted documents by that or a later one.
fn odd_ones(frozen: &Frozen, versions: &[(usize, WrittenBy)]) -> Vec<usize> {
    let lists_deletes = |at: usize| frozen.files.get(at).is_some_and(|file| file.lists_deletes());
    let mut votes: HashMap<WrittenBy, usize> = HashMap::new();
    for (_, version) in versions.iter().filter(|(at, _)| !lists_deletes(*at)) {
        *votes.entry(*version).or_default() += 1;
    }
    let Some((common, _)) = votes.into_iter().max_by_key(|(version, count)| (*count, *version))
    else {
        return Vec::new();
    };
    let newest = written_by_us().map_or(common, |ours| ours.max(common));
    let fits = |at: usize, version: WrittenBy| match lists_deletes(at) {
        true => (common..=newest).contains(&version),
        false => version == common,
    };
    versions.iter().filter(|(at, version)| !fits(*at, *version)).map(|(at, _)| *at).collect()
}
