//! The run as a whole.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::thread;
use std::time::Instant;

use crossbeam_channel::bounded;

use super::chunk::{CHUNKS_PER_WORKER, Tickets};
use super::noted::Noted;
use super::options::{Input, ReindexOptions};
use super::progress::Observer;
use super::read::Chunker;
use super::report::ReindexReport;
use super::sequence::Sequencer;
use super::work::index_chunks;
use crate::IndexError;
use crate::generation::{Building, Generation, KindCounts, Proven, Published, StoryStore};
use crate::segment::SegmentBuilder;
use crate::sources::{Discovered, discover};
use crate::writer::StoryWriter;

/// What tantivy's writer asks for at least, even where it is given no document.
const LEAST_BYTES: usize = 16 << 20;

/// Builds a new generation from the input and makes it the live one, once it is proven to hold
/// what was read. Whatever fails, the live generation stays, and what was built is removed.
///
/// # Errors
/// [`IndexError::Source`] and [`IndexError::Strict`] for what the input is to blame for,
/// [`IndexError::NothingFound`] where it would replace stories by nothing,
/// [`IndexError::Cancelled`] where the observer called it off, otherwise a fault of ours.
pub fn reindex(
    index_dir: &Path,
    input: Input,
    options: &ReindexOptions,
    observer: &mut (dyn Observer + Send),
) -> Result<(Generation, ReindexReport), IndexError> {
    let started = Instant::now();
    // On a thread of its own, as only that one and those that it starts yield to others. The switch
    // does not: writers wait for it.
    let (proven, mut report) = thread::scope(|scope| {
        let build = || build(index_dir, input, options, observer);
        let builder = thread::Builder::new().name("reindex".to_owned());
        let building = builder.spawn_scoped(scope, build).map_err(IndexError::io(index_dir))?;
        building.join().unwrap_or(Err(IndexError::Worker))
    })?;
    let Published { generation, replayed } = proven.publish(index_dir)?;
    report.generation = generation.id.number();
    report.stories_taken_over = replayed;
    report.index_bytes = generation.size_in_bytes()?;
    report.seconds = started.elapsed().as_secs_f64();
    report.events_per_second = report.events as f64 / report.seconds.max(1e-9);
    Ok((generation, report))
}

fn build(
    index_dir: &Path,
    input: Input,
    options: &ReindexOptions,
    observer: &mut (dyn Observer + Send),
) -> Result<(Proven, ReindexReport), IndexError> {
    if options.yields {
        yield_to_others();
    }
    let discovered = match &input {
        Input::Paths(paths) => discover(paths)?,
        Input::Index => Discovered::default(),
    };
    let files = discovered.files.len() as u64;
    let source_bytes = discovered.files.iter().map(|file| file.bytes).sum();

    let building = Building::start(index_dir)?.with(options.analysis.clone());
    let reading = match input {
        Input::Paths(_) => Reading::Files(discovered.files),
        // Which one is live is asked when no other can go live any more, and what changes in it is
        // noted.
        Input::Index => Reading::Index(Box::new(StoryStore::open_current(index_dir)?)),
    };
    // It only adds what is built beside it.
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, LEAST_BYTES)?;
    let mut report = fill(&mut writer, &building, reading, source_bytes, options, observer)?;
    if report.records_read == report.rejected && holds_stories(index_dir) {
        return Err(IndexError::NothingFound { files, rejected: report.rejected });
    }
    observer.finishing();
    writer.commit()?;
    writer.finish()?;

    report.files = files;
    report.files_ignored = discovered.ignored;
    report.source_bytes = source_bytes;
    count_documents(&building, &mut report)?;
    report.prove()?;
    let built = KindCounts { stories: report.stories, events: report.events };
    Ok((building.prove(built)?, report))
}

/// Whether the live generation has anything to lose. One that cannot be read has not.
fn holds_stories(index_dir: &Path) -> bool {
    StoryStore::open_current(index_dir).is_ok_and(|store| !store.is_empty())
}

/// Lowers the priority of this thread, which those that it starts inherit.
#[cfg(unix)]
pub(super) fn yield_to_others() {
    // A ninth of the processor where others want all of it.
    const STEPS: i32 = 10;
    if let Err(error) = rustix::process::nice(STEPS) {
        tracing::debug!(%error, "cannot lower the priority of the reindex");
    }
}

#[cfg(not(unix))]
pub(super) fn yield_to_others() {}

/// What is read, resolved.
enum Reading {
    Files(Vec<crate::sources::SourceFile>),
    Index(Box<StoryStore>),
}

/// Runs reader, workers and sequencer until the input is used up.
fn fill(
    writer: &mut StoryWriter,
    building: &Building,
    reading: Reading,
    source_bytes: u64,
    options: &ReindexOptions,
    observer: &mut (dyn Observer + Send),
) -> Result<ReindexReport, IndexError> {
    let workers = options.threads.max(1);
    let in_flight = workers * CHUNKS_PER_WORKER;
    let (chunk_sender, chunks) = bounded(in_flight);
    let (result_sender, results) = bounded(in_flight);
    let tickets = Tickets::new(in_flight);
    let chunker = Chunker::new(tickets.clone(), chunk_sender);
    let limits = options.limits;
    let numbers = Arc::new(AtomicU32::new(0));
    let builder = || {
        let (index, analysis) = (building.index.clone(), options.analysis.clone());
        let bytes = options.memory_bytes / workers;
        SegmentBuilder::new(index, building.fields, analysis, bytes, Arc::clone(&numbers))
    };
    thread::scope(|scope| {
        let reader = scope.spawn(move || match reading {
            Reading::Files(files) => chunker.read_files(files, limits),
            Reading::Index(store) => chunker.read_generation(&store),
        });
        for _ in 0..workers {
            let (chunks, results, builder) = (chunks.clone(), result_sender.clone(), builder());
            let tickets = tickets.clone();
            scope.spawn(move || index_chunks(&chunks, &results, &tickets, builder));
        }
        drop((chunks, result_sender));
        let mut observer = Noted::new(observer, building);
        let sequencer = Sequencer::new(writer, &mut observer, options.strict, source_bytes);
        let report = sequencer.run(&results);
        // Without tickets the reader ends, without a receiver the workers do, also after an error.
        tickets.close();
        drop(results);
        let read = reader.join().unwrap_or(Err(IndexError::Worker));
        let report = report?;
        read?;
        Ok(report)
    })
}

/// Counts what is in the index, not what was meant to be.
fn count_documents(building: &Building, report: &mut ReindexReport) -> Result<(), IndexError> {
    let searcher = building.index.reader()?.searcher();
    let counts = crate::generation::count_kinds(&searcher, building.fields)?;
    (report.stories, report.events) = (counts.stories, counts.events);
    Ok(())
}
