//! Generations: each reindex builds a whole new index beside the live one, and one line in one
//! file says which is live.
//!
//! ```text
//! index/CURRENT                "gen-000007\n", replaced by rename
//! index/gen-000006/            kept for a rollback
//! index/gen-000007/            the live one: tantivy's files and generation.json
//! index/gen-000008/BUILDING    being built; the file is locked as long as its builder lives
//! ```

mod counts;
mod current;
mod folder;
mod manifest;
mod stories;
mod sweep;
mod verify;

pub use counts::{KindCounts, count_kinds};
pub use current::{read_current, switch_to};
pub use folder::{Building, Generation, GenerationId};
pub use manifest::{Manifest, new_build};
pub use stories::{Stories, load_story, read_document};
pub use sweep::{keep_only, sweep};
pub use verify::verify;
