//! The time between two power losses: an index is opened and written to as the product does it.

use std::ops::RangeInclusive;

use dateline_indexer::{DocumentBuilder, IndexError, StoryWriter};
use tantivy::indexer::LogMergePolicy;
use tantivy::{Index, IndexReader, ReloadPolicy};

use crate::disk::Disk;
use crate::random::Random;
use crate::schedule::fields;
use crate::state::{Batch, Change};
use crate::subject::{Failure, Subject, Wrong, observe};
use crate::truth::Truth;

/// The least that tantivy takes.
pub(crate) const WRITER_BYTES: usize = 15_000_000;

/// What happened, in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) acknowledged: u64,
    pub(crate) failed: u64,
    pub(crate) losses: u64,
    pub(crate) operations: u64,
    /// Files that are left behind for good.
    pub(crate) orphans: u64,
    batches: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.failed += other.failed;
        self.losses += other.losses;
        self.operations += other.operations;
        self.orphans += other.orphans;
        self.batches += other.batches;
    }
}

pub(crate) struct Life<'a> {
    pub(crate) subject: Subject,
    pub(crate) disk: &'a Disk,
    pub(crate) truth: &'a mut Truth,
    pub(crate) random: &'a mut Random,
    pub(crate) tally: &'a mut Tally,
}

impl Life<'_> {
    /// Goes on for so many batches, or until the power goes. In so many of a hundred lives the merges
    /// come to their end; else they may go on behind it.
    pub(crate) fn live(mut self, batches: RangeInclusive<u64>, ends: u64) -> Result<(), Failure> {
        let Some((index, reader)) = self.unless_off(Wrong::Unreadable, |life| {
            let index = life.subject.open(life.disk)?;
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            Ok((index, reader))
        })?
        else {
            return Ok(());
        };
        let mut writer = None;
        let mut again = None;
        for _ in 0..self.random.between(*batches.start(), *batches.end()) {
            let batch = again.take().unwrap_or_else(|| self.new_batch());
            let refused = self.disk.refused();
            match self.write(&index, &mut writer, &batch) {
                Ok(()) => {
                    self.tally.acknowledged += 1;
                    self.truth.acknowledged(&batch);
                }
                Err(error) => {
                    self.tally.failed += 1;
                    self.truth.in_doubt(&batch, &error);
                    // What a failed writer holds is in doubt; the next batch opens a fresh one.
                    writer = None;
                    if self.disk.is_on() && self.disk.refused() == refused {
                        return Err(Failure::of(Wrong::Unwritable, format!("{error:?}")));
                    }
                    // Whoever is told of a failure tries again, sooner or later.
                    again = self.random.percent(70).then_some(batch);
                }
            }
            if !self.disk.is_on() {
                return Ok(());
            }
            self.read(&reader)?;
        }
        if let Some(writer) = writer
            && self.random.percent(ends)
        {
            drop(writer.finish());
        }
        Ok(())
    }

    fn new_batch(&mut self) -> Batch {
        self.tally.batches += 1;
        Batch::random(self.tally.batches, self.random)
    }

    fn write(
        &mut self,
        index: &Index,
        open: &mut Option<StoryWriter>,
        batch: &Batch,
    ) -> Result<(), IndexError> {
        if open.is_none() {
            let writer = StoryWriter::open(index, fields(), 1, WRITER_BYTES)?;
            // Merging early and often, as what is merged away is then deleted.
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(self.random.between(2, 4) as usize);
            writer.merge_by(policy);
            *open = Some(writer);
        }
        let Some(writer) = open else { return Err(IndexError::Worker) };
        let mut builder = DocumentBuilder::new(fields());
        for change in &batch.0 {
            match change {
                Change::Put(story) => writer.replace(builder.build(story.as_ref().clone())?)?,
                Change::Remove(id) => writer.remove(id),
            }
        }
        writer.commit()
    }

    /// Reading goes on whatever the writer met with.
    fn read(&mut self, reader: &IndexReader) -> Result<(), Failure> {
        let reloaded = self.unless_off(Wrong::Unreadable, |_| Ok(reader.reload()?))?;
        if reloaded.is_none() {
            return Ok(());
        }
        self.truth.allows(&observe(&reader.searcher(), fields())?)
    }

    /// Does something that cannot fail as long as there is power.
    fn unless_off<T>(
        &mut self,
        wrong: Wrong,
        work: impl FnOnce(&mut Self) -> Result<T, IndexError>,
    ) -> Result<Option<T>, Failure> {
        match work(self) {
            Ok(done) => Ok(Some(done)),
            Err(_) if !self.disk.is_on() => Ok(None),
            Err(error) => Err(Failure::of(wrong, format!("{error:?}"))),
        }
    }
}
