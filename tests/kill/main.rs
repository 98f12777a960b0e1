//! No acknowledged write is lost by `kill -9` at any moment: a program that writes to a server,
//! kills it, starts it again and compares, round after round on one data folder.
//!
//! ```text
//! cargo test --test kill                      a few rounds, as CI does
//! cargo test --release --test kill -- 200     as many as that
//! DATELINE_KILL_SEED=17 cargo test --test kill
//! ```
//! It ends with 1 at the first violation and leaves the data folder and the logs to be looked at.
//! A seed repeats the choices; which of them meets which moment is up to the machine.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that tests: a failed unwrap is a failed test, and its output is its result"
)]

mod beside;
mod check;
mod counter;
#[path = "../support/invocation.rs"]
mod invocation;
mod ledger;
mod round;
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what only the other outside tests use")]
mod support;
mod writer;

use std::hash::{BuildHasher, RandomState};
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use check::{Ballast, prove};
use invocation::Invocation;
use ledger::{Ledger, Violation};
use round::{Arena, Sum};
use support::{Dateline, Edition, Place, Random};

/// Rounds where none are asked for, so that CI has its answer soon.
const FEW: u64 = 8;

/// Stories that make the index large enough for a reindex to be hit in its midst.
const BALLAST: u64 = 1_500;

fn main() -> ExitCode {
    let is_number = |word: &str| word.parse::<u64>().is_ok();
    let Some(words) = Invocation::read("kill").run(is_number) else { return ExitCode::SUCCESS };
    let rounds = words.first().map_or(FEW, |rounds| rounds.parse().unwrap());
    let seed = seed();
    println!("kill: {rounds} rounds, DATELINE_KILL_SEED={seed}");
    // It stays even where a panic ends this program, and is removed below where all went well.
    let place = ManuallyDrop::new(Place::empty());
    let started = Instant::now();
    match all(&place, rounds, seed) {
        Ok(sum) => {
            println!(
                "kill: {rounds} rounds in {:.0?}, {} acknowledged writes ({} refused by their \
                 condition, {} put off), {} reindexes, {} kills during a reindex, longest start \
                 {:.0?}, lost: 0",
                started.elapsed(),
                sum.tally.acknowledged,
                sum.tally.refused,
                sum.tally.put_off,
                sum.reindexes,
                sum.kills_during_reindex,
                sum.longest_start,
            );
            drop(ManuallyDrop::into_inner(place));
            ExitCode::SUCCESS
        }
        Err(violation) => {
            eprintln!("kill: {violation}");
            eprintln!(
                "kill: DATELINE_KILL_SEED={seed}; data and logs are in {}",
                place.path().display()
            );
            ExitCode::FAILURE
        }
    }
}

fn all(place: &Place, rounds: u64, seed: u64) -> Result<Sum, Violation> {
    let mut random = Random::of(seed);
    let ballast = Ballast::of(BALLAST, &mut random);
    let counted: Vec<_> = (0..3).map(|n| format!("counted-{n}")).collect();
    let ledger = Ledger::default();
    let mut lines: String = ballast.editions.iter().map(|it| format!("{}\n", it.story)).collect();
    for id in &counted {
        let first = Arc::new(Edition::new(id, 1, 0, &mut random));
        lines += &format!("{}\n", first.story);
        ledger.acknowledged(&ledger.sent(id, 1, Some(first)), None)?;
    }
    place.write("data/stories/first.ndjson", &lines);
    let began = Instant::now();
    Dateline::at(place).run(&["reindex", "--quiet"]).expect_code(0);
    let (reindex_takes, sum) = (began.elapsed(), Sum::default());
    let mut arena = Arena { place, ledger, ballast, random, counted, reindex_takes, sum };
    let mut server = arena.start()?;
    let every = (rounds / 10).max(1);
    for round in 1..=rounds {
        server = arena
            .round(server)
            .map_err(|Violation(what)| Violation(format!("round {round}: {what}")))?;
        if round % every == 0 {
            let (all, during) = (arena.sum.tally.acknowledged, arena.sum.kills_during_reindex);
            println!(
                "{round:>4} rounds  {all:>8} acknowledged  {during:>4} kills during a reindex"
            );
        }
    }
    if arena.sum.tally.acknowledged < 5 * rounds {
        let what = format!("hardly a write was acknowledged, so little was tried: {:?}", arena.sum);
        return Err(Violation(what));
    }
    prove(&server.client(), &arena.ledger, &arena.ballast, &mut arena.random)?;
    Ok(arena.sum)
}

/// The seed that is asked for, or any.
#[expect(clippy::disallowed_methods, reason = "a test program has no settings to read it from")]
fn seed() -> u64 {
    match std::env::var("DATELINE_KILL_SEED") {
        Ok(seed) => seed.parse().expect("DATELINE_KILL_SEED is a number"),
        Err(_) => RandomState::new().hash_one("kill") >> 32,
    }
}
