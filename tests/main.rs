//! The outside view: the built binary, as users and scripts meet it. A module per feature.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a failed unwrap in a test, or in what serves tests, is a failed test; a skipped one says so"
)]

mod browser;
mod cli;
mod connections;
mod crate_edges;
mod hostile;
mod operations;
mod real_input;
mod support;
mod writes;
