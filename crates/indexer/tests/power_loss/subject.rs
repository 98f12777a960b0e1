//! The index on the disk, and the proof that it holds what it should.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_indexer::generation::{
    GenerationDirectory, KindCounts, create_in, load_story, open_in, read_document, verify,
};
use dateline_indexer::{Fields, IndexError, StoredDocument, StoryWriter};
use dateline_model::StoryId;
use tantivy::{Directory, DocAddress, Index, Searcher};

use crate::disk::Disk;
use crate::life::WRITER_BYTES;
use crate::state::State;

/// What stands between tantivy and the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// What Dateline puts there while it reindexes.
    Dateline,
    /// What it puts there when it serves: small files stand together.
    WithCompounds,
    /// Nothing.
    TantivyAlone,
}

impl Subject {
    fn directory(self, disk: &Disk) -> Box<dyn Directory> {
        match self {
            Self::Dateline => Self::over(disk).into(),
            Self::WithCompounds => Self::over(disk).with_compounds().into(),
            Self::TantivyAlone => disk.clone().into(),
        }
    }

    fn over(disk: &Disk) -> GenerationDirectory<Disk> {
        GenerationDirectory::over(disk.clone(), None, Arc::new(disk.clone()))
    }

    /// Makes an empty index that was written to and read, as every generation was that goes live:
    /// what they lock is there.
    pub(crate) fn prepare(self, disk: &Disk) -> Result<(), IndexError> {
        let (index, fields) = create_in(self.directory(disk))?;
        let mut writer = StoryWriter::open(&index, fields, 1, WRITER_BYTES)?;
        writer.commit()?;
        writer.finish()?;
        index.reader()?;
        Ok(())
    }

    pub(crate) fn open(self, disk: &Disk) -> Result<Index, IndexError> {
        open_in(self.directory(disk))
    }
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wrong {
    /// It cannot be opened or read.
    Unreadable,
    /// It is what it was before the last acknowledged batch.
    LostAcknowledged,
    /// It is nothing that it ever was.
    HalfDone,
    /// A checksum, a count or a word does not fit what is stored.
    Damaged,
    /// It is not written to, though there is nothing in the way.
    Unwritable,
}

/// What went wrong, and how that showed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) wrong: Wrong,
    pub(crate) detail: String,
}

impl Failure {
    pub(crate) fn of(wrong: Wrong, detail: impl ToString) -> Self {
        Self { wrong, detail: detail.to_string() }
    }
}

/// The stories that a search finds, each with what is stored of it, or why that is no state.
pub(crate) fn observe(searcher: &Searcher, fields: Fields) -> Result<State, Failure> {
    let unreadable = |error: IndexError| Failure::of(Wrong::Unreadable, format!("{error:?}"));
    let mut state = State::new();
    let mut documents = 0;
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        for doc in segment.doc_ids_alive() {
            documents += 1;
            let address = DocAddress::new(ordinal as u32, doc);
            let document = read_document(searcher, address).map_err(unreadable)?;
            let StoredDocument::Story(own) = document else { continue };
            let story = load_story(searcher, fields, &own.head.id).map_err(unreadable)?;
            let Some(story) = story else {
                return Err(half(&own.head.id, "is stored but not found"));
            };
            if state.insert(own.head.id.clone(), Arc::new(story)).is_some() {
                return Err(half(&own.head.id, "is there twice"));
            }
        }
    }
    let expected: usize = state.values().map(|story| 1 + story.timeline.len()).sum();
    if documents != expected {
        let detail = format!("{documents} documents for stories of {expected}");
        return Err(Failure::of(Wrong::HalfDone, detail));
    }
    Ok(state)
}

fn half(id: &StoryId, what: &str) -> Failure {
    Failure::of(Wrong::HalfDone, format!("{id} {what}"))
}

/// Opens what is on the disk, checks every byte of it, and tells what it holds.
pub(crate) fn examine(subject: Subject, disk: &Disk) -> Result<State, Failure> {
    let (_, fields) = Fields::declare();
    let unreadable = |error: String| Failure::of(Wrong::Unreadable, error);
    let index = subject.open(disk).map_err(|error| unreadable(format!("{error:?}")))?;
    let reader = index.reader().map_err(|error| unreadable(format!("{error:?}")))?;
    let state = observe(&reader.searcher(), fields)?;
    let events: usize = state.values().map(|story| story.timeline.len()).sum();
    let expected = KindCounts { stories: state.len() as u64, events: events as u64 };
    verify(&index, fields, expected)
        .map_err(|error| Failure::of(Wrong::Damaged, format!("{error:?}")))?;
    Ok(state)
}

/// How many files there are that nobody knows of, and will ever remove.
pub(crate) fn orphans(subject: Subject, disk: &Disk) -> u64 {
    let Ok(index) = subject.open(disk) else { return 0 };
    let known = index.directory().list_managed_files();
    let is_orphan = |name: &PathBuf| {
        // A compound file goes with what stands in it.
        if let Some(segment) = name.to_str().and_then(|name| name.strip_suffix(".compound")) {
            return !known.iter().any(|known| known.to_string_lossy().starts_with(segment));
        }
        let is_lock = name.extension().is_some_and(|extension| extension == "lock");
        !known.contains(name) && !is_lock && name != Path::new(".managed.json")
    };
    disk.names().iter().filter(|name| is_orphan(name)).count() as u64
}
