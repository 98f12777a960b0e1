//! What has to hold of any input whatever, a module for each kind. The targets of libfuzzer are a call
//! each; the tests of `crates/query` hold the same of seeds and what proptest makes of them, so that
//! neither can go stale without the other.

pub mod cursor;
pub mod date;
pub mod files;
pub mod page;
pub mod parameters;
pub mod preconditions;
pub mod query;
pub mod story_json;
pub mod words;

mod story;
mod text;
