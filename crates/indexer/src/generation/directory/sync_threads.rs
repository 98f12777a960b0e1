//! A few threads that wait for the disk.

use std::io;
use std::sync::OnceLock;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::storage::UnsyncedFile;

/// So many files are synced at once, and one more by who asks for it.
const THREADS: usize = 3;

/// Threads that sync files side by side; started when they are needed, they end with this.
#[derive(Default)]
pub(super) struct SyncThreads(OnceLock<Sender<Job>>);

struct Job {
    file: Box<dyn UnsyncedFile>,
    done: Sender<io::Result<()>>,
}

impl Job {
    fn run(self) {
        // Whoever asked waits for all answers.
        let _ = self.done.send(self.file.sync());
    }
}

impl SyncThreads {
    /// Makes files durable.
    ///
    /// # Errors
    /// One of those of the system, where there are any.
    pub(super) fn sync(&self, mut files: Vec<Box<dyn UnsyncedFile>>) -> io::Result<()> {
        let Some(last) = files.pop() else { return Ok(()) };
        let others = files.len();
        let (done, answers) = bounded(others);
        for file in files {
            let job = Job { file, done: done.clone() };
            if let Err(refused) = self.jobs().send(job) {
                refused.into_inner().run();
            }
        }
        drop(done);
        let mut synced = last.sync();
        let mut answered = 0;
        for answer in answers {
            answered += 1;
            synced = synced.and(answer);
        }
        if answered < others {
            synced = synced.and(Err(io::Error::other("a sync failed")));
        }
        synced
    }

    fn jobs(&self) -> &Sender<Job> {
        self.0.get_or_init(|| {
            let (sender, jobs): (_, Receiver<Job>) = unbounded();
            for _ in 0..THREADS {
                let jobs = jobs.clone();
                let thread = thread::Builder::new().name("sync".to_owned());
                if let Err(error) = thread.spawn(move || jobs.iter().for_each(Job::run)) {
                    tracing::debug!(%error, "cannot start a thread that syncs files");
                }
            }
            sender
        })
    }
}
