//! What can go wrong between a source file and a searchable index.

use std::io;
use std::path::PathBuf;

use dateline_model::StoryId;
use thiserror::Error;

use crate::sources::{Reject, SourceError};

/// A failure to build, open or change an index.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The sources could not be found or opened: the caller's fault.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A record could not be read and the run is strict: the caller's fault.
    #[error("{0}; mend the record, or leave out --strict to skip what cannot be read")]
    Strict(Reject),
    /// A source could not be read to its end: the caller's fault, or the disk's.
    #[error(
        "{0}; the rest of this source is unknown, so the live index is untouched: replace the file or leave it out"
    )]
    Torn(Reject),
    /// There is no index yet.
    #[error("no index in {}; build one with `dateline reindex`", .0.display())]
    NoIndex(PathBuf),
    /// The index was built by another version, or with other analyzer settings.
    #[error(
        "the index {} was built with other settings (fingerprint {found}, this version has {expected}); \
         rebuild it with `dateline reindex`", path.display()
    )]
    Fingerprint {
        /// The generation's folder.
        path: PathBuf,
        /// What it was built with.
        found: String,
        /// What this version builds with.
        expected: String,
    },
    /// A file that says what is in the index cannot be made sense of.
    #[error("{} cannot be read as what it should be: {reason}; rebuild the index with `dateline reindex`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A finished generation does not hold what was put into it.
    #[error("the new generation failed its verification: {0}; the live index is untouched")]
    Verification(String),
    /// Another reindex is under way.
    #[error("another reindex of {} is running; wait for it to end, or stop it", .0.display())]
    ReindexRunning(PathBuf),
    /// More events than can be numbered.
    #[error("story {story} has more than 4,294,967,295 events; split it")]
    TooManyEvents {
        /// The story.
        story: StoryId,
    },
    /// A story cannot be written as JSON.
    #[error("a story cannot be encoded: {0}")]
    Encode(#[source] serde_json::Error),
    /// The work was called off.
    #[error("stopped before the end; the live index is untouched")]
    Cancelled,
    /// A worker thread ended by a panic.
    #[error("an indexing thread failed; the live index is untouched")]
    Worker,
    /// The disk.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// tantivy.
    #[error("the index failed: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
}

impl IndexError {
    /// An error of the disk, with its place.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// Whether the caller can mend it by other input or settings.
    pub fn is_callers_fault(&self) -> bool {
        matches!(
            self,
            Self::Source(_)
                | Self::Strict(_)
                | Self::Torn(_)
                | Self::NoIndex(_)
                | Self::Fingerprint { .. }
                | Self::ReindexRunning(_)
        )
    }
}
