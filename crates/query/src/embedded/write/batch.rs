//! What the changes of a commit come to: each is decided on in turn, seeing what those before it
//! did, and only what differs from the index is written.

use std::collections::HashMap;

use dateline_engine::{Action, Change, Outcome, Version};
use dateline_indexer::generation::load_story;
use dateline_indexer::{DocumentBuilder, Fields, IndexError, StoryDocuments, StoryWriter};
use dateline_model::StoryId;
use tantivy::Searcher;

/// One thing to write.
pub(super) enum Write {
    /// A story that is not there. Without a removal before it, no segment has to be looked into.
    Add(StoryDocuments),
    Replace(StoryDocuments),
    Remove(StoryId),
}

impl Write {
    /// The story that it is about.
    pub(super) fn id(&self) -> &StoryId {
        match self {
            Self::Add(story) | Self::Replace(story) => &story.story,
            Self::Remove(id) => id,
        }
    }

    /// Hands it to the writer.
    pub(super) fn to(self, writer: &StoryWriter) -> Result<(), IndexError> {
        match self {
            Self::Add(story) => writer.add(story),
            Self::Replace(story) => writer.replace(story),
            Self::Remove(id) => {
                writer.remove(&id);
                Ok(())
            }
        }
    }
}

/// The changes of one commit.
pub(super) struct Batch<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    /// The versions of the stories that were looked at, as they will be; none where there is none.
    versions: HashMap<StoryId, Option<Version>>,
    writes: Vec<Write>,
}

impl<'a> Batch<'a> {
    /// An empty one, on top of what a searcher sees.
    pub(super) fn new(searcher: &'a Searcher, fields: Fields) -> Self {
        Self { searcher, fields, versions: HashMap::new(), writes: Vec::new() }
    }

    /// Decides on the changes of one caller. Where one of them cannot be made, none of them is, and
    /// the other callers' are as if they had not been.
    pub(super) fn take(
        &mut self,
        changes: Vec<Change>,
        builder: &mut DocumentBuilder,
    ) -> Result<Vec<Outcome>, IndexError> {
        let before = self.writes.len();
        let mut undo: Vec<(StoryId, Option<Version>)> = Vec::new();
        let mut outcomes = Vec::with_capacity(changes.len());
        for change in changes {
            match self.decide(change, builder, &mut undo) {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => {
                    self.writes.truncate(before);
                    self.versions.extend(undo.into_iter().rev());
                    return Err(error);
                }
            }
        }
        Ok(outcomes)
    }

    /// What is to be written, in order.
    pub(super) fn into_writes(self) -> Vec<Write> {
        self.writes
    }

    fn decide(
        &mut self,
        change: Change,
        builder: &mut DocumentBuilder,
        undo: &mut Vec<(StoryId, Option<Version>)>,
    ) -> Result<Outcome, IndexError> {
        let id = change.id().clone();
        let before = self.version(&id)?;
        if !change.condition.holds(before) {
            return Ok(Outcome::Conflict(before));
        }
        let (outcome, after) = match change.action {
            Action::Put(story) => {
                let version = Version::of(&story);
                if before == Some(version) {
                    return Ok(Outcome::Unchanged);
                }
                let story = builder.build(*story)?;
                let (write, outcome) = match before {
                    None => (Write::Add(story), Outcome::Created),
                    Some(_) => (Write::Replace(story), Outcome::Updated),
                };
                self.writes.push(write);
                (outcome, Some(version))
            }
            Action::Remove(_) if before.is_none() => return Ok(Outcome::Absent),
            Action::Remove(id) => {
                self.writes.push(Write::Remove(id));
                (Outcome::Removed, None)
            }
        };
        undo.push((id.clone(), before));
        self.versions.insert(id, after);
        Ok(outcome)
    }

    /// The version of a story as it will be after what was decided on so far.
    fn version(&mut self, id: &StoryId) -> Result<Option<Version>, IndexError> {
        if let Some(version) = self.versions.get(id) {
            return Ok(*version);
        }
        let story = load_story(self.searcher, self.fields, id)?;
        let version = story.as_ref().map(Version::of);
        self.versions.insert(id.clone(), version);
        Ok(version)
    }
}
