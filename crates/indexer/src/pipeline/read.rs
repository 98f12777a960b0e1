//! The reading thread: files, or a generation's stories, cut into chunks.

use std::sync::Arc;

use crossbeam_channel::Sender;
use dateline_model::Event;

use super::chunk::{CHUNK_BYTES, RawChunk, RawItem, Tickets};
use crate::IndexError;
use crate::generation::StoryStore;
use crate::sources::{self, Limits, SourceFile};

/// Cuts items into chunks and sends them on.
pub(super) struct Chunker {
    tickets: Tickets,
    chunks: Sender<RawChunk>,
    sequence: u64,
    items: Vec<RawItem>,
    bytes: usize,
}

/// The receiving side is gone: the run was called off, which its own error tells.
pub(super) struct Closed;

impl Chunker {
    pub(super) fn new(tickets: Tickets, chunks: Sender<RawChunk>) -> Self {
        Self { tickets, chunks, sequence: 0, items: Vec::new(), bytes: 0 }
    }

    fn push(&mut self, item: RawItem, bytes: usize, bytes_read: u64) -> Result<(), Closed> {
        self.items.push(item);
        self.bytes += bytes;
        if self.bytes >= CHUNK_BYTES { self.flush(bytes_read) } else { Ok(()) }
    }

    fn flush(&mut self, bytes_read: u64) -> Result<(), Closed> {
        if self.items.is_empty() {
            return Ok(());
        }
        let ticket = self.tickets.take().ok_or(Closed)?;
        let items = std::mem::take(&mut self.items);
        self.bytes = 0;
        let chunk = RawChunk { sequence: self.sequence, items, ticket, bytes_read };
        self.sequence += 1;
        self.chunks.send(chunk).map_err(|_| Closed)
    }

    /// Reads files to their ends. A file that cannot be opened ends the run: it was there a moment
    /// ago, and an index without it would look complete.
    pub(super) fn read_files(
        mut self,
        files: Vec<SourceFile>,
        limits: Limits,
    ) -> Result<(), IndexError> {
        let mut done = 0;
        for file in files {
            let size = file.bytes;
            let mut reader = sources::open(Arc::new(file), limits)?;
            while let Some(record) = reader.next() {
                let (item, bytes) = match record {
                    Ok(record) => {
                        let bytes = record.body.len();
                        (RawItem::Record(record), bytes)
                    }
                    Err(reject) => {
                        let bytes = size_of::<RawItem>() + reject.detail.len();
                        (RawItem::Reject(reject), bytes)
                    }
                };
                if self.push(item, bytes, done + reader.bytes_read()).is_err() {
                    return Ok(());
                }
            }
            done += size;
        }
        let _ = self.flush(done);
        Ok(())
    }

    /// Reads the stories stored in a generation.
    pub(super) fn read_generation(mut self, store: &StoryStore) -> Result<(), IndexError> {
        let mut stories = store.stories()?;
        while let Some(story) = stories.next_story()? {
            let sections = story.sections.iter().map(|section| section.text.len());
            let events = story.timeline.iter().map(|event| event.text.len() + size_of::<Event>());
            let bytes = 1_000 + sections.sum::<usize>() + events.sum::<usize>();
            if self.push(RawItem::Story(Box::new(story)), bytes, 0).is_err() {
                return Ok(());
            }
        }
        let _ = self.flush(0);
        Ok(())
    }
}
