//! A working thread: records to segments. All the work that can be done for one story without
//! knowing of the others is done here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::{Receiver, Sender};
use dateline_model::Story;

use super::chunk::{IndexedChunk, IndexedItem, Message, RawChunk, RawItem, Tickets, WorkerResult};
use crate::IndexError;
use crate::segment::SegmentBuilder;
use crate::sources;

/// Indexes chunks until there are no more, or the run is called off.
pub(super) fn index_chunks(
    chunks: &Receiver<RawChunk>,
    results: &Sender<WorkerResult>,
    tickets: &Tickets,
    mut builder: SegmentBuilder,
) {
    let mut last_chunk = 0;
    for chunk in chunks {
        last_chunk = chunk.sequence;
        let result = guarded(|| index_chunk(chunk, &mut builder));
        // After a fault the segment is of no use.
        let is_over = result.is_err();
        if results.send(result.map(Message::Chunk)).is_err() || is_over {
            return;
        }
        // The others need not wait for what becomes of the chunk until the segment is written.
        if builder.is_full() && !finish(&mut builder, results, last_chunk) {
            return;
        }
    }
    // Nobody waits for the segment of a run that was called off.
    if !tickets.are_closed() {
        finish(&mut builder, results, last_chunk);
    }
}

/// Writes the segment. False where nobody wants it, or there is none for a fault.
fn finish(builder: &mut SegmentBuilder, results: &Sender<WorkerResult>, last_chunk: u64) -> bool {
    let message = |segment| Message::Segment { segment, last_chunk };
    match guarded(|| builder.finish()).transpose() {
        Some(result) => {
            let is_written = result.is_ok();
            results.send(result.map(message)).is_ok() && is_written
        }
        None => true,
    }
}

/// A panic is a bug of ours; it must end the run with an error and not keep others waiting for a
/// chunk that never comes.
fn guarded<T>(work: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(IndexError::Worker))
}

fn index_chunk(chunk: RawChunk, builder: &mut SegmentBuilder) -> Result<IndexedChunk, IndexError> {
    let items = chunk.items.into_iter().map(|item| index_item(item, builder));
    Ok(IndexedChunk {
        sequence: chunk.sequence,
        items: items.collect::<Result<_, IndexError>>()?,
        ticket: chunk.ticket,
        bytes_read: chunk.bytes_read,
    })
}

fn index_item(item: RawItem, builder: &mut SegmentBuilder) -> Result<IndexedItem, IndexError> {
    Ok(match item {
        RawItem::Reject(reject) => IndexedItem {
            outcome: Err(reject),
            notes: Vec::new(),
            unknown_fields: 0,
            events_read: 0,
            events_rejected: 0,
        },
        RawItem::Story(story) => ready(*story, builder)?,
        RawItem::Record(record) => {
            let parsed = sources::parse(&record);
            IndexedItem {
                outcome: match parsed.story {
                    Ok(story) => Ok(builder.add(story)?),
                    Err(reject) => Err(reject),
                },
                notes: parsed.notes,
                unknown_fields: parsed.unknown_fields,
                events_read: parsed.events_read,
                events_rejected: parsed.events_rejected,
            }
        }
    })
}

fn ready(story: Story, builder: &mut SegmentBuilder) -> Result<IndexedItem, IndexError> {
    let events_read = story.timeline.len() as u64;
    Ok(IndexedItem {
        outcome: Ok(builder.add(story)?),
        notes: Vec::new(),
        unknown_fields: 0,
        events_read,
        events_rejected: 0,
    })
}
