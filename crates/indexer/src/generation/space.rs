//! How much room is left on the disk?

use std::path::Path;

/// How many bytes this user may still write to the disk that a folder lies on, where the system says so.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// How many bytes this user may still write to the disk that a folder lies on: not told here.
#[cfg(not(unix))]
pub fn free_bytes(_: &Path) -> Option<u64> {
    None
}
