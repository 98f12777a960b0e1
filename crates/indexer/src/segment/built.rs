//! A segment that is written, and not yet part of the index.

use std::ops::Range;

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::write_alive_bitset;
use tantivy::index::SegmentComponent;
use tantivy::{BitSet, DocId, Opstamp, Segment};

/// A complete segment.
pub(crate) struct BuiltSegment {
    /// The number under which its builder told of the stories in it.
    pub(crate) number: u32,
    pub(super) segment: Segment,
}

impl BuiltSegment {
    /// The segment without these documents, as of this number of an operation.
    ///
    /// # Errors
    /// A fault of the disk.
    pub(crate) fn without(
        self,
        removed: &[Range<DocId>],
        stamp: Opstamp,
    ) -> tantivy::Result<Segment> {
        if removed.is_empty() {
            return Ok(self.segment);
        }
        let mut alive = BitSet::with_max_value_and_full(self.segment.meta().max_doc());
        removed.iter().cloned().flatten().for_each(|doc| alive.remove(doc));
        let count = self.segment.meta().max_doc() - alive.len() as u32;
        let segment = self.segment.with_delete_meta(count, stamp);
        let mut file = segment.open_write(SegmentComponent::Delete)?;
        write_alive_bitset(&alive, &mut file)?;
        file.terminate()?;
        Ok(segment)
    }
}
