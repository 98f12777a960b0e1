//! Writing stories in bulk: lines in, results out, both of any length, in constant memory.
//!
//! Two tasks work hand in hand. One reads: it cuts what arrives into lines, gathers them in a
//! batch and parses that. The other writes: it applies a batch in one commit and passes on the
//! results. The right to write, of which there is one, goes from hand to hand with the batch. So a
//! batch is closed when it is full or when the writer is idle, whichever comes first: a single
//! line is written at once, and what arrives during a commit is gathered for the next. And no more
//! than [`BATCHES_AHEAD`] batches are ever ahead of the results that were taken.

mod batch;
mod lines;
mod source;
#[cfg(test)]
mod tests;
mod write;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use futures_core::Stream;
use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tracing::Instrument;

use super::Service;
use super::intake::{Intake, Share};
use crate::error::ApiError;
use crate::response::{LineResponse, StreamEndResponse, WriteStatus};
pub use batch::BATCH_LINES;
use batch::{Batch, ParsedBatch};
use source::Source;

/// How many batches are read beyond those whose results were taken: one whose results wait, one
/// that is written, one that is read.
pub const BATCHES_AHEAD: usize = 3;

/// What comes back of a bulk.
#[derive(Debug, PartialEq, Eq)]
pub enum Results {
    /// Some lines of JSON.
    Lines(Vec<u8>),
    /// The last of them, or none. Where it ends without these it was cut off.
    Last(Vec<u8>),
}

/// What goes from the task that reads to the task that writes.
enum Step {
    /// A batch, and the right to write it.
    Write(ParsedBatch, OwnedSemaphorePermit),
    /// There is no more, for this reason where the body has not come to its end.
    End(Option<ApiError>),
}

impl Service {
    /// Answers `POST /api/v1/stories`: writes each line of the body and gives back lines that tell
    /// what became of each, in order. It goes on for as long as the results are taken; when the
    /// receiver is dropped it ends, and what was written until then stays.
    ///
    /// # Errors
    /// [`ApiError::Overloaded`] where too many bulks run already.
    pub fn write_lines<S, B>(&self, body: S, intake: &Intake) -> Result<Receiver<Results>, ApiError>
    where
        S: Stream<Item = Result<B, ApiError>> + Send + 'static,
        B: AsRef<[u8]> + Send + 'static,
    {
        let place = intake.place_for_bulk()?;
        let (steps, to_write) = mpsc::channel(1);
        let (results, taken) = mpsc::channel(1);
        let stall = intake.stall();
        let source = Source::new(body, intake.clone());
        tokio::spawn(read(source, intake.clone(), steps).in_current_span());
        let writing = write_all(self.clone(), to_write, results.clone(), stall, place);
        let writing = tokio::spawn(writing.in_current_span());
        let supervising = async move {
            // A bug must not look like an end: whoever counts on the results would not know.
            if let Err(error) = writing.await {
                let _ = results.send(end(&logged(ApiError::Internal(error.into())))).await;
            }
        };
        tokio::spawn(supervising.in_current_span());
        Ok(taken)
    }
}

/// Reads the body to its end, or until nobody writes any longer.
async fn read<S, B>(source: Source<S, B>, intake: Intake, steps: Sender<Step>)
where
    S: Stream<Item = Result<B, ApiError>>,
    B: AsRef<[u8]>,
{
    let reading = async {
        let failure = match read_batches(source, &intake, &steps).await {
            Ok(failure) => failure,
            Err(error) => Some(error),
        };
        let _ = steps.send(Step::End(failure)).await;
    };
    tokio::select! {
        () = reading => {}
        () = steps.closed() => {}
    }
}

async fn read_batches<S, B>(
    mut source: Source<S, B>,
    intake: &Intake,
    steps: &Sender<Step>,
) -> Result<Option<ApiError>, ApiError>
where
    S: Stream<Item = Result<B, ApiError>>,
    B: AsRef<[u8]>,
{
    let right = Arc::new(Semaphore::new(1));
    let take_right = || async {
        let taken = Arc::clone(&right).acquire_owned().await;
        taken.map_err(|closed| ApiError::Internal(closed.into()))
    };
    loop {
        let mut batch = Batch::default();
        let idle = loop {
            source.fill(&mut batch);
            if batch.is_full() || source.is_drained() {
                break None;
            }
            if batch.is_empty() {
                source.receive().await;
                continue;
            }
            tokio::select! {
                biased;
                () = source.receive() => {}
                right = take_right() => break Some(right?),
            }
        };
        if batch.is_empty() {
            return Ok(source.into_failure());
        }
        // Parsed while the batch before is being written.
        let limit = intake.max_record_bytes();
        let batch = intake.compute(move || batch.parse(limit)).await?;
        let right = match idle {
            Some(right) => right,
            None => take_right().await?,
        };
        if steps.send(Step::Write(batch, right)).await.is_err() {
            return Ok(None);
        }
    }
}

/// Writes batches and passes on their results, for as long as somebody takes them.
async fn write_all(
    service: Service,
    mut to_write: Receiver<Step>,
    results: Sender<Results>,
    stall: Duration,
    _place: Share,
) {
    let (mut written, mut rejected, mut failed) = (0_u64, 0_u64, false);
    loop {
        let step = tokio::select! {
            biased;
            () = results.closed() => break,
            step = to_write.recv() => step,
        };
        let (told, right) = match step {
            Some(Step::Write(batch, right)) => {
                let (lines, failure) = write::write(service.engine.as_ref(), batch).await;
                // A full disk is told once, not with every batch.
                if let Some(failure) = failure.filter(|_| !failed) {
                    failed = true;
                    logged(failure);
                }
                let lost = lines.iter().filter(|line| line.status == WriteStatus::Rejected).count();
                rejected += lost as u64;
                written += (lines.len() - lost) as u64;
                (Results::Lines(text(&lines)), Some(right))
            }
            Some(Step::End(None)) => (Results::Last(Vec::new()), None),
            Some(Step::End(Some(failure))) => (end(&failure), None),
            // The reader is gone without having said so.
            None => {
                let failure = logged(ApiError::Internal("the body was not read on".into()));
                (end(&failure), None)
            }
        };
        let ended = matches!(told, Results::Last(_));
        let passed_on = timeout(stall, results.send(told)).await;
        drop(right);
        if ended || !matches!(passed_on, Ok(Ok(()))) {
            break;
        }
    }
    tracing::info!(written, rejected, "bulk ended");
}

/// Results as lines of JSON.
fn text(lines: &[LineResponse]) -> Vec<u8> {
    let mut text = Vec::new();
    lines.iter().for_each(|line| push_line(&mut text, line));
    text
}

/// The last line of a bulk that broke off.
fn end(failure: &ApiError) -> Results {
    let mut text = Vec::new();
    push_line(&mut text, &StreamEndResponse { error: failure.to_string(), code: failure.code() });
    Results::Last(text)
}

fn push_line(text: &mut Vec<u8>, line: &impl Serialize) {
    // Strings and numbers always have a form in JSON, and a vector takes all bytes.
    if serde_json::to_writer(&mut *text, line).is_ok() {
        text.push(b'\n');
    }
}

/// Tells the log of a fault that is not the caller's; the reply does not have its inside.
fn logged(failure: ApiError) -> ApiError {
    if !failure.is_callers_fault() {
        let error: &dyn Error = &failure;
        tracing::error!(error, "stories of a bulk were not written");
    }
    failure
}
