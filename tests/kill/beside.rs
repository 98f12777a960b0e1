//! A reindex beside the server, and what becomes of it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::ledger::Violation;
use crate::support::{Client, Dateline, Killed, Place, Random, ended, eventually};

/// How a reindex ends that runs in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is done before the server is killed.
    Done,
    /// It is killed, and the server goes on for a while.
    KilledAlone,
    /// Both are killed, the server or the reindex first.
    KilledWithServer,
    /// The server is killed, and starts again while the reindex runs on.
    OutlivesServer,
}

impl Fate {
    /// One of them at random.
    pub(crate) fn any(random: &mut Random) -> Self {
        let fates = [Self::Done, Self::KilledAlone, Self::KilledWithServer, Self::OutlivesServer];
        *random.pick(&fates)
    }
}

/// A running reindex.
pub(crate) struct Reindex {
    process: Killed,
    started: Instant,
}

impl Reindex {
    /// Starts one from the stories in the index.
    pub(crate) fn start(place: &Place) -> Self {
        let dateline = Dateline::at(place).logging_to(&place.path().join("reindex.log"));
        let child = dateline.start(&["reindex", "--from-index", "--quiet", "--json"]);
        Self { process: Killed::on_drop(child), started: Instant::now() }
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.process.child().try_wait().unwrap().is_none()
    }

    /// Kills it; whether it was still running.
    pub(crate) fn kill(mut self) -> bool {
        let running = self.is_running();
        drop(self.process);
        running
    }

    /// Waits for its end, which is a good one where the server was there all along. Gives how long
    /// it took.
    pub(crate) fn done(self, must_succeed: bool) -> Result<Duration, Violation> {
        let ended = ended(self.process.release());
        let took = self.started.elapsed();
        match ended.code {
            Some(0) => Ok(took),
            Some(_) if !must_succeed => Ok(took),
            _ => Err(Violation(format!("a reindex beside the server failed: {ended:#?}"))),
        }
    }
}

/// Waits until the server serves what CURRENT names.
pub(crate) fn moved_over(place: &Place, client: &Client) {
    let current = place.data().join("index/CURRENT");
    eventually("the server moves to the generation of the reindex", || {
        let line = fs::read_to_string(&current).unwrap();
        let name = line.split_whitespace().next().unwrap();
        let live: u64 = name.strip_prefix("gen-").unwrap().parse().unwrap();
        let stats = client.get("/api/v1/stats").unwrap().json();
        (stats["generation"] == live).then_some(())
    });
}

/// Holds that nothing lies about: at most the live generation and the one before it, neither
/// half-built.
pub(crate) fn no_leavings(place: &Place) -> Result<(), Violation> {
    let generations = generations(&place.data().join("index"));
    let half = generations.iter().any(|(_, building)| *building);
    if generations.len() > 2 || half {
        let what = "leavings in the index folder (true: marked as being built)";
        return Err(Violation(format!("{what}: {generations:#?}")));
    }
    Ok(())
}

/// The generations in a folder, and whether each is marked as being built.
fn generations(index: &Path) -> Vec<(String, bool)> {
    let entries = fs::read_dir(index).unwrap().map(|entry| entry.unwrap());
    let mut found: Vec<_> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("gen-"))
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.path().join("BUILDING").exists())
        })
        .collect();
    found.sort();
    found
}
