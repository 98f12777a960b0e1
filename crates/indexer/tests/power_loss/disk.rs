//! A disk under a machine whose power fails after so many operations, and which is full at times.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fmt, io, thread};

use crate::file_system::{FileSystem, Metadata};
use crate::random::Random;

/// A disk as one boot of the machine sees it. When the power is lost every handle of that boot
/// fails for good, so that threads which are left over cannot write into what comes after.
#[derive(Clone)]
pub(crate) struct Disk {
    shared: Arc<Shared>,
    boot: u64,
}

struct Shared {
    machine: Mutex<Machine>,
    lock_released: Condvar,
}

/// What the disk is to suffer, by the count of its operations since the boot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// The operation that is no longer done because the power is gone.
    pub(crate) power_fails_at: Option<u64>,
    /// When there is no room.
    pub(crate) full: Vec<Range<u64>>,
    /// How many in a hundred lists of segments find no room, as on a disk that is nearly full: a
    /// commit that has done everything but that is the one that can leave most behind.
    pub(crate) lists_refused: u64,
}

pub(crate) struct Machine {
    pub(crate) files: FileSystem,
    pub(crate) locks: HashSet<PathBuf>,
    boot: u64,
    is_off: bool,
    faults: Faults,
    operations: u64,
    refused: u64,
    random: Random,
}

impl Disk {
    pub(crate) fn new(random: Random) -> Self {
        let machine = Machine {
            files: FileSystem::default(),
            locks: HashSet::new(),
            boot: 0,
            is_off: false,
            faults: Faults::default(),
            operations: 0,
            refused: 0,
            random,
        };
        let shared = Shared { machine: Mutex::new(machine), lock_released: Condvar::new() };
        Self { shared: Arc::new(shared), boot: 0 }
    }

    /// From now on, counted from here.
    pub(crate) fn suffer(&self, faults: Faults) {
        let mut machine = self.lock();
        machine.faults = faults;
        machine.operations = 0;
    }

    /// Ends this boot and begins the next with what the power loss left.
    pub(crate) fn lose_power(&self, metadata: Metadata, random: &mut Random) -> Self {
        let mut machine = self.lock();
        machine.files.lose_power(metadata, random);
        machine.locks.clear();
        machine.boot += 1;
        machine.is_off = false;
        machine.faults = Faults::default();
        machine.operations = 0;
        self.shared.lock_released.notify_all();
        Self { shared: Arc::clone(&self.shared), boot: machine.boot }
    }

    /// Makes everything durable that was written so far, whoever may have forgotten to.
    pub(crate) fn sync_now(&self) {
        self.lock().files.sync_directory();
    }

    pub(crate) fn is_on(&self) -> bool {
        self.powered().is_ok()
    }

    pub(crate) fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// How often it said that there is no room.
    pub(crate) fn refused(&self) -> u64 {
        self.lock().refused
    }

    /// The names of all files.
    pub(crate) fn names(&self) -> Vec<PathBuf> {
        self.lock().files.names().map(Path::to_owned).collect()
    }

    /// The machine, if it still runs.
    pub(crate) fn powered(&self) -> io::Result<MutexGuard<'_, Machine>> {
        let machine = self.lock();
        if machine.is_off || machine.boot != self.boot {
            return Err(io::Error::other("the power is gone"));
        }
        Ok(machine)
    }

    /// Begins an operation that changes something.
    pub(crate) fn step(&self) -> io::Result<MutexGuard<'_, Machine>> {
        let mut machine = self.powered()?;
        machine.operations += 1;
        if machine.faults.power_fails_at.is_some_and(|at| machine.operations >= at) {
            machine.is_off = true;
            self.shared.lock_released.notify_all();
            return Err(io::Error::other("the power fails"));
        }
        Ok(machine)
    }

    /// Begins an operation that takes room.
    pub(crate) fn step_with_room(&self) -> io::Result<MutexGuard<'_, Machine>> {
        let mut machine = self.step()?;
        if machine.faults.full.iter().any(|full| full.contains(&machine.operations)) {
            machine.refused += 1;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(machine)
    }

    /// Begins to write the list of segments.
    pub(crate) fn step_with_room_for_list(&self) -> io::Result<MutexGuard<'_, Machine>> {
        let mut machine = self.step_with_room()?;
        let chance = machine.faults.lists_refused;
        if machine.random.percent(chance) {
            machine.refused += 1;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(machine)
    }

    /// Syncing takes its time, now and then, so that threads overtake each other there.
    pub(crate) fn dawdle(&self) {
        let micros = {
            let random = &mut self.lock().random;
            if random.percent(10) { random.below(400) } else { 0 }
        };
        if micros > 0 {
            thread::sleep(Duration::from_micros(micros));
        }
    }

    /// Waits until somebody gave a lock back. Not for ever: the power may go meanwhile.
    pub(crate) fn wait_for_lock(&self, machine: MutexGuard<'_, Machine>) {
        let waited = self.shared.lock_released.wait_timeout(machine, Duration::from_millis(10));
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Gives a lock back, unless the machine was started anew since.
    pub(crate) fn release(&self, lock: &Path) {
        if let Ok(mut machine) = self.powered() {
            machine.locks.remove(lock);
        }
        self.shared.lock_released.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Machine> {
        self.shared.machine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Disk(boot {})", self.boot)
    }
}
