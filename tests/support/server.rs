//! The binary as a server.

use std::io::{BufRead, BufReader};
use std::process::ChildStdout;
use std::sync::mpsc;
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use ureq::Agent;
use ureq::http::HeaderMap;

use super::dateline::{Killed, ended};
use super::{DEADLINE, Dateline, Ended, Place};

/// A running server on a free port. Dropped, it is killed.
pub(crate) struct Server {
    process: Killed,
    stdout: Option<BufReader<ChildStdout>>,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub(crate) url: String,
    agent: Agent,
}

/// An answer of any status.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Server {
    /// Serves what is in a place.
    #[track_caller]
    pub(crate) fn at(place: &Place) -> Self {
        Self::start(Dateline::at(place), &[])
    }

    /// Serves with further arguments.
    #[track_caller]
    pub(crate) fn start(dateline: Dateline, arguments: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut process = Killed::on_drop(dateline.start(&arguments));
        let mut stdout = BufReader::new(process.child().stdout.take().unwrap());
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = stdout.read_line(&mut line);
            let _ = sender.send((read.map(|_| line), stdout));
        });
        let (line, stdout) = receiver.recv_timeout(DEADLINE).expect("the server gets ready");
        let line = line.unwrap();
        let Some(url) = line.trim_end().strip_prefix("listening on ").map(str::to_owned) else {
            let ended = ended(process.release());
            panic!("instead of getting ready, the server wrote {line:?} and ended: {ended:#?}");
        };
        let config = Agent::config_builder();
        let config = config.http_status_as_error(false).timeout_global(Some(DEADLINE));
        Self { process, stdout: Some(stdout), url, agent: config.build().into() }
    }

    /// Asks for a path.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Reply {
        let url = format!("{}{path}", self.url);
        let mut response = self.agent.get(&url).call().unwrap_or_else(|e| panic!("{url}: {e}"));
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().unwrap(),
        }
    }

    /// Sends a signal.
    pub(crate) fn signal(&mut self, signal: Signal) {
        let id = i32::try_from(self.process.child().id()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Waits for its end. What it wrote after the line that said it was ready is in the result.
    #[track_caller]
    pub(crate) fn ended(mut self) -> Ended {
        let rest = self.stdout.take().unwrap();
        let mut ended = ended(self.process.release());
        ended.stdout = std::io::read_to_string(rest).unwrap();
        ended
    }
}

impl Reply {
    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
