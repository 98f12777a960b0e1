//! A connection that may not stand still for ever.
//!
//! While no request is under way, a connection is idle until the first byte of the next head, and
//! from there on the whole head has its time. While one is, nothing is said of reading here: a body
//! is read by who needs it, who keeps its time (`service/intake.rs`). That what is written is taken, the
//! socket sees to (`taking.rs`).

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep};

use super::ConnectionOptions;
use super::farewell::TOO_SLOW;
use super::requests::Turns;

/// How long an ended connection is read on, so that the last reply is not lost by a reset.
const LINGER: Duration = Duration::from_secs(2);

/// A stream with the times of its connection.
pub(super) struct Paced<S> {
    stream: S,
    turns: Arc<Turns>,
    header_timeout: Duration,
    idle_timeout: Duration,
    /// What is waited for, between requests, until when, and after how many of them.
    wait: Option<(Wait, Instant)>,
    seen: u32,
    /// Wakes the connection by then. It stays set while requests come and go, and is moved when it is too
    /// late or has come too early: to set it for each would wake another thread each time.
    timer: Pin<Box<Sleep>>,
    /// Whether what was written last waits for the client to take what was before.
    is_full: bool,
    /// Until when an ended connection is read on.
    lingering: Option<Pin<Box<Sleep>>>,
    /// Whether there is nothing more to read.
    ended: bool,
    /// Changes when the server drains.
    draining: watch::Receiver<()>,
}

/// What comes next from the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// Its first byte of all.
    First,
    /// The rest of a head.
    Head,
    /// The first byte of a further request.
    Next,
}

impl<S> Paced<S> {
    pub(super) fn new(
        stream: S,
        options: &ConnectionOptions,
        turns: Arc<Turns>,
        draining: watch::Receiver<()>,
    ) -> Self {
        Self {
            stream,
            turns,
            header_timeout: options.header_timeout,
            idle_timeout: options.idle_timeout,
            wait: Some((Wait::First, Instant::now() + options.header_timeout)),
            seen: 0,
            timer: Box::pin(sleep(options.header_timeout)),
            is_full: false,
            lingering: None,
            ended: false,
            draining,
        }
    }

    /// Forgets what was waited for before the requests that came since.
    fn catch_up(&mut self) {
        if self.seen != self.turns.begun() {
            self.seen = self.turns.begun();
            self.wait = None;
        }
    }

    /// Notes that something has come.
    fn arrived(&mut self) {
        self.catch_up();
        if self.turns.is_busy() {
            return;
        }
        match &mut self.wait {
            Some((Wait::Head, _)) => {}
            Some((wait @ Wait::First, _)) => *wait = Wait::Head,
            Some((Wait::Next, _)) | None => {
                self.wait = Some((Wait::Head, Instant::now() + self.header_timeout));
            }
        }
    }

    /// Waits for what has not come in time.
    fn poll_late(&mut self, context: &mut Context<'_>) -> Poll<Wait> {
        self.catch_up();
        if self.turns.is_busy() {
            return Poll::Pending;
        }
        let idle = self.idle_timeout;
        let (wait, until) = *self.wait.get_or_insert_with(|| (Wait::Next, Instant::now() + idle));
        if self.timer.deadline() > until {
            self.timer.as_mut().reset(until);
        }
        while self.timer.as_mut().poll(context).is_ready() {
            if Instant::now() >= until {
                return Poll::Ready(wait);
            }
            self.timer.as_mut().reset(until);
        }
        Poll::Pending
    }

    /// Whether the server drains, and the client waits for nothing. It may be still to send the
    /// rest of a body that was refused, but most likely it keeps the connection for later.
    fn is_let_go(&self) -> bool {
        let is_quiet = matches!(self.wait, Some((Wait::First | Wait::Next, _)));
        is_quiet && self.draining.has_changed().unwrap_or(true)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        this.turns.watch(context);
        match Pin::new(&mut this.stream).poll_read(context, buffer) {
            Poll::Ready(Ok(())) if buffer.filled().len() > before => this.arrived(),
            Poll::Ready(outcome) => {
                this.ended = true;
                return Poll::Ready(outcome);
            }
            Poll::Pending => {
                let wait = ready!(this.poll_late(context));
                this.ended = true;
                if wait == Wait::Head {
                    // Into an empty buffer, where nothing else waits to be sent.
                    if !this.is_full {
                        let stream = &mut this.stream;
                        let _ = Pin::new(&mut *stream).poll_write(context, TOO_SLOW.as_bytes());
                        let _ = Pin::new(stream).poll_flush(context);
                    }
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
                // Nothing was asked, so nothing is answered: the connection comes to its end.
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.is_full = outcome.is_pending();
        outcome
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.is_full = outcome.is_pending();
        outcome
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_flush(context);
        self.is_full = outcome.is_pending();
        outcome
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.lingering.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            if this.ended || this.is_let_go() {
                return Poll::Ready(Ok(()));
            }
        }
        // Closed with something unread in it the connection is reset, and the client, which may
        // still be sending the body that was refused, never sees why.
        let time = this.lingering.get_or_insert_with(|| Box::pin(sleep(LINGER)));
        let mut rest = [0; 4096];
        loop {
            if time.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = ReadBuf::new(&mut rest);
            match ready!(Pin::new(&mut this.stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {}
                _ => return Poll::Ready(Ok(())),
            }
        }
    }
}
