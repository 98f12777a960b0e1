//! Bodies that come compressed, unpacked piece by piece as they arrive.
//!
//! A megabyte can unpack to a gigabyte. So no more is unpacked at once than one piece, and none
//! while nobody takes it; what a line or a story may have is bounded as ever by who takes it. And
//! since unpacking costs time even where nothing is kept, it ends where a line does not.

use std::io::Write;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Bytes;
use flate2::write::MultiGzDecoder;
use futures_core::Stream;
use tokio::task::coop;

use crate::error::ApiError;

/// How much of what has arrived is unpacked in one go. With what little of it can make, this bounds
/// a piece: a byte gives a thousand at the most.
const STEP: usize = 512;

/// A body of gzip as what it unpacks to.
pub(super) struct Gunzip<S> {
    body: S,
    decoder: MultiGzDecoder<Vec<u8>>,
    arrived: Bytes,
    line: OpenLine,
    ended: bool,
}

impl<S> Gunzip<S> {
    /// Unpacks a body, whose lines may have so many bytes.
    pub(super) fn new(body: S, line_limit: usize) -> Self {
        Self {
            body,
            decoder: MultiGzDecoder::new(Vec::new()),
            arrived: Bytes::new(),
            line: OpenLine { limit: line_limit, bytes: 0, is_blank: true },
            ended: false,
        }
    }

    /// Unpacks some of what has arrived.
    fn step(&mut self) -> Result<(), ApiError> {
        let some = &self.arrived[..self.arrived.len().min(STEP)];
        match self.decoder.write(some) {
            Ok(0) | Err(_) => return Err(ApiError::BodyNotGzip),
            Ok(read) => self.arrived = self.arrived.split_off(read),
        }
        // It gathers, and nothing may come for a while that would have it give what it has.
        if self.arrived.is_empty() {
            self.decoder.flush().map_err(|_| ApiError::BodyNotGzip)?;
        }
        Ok(())
    }

    /// Ends the unpacking where the body ends: all of it has to be there and have its checksum.
    fn finish(&mut self) -> Result<(), ApiError> {
        self.decoder.try_finish().map_err(|_| ApiError::BodyNotGzip)
    }

    /// What was unpacked since the last time, if that is anything.
    fn unpacked(&mut self) -> Result<Option<Bytes>, ApiError> {
        let piece = mem::take(self.decoder.get_mut());
        self.line.pass(&piece)?;
        Ok((!piece.is_empty()).then(|| Bytes::from(piece)))
    }
}

impl<S: Stream<Item = Result<Bytes, ApiError>> + Unpin> Stream for Gunzip<S> {
    type Item = Result<Bytes, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while !this.ended {
            // A little that has arrived can be a lot of work: others have their turn in between.
            let turn = ready!(coop::poll_proceed(context));
            let outcome = if this.arrived.is_empty() {
                match ready!(Pin::new(&mut this.body).poll_next(context)) {
                    Some(arrived) => arrived.map(|arrived| this.arrived = arrived),
                    None => {
                        this.ended = true;
                        this.finish()
                    }
                }
            } else {
                this.step()
            };
            turn.made_progress();
            match outcome.and_then(|()| this.unpacked()) {
                Ok(Some(piece)) => return Poll::Ready(Some(Ok(piece))),
                Ok(None) => {}
                Err(error) => {
                    this.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }
}

/// How much has been unpacked since the last line that says something.
struct OpenLine {
    limit: usize,
    bytes: usize,
    is_blank: bool,
}

impl OpenLine {
    /// Counts a piece. Blank lines count as part of the next one: there could be any number.
    fn pass(&mut self, piece: &[u8]) -> Result<(), ApiError> {
        let mut rest = piece;
        while let Some(at) = memchr::memchr(b'\n', rest) {
            let (line, after) = rest.split_at(at + 1);
            self.add(line);
            if !self.is_blank {
                (self.bytes, self.is_blank) = (0, true);
            }
            rest = after;
        }
        self.add(rest);
        // Twice, since the bound of who takes the lines is to be the one that is met.
        if self.bytes > self.limit.saturating_mul(2) {
            return Err(ApiError::BodyTooLarge { limit: self.limit });
        }
        Ok(())
    }

    fn add(&mut self, part: &[u8]) {
        self.bytes = self.bytes.saturating_add(part.len());
        self.is_blank = self.is_blank && part.trim_ascii().is_empty();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether all pieces pass.
    fn passes(pieces: &[&str]) -> bool {
        let mut line = OpenLine { limit: 4, bytes: 0, is_blank: true };
        pieces.iter().all(|piece| line.pass(piece.as_bytes()).is_ok())
    }

    #[test]
    fn lines_pass_and_what_never_ends_does_not() {
        assert!(passes(&["a\nb\nc\nd\ne\nf\ng\n"]));
        assert!(passes(&["1234567", "8\n", "1234567"]));
        assert!(passes(&["\n\n\n", "\n\na\n", "\n\n\n\n\n"]));
        assert!(!passes(&["12345678", "9"]));
        assert!(!passes(&["\n\n\n\n\n\n\n\n\n"]));
        assert!(!passes(&["a\n", "\n \n \n \n", " \n \n"]));
    }
}
