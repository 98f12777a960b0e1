//! A server under eight times the load that it can serve: a program that prints what became of it. It
//! fails where an answer is neither served nor turned away, or where the server is not well at once
//! afterwards; never for being slow.
//!
//! ```text
//! cargo test --test overload                                     a moment, as CI does
//! cargo test --release --test overload -- seconds 60 [FILE]      as long as is asked for
//! ```
//!
//! The load generator has the same cores as the server, and one of its own thread.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program that tests: a failed unwrap is a failed test, and its output is its result"
)]

mod connection;
#[path = "../support/invocation.rs"]
mod invocation;
mod memory;
mod offer;
mod outcomes;
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what only the other outside tests use")]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use invocation::Invocation;
use memory::Memory;
use offer::Target;
use outcomes::head;
use support::{Dateline, Edition, Place, Random, Server};

/// How many times of what can be served is offered.
const TIMES: f64 = 8.0;
/// The mix of calls, some of them little work and some more.
const CALLS: [&str; 12] = [
    "search?q=museum",
    "search?q=river%20flood&highlight=true",
    "search?q=election&facets=month,feed",
    "search?q=north%20korea&facets=month,year,kind,feed,publisher",
    "search?q=%22prime%20minister%22&group=story",
    "search?q=storm&kind=event&sort=newest",
    "search?q=minister%20resigns&from=2010",
    "search?q=earthquake%20rescue",
    "timeline?q=treaty",
    "months?q=war",
    "search?q=elect*",
    "suggest?q=pre",
];

fn main() -> ExitCode {
    let Some(words) = Invocation::read("overload").run(|word| word == "seconds") else {
        return ExitCode::SUCCESS;
    };
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let place = Place::empty();
    let is_well = match words[..] {
        [] => measure(&sample(&place), Duration::from_secs(1)),
        ["seconds", seconds] => measure(&sample(&place), seconds_of(seconds)),
        ["seconds", seconds, file] => measure(Path::new(file), seconds_of(seconds)),
        _ => {
            println!("overload: takes nothing, or `seconds NUMBER [FILE]`");
            return ExitCode::from(2);
        }
    };
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn seconds_of(text: &str) -> Duration {
    Duration::from_secs(text.parse().expect("a number of seconds"))
}

/// A file of stories.
fn sample(place: &Place) -> PathBuf {
    let mut random = Random::of(1);
    let story = |n| Edition::new(&format!("sample-{n}"), 1, 0, &mut random).story;
    let lines: String = (0..500).map(story).map(|story| format!("{story}\n")).collect();
    place.write("sample.ndjson", &lines)
}

/// Offers a server of a file more than it can serve for a while. Whether it came through.
fn measure(file: &Path, during: Duration) -> bool {
    let place = Place::empty();
    let file = file.canonicalize().expect("the file is there");
    Dateline::at(&place).run(&["reindex", "-q", file.to_str().unwrap()]).expect_code(0);
    let dateline = Dateline::at(&place).logging_to(&place.path().join("server.log"));
    let server = Server::start(dateline, &[]);
    let target = Target::of(&server.url, CALLS.iter().map(|call| format!("/api/v1/{call}")));
    let memory = Memory::of(server.process_id());

    // So much that a moment is not enough for chance to tell.
    let a_while = (during / 6).max(Duration::from_millis(500));
    target.closed(4, a_while);
    let before = memory.now();
    let idle = target.closed(1, a_while);
    let served = target.closed(4, a_while);
    let rate = served.served.count() as f64 / served.seconds;
    let generator = Memory::of(std::process::id());
    let computed = (memory.computed(), generator.computed());
    let (under, most) = memory.most_while(|| target.open(rate * TIMES, during));
    let computed = (memory.computed() - computed.0, generator.computed() - computed.1);
    let after = target.closed(1, Duration::from_millis(500));
    let health = server.get("/readyz").status;

    println!("can serve {rate:.0} calls a second; {:.0} offered for {during:?}", rate * TIMES);
    head();
    println!("{:<26} {}", "idle: one connection", idle.served);
    println!("{:<26} {}", "four connections", served.served);
    println!("{:<26} {}", "overloaded: served", under.served);
    println!("{:<26} {}", "overloaded: 503", under.turned_away);
    println!("{:<26} {}", "at once afterwards", after.served);
    let all = (under.served.count() + under.turned_away.count()) as f64;
    println!(
        "503: {:.1} % of {all:.0}; served a second: {:.0}; failed: {}; not sent, as the generator was \
         late: {}",
        100.0 * under.turned_away.count() as f64 / all,
        under.served.count() as f64 / under.seconds,
        under.failed,
        under.unsent
    );
    let times = under.served.percentile(99.0) / idle.served.percentile(99.0);
    println!("p99 of what was served: {times:.1} times the idle one");
    println!(
        "computed under load: the server for {:.1} s, the generator for {:.1} s",
        computed.0, computed.1
    );
    println!("memory before, at most, after: {before}, {most}, {}", memory.now());
    under.failed == 0
        && under.served.count() > 0
        && after.failed + after.turned_away.count() as u64 == 0
        && health == 200
}
