//! The embedded engine: tantivy behind the port. The one folder of the query side that names it.

mod admission;
mod collect;
mod compile;
mod corrections;
mod date_table;
mod effort;
mod engine;
mod exact_words;
mod explain;
mod figures;
#[cfg(test)]
mod growing;
mod hits;
mod languages;
mod live;
mod occurs;
mod phrases;
mod priority;
mod related;
mod room;
mod scoring;
mod search;
mod stop;
mod story_table;
mod suggest;
mod view;
mod write;

pub use admission::Load;
pub use engine::{EmbeddedEngine, EngineOptions};
pub use figures::EngineFigures;
