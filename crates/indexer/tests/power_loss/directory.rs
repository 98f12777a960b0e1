//! The disk as tantivy's directory: step by step what its `MmapDirectory` asks of the system.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_indexer::generation::{Storage, UnsyncedFile};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use crate::disk::Disk;
use crate::file_system::FileId;

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(OwnedBytes::new(self.atomic_read(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut machine = self.step().map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        })?;
        if !machine.files.exists(path) {
            return Err(DeleteError::FileDoesNotExist(path.to_owned()));
        }
        machine.files.unlink(path);
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let machine = self.powered().map_err(|error| read_error(error, path))?;
        Ok(machine.files.exists(path))
    }

    /// The file is created, but its name is not synced.
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        match self.open(path) {
            Ok(file) => Ok(BufWriter::new(Box::new(file))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(error) => Err(OpenWriteError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let machine = self.powered().map_err(|error| read_error(error, path))?;
        match machine.files.read(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    /// A file beside it, synced and renamed. The folder is not synced.
    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut machine = match path.to_str() {
            Some("meta.json") => self.step_with_room_for_list()?,
            _ => self.step_with_room()?,
        };
        let beside = PathBuf::from(format!(".tmp{}", machine.files.unused_number()));
        let file = machine.files.create(&beside);
        drop(machine);
        let mut open = OpenFile { disk: self.clone(), file };
        let written = open.write_all(content).and_then(|()| open.sync()).and_then(|()| {
            self.step()?.files.rename(&beside, path);
            Ok(())
        });
        if written.is_err()
            && let Ok(mut machine) = self.powered()
        {
            // A temporary file takes itself away.
            machine.files.unlink(&beside);
        }
        written
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.dawdle();
        self.step()?.files.sync_directory();
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        loop {
            let mut machine = self.powered().map_err(LockError::wrap_io_error)?;
            if !machine.files.exists(&lock.filepath) {
                drop(machine);
                machine = self.step_with_room().map_err(LockError::wrap_io_error)?;
                if !machine.files.exists(&lock.filepath) {
                    machine.files.create(&lock.filepath);
                }
            }
            if machine.locks.insert(lock.filepath.clone()) {
                let held = HeldLock { disk: self.clone(), path: lock.filepath.clone() };
                return Ok(DirectoryLock::from(Box::new(held)));
            }
            if !lock.is_blocking {
                return Err(LockError::LockBusy);
            }
            self.wait_for_lock(machine);
        }
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn read_error(error: io::Error, path: &Path) -> OpenReadError {
    OpenReadError::wrap_io_error(error, path.to_owned())
}

struct HeldLock {
    disk: Disk,
    path: PathBuf,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        self.disk.release(&self.path);
    }
}

impl Storage for Disk {
    fn create(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>> {
        Ok(Box::new(self.open(name)?))
    }

    fn create_over(&self, name: &Path) -> io::Result<Box<dyn UnsyncedFile>> {
        let mut machine = match name.to_str() {
            Some("meta.json.next") => self.step_with_room_for_list()?,
            _ => self.step_with_room()?,
        };
        let file = machine.files.create(name);
        Ok(Box::new(OpenFile { disk: self.clone(), file }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?.files.rename(from, to);
        Ok(())
    }
}

impl Disk {
    fn open(&self, path: &Path) -> io::Result<OpenFile> {
        let mut machine = self.step_with_room()?;
        if machine.files.exists(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = machine.files.create(path);
        drop(machine);
        Ok(OpenFile { disk: self.clone(), file })
    }
}

struct OpenFile {
    disk: Disk,
    file: FileId,
}

impl UnsyncedFile for OpenFile {
    fn sync(&self) -> io::Result<()> {
        self.disk.dawdle();
        self.disk.step()?.files.sync_data(self.file);
        Ok(())
    }
}

impl Write for OpenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.step_with_room()?.files.append(self.file, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for OpenFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.sync()
    }
}
