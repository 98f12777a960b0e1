//! A connection whose client does as it likes.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::CUT_OFF;
use crate::support::Server;

/// A plain connection to a server.
pub(super) struct Raw(pub(super) TcpStream);

impl Raw {
    #[track_caller]
    pub(super) fn to(server: &Server) -> Self {
        let address = server.url.split_once("://").unwrap().1;
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(CUT_OFF)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// Sends something; a connection that is closed already takes nothing.
    pub(super) fn send(&mut self, text: impl AsRef<[u8]>) -> bool {
        self.0.write_all(text.as_ref()).is_ok()
    }

    /// Sends a request without a body, after which the connection stays open.
    pub(super) fn ask(&mut self, path: &str) -> bool {
        self.send(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n"))
    }

    /// Reads until some text has come.
    #[track_caller]
    pub(super) fn read_until(&mut self, text: &str) -> String {
        let (mut read, mut piece) = (Vec::new(), [0; 4096]);
        loop {
            let so_far = String::from_utf8_lossy(&read);
            if so_far.contains(text) {
                return so_far.into_owned();
            }
            let count = self.0.read(&mut piece).unwrap();
            assert!(count > 0, "it ended before `{text}`: {so_far}");
            read.extend_from_slice(&piece[..count]);
        }
    }

    /// Reads to the end, which comes in time, and says after how long.
    #[track_caller]
    pub(super) fn read_to_end(&mut self) -> (String, Duration) {
        let (started, mut read) = (Instant::now(), Vec::new());
        match self.0.read_to_end(&mut read) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&read)),
        }
        (String::from_utf8_lossy(&read).into_owned(), started.elapsed())
    }
}
