//! The server under measurement: the binary, in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;

/// A running server; killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From the start of the process until it listens.
    pub(crate) ready_after: Duration,
}

impl Server {
    pub(crate) fn start(binary: &Path, data: &Path) -> anyhow::Result<Self> {
        let started = Instant::now();
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command.env("DATELINE_DATA_DIR", data).current_dir(data);
        // As many wait as there are connections: what is measured is serving, not turning away.
        command.env("DATELINE_SEARCH_WAIT_MS", "60000");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn();
        let mut child = child.with_context(|| format!("cannot start {}", binary.display()))?;
        let stdout = child.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.and_then(|address| address.parse().ok());
        let address = address.with_context(|| format!("the server says {line:?}"))?;
        Ok(Self { child, address, ready_after: started.elapsed() })
    }

    /// Its memory in bytes, where the system tells: its own, and what of files it has mapped.
    pub(crate) fn memory(&self) -> (Option<u64>, Option<u64>) {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(path).unwrap_or_default();
        let bytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
        };
        (bytes("RssAnon:"), bytes("RssFile:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
