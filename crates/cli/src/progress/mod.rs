//! Telling how a reindex gets on: a bar on a terminal, lines elsewhere, nothing when quiet.

mod bytes;
mod display;
mod estimate;
mod warnings;

use dateline_indexer::sources::{Note, Reject};
use dateline_indexer::{Observer, Progress};

use crate::interrupt::Interrupt;
use display::Display;
use estimate::Estimate;
use warnings::Warnings;

pub(crate) use bytes::ByteProgress;
pub(crate) use estimate::Whole;

/// Watches a reindex on behalf of a person.
pub(crate) struct Reporter {
    interrupt: Interrupt,
    whole: Whole,
    estimate: Estimate,
    display: Display,
    rejects: Warnings,
    notes: Warnings,
}

impl Reporter {
    /// Someone who tells on stderr, unless quiet, and stops when interrupted.
    pub(crate) fn new(interrupt: Interrupt, whole: Whole, quiet: bool) -> Self {
        Self {
            interrupt,
            whole,
            estimate: Estimate::start(),
            display: Display::new(quiet),
            rejects: Warnings::new("rejected record", "records were rejected"),
            notes: Warnings::new("note", "notes were made"),
        }
    }

    /// Tells of the warnings that were held back, and clears the bar.
    pub(crate) fn finish(&mut self) {
        self.display.clear();
        for summary in [self.rejects.summary(), self.notes.summary()].into_iter().flatten() {
            self.display.warn(&summary);
        }
    }
}

impl Observer for Reporter {
    fn progress(&mut self, progress: Progress) {
        self.display.show(|| self.estimate.of(progress, self.whole));
    }

    fn rejected(&mut self, reject: &Reject) {
        if let Some(warning) = self.rejects.take(reject) {
            self.display.warn(&warning);
        }
    }

    fn noted(&mut self, note: &Note) {
        if let Some(warning) = self.notes.take(note) {
            self.display.warn(&warning);
        }
    }

    fn finishing(&mut self) {
        self.display.announce("writing, merging and verifying the new generation");
    }

    fn is_cancelled(&self) -> bool {
        self.interrupt.is_raised()
    }
}
