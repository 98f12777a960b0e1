//! Is the index what was written? Every byte and every document of it, looked at beside whoever
//! reads and writes it.

mod columns;
mod documents;
mod files;
mod found_by;
mod guard;
mod report;

use std::path::Path;

use tantivy::Index;

pub use report::{CheckReport, Finding, GenerationReport, Subject};

use super::frozen::Frozen;
use super::site::{BUILDING, is_being_built};
use super::{GenerationId, Manifest, read_current};
use crate::IndexError;
use crate::schema::{Fields, fingerprint_with};
use documents::Documents;
pub(crate) use guard::without_panic;

/// How often the check begins anew where the live generation was replaced and removed meanwhile.
const TRIES: u32 = 3;

/// Checks the live generation and every other complete one: the checksum of every file that
/// belongs to it, that it fits this version, and that its documents are what the rest of the crate
/// takes for granted (see [`Fields`]). What is found wrong is in the report, never an error, and
/// does not end the check.
///
/// Other processes may go on reading and writing: each generation is looked at as it stands when
/// the check begins. `progress` is told how many bytes of how many are done.
///
/// # Errors
/// [`IndexError::NoIndex`] where there is nothing to check, [`IndexError::Io`] where the index
/// folder cannot be listed.
pub fn check(
    index_dir: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<CheckReport, IndexError> {
    let mut left = TRIES;
    loop {
        left -= 1;
        let (report, live_is_gone) = check_once(index_dir, progress)?;
        if !live_is_gone || left == 0 {
            return Ok(report);
        }
    }
}

/// The report, and whether the generation that was live is not there any more.
fn check_once(
    index_dir: &Path,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<(CheckReport, bool), IndexError> {
    let mut report = CheckReport::default();
    let live = match read_current(index_dir) {
        Ok(live) => live,
        Err(error) => {
            report.found("CURRENT", reason(error));
            None
        }
    };
    let mut ids = GenerationId::all(index_dir)?;
    ids.retain(|id| Some(*id) == live || is_complete(index_dir, *id, &mut report));
    if let Some(live) = live.filter(|live| !ids.contains(live)) {
        report.found(&live.to_string(), "CURRENT says that it is live, but it is not there");
    }
    if live.is_none() && report.findings.is_empty() {
        if ids.is_empty() {
            return Err(IndexError::NoIndex(index_dir.to_owned()));
        }
        report.found("CURRENT", "it is missing, so no generation is live");
    }
    report.strays.extend(files::strays_of_index(index_dir)?);
    report.strays.sort();

    // All are opened before the first is read, so that they are of one moment, more or less.
    let mut opened: Vec<_> =
        ids.into_iter().map(|id| Opened::open(index_dir, id, Some(id) == live)).collect();
    let total = opened.iter().map(Opened::work).sum();
    let mut progress = Progress { done: 0, total, tell };
    for generation in &mut opened {
        generation.check(index_dir, &mut progress);
    }
    let mut live_is_gone = false;
    for Opened { id, report: mut found, .. } in opened {
        let path = id.path(index_dir);
        // One that is being removed, which begins with this file, is nobody's concern any more.
        if !path.join("generation.json").exists()
            && read_current(index_dir).ok().flatten() != Some(id)
        {
            live_is_gone |= found.live;
            continue;
        }
        // What was only on its way when the folder was listed is no stray.
        found.strays.retain(|name| path.join(name).exists());
        report.generations.push(found);
    }
    // What was just being made or removed is gone by now, or somebody's.
    report.strays.retain(|name| {
        let path = index_dir.join(name);
        path.exists() && !is_being_built(&path)
    });
    Ok((report, live_is_gone))
}

/// Whether a generation that is not the live one was ever finished. What a dead builder left is a
/// stray, until the next start sweeps it.
fn is_complete(index_dir: &Path, id: GenerationId, report: &mut CheckReport) -> bool {
    let path = id.path(index_dir);
    let complete = path.join("generation.json").exists() && !path.join(BUILDING).exists();
    if !complete && !is_being_built(&path) {
        report.strays.push(id.to_string());
    }
    complete
}

impl CheckReport {
    fn found(&mut self, file: &str, what: impl Into<String>) {
        let subject = Subject::File(file.to_owned());
        self.findings.push(Finding { subject, what: what.into() });
    }
}

/// What stands behind the name of the file in an error's message.
fn reason(error: IndexError) -> String {
    match error {
        IndexError::Damaged { reason, .. } => reason,
        IndexError::Io { source, .. } => source.to_string(),
        error => error.to_string(),
    }
}

/// Tells how far the check is.
struct Progress<'a> {
    done: u64,
    total: u64,
    tell: &'a mut dyn FnMut(u64, u64),
}

impl Progress<'_> {
    fn advance(&mut self, bytes: u64) {
        self.done += bytes;
        (self.tell)(self.done, self.total);
    }
}

