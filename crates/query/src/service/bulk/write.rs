//! Writing a batch, and telling what became of each of its lines.

use std::time::Duration;

use dateline_engine::{Change, Engine, EngineError, Outcome, StorageFault};
use tokio::time::sleep;

use super::batch::{Entry, ParsedBatch};
use crate::error::ApiError;
use crate::response::{LineResponse, WriteStatus};

/// How often a batch is tried while the engine has no room for it.
const TRIES: u32 = 5;
/// The longest wait between two tries, whatever the engine proposes.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Writes a batch in one commit. Where it cannot be written, each of its stories is rejected with
/// the reason, which is returned too.
pub(super) async fn write(
    engine: &dyn Engine,
    batch: ParsedBatch,
) -> (Vec<LineResponse>, Option<ApiError>) {
    let outcomes = apply(engine, &batch.entries).await;
    let (outcomes, failure) = match outcomes {
        Ok(outcomes) => (outcomes, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    let mut outcomes = outcomes.into_iter();
    let tell = |Entry { mut reply, change }| {
        if change.is_some() {
            match (outcomes.next().and_then(WriteStatus::of), &failure) {
                (Some(status), _) => reply.status = status,
                (None, Some(failure)) => reply.reject(failure),
                (None, None) => reply.reject(&no_outcome()),
            }
        }
        reply
    };
    (batch.entries.into_iter().map(tell).collect(), failure)
}

/// Applies the changes of a batch, and again where the engine says that it makes sense.
async fn apply(engine: &dyn Engine, entries: &[Entry]) -> Result<Vec<Outcome>, ApiError> {
    // The engine takes the changes, and the next try needs them again.
    let changes = || entries.iter().filter_map(|entry| entry.change.clone());
    let mut tries = 0;
    loop {
        let changes: Vec<Change> = changes().collect();
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let count = changes.len();
        tries += 1;
        match engine.apply(changes).await {
            Ok(outcomes) if outcomes.len() == count => return Ok(outcomes),
            Ok(_) => return Err(no_outcome()),
            Err(error) => match wait(&error).filter(|_| tries < TRIES) {
                Some(wait) => sleep(wait.min(LONGEST_WAIT)).await,
                None => return Err(error.into()),
            },
        }
    }
}

/// How long to wait before a further try, if one may succeed.
fn wait(error: &EngineError) -> Option<Duration> {
    match error {
        EngineError::Overloaded { retry_after_seconds } => {
            Some(Duration::from_secs(*retry_after_seconds))
        }
        EngineError::Storage { fault: StorageFault::TooManyFiles, .. } => {
            Some(Duration::from_secs(1))
        }
        _ => None,
    }
}

fn no_outcome() -> ApiError {
    ApiError::Internal("the engine did not tell what became of a change".into())
}
