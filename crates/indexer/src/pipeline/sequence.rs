//! The sequencer: takes parsed chunks in the order read, keeps the last story of each id, counts.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crossbeam_channel::Receiver;
use xxhash_rust::xxh3::{Xxh3DefaultBuilder, xxh3_128};

use super::chunk::{ParsedChunk, ParsedItem, ParserResult};
use super::progress::{Observer, Progress};
use super::report::ReindexReport;
use crate::IndexError;
use crate::budget::Budget;
use crate::sources::{NoteKind, Reason};
use crate::writer::StoryWriter;

/// How many bytes of documents may be waiting for tantivy. Enough to keep its threads busy; more
/// would only be memory that is touched once and lies cold.
const IN_FLIGHT_BYTES: usize = 8 * 1024 * 1024;

/// Hands stories to the writer in the order of their sources.
pub(super) struct Sequencer<'a> {
    writer: &'a StoryWriter,
    observer: &'a mut dyn Observer,
    strict: bool,
    budget: Arc<Budget>,
    /// The hash of each id seen, with the number of its events: 24 bytes or so a story, the one
    /// thing that grows with the corpus. At 128 bits, two ids do not collide.
    seen: HashMap<u128, u32, Xxh3DefaultBuilder>,
    report: ReindexReport,
    progress: Progress,
}

impl<'a> Sequencer<'a> {
    pub(super) fn new(
        writer: &'a StoryWriter,
        observer: &'a mut dyn Observer,
        strict: bool,
        bytes_total: u64,
    ) -> Self {
        Self {
            writer,
            observer,
            strict,
            budget: Budget::new(IN_FLIGHT_BYTES),
            seen: HashMap::default(),
            report: ReindexReport::default(),
            progress: Progress { bytes_total, ..Progress::default() },
        }
    }

    /// Takes everything that the parsers send. A chunk that comes early waits; the tickets bound
    /// how many can.
    pub(super) fn run(
        mut self,
        results: &Receiver<ParserResult>,
    ) -> Result<ReindexReport, IndexError> {
        let mut early: BTreeMap<u64, ParsedChunk> = BTreeMap::new();
        let mut next = 0;
        for result in results {
            if self.observer.is_cancelled() {
                return Err(IndexError::Cancelled);
            }
            let chunk = result?;
            early.insert(chunk.sequence, chunk);
            while let Some(chunk) = early.remove(&next) {
                self.take_chunk(chunk)?;
                next += 1;
            }
        }
        if self.observer.is_cancelled() {
            return Err(IndexError::Cancelled);
        }
        // A chunk is missing only where a parser died with it.
        if !early.is_empty() {
            return Err(IndexError::Worker);
        }
        Ok(self.report)
    }

    fn take_chunk(&mut self, chunk: ParsedChunk) -> Result<(), IndexError> {
        for item in chunk.items {
            self.take_item(item)?;
        }
        self.progress.bytes_read = self.progress.bytes_read.max(chunk.bytes_read);
        self.observer.progress(self.progress);
        drop(chunk.ticket);
        Ok(())
    }

    fn take_item(&mut self, item: ParsedItem) -> Result<(), IndexError> {
        let report = &mut self.report;
        report.records_read += 1;
        report.unknown_fields += item.unknown_fields;
        for note in &item.notes {
            report.notes += 1;
            report.events_undated += u64::from(note.kind == NoteKind::UndatedEvent);
            self.observer.noted(note);
        }
        let mut story = match item.outcome {
            Ok(story) => story,
            Err(reject) => {
                report.rejected += 1;
                *report.rejects.entry(reject.reason).or_default() += 1;
                self.observer.rejected(&reject);
                // What is behind a break is not known; an index without it would look complete.
                if reject.reason == Reason::Io {
                    return Err(IndexError::Torn(reject));
                }
                return if self.strict { Err(IndexError::Strict(reject)) } else { Ok(()) };
            }
        };
        report.events_read += item.events_read;
        report.events_rejected += item.events_rejected;
        let events = story.events();
        let bytes = story.bytes();
        story.hold(self.budget.acquire(bytes));
        let key = xxh3_128(story.story.as_str().as_bytes());
        // A story of more events than the count holds is refused when its documents are built.
        let count = u32::try_from(events).unwrap_or(u32::MAX);
        match self.seen.insert(key, count) {
            Some(earlier) => {
                report.stories_superseded += 1;
                report.events_superseded += u64::from(earlier);
                self.writer.replace(story)?;
            }
            None => self.writer.add(story)?,
        }
        self.progress.stories += 1;
        self.progress.events += events;
        Ok(())
    }
}
