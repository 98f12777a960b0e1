//! Which failures of a write are the storage's, and pass?

use std::io;

use dateline_engine::{EngineError, StorageFault};
use dateline_indexer::IndexError;
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

/// EMFILE and ENFILE, which the standard library has no kind for.
const TOO_MANY_FILES: [i32; 2] = [24, 23];

/// A failed write as the port tells it.
pub(super) fn engine_error(error: &IndexError) -> EngineError {
    let detail = error.to_string();
    match error {
        IndexError::TooManyEvents { .. } => EngineError::Invalid {
            what: detail,
            remedy: "a story of fewer events can be written".to_owned(),
        },
        _ => match io_error(error).map_or_else(|| told(error), storage_fault) {
            Some(fault) => EngineError::Storage { fault, detail },
            None => EngineError::internal(detail),
        },
    }
}

fn storage_fault(error: &io::Error) -> Option<StorageFault> {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Some(StorageFault::Full)
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Some(StorageFault::ReadOnly),
        _ => {
            let code = error.raw_os_error()?;
            TOO_MANY_FILES.contains(&code).then_some(StorageFault::TooManyFiles)
        }
    }
}

/// The fault of an error of the system of which tantivy has kept the text alone, as it does for what
/// goes wrong while it serialises a segment. The text ends in the system's number of the error.
fn told(error: &IndexError) -> Option<StorageFault> {
    let IndexError::Tantivy(
        TantivyError::InternalError(text)
        | TantivyError::ErrorInThread(text)
        | TantivyError::SystemError(text),
    ) = error
    else {
        return None;
    };
    let (_, behind) = text.rsplit_once("(os error ")?;
    let (number, _) = behind.split_once(')')?;
    storage_fault(&io::Error::from_raw_os_error(number.parse().ok()?))
}

/// The error of the system behind a failure.
fn io_error(error: &IndexError) -> Option<&io::Error> {
    match error {
        IndexError::Io { source, .. } => Some(source),
        IndexError::Tantivy(
            TantivyError::IoError(error)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | TantivyError::LockFailure(LockError::IoError(error), _),
        ) => Some(inner(error)),
        _ => None,
    }
}

/// Errors of the system are wrapped on their way up; the innermost knows what happened.
fn inner(error: &io::Error) -> &io::Error {
    let mut error = error;
    while let Some(within) = error.get_ref().and_then(|within| within.downcast_ref()) {
        error = within;
    }
    error
}
