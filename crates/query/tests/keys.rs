//! Who may do what: rights on every call, and keys that are held to feeds.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

#[path = "keys/calls.rs"]
mod calls;
#[path = "keys/corpus.rs"]
mod corpus;
#[path = "keys/feeds.rs"]
mod feeds;
#[path = "keys/guarded.rs"]
mod guarded;
#[path = "keys/rate.rs"]
mod rate;
#[path = "keys/rights.rs"]
mod rights;
#[path = "keys/writes.rs"]
mod writes;
