//! A connection on which anything can be sent.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};

use crate::support::{DEADLINE, Server};

/// What the client does when all is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// It waits for the server to close.
    Waits,
    /// It says that nothing more comes, in the middle of a request as it may be.
    Ends,
}

/// All that came until the server closed.
pub(super) struct Answer(String);

/// Sends bytes and reads until the server closes. One that does not is a failed test.
#[track_caller]
pub(super) fn exchange(server: &Server, bytes: &[u8], then: Then) -> Answer {
    let address = server.url.strip_prefix("http://").unwrap();
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(DEADLINE)).unwrap();
    connection.set_write_timeout(Some(DEADLINE)).unwrap();
    // A server that has read enough to refuse it may close before all is sent.
    let _ = connection.write_all(bytes);
    if then == Then::Ends {
        let _ = connection.shutdown(Shutdown::Write);
    }
    let mut answer = Vec::new();
    match connection.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error)
            if matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe) => {}
        Err(error) => panic!(
            "{error}: the server neither answers nor closes after {:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(200)])
        ),
    }
    Answer(String::from_utf8_lossy(&answer).into_owned())
}

impl Answer {
    /// The status of the first reply, none where the server closed without one.
    pub(super) fn status(&self) -> Option<u16> {
        self.statuses().next()
    }

    /// The statuses of all replies.
    pub(super) fn statuses(&self) -> impl Iterator<Item = u16> {
        let replies = self.0.split("HTTP/1.").skip(1);
        replies.filter_map(|reply| reply.get(2..5)?.parse().ok())
    }

    /// Heads and bodies.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short: String = self.0.chars().take(400).collect();
        write!(formatter, "{short:?}")
    }
}
