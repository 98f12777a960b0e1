//! Changes to the live generation: one thread writes, and changes that come together share a
//! commit.
//!
//! ```text
//! apply ──job──▶ queue (bounded) ──▶ writer thread: gather, decide, commit, reload ──▶ outcomes
//! ```
//!
//! A commit takes some ten milliseconds, most of it waiting for the disk; the changes that arrive
//! meanwhile make up the next one. Nothing waits for company: a single change is committed at once.

mod batch;
mod fault;
mod queue;
mod thread;

pub(super) use queue::WriteQueue;
