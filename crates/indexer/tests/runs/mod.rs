//! A folder to reindex in: sources, an index, and the options of a quick run.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use dateline_indexer::generation::Generation;
use dateline_indexer::sources::{Limits, Note, Reject};
use dateline_indexer::{
    IndexError, Input, Observer, Progress, ReindexOptions, ReindexReport, reindex,
};
use dateline_model::Story;
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

/// The least that tantivy takes a thread.
pub(crate) const THREAD_BYTES: usize = 15_000_000;

pub(crate) struct Runs {
    _folder: TempDir,
    pub(crate) sources: PathBuf,
    pub(crate) index: PathBuf,
}

impl Runs {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let (sources, index) = (folder.path().join("stories"), folder.path().join("index"));
        fs::create_dir(&sources).unwrap();
        Self { _folder: folder, sources, index }
    }

    /// A folder with one story, indexed.
    pub(crate) fn with_one_story() -> Self {
        let runs = Self::new();
        runs.write("one.ndjson", line("one", "One"));
        runs.reindex().unwrap();
        runs
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.sources.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn write_gz(&self, name: &str, content: impl AsRef<[u8]>) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content.as_ref()).unwrap();
        self.write(name, encoder.finish().unwrap());
    }

    pub(crate) fn reindex(&self) -> Result<(Generation, ReindexReport), IndexError> {
        self.reindex_with(1, false, &mut Watcher::default())
    }

    pub(crate) fn reindex_with(
        &self,
        threads: usize,
        strict: bool,
        observer: &mut dyn Observer,
    ) -> Result<(Generation, ReindexReport), IndexError> {
        let input = Input::Paths(vec![self.sources.clone()]);
        reindex(&self.index, input, &options(threads, strict), observer)
    }

    /// What CURRENT says.
    pub(crate) fn current(&self) -> String {
        fs::read_to_string(self.index.join("CURRENT")).unwrap_or_default()
    }

    /// The names in the index folder, sorted, without the lock that is always there.
    pub(crate) fn listing(&self) -> Vec<String> {
        let mut names = listing(&self.index);
        names.retain(|name| name != "reindex.lock");
        names
    }
}

pub(crate) fn listing(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(Iterator::collect::<Vec<_>>).unwrap_or_default();
    let mut names: Vec<_> = entries
        .into_iter()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub(crate) fn options(threads: usize, strict: bool) -> ReindexOptions {
    let memory_bytes = threads * THREAD_BYTES;
    ReindexOptions { strict, threads, memory_bytes, limits: Limits::default() }
}

/// A story on a line.
pub(crate) fn line(id: &str, title: &str) -> String {
    format!("{{\"id\":\"{id}\",\"title\":\"{title}\"}}\n")
}

/// The stories of a generation by id.
pub(crate) fn stories(generation: &Generation) -> BTreeMap<String, Story> {
    let mut stories = generation.stories().unwrap();
    let mut found = BTreeMap::new();
    while let Some(story) = stories.next_story().unwrap() {
        let id = story.id.to_string();
        assert!(found.insert(id.clone(), story).is_none(), "story {id} is met twice");
    }
    found
}

/// Writes down what it is told, and may call the run off after so many looks.
#[derive(Default)]
pub(crate) struct Watcher {
    pub(crate) progress: Vec<Progress>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) notes: Vec<Note>,
    pub(crate) finishing: usize,
    pub(crate) cancel_after: Option<usize>,
    pub(crate) looks: std::cell::Cell<usize>,
}

impl Observer for Watcher {
    fn progress(&mut self, progress: Progress) {
        self.progress.push(progress);
    }

    fn rejected(&mut self, reject: &Reject) {
        self.rejects.push(reject.clone());
    }

    fn noted(&mut self, note: &Note) {
        self.notes.push(note.clone());
    }

    fn finishing(&mut self) {
        self.finishing += 1;
    }

    fn is_cancelled(&self) -> bool {
        self.looks.set(self.looks.get() + 1);
        self.cancel_after.is_some_and(|after| self.looks.get() > after)
    }
}
