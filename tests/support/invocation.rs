//! How `cargo test` starts a test program that has no harness of its own.

use std::env;

/// The arguments of such a program.
pub(crate) struct Invocation {
    name: &'static str,
    list: bool,
    words: Vec<String>,
}

/// Flags of the test harness that are followed by a value.
const WITH_VALUE: [&str; 7] =
    ["--test-threads", "--skip", "--color", "--format", "--logfile", "--shuffle-seed", "-Z"];

impl Invocation {
    /// Reads them for a program of this name. Flags are those of the harness and mean nothing here.
    pub(crate) fn read(name: &'static str) -> Self {
        let (mut list, mut words, mut arguments) = (false, Vec::new(), env::args().skip(1));
        while let Some(argument) = arguments.next() {
            if WITH_VALUE.contains(&argument.as_str()) {
                arguments.next();
            } else if argument == "--list" {
                list = true;
            } else if !argument.starts_with('-') {
                words.push(argument);
            }
        }
        Self { name, list, words }
    }

    /// The words to run with, or none where it is not to run: asked what tests there are, or by
    /// `cargo test FILTER`, which hands the filter to every program, for tests of other names.
    /// `is_own` says which first words are this program's.
    pub(crate) fn run(self, is_own: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        if self.list {
            println!("{}: test", self.name);
            return None;
        }
        match self.words.first() {
            Some(first) if is_own(first) => Some(self.words),
            Some(filter) if self.name.contains(filter.as_str()) => Some(Vec::new()),
            Some(filter) => {
                println!("{}: passed over, as `{filter}` does not name it", self.name);
                None
            }
            None => Some(Vec::new()),
        }
    }
}
