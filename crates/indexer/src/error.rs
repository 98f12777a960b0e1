//! What can go wrong between a source file and a searchable index.

use std::io;
use std::path::PathBuf;

use dateline_model::StoryId;
use thiserror::Error;

use crate::generation::Owner;
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
    /// The sources hold no story, and the index that they would replace does.
    #[error(
        "no story was found ({files} files read, {rejected} records rejected), so the live index is \
         untouched; check the paths"
    )]
    NothingFound {
        /// How many files were read.
        files: u64,
        /// How many records could not be.
        rejected: u64,
    },
    /// There is no index yet.
    #[error("no index in {}; build one with `dateline reindex`", .0.display())]
    NoIndex(PathBuf),
    /// The index was built by another version, or with other analyzer settings.
    #[error(
        "the index {} was built with other settings (fingerprint {found}, this version has {expected}); \
         rebuild it from what it stores with `dateline reindex --from-index`, or from its sources \
         with `dateline reindex PATH`", path.display()
    )]
    Fingerprint {
        /// The generation's folder.
        path: PathBuf,
        /// What it was built with.
        found: String,
        /// What this version builds with.
        expected: String,
    },
    /// The index was built with other words that are never stemmed.
    #[error(
        "the index {} was built with another list of protected words than the one set \
         (`words.protected`); rebuild it from what it stores with `dateline reindex --from-index`, or \
         from its sources with `dateline reindex PATH`", path.display()
    )]
    ProtectedWords {
        /// The generation's folder.
        path: PathBuf,
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
    /// Another process writes to the index.
    #[error(
        "{} belongs to {}; stop that process, or use another data folder",
        index_dir.display(), .owner.as_ref().map_or_else(|| "another process".to_owned(), ToString::to_string)
    )]
    Owned {
        /// The index folder.
        index_dir: PathBuf,
        /// Who has it, where that is known.
        owner: Option<Owner>,
    },
    /// There is no generation that a rollback could go back to.
    #[error(
        "{live} is the oldest generation in {}, so there is nothing to go back to; \
         a rollback takes back a `dateline reindex` or `dateline restore`", index_dir.display()
    )]
    NoEarlierGeneration {
        /// The index folder.
        index_dir: PathBuf,
        /// The live generation.
        live: String,
    },
    /// The generation that a rollback would go back to was built by another version.
    #[error(
        "{} was built with other settings (fingerprint {found}, this version has {expected}), so \
         this version cannot serve it; roll back with the version that built it, or keep what is live",
        path.display()
    )]
    ForeignGeneration {
        /// The generation's folder.
        path: PathBuf,
        /// What it was built with.
        found: String,
        /// What this version builds with.
        expected: String,
    },
    /// The archive of a snapshot is there already.
    #[error("{} is there already; choose another name, or replace it with --force", .0.display())]
    ArchiveExists(PathBuf),
    /// Another snapshot is being written to the same archive.
    #[error("another snapshot to {} is being written; wait for it to end, or choose another name", .0.display())]
    SnapshotRunning(PathBuf),
    /// A snapshot would be restored over an index.
    #[error(
        "{} holds an index already; put the snapshot in its place with --force \
         (`dateline rollback` takes that back), or restore into another data folder", .0.display()
    )]
    IndexExists(PathBuf),
    /// An archive is not, or no longer, what a snapshot writes: the caller's fault.
    #[error(
        "{} cannot be restored: {reason}; the live index is untouched, restore another archive",
        archive.display()
    )]
    BadArchive {
        /// The archive.
        archive: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// An archive holds an index that was built by another version.
    #[error(
        "{} holds an index that was built with other settings (fingerprint {found}, this version \
         has {expected}); restore it with the version that made it and then run this version's \
         `dateline reindex --from-index`, or build anew with `dateline reindex PATH`",
        archive.display()
    )]
    ForeignArchive {
        /// The archive.
        archive: PathBuf,
        /// What it was built with.
        found: String,
        /// What this version builds with.
        expected: String,
    },
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

    /// Whether it was a write to a disk that can only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::Io { source, .. } if matches!(
            source.kind(),
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
        ))
    }

    /// Whether the caller can mend it by other input or settings.
    pub fn is_callers_fault(&self) -> bool {
        matches!(
            self,
            Self::Source(_)
                | Self::Strict(_)
                | Self::Torn(_)
                | Self::NothingFound { .. }
                | Self::NoIndex(_)
                | Self::Fingerprint { .. }
                | Self::ReindexRunning(_)
                | Self::Owned { .. }
                | Self::NoEarlierGeneration { .. }
                | Self::ForeignGeneration { .. }
                | Self::ArchiveExists(_)
                | Self::SnapshotRunning(_)
                | Self::IndexExists(_)
                | Self::BadArchive { .. }
                | Self::ForeignArchive { .. }
        )
    }
}
