//! Generations: each reindex builds a whole new index beside the live one, and one line in one
//! file says which is live.
//!
//! ```text
//! index/CURRENT                the name of the live one with a checksum, replaced by rename
//! index/gen-000006/            kept for a rollback
//! index/gen-000007/            the live one: tantivy's files and generation.json
//! index/gen-000008/BUILDING    being built; the file is locked as long as its builder lives
//! index/changes.journal        what changed in the live one since gen-000008 was begun
//! index/owner.lock             locked by the one process that writes, which says who it is
//! index/owner.key              what commands write through that process with
//! index/parts/                 what keys see that are held to feeds; built anew at each start
//! index/reindex.lock           locked by the one process that builds
//! index/writes.lock, .gate     the fence between commits and the move of CURRENT
//! ```

mod building;
mod check;
mod checksum;
mod counts;
mod current;
mod directory;
mod fence;
mod folder;
mod frozen;
mod id;
mod journal;
mod manifest;
mod ownership;
mod progress;
mod replay;
mod rollback;
mod seal;
mod site;
mod space;
mod stories;
mod story_store;
mod sweep;
mod verify;

pub use building::{Building, Proven, Published, STORE_BLOCK_BYTES, create_in};
pub use check::{CheckReport, Finding, GenerationReport, Subject, check};
pub use counts::{KindCounts, count_kinds};
pub use current::{read_current, switch_to};
pub use directory::{GenerationDirectory, Storage, UnsyncedFile};
pub use fence::{WriteBarrier, WritePassage};
pub use folder::{Generation, open_in};
pub use id::GenerationId;
pub use manifest::{Manifest, new_build};
pub use ownership::{Owner, Ownership};
pub use progress::UnderWay;
pub use rollback::{Rollback, rollback};
pub use space::free_bytes;
pub use stories::{Stories, load_story, own_document, read_document, read_head, read_hit};
pub use story_store::StoryStore;
pub use sweep::{keep_only, sweep};
pub use verify::verify;

use replay::replay;

pub(crate) use check::without_panic;
pub(crate) use checksum::read_and_verify;
pub(crate) use counts::count_by_kind;
pub(crate) use directory::{MANAGED, META};
pub(crate) use folder::directory;
pub(crate) use frozen::{Frozen, Opened};
pub(crate) use seal::{seal, unseal};
pub(crate) use site::Site;
