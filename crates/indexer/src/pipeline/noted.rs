//! An observer that also leaves word of how far a reindex is, for other processes to read.

use std::time::{Duration, Instant};

use super::{Observer, Progress};
use crate::generation::Building;
use crate::sources::{Note, Reject};

/// How often.
const NOTE_EVERY: Duration = Duration::from_millis(250);

/// Passes on what it is told.
pub(super) struct Noted<'a> {
    observer: &'a mut (dyn Observer + Send),
    building: &'a Building,
    noted: Option<Instant>,
}

impl<'a> Noted<'a> {
    pub(super) fn new(observer: &'a mut (dyn Observer + Send), building: &'a Building) -> Self {
        Self { observer, building, noted: None }
    }
}

impl Observer for Noted<'_> {
    fn progress(&mut self, progress: Progress) {
        if self.noted.is_none_or(|noted| noted.elapsed() >= NOTE_EVERY) {
            self.building.note(progress);
            self.noted = Some(Instant::now());
        }
        self.observer.progress(progress);
    }

    fn rejected(&mut self, reject: &Reject) {
        self.observer.rejected(reject);
    }

    fn noted(&mut self, note: &Note) {
        self.observer.noted(note);
    }

    fn finishing(&mut self) {
        self.observer.finishing();
    }

    fn is_cancelled(&self) -> bool {
        self.observer.is_cancelled()
    }
}
