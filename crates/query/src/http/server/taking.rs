//! A socket whose client has to take what is sent to it, however slowly.
//!
//! A socket counts as writable again when a third of what the system keeps for it is free, which is more
//! than a megabyte where much is kept: someone at a slow line may take minutes for that. So who did not become
//! writable in time is tried once more, and it is enough that a little fits in.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// A socket with the time in which something has to be taken.
#[derive(Debug)]
pub(super) struct Taking {
    stream: TcpStream,
    stall_timeout: Duration,
    /// Until when something has to be taken, where all is full.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Taking {
    pub(super) fn new(stream: TcpStream, stall_timeout: Duration) -> Self {
        Self { stream, stall_timeout, stalled: None }
    }

    /// The outcome of writing; where nothing was written for so long, that of another try.
    fn in_time(
        &mut self,
        context: &mut Context<'_>,
        outcome: Poll<io::Result<usize>>,
        again: impl FnOnce(&SockRef<'_>) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        if outcome.is_ready() {
            self.stalled = None;
            return outcome;
        }
        let stall = self.stall_timeout;
        let time = self.stalled.get_or_insert_with(|| Box::pin(sleep(stall)));
        ready!(time.as_mut().poll(context));
        time.as_mut().reset(Instant::now() + stall);
        Poll::Ready(match again(&SockRef::from(&self.stream)) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                Err(io::ErrorKind::TimedOut.into())
            }
            written => written,
        })
    }
}

impl AsyncRead for Taking {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Taking {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(context, outcome, |socket| socket.send(bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.in_time(context, outcome, |socket| socket.send_vectored(pieces))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
