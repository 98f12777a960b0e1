//! Which stories a later one with the same id replaces, and getting them out of the index.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use dateline_model::StoryId;
use tantivy::DocId;
use xxhash_rust::xxh3::{Xxh3DefaultBuilder, xxh3_128};

use crate::IndexError;
use crate::segment::{BuiltSegment, Placed};
use crate::writer::StoryWriter;

/// The stories that were met, and what is left of the segments that they are in.
pub(super) struct Stories<'a> {
    writer: &'a mut StoryWriter,
    /// The hash of each id, with where its story is: 32 bytes or so a story, the one thing that grows
    /// with the corpus. At 128 bits, two ids do not collide.
    places: HashMap<u128, Place, Xxh3DefaultBuilder>,
    /// The documents that are replaced of each segment that is not in the index yet.
    removed: HashMap<u32, Vec<Range<DocId>>>,
    /// The segments that are.
    added: HashSet<u32>,
    /// Whether something was removed from one of them since the last commit.
    is_behind: bool,
}

/// Where a story is.
#[derive(Clone, Copy)]
struct Place {
    segment: u32,
    first: DocId,
    events: u32,
}

impl<'a> Stories<'a> {
    /// None yet.
    pub(super) fn new(writer: &'a mut StoryWriter) -> Self {
        Self {
            writer,
            places: HashMap::default(),
            removed: HashMap::new(),
            added: HashSet::new(),
            is_behind: false,
        }
    }

    /// Takes note of a story, later than all before. Of one that it replaces, the number of events.
    pub(super) fn take(&mut self, placed: &Placed) -> Option<u32> {
        let Placed { story, segment, first, events } = placed;
        let place = Place { segment: *segment, first: *first, events: *events };
        let key = xxh3_128(story.as_str().as_bytes());
        let earlier = self.places.insert(key, place)?;
        self.remove(story, earlier);
        Some(earlier.events)
    }

    /// Removes the earlier of two stories. The later one is not in the index yet, as its segment is
    /// only added when all its stories were taken note of.
    fn remove(&mut self, story: &StoryId, earlier: Place) {
        if self.added.contains(&earlier.segment) {
            self.writer.remove(story);
            self.is_behind = true;
        } else {
            let documents = earlier.first..earlier.first + earlier.events + 1;
            self.removed.entry(earlier.segment).or_default().push(documents);
        }
    }

    /// Adds a segment, all of whose stories were taken note of.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub(super) fn add(&mut self, segment: BuiltSegment) -> Result<(), IndexError> {
        // A segment that is added may be taken for one that was there before what was removed since
        // the last commit, and would lose the later stories for the earlier ones.
        if std::mem::take(&mut self.is_behind) {
            self.writer.commit()?;
        }
        let removed = self.removed.remove(&segment.number).unwrap_or_default();
        self.added.insert(segment.number);
        self.writer.add_segment(segment, &removed)
    }
}
