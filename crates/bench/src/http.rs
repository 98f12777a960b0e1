//! A client that does no more than has to be done, so that it takes little of the machine: one
//! connection, requests made beforehand, and of a reply its status and its length.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::run::Asker;

/// A connection that is kept.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    requests: Arc<Vec<Vec<u8>>>,
    line: String,
    body: Vec<u8>,
}

/// The requests of a call for these parameters.
pub(crate) fn requests(
    address: SocketAddr,
    call: &str,
    parameters: &[String],
) -> Arc<Vec<Vec<u8>>> {
    let request = |parameters: &String| {
        format!("GET /api/v1/{call}?{parameters} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes()
    };
    Arc::new(parameters.iter().map(request).collect())
}

impl Connection {
    pub(crate) fn to(address: SocketAddr, requests: Arc<Vec<Vec<u8>>>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).context("cannot connect to the server")?;
        stream.set_nodelay(true)?;
        let (line, body) = (String::new(), Vec::new());
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream), requests, line, body })
    }
}

impl Asker for Connection {
    fn ask(&mut self, query: usize) -> anyhow::Result<()> {
        let request = self.requests.get(query).context("there is no such query")?;
        self.stream.get_mut().write_all(request)?;
        let mut length = None;
        let mut is_first = true;
        loop {
            self.line.clear();
            self.stream.read_line(&mut self.line)?;
            let line = self.line.trim_end();
            if is_first && !line.starts_with("HTTP/1.1 20") {
                bail!("the server answers {line:?} to {}", String::from_utf8_lossy(request));
            }
            is_first = false;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse()?);
            }
        }
        self.body.resize(length.context("the reply has no length")?, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(())
    }
}
