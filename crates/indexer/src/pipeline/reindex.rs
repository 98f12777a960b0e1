//! The run as a whole.

use std::path::Path;
use std::thread;
use std::time::Instant;

use crossbeam_channel::bounded;

use super::chunk::{CHUNKS_PER_PARSER, Tickets};
use super::options::{Input, ReindexOptions};
use super::parse::parse_chunks;
use super::progress::Observer;
use super::read::Chunker;
use super::report::ReindexReport;
use super::sequence::Sequencer;
use crate::IndexError;
use crate::generation::{Building, Generation, Manifest};
use crate::schema::{SCHEMA_VERSION, fingerprint};
use crate::sources::{Discovered, discover};
use crate::writer::StoryWriter;

/// Builds a new generation from the input and makes it the live one, once it is proven to hold
/// what was read. Whatever fails, the live generation stays, and what was built is removed.
///
/// # Errors
/// [`IndexError::Source`] and [`IndexError::Strict`] for what the input is to blame for,
/// [`IndexError::Cancelled`] where the observer called it off, otherwise a fault of ours.
pub fn reindex(
    index_dir: &Path,
    input: Input,
    options: &ReindexOptions,
    observer: &mut dyn Observer,
) -> Result<(Generation, ReindexReport), IndexError> {
    let started = Instant::now();
    let (reading, files_ignored) = match input {
        Input::Paths(paths) => {
            let Discovered { files, ignored } = discover(&paths)?;
            (Reading::Files(files), ignored)
        }
        Input::Index(generation) => (Reading::Index(generation), 0),
    };
    let (files, source_bytes) = match &reading {
        Reading::Files(files) => (files.len() as u64, files.iter().map(|file| file.bytes).sum()),
        Reading::Index(_) => (0, 0),
    };

    let building = Building::start(index_dir)?;
    let mut writer =
        StoryWriter::open(&building.index, building.fields, options.threads, options.memory_bytes)?;
    let mut report = fill(&writer, &building, reading, source_bytes, options, observer)?;
    observer.finishing();
    writer.commit()?;
    writer.finish()?;

    report.files = files;
    report.files_ignored = files_ignored;
    report.source_bytes = source_bytes;
    count_documents(&building, &mut report)?;
    report.prove()?;
    let manifest = Manifest {
        schema_version: SCHEMA_VERSION,
        fingerprint: fingerprint(),
        build: crate::generation::new_build(),
        stories: report.stories,
        events: report.events,
    };
    let generation = building.publish(index_dir, manifest)?;
    report.generation = generation.id.number();
    report.index_bytes = generation.size_in_bytes()?;
    report.seconds = started.elapsed().as_secs_f64();
    report.events_per_second = report.events as f64 / report.seconds.max(1e-9);
    Ok((generation, report))
}

/// What is read, resolved.
enum Reading {
    Files(Vec<crate::sources::SourceFile>),
    Index(Box<Generation>),
}

/// Runs reader, parsers and sequencer until the input is used up.
fn fill(
    writer: &StoryWriter,
    building: &Building,
    reading: Reading,
    source_bytes: u64,
    options: &ReindexOptions,
    observer: &mut dyn Observer,
) -> Result<ReindexReport, IndexError> {
    // Parsing is a third of the work, building segments the rest.
    let parsers = options.threads.div_ceil(2).max(1);
    let in_flight = parsers * CHUNKS_PER_PARSER;
    let (chunk_sender, chunks) = bounded(in_flight);
    let (result_sender, results) = bounded(in_flight);
    let tickets = Tickets::new(in_flight);
    let chunker = Chunker::new(tickets.clone(), chunk_sender);
    let limits = options.limits;
    let fields = building.fields;
    thread::scope(|scope| {
        let reader = scope.spawn(move || match reading {
            Reading::Files(files) => chunker.read_files(files, limits),
            Reading::Index(generation) => chunker.read_generation(&generation),
        });
        for _ in 0..parsers {
            let (chunks, results) = (chunks.clone(), result_sender.clone());
            scope.spawn(move || parse_chunks(&chunks, &results, fields));
        }
        drop((chunks, result_sender));
        let sequencer = Sequencer::new(writer, observer, options.strict, source_bytes);
        let report = sequencer.run(&results);
        // Without tickets the reader ends, without a receiver the parsers do, also after an error.
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
