//! The memory of a process and the time that it computed, as the kernel counts them.

use std::fmt;
use std::fs::read_to_string;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// A process whose memory is watched.
pub(crate) struct Memory {
    process: u32,
}

/// So much memory, in KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Resident {
    /// Besides mapped files.
    own: u64,
    /// Files of the index that are mapped and in memory.
    mapped: u64,
}

impl Memory {
    pub(crate) fn of(process: u32) -> Self {
        Self { process }
    }

    /// What it takes now.
    pub(crate) fn now(&self) -> Resident {
        let status = read_to_string(format!("/proc/{}/status", self.process)).unwrap_or_default();
        let kib = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            number.unwrap_or_default()
        };
        Resident { own: kib("RssAnon:"), mapped: kib("RssFile:") }
    }

    /// For how many seconds it has computed on any core.
    pub(crate) fn computed(&self) -> f64 {
        let stat = read_to_string(format!("/proc/{}/stat", self.process)).unwrap_or_default();
        // Behind the name, which may have spaces in it; user and system time, in ticks of 10 ms.
        let fields = stat.rsplit(") ").next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
    }

    /// Does something, and tells the most that the process took meanwhile.
    pub(crate) fn most_while<T>(&self, what: impl FnOnce() -> T) -> (T, Resident) {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            let watching = scope.spawn(|| {
                let mut most = self.now();
                while !over.load(Ordering::Relaxed) {
                    most = most.max(self.now());
                    thread::sleep(Duration::from_millis(100));
                }
                most
            });
            let done = what();
            over.store(true, Ordering::Relaxed);
            (done, watching.join().unwrap())
        })
    }
}

impl fmt::Display for Resident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} MiB (and {} MiB of files)", self.own / 1_024, self.mapped / 1_024)
    }
}
