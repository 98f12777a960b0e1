//! Changes to the index and what became of them.

use dateline_model::{Story, StoryId};

/// One change to one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes the story, in place of an earlier one with its id.
    Put(Box<Story>),
    /// Removes the story and its events.
    Remove(StoryId),
}

impl Change {
    /// The story that changes.
    pub fn id(&self) -> &StoryId {
        match self {
            Self::Put(story) => &story.id,
            Self::Remove(id) => id,
        }
    }
}

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The story was not there before.
    Created,
    /// The story replaced an earlier one.
    Updated,
    /// The story was there and is gone.
    Removed,
    /// There was nothing to remove.
    Absent,
}
