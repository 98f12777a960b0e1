//! A file as the body of a reply, written while it is sent.
//!
//! The next page is read when the one before has been taken. So a file of any length takes the memory
//! of a page, a slow client holds nothing of the index, and one that hangs up ends the work: the body
//! is dropped, and the reading with it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use thiserror::Error;
use tracing::{Instrument, Span};

use crate::error::ApiError;
use crate::export::Format;
use crate::service::Walk;

/// A part of the file, and what is still to be written.
type Written = Result<(Vec<u8>, Option<Rest>), BrokenOff>;

/// A file as a body.
pub(super) struct FileBody {
    /// The next part, none behind the last.
    next: Option<Pin<Box<dyn Future<Output = Written> + Send>>>,
    /// The request, for the log.
    span: Span,
}

/// The index has moved on, or fails. As the error of a body it breaks the connection: what was broken
/// off does not look like the end.
#[derive(Debug, Error)]
#[error("the file breaks off")]
pub(super) struct BrokenOff(#[source] Box<dyn std::error::Error + Send + Sync>);

/// What of a file is still to be written.
struct Rest {
    walk: Walk,
    format: Box<dyn Format>,
}

impl FileBody {
    /// The file of these hits. What stands in front of them comes with the first.
    pub(super) fn new(walk: Walk, mut format: Box<dyn Format>) -> Result<Self, ApiError> {
        let mut head = Vec::new();
        format.begin(&mut head).map_err(|error| ApiError::Internal(error.into()))?;
        let rest = Rest { walk, format };
        let span = Span::current();
        Ok(Self { next: Some(Box::pin(rest.write(head).instrument(span.clone()))), span })
    }
}

impl Rest {
    /// Writes the next part behind what is written; a page that adds nothing is passed over.
    async fn write(mut self, mut part: Vec<u8>) -> Written {
        loop {
            match self.walk.next_page().await.map_err(|error| BrokenOff(error.into()))? {
                Some(hits) => self.format.hits(hits, &mut part),
                None => {
                    self.format.end(&mut part).map_err(|error| BrokenOff(error.into()))?;
                    return Ok((part, None));
                }
            }
            .map_err(|error| BrokenOff(error.into()))?;
            if !part.is_empty() {
                return Ok((part, Some(self)));
            }
        }
    }
}

impl Stream for FileBody {
    type Item = Result<Vec<u8>, BrokenOff>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(writing) = &mut self.next else { return Poll::Ready(None) };
        let Poll::Ready(written) = writing.as_mut().poll(context) else { return Poll::Pending };
        self.next = None;
        let span = self.span.clone();
        if let Err(BrokenOff(error)) = &written {
            let error: &dyn std::error::Error = error.as_ref();
            span.in_scope(|| tracing::warn!(error, "a file broke off"));
        }
        Poll::Ready(Some(written.map(|(part, rest)| {
            self.next = rest.map(|rest| Box::pin(rest.write(Vec::new()).instrument(span)) as _);
            part
        })))
    }
}
