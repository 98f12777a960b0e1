//! Grouping matches by story.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::DocId;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use super::rank::LocalRank;

/// The matches of a segment by story.
pub(super) struct Groups {
    /// How many events to keep of each.
    events: usize,
    by_story: HashMap<u32, Group, Xxh3DefaultBuilder>,
}

/// The matches of one story.
pub(super) struct Group {
    /// Its best match.
    pub(super) best: LocalRank,
    /// That match's document.
    pub(super) doc: DocId,
    /// Its best matching events, best first.
    pub(super) events: Vec<(LocalRank, DocId)>,
}

impl Groups {
    pub(super) fn new(events: usize) -> Self {
        Self { events, by_story: HashMap::default() }
    }

    pub(super) fn add(&mut self, rank: LocalRank, doc: DocId) {
        let group = match self.by_story.entry(rank.story) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(Group { best: rank, doc, events: Vec::new() }),
        };
        if rank < group.best {
            (group.best, group.doc) = (rank, doc);
        }
        if rank.event > 0 && self.events > 0 {
            let at = group.events.partition_point(|(other, _)| *other < rank);
            if at < self.events {
                group.events.truncate(self.events - 1);
                group.events.insert(at, (rank, doc));
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.by_story.len()
    }

    pub(super) fn into_groups(self) -> impl Iterator<Item = Group> {
        self.by_story.into_values()
    }
}
