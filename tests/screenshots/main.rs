//! Pictures of the pages, for the README and for people who look at a change: a program that serves
//! the sample stories and writes what a browser shows of them. See `scripts/screenshots`.
//!
//! ```text
//! cargo test --test screenshots -- FOLDER               all of them
//! cargo test --test screenshots -- FOLDER results-desk  those with this in their name
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers: a failed unwrap is its failure, and its output its result"
)]

#[path = "../browser/harness/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what only the tests use")]
mod harness;
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what only the outside tests use")]
mod support;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use harness::{Browser, Look};
use support::{Place, Server};

/// What is pictured: its name, its address, and what the browser's console tells of it, if anything.
const PAGES: [(&str, &str, Option<&str>); 6] = [
    ("front", "/", None),
    ("results", "/?q=north+korea+russia", None),
    ("events", "/?q=museum&view=events", None),
    ("story", "/stories/north-korea-raises-a-museum-to-its-soldiers-killed-in-russia", None),
    ("timeline", "/timeline?q=russia", None),
    ("failure", "/nowhere", Some("404 (Not Found)")),
];

/// How it is looked at.
const LOOKS: [(&str, Look); 4] = [
    ("desk-light", Look::DESK),
    ("desk-dark", Look::DESK.dark()),
    ("phone-light", Look::PHONE),
    ("phone-dark", Look::PHONE.dark()),
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [folder] => take(Path::new(folder), ""),
        [folder, part] => take(Path::new(folder), part),
        _ => {
            eprintln!(
                "screenshots: takes a folder, and a part of the names of the pictures to take"
            );
            ExitCode::from(2)
        }
    }
}

/// Takes the pictures with a part in their names.
fn take(folder: &Path, part: &str) -> ExitCode {
    let wanted = |page: &str, look: &str| format!("{page}-{look}").contains(part);
    let place = Place::with_samples();
    let server = Server::at(&place);
    let mut taken = 0;
    for (name, address, told) in PAGES {
        let mut looks = LOOKS.into_iter().filter(|(look, _)| wanted(name, look)).peekable();
        if looks.peek().is_none() {
            continue;
        }
        let Some(page) = Browser::on(&server).start() else { return ExitCode::FAILURE };
        if let Some(told) = told {
            page.expect_told(told);
        }
        for (look_name, look) in looks {
            page.look(look);
            page.open(address);
            let file = folder.join(format!("{name}-{look_name}.png"));
            page.screenshot(&file).unwrap();
            println!("{}", file.display());
            taken += 1;
        }
    }
    if taken == 0 {
        eprintln!("screenshots: no picture has `{part}` in its name");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
