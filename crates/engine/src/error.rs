//! What can go wrong behind the port.

use thiserror::Error;

/// A failed call, told apart by whose fault it is.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The caller's fault: the plan asks for something that cannot be answered.
    #[error("{what}; {remedy}")]
    Invalid {
        /// What is wrong with the plan.
        what: String,
        /// What to do instead.
        remedy: String,
    },
    /// No work can be taken on now; trying later may succeed.
    #[error("the engine has no room for more work; try again in {retry_after_seconds} s")]
    Overloaded {
        /// After how many seconds a further try makes sense.
        retry_after_seconds: u64,
    },
    /// There is nothing to search in yet; trying later may succeed.
    #[error("{reason}")]
    NotOpen {
        /// What is being waited for.
        reason: String,
    },
    /// The storage takes no writes now; reading goes on, and a later write may succeed.
    #[error("{fault}: {detail}")]
    Storage {
        /// What is wrong with it.
        fault: StorageFault,
        /// What failed, and where.
        detail: String,
    },
    /// The engine's own fault.
    #[error("the search engine failed: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why storage takes no writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StorageFault {
    /// No room is left, or none that this user may take.
    #[error("the disk of the index is full")]
    Full,
    /// It may only be read.
    #[error("the disk of the index can only be read")]
    ReadOnly,
    /// The process has as many files open as it may.
    #[error("too many files are open")]
    TooManyFiles,
}

impl EngineError {
    /// Wraps a fault of the engine's own.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}
