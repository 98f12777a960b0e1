//! A body that arrives, taken in batch by batch.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;
use tokio::time::timeout;

use super::batch::{BATCH_BYTES, Batch};
use super::lines::Lines;
use crate::error::ApiError;
use crate::service::intake::{Intake, Share};

/// The body, and how far it was read.
pub(super) struct Source<S, B> {
    body: Pin<Box<S>>,
    intake: Intake,
    lines: Lines,
    /// What arrived last, and how much of it was cut into lines.
    arrived: Option<(B, usize)>,
    /// The memory for a line that is longer than a batch.
    share: Option<Share>,
    ended: bool,
    /// Why nothing more is read, where the body has not come to its end.
    failure: Option<ApiError>,
}

impl<S, B> Source<S, B>
where
    S: Stream<Item = Result<B, ApiError>>,
    B: AsRef<[u8]>,
{
    pub(super) fn new(body: S, intake: Intake) -> Self {
        let lines = Lines::new(intake.max_record_bytes());
        Self {
            body: Box::pin(body),
            intake,
            lines,
            arrived: None,
            share: None,
            ended: false,
            failure: None,
        }
    }

    /// Moves lines that have arrived into the batch, as many as it takes.
    pub(super) fn fill(&mut self, batch: &mut Batch) {
        while let Some((bytes, at)) = &mut self.arrived {
            let mut rest = bytes.as_ref().get(*at..).unwrap_or_default();
            while !batch.is_full() {
                match self.lines.next(&mut rest) {
                    Some(line) => batch.push(line),
                    None => break,
                }
            }
            *at = bytes.as_ref().len() - rest.len();
            if !rest.is_empty() {
                break;
            }
            self.arrived = None;
        }
        if self.is_drained() && self.failure.is_none() {
            self.lines.last().into_iter().for_each(|line| batch.push(line));
        }
        if batch.has_long_line() {
            batch.share = self.share.take();
        }
    }

    /// Waits for more of the body. Where the wait is called off, nothing is lost.
    pub(super) async fn receive(&mut self) {
        if self.lines.held() <= BATCH_BYTES {
            self.share = None;
        } else if self.share.is_none() {
            match self.intake.room_for_long_line().await {
                Ok(share) => self.share = Some(share),
                Err(error) => return self.fail(error),
            }
        }
        let body = &mut self.body;
        let next = poll_fn(|context| body.as_mut().poll_next(context));
        match timeout(self.intake.stall(), next).await {
            Ok(Some(Ok(bytes))) => self.arrived = Some((bytes, 0)),
            Ok(None) => self.ended = true,
            Ok(Some(Err(error))) => {
                tracing::info!(%error, "the body of a bulk is not read on");
                self.fail(error);
            }
            Err(_) => {
                tracing::info!("the body of a bulk stood still for too long");
                self.fail(ApiError::BodyIncomplete);
            }
        }
    }

    /// Whether nothing more will come.
    pub(super) fn is_drained(&self) -> bool {
        self.ended && self.arrived.is_none()
    }

    /// Why the body has not come to its end, if it has not.
    pub(super) fn into_failure(self) -> Option<ApiError> {
        self.failure
    }

    /// Ends the reading. What has come of the last line is torn and not to be taken for a line.
    fn fail(&mut self, error: ApiError) {
        self.ended = true;
        self.failure = Some(error);
    }
}
