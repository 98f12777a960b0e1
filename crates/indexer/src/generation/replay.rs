//! Taking stories over from the live generation into one that is about to replace it.

use std::collections::BTreeSet;

use dateline_model::StoryId;
use tantivy::Index;
use tantivy::indexer::NoMergePolicy;

use super::{Generation, load_story};
use crate::schema::Fields;
use crate::writer::StoryWriter;
use crate::{DocumentBuilder, IndexError};

/// What a writer of a few stories takes: little more than tantivy's least.
const MEMORY_BYTES: usize = 32 * 1024 * 1024;

/// Makes these stories, as `builder` builds them, in an index what they are in the live generation, gone where they are not
/// there, and looks whether they are.
///
/// # Errors
/// [`IndexError::Verification`] where a story is not what it should be afterwards,
/// [`IndexError::Tantivy`], [`IndexError::Damaged`].
pub(super) fn replay(
    live: &Generation,
    index: &Index,
    fields: Fields,
    mut builder: DocumentBuilder,
    stories: &BTreeSet<StoryId>,
) -> Result<(), IndexError> {
    let from = live.index.reader()?.searcher();
    let mut writer = StoryWriter::open(index, fields, 1, MEMORY_BYTES)?;
    // The fence may be closed: nobody should wait for a merge.
    writer.merge_by(NoMergePolicy);
    for id in stories {
        match load_story(&from, live.fields, id)? {
            Some(story) => writer.replace(builder.build(story)?)?,
            None => writer.remove(id),
        }
    }
    writer.commit()?;
    let to = index.reader()?.searcher();
    for id in stories {
        if load_story(&from, live.fields, id)? != load_story(&to, fields, id)? {
            return Err(IndexError::Verification(format!(
                "story {id} changed during the reindex and was not taken over"
            )));
        }
    }
    writer.finish()
}
