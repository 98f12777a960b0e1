//! The one way into an index: a story and its events replace what was there, together.

use std::ops::Range;

use tantivy::indexer::{MergePolicy, UserOperation};
use tantivy::{DocId, Index, IndexWriter, Term};

use dateline_model::StoryId;

use crate::schema::Fields;
use crate::segment::BuiltSegment;
use crate::{IndexDocument, IndexError, StoryDocuments};

/// A writer on one index. There is one at a time, in all processes; tantivy's lock sees to it.
pub struct StoryWriter {
    writer: IndexWriter<IndexDocument>,
    fields: Fields,
}

impl StoryWriter {
    /// Opens the writer with so many threads, which share so many bytes of memory.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`], also where another writer holds the lock.
    pub fn open(
        index: &Index,
        fields: Fields,
        threads: usize,
        memory_bytes: usize,
    ) -> Result<Self, IndexError> {
        let writer = index.writer_with_num_threads(threads, memory_bytes)?;
        skip_first_number(&writer)?;
        Ok(Self { writer, fields })
    }

    /// Adds the documents of a story that is not there yet.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn add(&self, story: StoryDocuments) -> Result<(), IndexError> {
        let adds: Vec<_> = story.documents.into_iter().map(UserOperation::Add).collect();
        self.writer.run(adds)?;
        Ok(())
    }

    /// Replaces the documents of a story, or adds them.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn replace(&self, story: StoryDocuments) -> Result<(), IndexError> {
        let mut operations = vec![UserOperation::Delete(self.term(&story.story))];
        operations.extend(story.documents.into_iter().map(UserOperation::Add));
        self.writer.run(operations)?;
        Ok(())
    }

    /// Adds a segment that was built elsewhere, without these of its documents. What was removed or
    /// replaced before the last commit stays in it.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub(crate) fn add_segment(
        &self,
        segment: BuiltSegment,
        without: &[Range<DocId>],
    ) -> Result<(), IndexError> {
        let segment = segment.without(without, self.writer.commit_opstamp())?;
        segment.meta().untrack_temp_docstore();
        self.writer.add_segment(segment.meta().clone())?;
        Ok(())
    }

    /// Removes a story and its events, if it is there.
    pub fn remove(&self, id: &StoryId) {
        self.writer.delete_term(self.term(id));
    }

    /// Chooses which segments are merged, and when.
    pub fn merge_by(&self, policy: impl MergePolicy + 'static) {
        self.writer.set_merge_policy(Box::new(policy));
    }

    /// Makes everything since the last commit durable and visible to new searches, or nothing.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn commit(&mut self) -> Result<(), IndexError> {
        self.writer.commit()?;
        Ok(())
    }

    /// Forgets everything since the last commit.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn rollback(&mut self) -> Result<(), IndexError> {
        self.writer.rollback()?;
        skip_first_number(&self.writer)
    }

    /// Waits for the merges that are under way and closes the writer.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn finish(self) -> Result<(), IndexError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }

    fn term(&self, id: &StoryId) -> Term {
        Term::from_field_text(self.fields.story, id.as_str())
    }
}

/// A fresh writer gives its first operation the number of the last commit. Were that a removal, a
/// merge that starts before the next commit would take it for a part of the last one: it would
/// apply it too early to some segments, and lose it for those that the last commit had removed
/// something from. So doing nothing is the first operation.
fn skip_first_number(writer: &IndexWriter<IndexDocument>) -> Result<(), IndexError> {
    writer.run([])?;
    Ok(())
}
