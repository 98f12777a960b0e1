//! What the fuzz targets hold, held of their seeds and of what comes of these by cutting, doubling and
//! mixing them. That takes no fuzzer, so it runs wherever tests do; see fuzz/README.md.

#![expect(clippy::panic, reason = "a failed step of a test is a failed test")]

#[allow(unreachable_pub, reason = "there it is a crate")]
#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use proptest::prelude::*;

use checks::{cursor, date, files, page, parameters, preconditions, query, story_json, words};

/// The sample story that has the most of what a page can have.
const PAGE: &str = include_str!(
    "../../../index-data/stories/culture/grand-egyptian-museum-opens-beside-the-pyramids.txt"
);

/// One with a little of everything.
const SMALL_PAGE: &str = include_str!("../../../fuzz/seeds/pages/small.txt");

/// The seeds of a target, one a line.
macro_rules! seeds {
    ($target:literal) => {
        include_str!(concat!("../../../fuzz/seeds/", $target, ".txt")).lines()
    };
}

/// A piece of a seed.
#[derive(Clone, Debug)]
struct Piece {
    seed: prop::sample::Index,
    from: prop::sample::Index,
    to: prop::sample::Index,
}

impl Piece {
    fn of<'a>(&self, seeds: &[&'a [u8]]) -> &'a [u8] {
        let seed = seeds[self.seed.index(seeds.len())];
        let (a, b) = (self.from.index(seed.len() + 1), self.to.index(seed.len() + 1));
        &seed[a.min(b)..a.max(b)]
    }
}

/// Inputs that are made of these seeds, with bytes of any kind in between.
fn mixed(seeds: Vec<&'static [u8]>) -> impl Strategy<Value = Vec<u8>> {
    let place = any::<prop::sample::Index>;
    let piece = (place(), place(), place()).prop_map(|(seed, from, to)| Piece { seed, from, to });
    let noise = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(any::<u8>(), 1..4)];
    let pieces = prop::collection::vec((piece, noise), 1..6);
    // The first byte of a whole seed chooses a call or a format, so it is often kept.
    (place(), any::<bool>(), pieces).prop_map(move |(first, keeps_first, pieces)| {
        let mut input = Vec::new();
        if keeps_first {
            input.extend_from_slice(seeds[first.index(seeds.len())]);
        }
        for (piece, noise) in &pieces {
            input.extend_from_slice(piece.of(&seeds));
            input.extend_from_slice(noise);
        }
        input
    })
}

#[track_caller]
fn hold(seeds: Vec<&'static [u8]>, check: fn(&[u8])) {
    assert!(!seeds.is_empty());
    seeds.iter().for_each(|seed| check(seed));
    check(b"");
    // PROPTEST_CASES asks for more.
    let cases = ProptestConfig::default().cases.max(1_000);
    let config = ProptestConfig { failure_persistence: None, cases, ..Default::default() };
    let outcome = prop::test_runner::TestRunner::new(config).run(&mixed(seeds), |input| {
        check(&input);
        Ok(())
    });
    if let Err(finding) = outcome {
        panic!("{finding}");
    }
}

fn lines(seeds: std::str::Lines<'static>) -> Vec<&'static [u8]> {
    seeds.map(str::as_bytes).collect()
}

#[test]
fn cursors_hold() {
    hold(lines(seeds!("cursor")), cursor::check);
}

#[test]
fn dates_hold() {
    hold(lines(seeds!("date")), date::check);
}

#[test]
fn files_hold() {
    hold(lines(seeds!("files")), files::check);
}

#[test]
fn pages_hold() {
    hold(vec![PAGE.as_bytes(), SMALL_PAGE.as_bytes()], page::check);
}

#[test]
fn parameters_hold() {
    hold(lines(seeds!("parameters")), parameters::check);
}

#[test]
fn preconditions_hold() {
    hold(lines(seeds!("preconditions")), preconditions::check);
}

#[test]
fn queries_hold() {
    hold(lines(seeds!("query")), query::check);
}

#[test]
fn stories_as_json_hold() {
    hold(lines(seeds!("story_json")), story_json::check);
}

#[test]
fn lists_of_words_hold() {
    hold(lines(seeds!("words")), words::check);
}
