//! Changes to the live generation: one thread writes, and changes that come together share a
//! commit.
//!
//! ```text
//! apply ──job──▶ queue (bounded) ──▶ writer thread: gather, decide, commit, reload ──▶ outcomes
//! ```
//!
//! A commit takes a few milliseconds; the changes that arrive meanwhile make up the next one. One
//! writer alone does not wait for others.

mod batch;
mod fault;
mod figures;
mod queue;
mod thread;

pub(super) use queue::WriteQueue;
