//! One thread's builder: stories in, one segment after another out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use dateline_model::{Story, StoryId};
use tantivy::{DocId, Index};

use super::built::BuiltSegment;
use super::open::OpenSegment;
use crate::IndexError;
use crate::analysis::{Analysis, Language};
use crate::layout::lay_out;
use crate::schema::Fields;

/// More than this is never used for one segment: its numbers have 32 bits.
const MOST_BYTES: usize = u32::MAX as usize;

/// Builds segments; one per thread.
pub(crate) struct SegmentBuilder {
    index: Index,
    fields: Fields,
    analysis: Analysis,
    most_bytes: usize,
    numbers: Arc<AtomicU32>,
    open: Option<(u32, OpenSegment)>,
}

/// Where a story was put.
#[derive(Debug)]
pub(crate) struct Placed {
    /// The story.
    pub(crate) story: StoryId,
    /// The number of the segment.
    pub(crate) segment: u32,
    /// Its own document there, which those of its events follow.
    pub(crate) first: DocId,
    /// How many events it has.
    pub(crate) events: u32,
}

impl SegmentBuilder {
    /// A builder of segments for this index that takes about so many bytes of memory. Builders that
    /// work together take the numbers of their segments from the same place.
    pub(crate) fn new(
        index: Index,
        fields: Fields,
        analysis: Analysis,
        most_bytes: usize,
        numbers: Arc<AtomicU32>,
    ) -> Self {
        let most_bytes = most_bytes.min(MOST_BYTES);
        Self { index, fields, analysis, most_bytes, numbers, open: None }
    }

    /// Adds a story.
    ///
    /// # Errors
    /// [`IndexError::Encode`] where it cannot be written as JSON, [`IndexError::TooManyEvents`],
    /// [`IndexError::Tantivy`]. The segment is then of no use.
    pub(crate) fn add(&mut self, story: Story) -> Result<Placed, IndexError> {
        let (number, open) = match &mut self.open {
            Some(open) => open,
            none => none.insert((
                self.numbers.fetch_add(1, Ordering::Relaxed),
                OpenSegment::create(&self.index, self.fields)?,
            )),
        };
        let (id, language) = (story.id.clone(), Language::of_story(&story));
        let first = open.documents();
        self.analysis.with_analyzer(language, |analyzer| {
            lay_out(story, language, self.fields, &mut open.filling(analyzer))
        })?;
        let events = open.documents() - first - 1;
        Ok(Placed { story: id, segment: *number, first, events })
    }

    /// Whether the segment takes as much memory as it may.
    pub(crate) fn is_full(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, open)| open.bytes() >= self.most_bytes)
    }

    /// Writes the segment, if there is anything in it. The next story begins another one.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub(crate) fn finish(&mut self) -> Result<Option<BuiltSegment>, IndexError> {
        let Some((number, open)) = self.open.take() else { return Ok(None) };
        Ok(Some(BuiltSegment { number, segment: open.write()? }))
    }
}
