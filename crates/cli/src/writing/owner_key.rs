//! The key by which a command reaches the server that owns an index, whatever keys are set: it lies beside
//! the index for the user who runs the server, and is another one each time.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dateline_query::access::AccessKey;

/// Makes a key and leaves it beside the index.
///
/// # Errors
/// Where it cannot be written, or the system gives no random bytes.
pub(crate) fn leave(index_dir: &Path) -> io::Result<AccessKey> {
    let key = AccessKey::generate().map_err(io::Error::other)?;
    let path = path(index_dir);
    // Made anew, so that it has the permissions of a new file and no others.
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path)?.write_all(key.reveal().as_bytes())?;
    Ok(key)
}

/// The key that lies beside an index, if this user may read it.
pub(super) fn find(index_dir: &Path) -> Option<String> {
    fs::read_to_string(path(index_dir)).ok()
}

fn path(index_dir: &Path) -> PathBuf {
    index_dir.join("owner.key")
}
