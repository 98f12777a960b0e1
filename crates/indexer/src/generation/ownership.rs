//! Who writes to an index: one process at a time.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::IndexError;

const FILE: &str = "owner.lock";
/// Who only looks whether there is an owner holds the lock for a moment; that is waited out.
const TRIES: u32 = 20;
const WAIT: Duration = Duration::from_millis(10);

/// A process that writes to an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Its process id.
    pub pid: u32,
    /// The command that it runs, such as `serve`.
    pub command: String,
    /// Where it takes writes over HTTP, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`dateline {}`, process {}", self.command, self.pid)?;
        match &self.url {
            Some(url) => write!(f, ", at {url}"),
            None => Ok(()),
        }
    }
}

/// The right to write to an index, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Ownership {
    _file: File,
}

impl Ownership {
    /// Takes it and leaves word of who has it.
    ///
    /// # Errors
    /// [`IndexError::Owned`] where another process has it, [`IndexError::Io`].
    pub fn take(index_dir: &Path, owner: &Owner) -> Result<Self, IndexError> {
        fs::create_dir_all(index_dir).map_err(IndexError::io(index_dir))?;
        let path = index_dir.join(FILE);
        let mut options = OpenOptions::new();
        options.create(true).read(true).write(true).truncate(false);
        let mut file = options.open(&path).map_err(IndexError::io(&path))?;
        for left in (0..TRIES).rev() {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if left > 0 => thread::sleep(WAIT),
                Err(TryLockError::WouldBlock) => {
                    let (index_dir, owner) = (index_dir.to_owned(), read(&path));
                    return Err(IndexError::Owned { index_dir, owner });
                }
                Err(TryLockError::Error(error)) => return Err(IndexError::io(path)(error)),
            }
        }
        let note = serde_json::to_vec(owner).map_err(IndexError::Encode)?;
        file.set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| file.write_all(&note))
            .map_err(IndexError::io(path))?;
        Ok(Self { _file: file })
    }

    /// Whether another process has it. None where nobody has; where somebody has who left no word
    /// that can be read, an owner without a name.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn holder(index_dir: &Path) -> Result<Option<Option<Owner>>, IndexError> {
        let path = index_dir.join(FILE);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(IndexError::io(path)(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(read(&path))),
            Err(TryLockError::Error(error)) => Err(IndexError::io(path)(error)),
        }
    }
}

fn read(path: &Path) -> Option<Owner> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
