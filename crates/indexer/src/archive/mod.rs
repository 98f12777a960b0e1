//! Snapshots: a whole generation in one file, and the way back.
//!
//! ```text
//! NAME.tar.zst          a tar archive, compressed by zstd with a checksum over all of it
//!   snapshot.json       what it is and a list of what follows, sealed with a checksum of its own
//!   meta.json           the list of segments, as it lies in the generation's folder
//!   1a2b....idx ...     the files of the segments
//! ```
//!
//! The list stands first, so that whoever restores knows what has to come before the first byte of
//! it does. What is not on the list, or not as it says, is not taken.

mod contents;
mod member;
mod part;
mod restore;
mod snapshot;

pub use restore::{RestoreReport, restore};
pub use snapshot::{SnapshotReport, snapshot};
