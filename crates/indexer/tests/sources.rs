//! The source readers, from files on disk to stories: what is read, what is rejected with which
//! line, and what is only noted.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "these are tests: a failed unwrap fails one, and a skipped one says so"
)]

#[path = "sources/corpus.rs"]
mod corpus;
#[path = "sources/cutting.rs"]
mod cutting;
#[path = "sources/finding.rs"]
mod finding;
#[path = "sources/headings.rs"]
mod headings;
#[path = "sources/json.rs"]
mod json;
#[path = "sources/pages.rs"]
mod pages;
#[path = "sources/random.rs"]
mod random;
#[path = "sources/timelines.rs"]
mod timelines;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_indexer::sources::{
    Limits, Note, NoteKind, Parsed, RawRecord, Reject, SourceFile, discover, open, parse,
};
use dateline_model::Story;
use tempfile::TempDir;

/// A file that is gone when the test is over.
struct Written {
    _folder: TempDir,
    path: PathBuf,
}

fn write(name: &str, content: impl AsRef<[u8]>) -> Written {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    Written { _folder: folder, path }
}

fn source(path: &Path) -> Arc<SourceFile> {
    let mut found = discover(&[path.to_owned()]).unwrap();
    assert_eq!(found.files.len(), 1, "{}", path.display());
    Arc::new(found.files.remove(0))
}

fn cut_within(path: &Path, max_record_bytes: usize) -> Vec<Result<RawRecord, Reject>> {
    open(source(path), Limits { max_record_bytes }).unwrap().collect()
}

/// The records of a file of this name and content.
fn cut(name: &str, content: impl AsRef<[u8]>) -> Vec<Result<RawRecord, Reject>> {
    cut_within(&write(name, content).path, Limits::default().max_record_bytes)
}

/// The records, each as `line:body`, and the rejects as `line!code`.
fn outline(records: &[Result<RawRecord, Reject>]) -> Vec<String> {
    let shown = |record: &Result<RawRecord, Reject>| match record {
        Ok(record) => format!("{}:{}", record.line, String::from_utf8_lossy(&record.body)),
        Err(reject) => format!("{}!{}", reject.line, reject.reason.as_str()),
    };
    records.iter().map(shown).collect()
}

/// The one record of a file, parsed.
fn parse_one(name: &str, content: impl AsRef<[u8]>) -> Parsed {
    let records = cut(name, content);
    assert_eq!(records.len(), 1, "{:?}", outline(&records));
    parse(records[0].as_ref().unwrap())
}

fn story(name: &str, content: impl AsRef<[u8]>) -> Story {
    parse_one(name, content).story.unwrap()
}

fn kinds(notes: &[Note]) -> Vec<(u64, NoteKind)> {
    notes.iter().map(|note| (note.line, note.kind)).collect()
}

/// A file that is not part of the project, or nothing, said so.
fn beside_the_project(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}
