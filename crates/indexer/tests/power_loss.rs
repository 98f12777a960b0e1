//! The power goes in the middle of writing, a thousand times over: what was acknowledged is there
//! afterwards, what was in flight is there as a whole or not at all, and writing goes on.
//!
//! The disk is a simulation that keeps no more than POSIX promises. `DATELINE_POWER_LOSSES` says how
//! many schedules are run, `DATELINE_POWER_LOSS_SEED` with which seed they begin: set to the seed of
//! a failure, and the other to 1, they repeat it, as far as threads do.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "these are tests: they fail by panicking, tell their numbers, and take a seed"
)]

#[path = "power_loss/directory.rs"]
mod directory;
#[path = "power_loss/disk.rs"]
mod disk;
#[path = "power_loss/file_system.rs"]
mod file_system;
#[path = "power_loss/life.rs"]
mod life;
#[path = "../../../tests/support/random.rs"]
mod random;
#[path = "power_loss/schedule.rs"]
mod schedule;
#[path = "power_loss/state.rs"]
mod state;
#[path = "power_loss/subject.rs"]
mod subject;
#[path = "power_loss/truth.rs"]
mod truth;

use std::collections::BTreeMap;
use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use file_system::Metadata;
use life::Tally;
use schedule::run;
use subject::{Failure, Subject, Wrong};

/// How many schedules a test runs unless it is told another number.
const SCHEDULES: u64 = 500;

/// What many schedules came to.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    failures: BTreeMap<u64, (Failure, Tally)>,
}

impl Outcome {
    /// How often what went wrong.
    fn kinds(&self) -> BTreeMap<Wrong, usize> {
        let mut kinds = BTreeMap::new();
        for (failure, _) in self.failures.values() {
            *kinds.entry(failure.wrong).or_default() += 1;
        }
        kinds
    }
}

fn setting(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().unwrap())
}

/// Runs as many schedules at a time as keep the processors busy while others wait for their disk.
fn run_all(
    subject: impl Fn(u64) -> Subject + Sync,
    metadata: Metadata,
    seeds: std::ops::Range<u64>,
) -> Outcome {
    let outcome = Mutex::new(Outcome::default());
    let next = AtomicU64::new(seeds.start);
    let threads = thread::available_parallelism().map_or(2, |threads| threads.get() * 2);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let result = run(seed, subject(seed), metadata);
                    let mut outcome = outcome.lock().unwrap();
                    match result {
                        Ok(tally) => outcome.tally.add(tally),
                        Err(failure) => {
                            outcome.failures.insert(seed, failure);
                        }
                    }
                }
            });
        }
    });
    outcome.into_inner().unwrap()
}

/// Most writes are those of a server.
fn of_dateline(seed: u64) -> Subject {
    if seed.is_multiple_of(3) { Subject::Dateline } else { Subject::WithCompounds }
}

/// Runs the schedules that were asked for, and fails with the first that failed.
fn nothing_is_lost(metadata: Metadata) {
    let first = setting("DATELINE_POWER_LOSS_SEED").unwrap_or(1);
    let count = setting("DATELINE_POWER_LOSSES").unwrap_or(SCHEDULES);
    let start = Instant::now();
    let outcome = run_all(of_dateline, metadata, first..first + count);
    eprintln!(
        "{metadata:?}: seeds {first}.. of {count} schedules in {:.1?}: {:?}",
        start.elapsed(),
        outcome.tally
    );
    let kinds = outcome.kinds();
    if let Some((seed, (failure, tally))) = outcome.failures.first_key_value() {
        panic!(
            "{kinds:?}; first with seed {seed} after {} operations: {:?}\n  {}",
            tally.operations, failure.wrong, failure.detail
        );
    }
}

#[test]
fn a_power_loss_takes_nothing_that_was_acknowledged() {
    nothing_is_lost(Metadata::Ordered);
}

#[test]
fn nor_does_it_where_names_reach_the_disk_in_any_order() {
    nothing_is_lost(Metadata::Independent);
}

/// The simulation has teeth: without what [`dateline_indexer::generation::GenerationDirectory`]
/// adds, it finds commits that tantivy acknowledged and that are gone.
#[test]
fn tantivy_alone_loses_what_it_acknowledged() {
    for metadata in [Metadata::Ordered, Metadata::Independent] {
        let outcome = run_all(|_| Subject::TantivyAlone, metadata, 1..61);
        let kinds = outcome.kinds();
        eprintln!("{metadata:?}, tantivy alone, 60 schedules: {kinds:?}");
        assert!(kinds.contains_key(&Wrong::LostAcknowledged));
    }
}
