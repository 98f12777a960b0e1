//! What travels between the threads.

use crossbeam_channel::{Receiver, Sender, bounded};
use dateline_model::Story;

use crate::sources::{Note, RawRecord, Reject};
use crate::{IndexError, StoryDocuments};

/// A few records, in the order read. Large enough that handing it over costs nothing, small
/// enough that both cores have something to do.
pub(super) const CHUNK_BYTES: usize = 128 * 1024;

/// How many chunks may be between reader and sequencer, for each parser.
pub(super) const CHUNKS_PER_PARSER: usize = 4;

/// Records on their way to a parser.
pub(super) struct RawChunk {
    /// The how manieth chunk it is.
    pub(super) sequence: u64,
    /// Its records.
    pub(super) items: Vec<RawItem>,
    /// Given back when the chunk is through.
    pub(super) ticket: Ticket,
    /// How many bytes of the sources were read when it was cut.
    pub(super) bytes_read: u64,
}

/// One record.
pub(super) enum RawItem {
    /// Bytes of a source.
    Record(RawRecord),
    /// What could not even be cut into records.
    Reject(Reject),
    /// A story that needs no parsing.
    Story(Box<Story>),
}

/// Parsed records on their way to the sequencer.
pub(super) struct ParsedChunk {
    pub(super) sequence: u64,
    pub(super) items: Vec<ParsedItem>,
    pub(super) ticket: Ticket,
    pub(super) bytes_read: u64,
}

/// One parsed record.
pub(super) struct ParsedItem {
    /// The documents, or why there are none.
    pub(super) outcome: Result<StoryDocuments, Reject>,
    pub(super) notes: Vec<Note>,
    pub(super) unknown_fields: u64,
    pub(super) events_read: u64,
    pub(super) events_rejected: u64,
}

/// What the sequencer receives.
pub(super) type ParserResult = Result<ParsedChunk, IndexError>;

/// The right to have a chunk in flight; dropped, it is free for the next.
pub(super) struct Ticket {
    give_back: Sender<()>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Nobody waits for tickets any more when the reader has ended.
        let _ = self.give_back.try_send(());
    }
}

/// A bounded stock of tickets.
pub(super) struct Tickets {
    free: Receiver<()>,
    give_back: Sender<()>,
}

impl Tickets {
    /// So many tickets.
    pub(super) fn new(count: usize) -> Self {
        let (give_back, free) = bounded(count);
        for _ in 0..count {
            // There is room for each, as the channel has just been made for so many.
            let _ = give_back.try_send(());
        }
        Self { free, give_back }
    }

    /// Waits for a ticket. None when the run is over.
    pub(super) fn take(&self) -> Option<Ticket> {
        self.free.recv().ok().map(|()| Ticket { give_back: self.give_back.clone() })
    }
}
