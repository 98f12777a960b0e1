//! The embedded engine: tantivy behind the port. The one folder of the query side that names it.

mod collect;
mod compile;
mod corrections;
mod engine;
mod explain;
mod hits;
mod languages;
mod live;
mod search;
mod write;

pub use engine::{EmbeddedEngine, EngineOptions};
