//! What people take along: files, feeds, and the description of the search, read by parsers that are
//! not ours.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

#[path = "exports/calendar.rs"]
mod calendar;
#[path = "exports/corpus.rs"]
mod corpus;
#[path = "exports/engine.rs"]
mod engine;
#[path = "exports/feed.rs"]
mod feed;
#[path = "exports/hits.rs"]
mod hits;
#[path = "exports/links.rs"]
mod links;
#[path = "exports/opensearch.rs"]
mod opensearch;
#[path = "exports/parameters.rs"]
mod parameters;
mod rig;
#[path = "exports/site.rs"]
mod site;
#[path = "exports/streaming.rs"]
mod streaming;
#[path = "exports/timelinejs.rs"]
mod timelinejs;
