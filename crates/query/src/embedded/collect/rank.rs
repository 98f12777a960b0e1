//! Why is this hit first? The total order of hits, as numbers that compare in one go.

use dateline_engine::{Position, Sort};
use dateline_model::{Day, DocumentId, EventId, StoryId};

/// What decides before the id: smaller stands further ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::embedded) struct SortKey {
    /// Falls as the score rises; the same for all in the orders by date.
    score: u32,
    /// The day that decides first, counted in the direction of the order.
    near: u32,
    /// The day that decides next.
    far: u32,
}

/// Where undated documents stand: behind all others.
const UNDATED: u32 = u32::MAX;

impl SortKey {
    /// The key of a document with this score and the first and last day of its date.
    pub(in crate::embedded) fn new(sort: Sort, score: f32, days: Option<(i32, i32)>) -> Self {
        let score = match sort {
            // Scores are not negative, and such floats order like their bits.
            Sort::Relevance => u32::MAX - score.max(0.0).to_bits(),
            Sort::Newest | Sort::Oldest => 0,
        };
        let Some((first, last)) = days else { return Self { score, near: UNDATED, far: UNDATED } };
        let (first, last) = known_days(first, last);
        // Day numbers are positive and far below the bounds of the type.
        let (first, last) = (first as u32, last as u32);
        match sort {
            Sort::Relevance | Sort::Newest => {
                Self { score, near: UNDATED - 1 - last, far: UNDATED - 1 - first }
            }
            Sort::Oldest => Self { score, near: first, far: last },
        }
    }

    /// The score that the key was made from, 0 in the orders by date.
    pub(in crate::embedded) fn score(self, sort: Sort) -> f32 {
        match sort {
            Sort::Relevance => f32::from_bits(u32::MAX - self.score),
            Sort::Newest | Sort::Oldest => 0.0,
        }
    }

    /// The position to give out for a document of this story, 0 being the story itself, with this
    /// key.
    pub(in crate::embedded) fn position(self, sort: Sort, story: &StoryId, event: u32) -> Position {
        let story = story.clone();
        let id = match std::num::NonZeroU32::new(event) {
            None => DocumentId::Story(story),
            Some(number) => DocumentId::Event(EventId { story, number }),
        };
        Position { score: self.score(sort), days: self.days(sort), id }
    }

    fn days(self, sort: Sort) -> Option<(Day, Day)> {
        if self.near == UNDATED {
            return None;
        }
        let (first, last) = match sort {
            Sort::Relevance | Sort::Newest => (UNDATED - 1 - self.far, UNDATED - 1 - self.near),
            Sort::Oldest => (self.near, self.far),
        };
        let day = |number: u32| i32::try_from(number).ok().and_then(Day::from_number);
        Some((day(first)?, day(last)?))
    }
}

/// The days to sort by: a date with an open end stands at the end that is known.
pub(in crate::embedded) fn known_days(first: i32, last: i32) -> (i32, i32) {
    if last == Day::MAX.number() {
        (first, first)
    } else if first == Day::MIN.number() {
        (last, last)
    } else {
        (first, last)
    }
}

/// A document's place within a segment, where stories are numbered in the order of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LocalRank {
    pub(super) key: SortKey,
    /// The ordinal of the story's id in the segment.
    pub(super) story: u32,
    /// The number of the event, 0 for the story.
    pub(super) event: u32,
}

/// A document's place among all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::embedded) struct GlobalRank {
    pub(in crate::embedded) key: SortKey,
    pub(in crate::embedded) story: String,
    pub(in crate::embedded) event: u32,
}

impl GlobalRank {
    /// The place of a position that was given out earlier.
    pub(in crate::embedded) fn of(position: &Position, sort: Sort) -> Self {
        let days = position.days.map(|(first, last)| (first.number(), last.number()));
        let (story, event) = match &position.id {
            DocumentId::Story(id) => (id.to_string(), 0),
            DocumentId::Event(id) => (id.story.to_string(), id.number.get()),
        };
        Self { key: SortKey::new(sort, position.score, days), story, event }
    }
}
