//! Whole replies, as they are: one of every call and one of every error.
//!
//! The corpus is four stories. Times, request ids, sizes and scores are redacted.

#![expect(clippy::panic, reason = "an engine that fails in every way also panics")]

#[path = "golden/calls.rs"]
mod calls;
#[path = "golden/corpus.rs"]
mod corpus;
#[path = "golden/envelope.rs"]
mod envelope;
#[path = "golden/errors.rs"]
mod errors;
#[path = "golden/faults.rs"]
mod faults;
#[path = "golden/refusals.rs"]
mod refusals;
mod rig;
#[path = "golden/writes.rs"]
mod writes;
