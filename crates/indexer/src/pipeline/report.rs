//! The closing report, which proves itself.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::IndexError;
use crate::sources::Reason;

/// What a reindex did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReindexReport {
    /// The generation that is live now.
    pub generation: u64,
    /// Files read.
    pub files: u64,
    /// Files in the folders that are no sources.
    pub files_ignored: u64,
    /// Records found, readable or not.
    pub records_read: u64,
    /// Stories in the new generation.
    pub stories: u64,
    /// Stories replaced by a later one with the same id.
    pub stories_superseded: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// The same by reason.
    pub rejects: BTreeMap<Reason, u64>,
    /// Events found in readable records.
    pub events_read: u64,
    /// Events in the new generation.
    pub events: u64,
    /// Events replaced together with their story.
    pub events_superseded: u64,
    /// Events that could not be read.
    pub events_rejected: u64,
    /// Events whose date could not be read, kept as undated.
    pub events_undated: u64,
    /// Parts of records that could not be read, those events among them.
    pub notes: u64,
    /// Fields that are not part of the format.
    pub unknown_fields: u64,
    /// Stories that changed in the live generation during the run, and were taken over from there
    /// in the end. The counts above are those before.
    pub stories_taken_over: u64,
    /// Bytes of source, as they lie on disk.
    pub source_bytes: u64,
    /// Bytes of the new generation.
    pub index_bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// Events per second, from the first byte read to the switch.
    pub events_per_second: f64,
}

impl ReindexReport {
    /// Checks that everything read is accounted for.
    pub(super) fn prove(&self) -> Result<(), IndexError> {
        let stories = self.stories + self.rejected + self.stories_superseded;
        let events = self.events + self.events_rejected + self.events_superseded;
        if stories != self.records_read {
            return Err(IndexError::Verification(format!(
                "{} records were read, but {} stories indexed, {} superseded and {} records rejected",
                self.records_read, self.stories, self.stories_superseded, self.rejected
            )));
        }
        if events != self.events_read {
            return Err(IndexError::Verification(format!(
                "{} events were read, but {} indexed, {} superseded and {} rejected",
                self.events_read, self.events, self.events_superseded, self.events_rejected
            )));
        }
        Ok(())
    }
}
