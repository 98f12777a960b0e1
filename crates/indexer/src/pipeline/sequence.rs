//! The sequencer: hears of the chunks in the order read, keeps the last story of each id, counts.

use std::collections::BTreeMap;

use crossbeam_channel::Receiver;

use super::chunk::{IndexedChunk, IndexedItem, Message, WorkerResult};
use super::progress::{Observer, Progress};
use super::replaced::Stories;
use super::report::ReindexReport;
use crate::IndexError;
use crate::segment::BuiltSegment;
use crate::sources::{NoteKind, Reason};
use crate::writer::StoryWriter;

/// Adds segments to the index, with those stories that are the last of their id in the order of the
/// sources.
pub(super) struct Sequencer<'a> {
    observer: &'a mut dyn Observer,
    strict: bool,
    stories: Stories<'a>,
    report: ReindexReport,
    progress: Progress,
}

impl<'a> Sequencer<'a> {
    pub(super) fn new(
        writer: &'a mut StoryWriter,
        observer: &'a mut dyn Observer,
        strict: bool,
        bytes_total: u64,
    ) -> Self {
        Self {
            observer,
            strict,
            stories: Stories::new(writer),
            report: ReindexReport::default(),
            progress: Progress { bytes_total, ..Progress::default() },
        }
    }

    /// Takes everything that the workers send. A chunk that comes early waits; the tickets bound
    /// how many can. So does a segment that has stories of such a one.
    pub(super) fn run(
        mut self,
        results: &Receiver<WorkerResult>,
    ) -> Result<ReindexReport, IndexError> {
        let mut early: BTreeMap<u64, IndexedChunk> = BTreeMap::new();
        let mut segments: Vec<(u64, BuiltSegment)> = Vec::new();
        let mut next = 0;
        for result in results {
            if self.observer.is_cancelled() {
                return Err(IndexError::Cancelled);
            }
            match result? {
                Message::Chunk(chunk) => {
                    early.insert(chunk.sequence, chunk);
                }
                Message::Segment { segment, last_chunk } => segments.push((last_chunk, segment)),
            }
            while let Some(chunk) = early.remove(&next) {
                self.take_chunk(chunk)?;
                next += 1;
            }
            for (_, segment) in segments.extract_if(.., |(last_chunk, _)| *last_chunk < next) {
                self.stories.add(segment)?;
            }
        }
        if self.observer.is_cancelled() {
            return Err(IndexError::Cancelled);
        }
        // A chunk is missing only where a worker died with it.
        if !early.is_empty() || !segments.is_empty() {
            return Err(IndexError::Worker);
        }
        Ok(self.report)
    }

    fn take_chunk(&mut self, chunk: IndexedChunk) -> Result<(), IndexError> {
        for item in chunk.items {
            self.take_item(item)?;
        }
        self.progress.bytes_read = self.progress.bytes_read.max(chunk.bytes_read);
        self.observer.progress(self.progress);
        drop(chunk.ticket);
        Ok(())
    }

    fn take_item(&mut self, item: IndexedItem) -> Result<(), IndexError> {
        let report = &mut self.report;
        report.records_read += 1;
        report.unknown_fields += item.unknown_fields;
        for note in &item.notes {
            report.notes += 1;
            report.events_undated += u64::from(note.kind == NoteKind::UndatedEvent);
            self.observer.noted(note);
        }
        let story = match item.outcome {
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
        if let Some(events) = self.stories.take(&story) {
            report.stories_superseded += 1;
            report.events_superseded += u64::from(events);
        }
        self.progress.stories += 1;
        self.progress.events += u64::from(story.events);
        Ok(())
    }
}
