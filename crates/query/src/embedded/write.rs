//! Changes to the live generation.

use std::sync::{Mutex, PoisonError};

use dateline_engine::{Change, Outcome};
use dateline_indexer::generation::GenerationId;
use dateline_indexer::{DocumentBuilder, Fields, IndexError, StoryWriter};
use dateline_model::StoryId;
use tantivy::{Searcher, Term};

use super::live::{Live, LiveIndex};

/// The writer, opened with the first change, as an index that is only read needs none.
pub(super) struct Writer {
    memory_bytes: usize,
    open: Mutex<Option<(GenerationId, StoryWriter)>>,
}

impl Writer {
    pub(super) fn new(memory_bytes: usize) -> Self {
        Self { memory_bytes, open: Mutex::new(None) }
    }

    /// Moves to another generation, if there is one, while nothing is being written: a change is
    /// never acknowledged in a generation that is no longer live.
    pub(super) fn while_idle(
        &self,
        refresh: impl FnOnce() -> Result<Option<GenerationId>, IndexError>,
    ) -> Result<Option<GenerationId>, IndexError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let moved = refresh()?;
        if moved.is_some() {
            *open = None;
        }
        Ok(moved)
    }

    /// Applies changes in one commit to the live generation and makes it visible.
    pub(super) fn apply(
        &self,
        index: &LiveIndex,
        changes: Vec<Change>,
    ) -> Result<Vec<Outcome>, IndexError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let live = index.get();
        let generation = &live.generation;
        let writer = match &mut *open {
            Some((id, writer)) if *id == generation.id => writer,
            other => {
                // An older writer has to release its lock before the next is opened.
                *other = None;
                let writer =
                    StoryWriter::open(&generation.index, generation.fields, 1, self.memory_bytes)?;
                &mut other.insert((generation.id, writer)).1
            }
        };
        let result = commit(writer, &live, changes);
        if result.is_err() {
            // What a failed writer holds is in doubt; the next change opens a fresh one.
            *open = None;
        }
        result
    }
}

fn commit(
    writer: &mut StoryWriter,
    live: &Live,
    changes: Vec<Change>,
) -> Result<Vec<Outcome>, IndexError> {
    let fields = live.generation.fields;
    let searcher = live.searcher();
    let mut builder = DocumentBuilder::new(fields);
    let mut known: Vec<(StoryId, bool)> = Vec::new();
    let mut outcomes = Vec::with_capacity(changes.len());
    for change in changes {
        let id = change.id().clone();
        let before = match known.iter().rev().find(|(other, _)| *other == id) {
            Some((_, exists)) => *exists,
            None => exists(&searcher, fields, &id)?,
        };
        let now = match change {
            Change::Put(story) => {
                writer.replace(builder.build(*story)?)?;
                true
            }
            Change::Remove(id) => {
                writer.remove(&id);
                false
            }
        };
        known.push((id, now));
        outcomes.push(match (before, now) {
            (false, true) => Outcome::Created,
            (true, true) => Outcome::Updated,
            (true, false) => Outcome::Removed,
            (false, false) => Outcome::Absent,
        });
    }
    writer.commit()?;
    live.reload()?;
    Ok(outcomes)
}

/// Whether a story is in the index: a document of its id that is not deleted.
fn exists(searcher: &Searcher, fields: Fields, id: &StoryId) -> Result<bool, IndexError> {
    let term = Term::from_field_text(fields.story, id.as_str());
    let query = tantivy::query::TermQuery::new(term, tantivy::schema::IndexRecordOption::Basic);
    Ok(searcher.search(&query, &tantivy::collector::Count)? > 0)
}
