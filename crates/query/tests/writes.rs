//! Writing over HTTP: what is acknowledged is there, what is refused is not, and many writers at
//! once, or one that never ends, do not get in the way of others.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

#[path = "writes/broken.rs"]
mod broken;
#[path = "writes/conditions.rs"]
mod conditions;
#[path = "golden/corpus.rs"]
mod corpus;
#[path = "writes/engine.rs"]
mod engine;
#[path = "writes/feed.rs"]
mod feed;
#[path = "writes/limits.rs"]
mod limits;
#[path = "writes/origin.rs"]
mod origin;
#[path = "writes/packed.rs"]
mod packed;
mod rig;
#[path = "writes/socket.rs"]
mod socket;
#[path = "writes/stories.rs"]
mod stories;
#[path = "writes/stream.rs"]
mod stream;
