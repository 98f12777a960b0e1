//! How does the process end, and what does its code say?

use std::io;

use dateline_indexer::IndexError;
use dateline_indexer::sources::SourceError;
use dateline_query::error::ApiError;

use crate::failure::Failure;
use crate::settings::SettingsError;

/// The codes that the process ends with. Scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitCode {
    /// It did what it was asked to. A search without hits counts, and so does a reader that has
    /// seen enough (`dateline search flood | head -1`).
    Success = 0,
    /// Something failed that the caller could not have avoided.
    Failure = 1,
    /// Wrong usage, wrong settings or bad input.
    Usage = 2,
    /// What was asked for by its id does not exist.
    NotFound = 3,
    /// There is no index, or it was built by another version.
    NoIndex = 4,
    /// It was interrupted; the index is what it was.
    Interrupted = 130,
}

/// The codes, for `--help`.
pub(crate) const HELP: &str = "\
Exit codes:
  0    done; also a search without hits
  1    a failure, such as a full disk or an address in use
  2    wrong usage, wrong settings or bad input
  3    there is no story with that id
  4    there is no index, or it was built by another version: run `dateline reindex`
  130  interrupted by Ctrl-C; the live index is untouched";

impl ExitCode {
    /// The code of an error: that of the first of its causes that has one.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        error.chain().find_map(Self::of_cause).unwrap_or(Self::Failure)
    }

    fn of_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Self> {
        if cause.is::<SettingsError>() || cause.is::<SourceError>() {
            return Some(Self::Usage);
        }
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return Some(match failure {
                Failure::Flag(_)
                | Failure::Reject(_)
                | Failure::OpenToAll { .. }
                | Failure::Certificate(_) => Self::Usage,
                Failure::NoStories(_) => Self::NotFound,
                Failure::Interrupted => Self::Interrupted,
                Failure::NothingToServe { .. } => Self::NoIndex,
                Failure::Address { .. }
                | Failure::NotReady { .. }
                | Failure::Refused(_)
                | Failure::Unsound => Self::Failure,
            });
        }
        if let Some(error) = cause.downcast_ref::<IndexError>() {
            return Some(match error {
                IndexError::Source(_)
                | IndexError::Strict(_)
                | IndexError::NothingFound { .. }
                | IndexError::Owned { .. }
                | IndexError::ArchiveExists { .. }
                | IndexError::IndexExists { .. }
                | IndexError::BadArchive { .. }
                | IndexError::ForeignArchive { .. }
                | IndexError::ForeignGeneration { .. } => Self::Usage,
                IndexError::NoEarlierGeneration { .. } => Self::NotFound,
                IndexError::NoIndex(_)
                | IndexError::Fingerprint { .. }
                | IndexError::ProtectedWords { .. } => Self::NoIndex,
                IndexError::Cancelled => Self::Interrupted,
                _ => Self::Failure,
            });
        }
        if let Some(error) = cause.downcast_ref::<ApiError>() {
            return Some(match error {
                ApiError::StoryNotFound { .. } => Self::NotFound,
                error if error.is_callers_fault() => Self::Usage,
                _ => Self::Failure,
            });
        }
        let error = cause.downcast_ref::<io::Error>()?;
        (error.kind() == io::ErrorKind::BrokenPipe).then_some(Self::Success)
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code as u8)
    }
}
