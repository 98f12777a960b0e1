//! The binary as a server.

use std::io::{BufRead, BufReader};
use std::process::ChildStdout;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::dateline::{Killed, ended, read};
use super::{Client, DEADLINE, Dateline, Ended, Place, Reply};

/// A running server on a free port. Dropped, it is killed.
pub(crate) struct Server {
    process: Killed,
    stdout: Option<BufReader<ChildStdout>>,
    /// What it tells meanwhile, a line for each request; none where that goes into a file.
    stderr: Option<JoinHandle<String>>,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub(crate) url: String,
    client: Client,
}

impl Server {
    /// Serves what is in a place.
    #[track_caller]
    pub(crate) fn at(place: &Place) -> Self {
        Self::start(Dateline::at(place), &[])
    }

    /// Serves with further arguments, on loopback where they name no address.
    #[track_caller]
    pub(crate) fn start(dateline: Dateline, arguments: &[&str]) -> Self {
        let listen: &[&str] = match arguments.contains(&"--listen") {
            true => &[],
            false => &["--listen", "127.0.0.1:0"],
        };
        let arguments = [&["serve"], listen, arguments].concat();
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
        let (client, stderr) = (Client::of(&url), process.child().stderr.take().map(read));
        Self { process, stdout: Some(stdout), stderr, url, client }
    }

    /// A client of its own, for a thread of its own.
    pub(crate) fn client(&self) -> Client {
        Client::of(&self.url)
    }

    /// Asks for a path.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.client.get(path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a story under the id that it has.
    #[track_caller]
    pub(crate) fn put(&self, story: &Value) -> Reply {
        let id = story["id"].as_str().unwrap();
        self.client.put(id, story, None).unwrap_or_else(|error| panic!("{id}: {error}"))
    }

    /// Removes a story.
    #[track_caller]
    pub(crate) fn delete(&self, id: &str) -> Reply {
        self.client.delete(id).unwrap_or_else(|error| panic!("{id}: {error}"))
    }

    /// How many documents a query finds.
    #[track_caller]
    pub(crate) fn total(&self, query: &str) -> u64 {
        let reply = self.get(&format!("/api/v1/search?limit=1&q={query}")).expect_status(200);
        reply.json()["total"].as_u64().unwrap()
    }

    /// The id of its process.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Kills it on the spot, as `kill -9` and the kernel's memory reaper do.
    pub(crate) fn kill(mut self) {
        self.signal(Signal::KILL);
        self.process.child().wait().unwrap();
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
        let stderr = self.stderr.take();
        let mut ended = ended(self.process.release());
        ended.stdout = std::io::read_to_string(rest).unwrap();
        ended.stderr = stderr.map(|reading| reading.join().unwrap()).unwrap_or_default();
        ended
    }
}
