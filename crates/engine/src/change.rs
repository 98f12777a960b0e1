//! Changes to the index and what became of them.

use dateline_model::{Story, StoryId};

use crate::Version;

/// One change to one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is to be done.
    pub action: Action,
    /// What has to hold, at the moment of the change, for it to be done.
    pub condition: Condition,
}

/// What is done to a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Writes the story, in place of an earlier one with its id.
    Put(Box<Story>),
    /// Removes the story and its events.
    Remove(StoryId),
}

/// What has to hold of a story as it is before a change, so that two editors do not overwrite each
/// other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// Nothing.
    #[default]
    Always,
    /// There is no such story yet.
    Absent,
    /// There is one, whatever it says.
    Present,
    /// There is one, and it is in one of these versions.
    OneOf(Vec<Version>),
}

impl Change {
    /// Writes a story, whatever was there.
    pub fn put(story: Story) -> Self {
        Self { action: Action::Put(Box::new(story)), condition: Condition::Always }
    }

    /// Removes a story, if it is there.
    pub fn remove(id: StoryId) -> Self {
        Self { action: Action::Remove(id), condition: Condition::Always }
    }

    /// The same change, to be done only where something holds.
    #[must_use]
    pub fn only_if(self, condition: Condition) -> Self {
        Self { condition, ..self }
    }

    /// The story that changes.
    pub fn id(&self) -> &StoryId {
        match &self.action {
            Action::Put(story) => &story.id,
            Action::Remove(id) => id,
        }
    }
}

impl Condition {
    /// Whether it holds of a story in this version, none where there is no such story.
    pub fn holds(&self, version: Option<Version>) -> bool {
        match self {
            Self::Always => true,
            Self::Absent => version.is_none(),
            Self::Present => version.is_some(),
            Self::OneOf(versions) => version.is_some_and(|version| versions.contains(&version)),
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
    /// The story was there with just this content; nothing was written.
    Unchanged,
    /// The story was there and is gone.
    Removed,
    /// There was nothing to remove.
    Absent,
    /// The condition did not hold, and nothing was done. The story is in this version, if it is
    /// there.
    Conflict(Option<Version>),
}
