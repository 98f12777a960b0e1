//! A folder to reindex in: sources, an index, and the options of a quick run.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dateline_indexer::analysis::Analysis;
use dateline_indexer::generation::{Generation, GenerationId, WritePassage, read_current};
use dateline_indexer::sources::{Limits, Note, Reject};
use dateline_indexer::{
    DocumentBuilder, IndexError, Input, Observer, Progress, ReindexOptions, ReindexReport,
    StoryWriter, reindex,
};
use dateline_model::{Story, StoryId};
use flate2::Compression;
use flate2::write::GzEncoder;
use tantivy::Directory;
use tantivy::directory::{META_LOCK, MmapDirectory};
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

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
        observer: &mut (dyn Observer + Send),
    ) -> Result<(Generation, ReindexReport), IndexError> {
        let input = Input::Paths(vec![self.sources.clone()]);
        reindex(&self.index, input, &options(threads, strict), observer)
    }

    /// The generation that is live.
    pub(crate) fn current(&self) -> String {
        read_current(&self.index).unwrap().map_or_else(String::new, |id| id.to_string())
    }

    /// The names in the index folder, sorted, without the locks, which stay where they are.
    pub(crate) fn listing(&self) -> Vec<String> {
        let mut names = listing(&self.index);
        names.retain(|name| !name.ends_with(".lock") && name != "writes.gate");
        names
    }

    /// Writes to the live generation as a server does: through the fence, with a note of what
    /// changes for a reindex that is under way.
    pub(crate) fn change(&self, put: &[&str], removed: &[&str]) {
        self.change_slowly(put, removed, || {});
    }

    /// Likewise, and does something between the note and the commit.
    pub(crate) fn change_slowly(&self, put: &[&str], removed: &[&str], between: impl FnOnce()) {
        let passage = WritePassage::enter(&self.index).unwrap();
        let generation = Generation::open_current(&self.index).unwrap();
        let (index, fields) = (&generation.index, generation.fields);
        let mut writer = StoryWriter::open(index, fields, 1, THREAD_BYTES).unwrap();
        let mut builder = DocumentBuilder::new(fields);
        let put: Vec<_> = put.iter().map(|json| story(json)).collect();
        let removed: Vec<_> = removed.iter().map(|id| StoryId::new(*id).unwrap()).collect();
        passage.note_changes(put.iter().map(|story| &story.id).chain(&removed)).unwrap();
        between();
        for story in put {
            writer.replace(builder.build(story).unwrap()).unwrap();
        }
        for id in &removed {
            writer.remove(id);
        }
        writer.commit().unwrap();
        writer.finish().unwrap();
    }

    /// The folder of the live generation.
    pub(crate) fn live(&self) -> PathBuf {
        self.index.join(self.current())
    }

    /// The stories of the live generation by id.
    pub(crate) fn stories(&self) -> BTreeMap<String, Story> {
        stories(&Generation::open_current(&self.index).unwrap())
    }
}

/// Checks that something waits for tantivy's lock on the list of segments, under which nobody
/// removes files.
pub(crate) fn waits_for_the_list_of_segments(folder: &Path, act: impl FnOnce() + Send) {
    let directory = MmapDirectory::open(folder).unwrap();
    let lock = directory.acquire_lock(&META_LOCK).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            act();
            done.store(true, Ordering::SeqCst);
        });
        // There is nothing to poll for: it is to do nothing.
        thread::sleep(Duration::from_millis(200));
        assert!(!done.load(Ordering::SeqCst), "it does not wait");
        drop(lock);
        waiting.join().unwrap();
    });
}

/// Told to stop when the test goes on or fails, so that no thread outlives what it is for.
#[derive(Default)]
pub(crate) struct Stop(AtomicBool);

impl Stop {
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sets it when what is given back is dropped.
    pub(crate) fn when_done(&self) -> WhenDone<'_> {
        WhenDone(self)
    }
}

pub(crate) struct WhenDone<'a>(&'a Stop);

impl Drop for WhenDone<'_> {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

pub(crate) fn id(number: u64) -> GenerationId {
    GenerationId::of_folder(&format!("gen-{number:06}")).unwrap()
}

pub(crate) fn story(json: &str) -> Story {
    serde_json::from_str(json).unwrap()
}

/// A story on a line with so many events.
pub(crate) fn timeline(id: &str, title: &str, events: usize) -> String {
    let events: Vec<_> = (1..=events)
        .map(|at| format!("{{\"date\":\"2025-{:02}\",\"text\":\"entry {at}\"}}", 1 + at % 12))
        .collect();
    let events = events.join(",");
    format!("{{\"id\":\"{id}\",\"title\":\"{title}\",\"timeline\":[{events}]}}\n")
}

/// The content with its checksum behind it.
pub(crate) fn sealed(content: &[u8]) -> Vec<u8> {
    let checksum = format!("xxh3 {:016x}\n", xxh3_64(content));
    [content, checksum.as_bytes()].concat()
}

/// Writes one of the small files with the checksum that belongs to its content.
pub(crate) fn write_sealed(folder: &Path, name: &str, content: &[u8]) {
    fs::write(folder.join(name), sealed(content)).unwrap();
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
    ReindexOptions {
        strict,
        yields: false,
        analysis: Analysis::default(),
        threads,
        memory_bytes,
        limits: Limits::default(),
    }
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
