//! The read API against a naive scan of a random corpus: totals, orders, counts, pages, timelines.
//!
//! The scan is written from the definitions and knows nothing of the index: a document is what
//! `oracle/corpus.rs` says, a query matches what `oracle/query.rs` says, a date is the days that
//! `oracle/calendar.rs` says. Requests go through the router with real addresses. Every seed is
//! fixed, so that a failure, which names its seed and its request, is had again by running the
//! test again.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests fails by panicking, as a test does"
)]

#[path = "oracle/calendar.rs"]
mod calendar;
#[path = "oracle/corpus.rs"]
mod corpus;
#[path = "oracle/counts.rs"]
mod counts;
#[path = "oracle/facet.rs"]
mod facet;
#[path = "oracle/fold.rs"]
mod fold;
#[path = "oracle/hits.rs"]
mod hits;
#[path = "oracle/leaf.rs"]
mod leaf;
#[path = "oracle/order.rs"]
mod order;
#[path = "oracle/pages.rs"]
mod pages;
#[path = "oracle/pruning.rs"]
mod pruning;
#[path = "oracle/query.rs"]
mod query;
#[path = "oracle/random.rs"]
mod random;
#[path = "oracle/related.rs"]
mod related;
#[path = "oracle/request.rs"]
mod request;
mod rig;
#[path = "oracle/scores.rs"]
mod scores;
#[path = "oracle/stories.rs"]
mod stories;
#[path = "oracle/timelines.rs"]
mod timelines;
#[path = "oracle/vocabulary.rs"]
mod vocabulary;
#[path = "oracle/world.rs"]
mod world;
