//! One round: writes, a kill at a random moment, a start, and the check.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::beside::{Fate, Reindex, moved_over, no_leavings};
use crate::check::{Ballast, check};
use crate::ledger::{Ledger, Violation};
use crate::support::{Dateline, Place, Random, Server};
use crate::writer::{Tally, Writer};

/// How long a start may take after a kill.
const START_WITHIN: Duration = Duration::from_secs(10);

/// How many stories each client has for itself.
const STORIES_EACH: usize = 25;

/// Clients that write to stories of their own, and clients that count in common ones.
const WRITERS: usize = 5;
const COUNTERS: u64 = 2;

/// What lives through all rounds.
pub(crate) struct Arena<'a> {
    pub(crate) place: &'a Place,
    pub(crate) ledger: Ledger,
    pub(crate) ballast: Ballast,
    pub(crate) random: Random,
    /// Stories in which several clients count.
    pub(crate) counted: Vec<String>,
    /// How long a reindex takes, so that it is killed in its midst.
    pub(crate) reindex_takes: Duration,
    pub(crate) sum: Sum,
}

/// What all rounds came to.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    pub(crate) tally: Tally,
    pub(crate) reindexes: u64,
    /// Kills, of the server or of the reindex, while a reindex was at work.
    pub(crate) kills_during_reindex: u64,
    pub(crate) longest_start: Duration,
}

impl Arena<'_> {
    /// Starts a server in due time.
    pub(crate) fn start(&mut self) -> Result<Server, Violation> {
        let started = Instant::now();
        let server = Server::start(self.dateline(), &[]);
        let took = started.elapsed();
        self.sum.longest_start = self.sum.longest_start.max(took);
        if took > START_WITHIN {
            return Err(Violation(format!("the start took {took:?}")));
        }
        Ok(server)
    }

    fn dateline(&self) -> Dateline {
        Dateline::at(self.place).logging_to(&self.place.path().join("server.log"))
    }

    /// Lets clients write to the server, kills it in the midst of it, starts it again and compares.
    pub(crate) fn round(&mut self, server: Server) -> Result<Server, Violation> {
        let outliving = self.write_and_kill(server)?;
        self.ledger.note_all("-- killed --");
        if self.random.percent(20) {
            self.kill_during_start();
        }
        let server = self.start()?;
        let client = server.client();
        if let Some(reindex) = outliving {
            check(&client, &self.ledger, &self.ballast, &mut self.random)?;
            // That its server went away may be a reason for it to give up.
            reindex.done(false)?;
            moved_over(self.place, &client);
        }
        check(&client, &self.ledger, &self.ballast, &mut self.random)?;
        no_leavings(self.place)?;
        Ok(server)
    }

    /// Gives a reindex that lives longer than the server.
    fn write_and_kill(&mut self, mut server: Server) -> Result<Option<Reindex>, Violation> {
        let killing = AtomicBool::new(false);
        let ids: Vec<Vec<_>> = (0..WRITERS)
            .map(|w| (0..STORIES_EACH).map(|n| format!("w{w}-{n}")).collect())
            .collect();
        let counted = self.counted.clone();
        let branches: Vec<_> =
            (0..WRITERS + COUNTERS as usize).map(|_| self.random.branch()).collect();
        let clients: Vec<_> = branches.iter().map(|_| server.client()).collect();
        // The clients borrow the ledger while this thread decides by the dice.
        let ledger = std::mem::take(&mut self.ledger);
        let (outliving, tallies) = thread::scope(|scope| {
            let writers = branches.into_iter().zip(clients).map(|(random, client)| {
                let tally = Tally::default();
                Writer { client, ledger: &ledger, killing: &killing, random, tally }
            });
            let mut threads = Vec::new();
            for (n, writer) in writers.enumerate() {
                let (own, counted) = (ids.get(n), &counted);
                threads.push(scope.spawn(move || match own {
                    Some(own) => writer.write(own),
                    None => writer.count(counted, n as u64),
                }));
            }
            let outliving = self.wait_and_kill(&mut server, &killing);
            let joined = threads.into_iter().map(|thread| thread.join().unwrap());
            (outliving, joined.collect::<Vec<_>>())
        });
        self.ledger = ledger;
        for tally in tallies {
            self.sum.tally.add(tally?);
        }
        drop(server);
        outliving
    }

    fn wait_and_kill(
        &mut self,
        server: &mut Server,
        killing: &AtomicBool,
    ) -> Result<Option<Reindex>, Violation> {
        self.pause(0, 1_200);
        let reindex = self.random.percent(45).then(|| Reindex::start(self.place));
        let mut kill = |arena: &mut Self| {
            killing.store(true, Ordering::SeqCst);
            // One stop in ten is an orderly one, which must not lose anything either.
            let orderly = arena.random.percent(10);
            server.signal(if orderly { Signal::TERM } else { Signal::KILL });
        };
        let Some(mut reindex) = reindex else {
            self.pause(50, 300);
            kill(self);
            return Ok(None);
        };
        self.sum.reindexes += 1;
        let midst = self.reindex_takes.as_millis() as u64;
        match Fate::any(&mut self.random) {
            Fate::Done => {
                let done = reindex.done(true);
                self.pause(0, 700);
                kill(self);
                let took = done?;
                self.reindex_takes = (self.reindex_takes + took) / 2;
                Ok(None)
            }
            Fate::KilledAlone => {
                self.pause(0, midst);
                self.sum.kills_during_reindex += u64::from(reindex.kill());
                self.pause(0, 400);
                kill(self);
                Ok(None)
            }
            Fate::KilledWithServer => {
                self.pause(0, midst);
                self.sum.kills_during_reindex += u64::from(reindex.is_running());
                kill(self);
                reindex.kill();
                Ok(None)
            }
            Fate::OutlivesServer => {
                self.pause(0, midst);
                self.sum.kills_during_reindex += u64::from(reindex.is_running());
                kill(self);
                Ok(Some(reindex))
            }
        }
    }

    /// A server that is killed before it is ready leaves all to the next one.
    fn kill_during_start(&mut self) {
        let mut child = self.dateline().start(&["serve", "--listen", "127.0.0.1:0"]);
        self.pause(0, 120);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Waits for a random moment: it is what this program is about, and no wait for an event.
    fn pause(&mut self, least: u64, most: u64) {
        sleep(Duration::from_millis(self.random.between(least, most.max(least))));
    }
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.refused += other.refused;
        self.put_off += other.put_off;
    }
}