/// A generation that is checked, with what was found.
struct Opened {
    id: GenerationId,
    frozen: Option<Frozen>,
    report: GenerationReport,
}

impl Opened {
    fn open(index_dir: &Path, id: GenerationId, live: bool) -> Self {
        let folder = id.path(index_dir);
        let mut report =
            GenerationReport { number: id.number(), live, ..GenerationReport::default() };
        let frozen = match without_panic(|| Frozen::open(&folder)) {
            Ok(Ok(frozen)) => Some(frozen),
            Ok(Err(IndexError::Damaged { path, reason })) => {
                report.found_in_file(files::within(index_dir, &path), reason);
                None
            }
            Ok(Err(error)) => {
                report.found_in_file(files::within(index_dir, &folder), reason(error));
                None
            }
            Err(panic) => {
                report.found_in_file(files::within(index_dir, &folder), panic);
                None
            }
        };
        Self { id, frozen, report }
    }

    /// How many bytes there are to go through: all for their checksums, and the stored documents
    /// once more for what they say.
    fn work(&self) -> u64 {
        let files = self.frozen.iter().flat_map(|frozen| &frozen.files);
        files.map(|file| file.len() * if is_store(&file.name) { 2 } else { 1 }).sum()
    }

    fn check(&mut self, index_dir: &Path, progress: &mut Progress<'_>) {
        let report = &mut self.report;
        let folder = self.id.path(index_dir);
        let name = files::within(index_dir, &folder);
        match Manifest::read(&folder) {
            Ok(manifest) if manifest.fingerprint != fingerprint_with(&manifest.analysis()) => {
                if report.live {
                    let what = format!(
                        "it was built with other settings (fingerprint {}, this version has {}); \
                         rebuild it with `dateline reindex --from-index`",
                        manifest.fingerprint,
                        fingerprint_with(&manifest.analysis())
                    );
                    report.found_in_file(&name.join("generation.json"), what);
                }
                report.foreign_fingerprint = Some(manifest.fingerprint);
            }
            Ok(_) => {}
            Err(error) => report.found_in_file(&name.join("generation.json"), reason(error)),
        }
        files::check_small(&folder, name, report);
        let Some(frozen) = &self.frozen else { return };
        files::list_strays(&folder, frozen, report);
        let damaged = files::check_large(frozen, name, report, progress);

        let fits = report.foreign_fingerprint.is_none() && schema_fits(&frozen.index);
        if !fits && report.foreign_fingerprint.is_none() {
            let what = "its schema is not that of this version, though its fingerprint is";
            report.found_in_file(&name.join(super::META), what);
        }
        let Ok(segments) = frozen.index.searchable_segments() else { return };
        let mut documents = Documents::default();
        for segment in segments {
            let id = segment.id();
            let store = frozen.files.iter().find(|file| file.segment == id && is_store(&file.name));
            let bytes = store.map_or(0, |file| file.len());
            let before = progress.done;
            if !fits || damaged.contains(&id) {
                report.documents_unchecked += u64::from(segment.meta().num_docs());
            } else if let Err(error) =
                without_panic(|| documents.check(&segment, bytes, name, report, progress))
                    .and_then(|checked| checked.map_err(|error| error.to_string()))
            {
                let file = name.join(id.uuid_string());
                report.found_in_file(&file, format!("this segment cannot be read: {error}"));
            }
            let walked = progress.done - before;
            progress.advance(bytes.saturating_sub(walked));
        }
        (report.stories, report.events) = (documents.counts.stories, documents.counts.events);
    }
}

fn schema_fits(index: &Index) -> bool {
    index.schema() == Fields::declare().0
}

fn is_store(name: &str) -> bool {
    name.ends_with(".store")
}
