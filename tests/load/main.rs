//! How fast writing is, and what a reindex costs those who search meanwhile: a program that prints
//! what it measured. It fails where a request failed or a write is lost, never for being slow.
//!
//! ```text
//! cargo test --test load                                    a moment of each, as CI does
//! cargo test --release --test load -- latency [FILE]        single writes, and 32 writers
//! cargo test --release --test load -- reindex FILE          three reindexes under load
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program that tests: a failed unwrap is a failed test, and its output is its result"
)]

#[path = "../support/invocation.rs"]
mod invocation;
mod latency;
mod reindex;
mod samples;
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what only the other outside tests use")]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use invocation::Invocation;
use support::{Dateline, Edition, Place, Random, Server};

fn main() -> ExitCode {
    let is_own = |word: &str| matches!(word, "latency" | "reindex");
    let Some(words) = Invocation::read("load").run(is_own) else { return ExitCode::SUCCESS };
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let flawless = match words[..] {
        [] => {
            let place = Place::empty();
            let few = sample(&place, 500);
            let second = Duration::from_secs(1);
            latency::measure(&few, 20, 8, second) && reindex::measure(&few, 1, second)
        }
        ["latency"] => latency::measure(&sample(&Place::empty(), 1), 300, 32, LATENCY),
        ["latency", file] => latency::measure(Path::new(file), 300, 32, LATENCY),
        ["reindex", file] => reindex::measure(Path::new(file), 3, BEFORE),
        _ => {
            println!("load: takes nothing, `latency [FILE]` or `reindex FILE`");
            return ExitCode::from(2);
        }
    };
    if flawless { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How long many write at once.
const LATENCY: Duration = Duration::from_secs(10);

/// How long searches are measured before the first reindex.
const BEFORE: Duration = Duration::from_secs(5);

/// A file of stories.
fn sample(place: &Place, stories: u64) -> PathBuf {
    let mut random = Random::of(1);
    let story = |n| Edition::new(&format!("sample-{n}"), 1, 0, &mut random).story;
    let lines: String = (0..stories).map(story).map(|story| format!("{story}\n")).collect();
    place.write("sample.ndjson", &lines)
}

/// A server on an index of a file.
fn serve(place: &Place, file: &Path) -> Server {
    let file = file.canonicalize().expect("the file is there");
    Dateline::at(place).run(&["reindex", "-q", file.to_str().unwrap()]).expect_code(0);
    Server::start(Dateline::at(place).logging_to(&place.path().join("server.log")), &[])
}
