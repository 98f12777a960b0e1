//! What travels between the threads.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use dateline_model::Story;

use crate::IndexError;
use crate::segment::{BuiltSegment, Placed};
use crate::sources::{Note, RawRecord, Reject};

/// A few records, in the order read. Large enough that handing it over costs nothing, small
/// enough that both cores have something to do.
pub(super) const CHUNK_BYTES: usize = 128 * 1024;

/// How many chunks may be between reader and sequencer, for each worker.
pub(super) const CHUNKS_PER_WORKER: usize = 4;

/// Records on their way to a worker.
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

/// What became of the records, on its way to the sequencer.
pub(super) struct IndexedChunk {
    pub(super) sequence: u64,
    pub(super) items: Vec<IndexedItem>,
    pub(super) ticket: Ticket,
    pub(super) bytes_read: u64,
}

/// What became of one record.
pub(super) struct IndexedItem {
    /// Where its story is, or why there is none.
    pub(super) outcome: Result<Placed, Reject>,
    pub(super) notes: Vec<Note>,
    pub(super) unknown_fields: u64,
    pub(super) events_read: u64,
    pub(super) events_rejected: u64,
}

/// What a worker tells the sequencer.
pub(super) enum Message {
    /// A chunk is through.
    Chunk(IndexedChunk),
    /// A segment is complete. Its stories are all in chunks up to this one.
    Segment { segment: BuiltSegment, last_chunk: u64 },
}

/// What the sequencer receives.
pub(super) type WorkerResult = Result<Message, IndexError>;

/// A bounded stock of tickets: one for each chunk that may be in flight.
///
/// Not a channel of tokens: chunks that lie in a queue when the run is called off would keep their
/// tickets, and the reader would wait for them for ever. A stock can be closed.
#[derive(Clone)]
pub(super) struct Tickets(Arc<Stock>);

struct Stock {
    state: Mutex<StockState>,
    changed: Condvar,
}

struct StockState {
    free: usize,
    closed: bool,
}

/// The right to have a chunk in flight; dropped, it is free for the next.
pub(super) struct Ticket(Tickets);

impl Tickets {
    /// So many tickets.
    pub(super) fn new(count: usize) -> Self {
        let state = Mutex::new(StockState { free: count, closed: false });
        Self(Arc::new(Stock { state, changed: Condvar::new() }))
    }

    /// Waits for a ticket. None when the run is over.
    pub(super) fn take(&self) -> Option<Ticket> {
        let state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        let nothing_to_do = |state: &mut StockState| state.free == 0 && !state.closed;
        let mut state =
            self.0.changed.wait_while(state, nothing_to_do).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        state.free -= 1;
        Some(Ticket(self.clone()))
    }

    /// Whether the run was called off.
    pub(super) fn are_closed(&self) -> bool {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).closed
    }

    /// Ends the run: nobody gets a ticket any more, and nobody waits for one.
    pub(super) fn close(&self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.0.changed.notify_all();
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let stock = &self.0.0;
        stock.state.lock().unwrap_or_else(PoisonError::into_inner).free += 1;
        stock.changed.notify_one();
    }
}
