//! The web pages as the server gives them, read by a parser that is not ours (html5ever). What needs a
//! browser is tested in the outside tests.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

#[path = "pages/corpus.rs"]
mod corpus;
#[path = "pages/failures.rs"]
mod failures;
#[path = "pages/front.rs"]
mod front;
#[path = "pages/hostile.rs"]
mod hostile;
#[path = "pages/page.rs"]
mod page;
#[path = "pages/results.rs"]
mod results;
mod rig;
#[path = "pages/story.rs"]
mod story;
#[path = "pages/timeline.rs"]
mod timeline;
