//! Building the index: by Dateline from its sources, and by bare tantivy's writer from documents
//! that are analysed already, which is the part of the work that nobody can leave out.

use std::path::Path;
use std::time::Instant;

use dateline_indexer::analysis::Analysis;
use dateline_indexer::generation::{Generation, create_in};
use dateline_indexer::sources::Limits;
use dateline_indexer::{DocumentBuilder, IndexDocument, Input, Observer, ReindexOptions, reindex};
use serde::Serialize;
use tantivy::IndexWriter;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::UserOperation;

use crate::corpus::Entry;

/// What a run comes to.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Indexing {
    pub(crate) stories: u64,
    pub(crate) events: u64,
    pub(crate) seconds: f64,
}

impl Indexing {
    pub(crate) fn events_per_second(&self) -> f64 {
        self.events as f64 / self.seconds
    }
}

/// How many threads build segments, as a server of two cores has it.
pub(crate) const THREADS: usize = 2;
/// What they may use together.
pub(crate) const MEMORY_BYTES: usize = 256 << 20;

struct Silent;

impl Observer for Silent {}

/// Files in, a proven and published generation out.
pub(crate) fn by_dateline(index: &Path, stories: &Path) -> anyhow::Result<(Generation, Indexing)> {
    let (threads, memory_bytes, limits) = (THREADS, MEMORY_BYTES, Limits::default());
    let options = ReindexOptions {
        strict: false,
        yields: false,
        analysis: Analysis::default(),
        threads,
        memory_bytes,
        limits,
    };
    let started = Instant::now();
    let input = Input::Paths(vec![stories.to_owned()]);
    let (generation, report) = reindex(index, input, &options, &mut Silent)?;
    let seconds = started.elapsed().as_secs_f64();
    Ok((generation, Indexing { stories: report.stories, events: report.events, seconds }))
}

/// Finished documents in, a committed index out. All documents are in memory before it begins, so
/// that it is for a corpus that fits there.
pub(crate) fn of_documents(folder: &Path, entries: &[Entry]) -> anyhow::Result<Indexing> {
    let (index, fields) = create_in(MmapDirectory::open(folder)?)?;
    let mut builder = DocumentBuilder::new(fields);
    let mut finished = Vec::new();
    for Entry { story, .. } in entries {
        finished.push(builder.build(story.clone())?);
    }
    let (count, events) = (entries.len() as u64, finished.iter().map(|story| story.events()).sum());
    let started = Instant::now();
    let mut writer: IndexWriter<IndexDocument> =
        index.writer_with_num_threads(THREADS, MEMORY_BYTES)?;
    for story in finished {
        writer.run(story.documents.into_iter().map(UserOperation::Add).collect::<Vec<_>>())?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(Indexing { stories: count, events, seconds: started.elapsed().as_secs_f64() })
}
