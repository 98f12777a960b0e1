//! The thread that owns the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use dateline_engine::{EngineError, Outcome};
use dateline_indexer::generation::WritePassage;
use dateline_indexer::{DocumentBuilder, IndexError, StoryWriter};
use tantivy::indexer::LogMergePolicy;
use tantivy::{Directory, TantivyError};

use super::super::live::{Live, LiveIndex};
use super::batch::Batch;
use super::fault::engine_error;
use super::figures::{Counted, WriteFigures};
use super::queue::Job;

/// No more changes than this share a commit, so that the first of them does not wait for long.
const MOST_CHANGES: usize = 1_000;
/// Where the last commit was shared, the next waits for company: until no more comes for as long as
/// a request takes from the one before, and not for more than a part of what a commit takes. Those
/// who were answered together would otherwise meet a commit of the few that were faster, and wait for
/// two. A writer who is alone waits for nobody, but for the first time after company.
const NEXT_COMER: Duration = Duration::from_micros(200);
const LONGEST_WAIT: Duration = Duration::from_millis(2);
/// Segments of up to so many documents are merged with each other, whatever their sizes. By tantivy's
/// 10,000 a segment of some thousands would be written anew for every eighth small commit.
const LEAST_LAYER: u32 = 1_000;

/// Writes what comes out of the queue until nobody can put anything in.
pub(super) struct WriterThread {
    live: Arc<LiveIndex>,
    memory_bytes: usize,
    figures: Arc<WriteFigures>,
    /// The writer, and the generation that it writes to; opened when it is needed.
    open: Option<(Arc<Live>, StoryWriter)>,
    /// The generation whose last commit is known to be durable and to be what is seen. One that
    /// failed, or whose process died, may be on disk and not seen, or seen and not durable;
    /// "unchanged" must acknowledge neither.
    settled: Option<Arc<Live>>,
}

/// What became of a job; none where it shares the fate of the commit.
type Answer = Result<Vec<Outcome>, EngineError>;

impl WriterThread {
    pub(super) fn start(
        live: Arc<LiveIndex>,
        memory_bytes: usize,
        figures: Arc<WriteFigures>,
        jobs: Receiver<Job>,
    ) {
        let mut writer = Self { live, memory_bytes, figures, open: None, settled: None };
        let thread = thread::Builder::new().name("writer".to_owned());
        // Where it cannot be started the queue has no receiver, and says so to whoever asks.
        if let Err(error) = thread.spawn(move || writer.run(&jobs)) {
            tracing::error!(%error, "cannot start the writer thread");
        }
    }

    fn run(&mut self, jobs: &Receiver<Job>) {
        let mut was_shared = false;
        while let Ok(first) = jobs.recv() {
            let wait = if was_shared { LONGEST_WAIT } else { Duration::ZERO };
            let group = gather(first, jobs, wait);
            was_shared = group.len() > 1;
            self.write(group);
        }
    }

    /// Writes a group of jobs in one commit and answers each.
    fn write(&mut self, group: Vec<Job>) {
        let (changes, replies): (Vec<_>, Vec<_>) =
            group.into_iter().map(|job| (job.changes, (job.reply, job.place))).unzip();
        // A panic is a bug of ours, and one group of failed requests.
        let written = catch_unwind(AssertUnwindSafe(|| self.try_write(changes)));
        let written = written.unwrap_or(Err(IndexError::Worker));
        let answers: Vec<Answer> = match written {
            Ok(answers) => answers,
            Err(error) => {
                // What a failed writer holds is in doubt; the next change opens a fresh one, on top
                // of what did reach the disk.
                self.open = None;
                self.settled = None;
                self.figures.failed(&engine_error(&error));
                replies.iter().map(|_| Err(engine_error(&error))).collect()
            }
        };
        for ((reply, _place), answer) in replies.into_iter().zip(answers) {
            // Who asked may have gone; what was done stays done.
            let _ = reply.send(answer);
        }
    }

    fn try_write(
        &mut self,
        jobs: Vec<Vec<dateline_engine::Change>>,
    ) -> Result<Vec<Answer>, IndexError> {
        let passage = WritePassage::enter(self.live.index_dir())?;
        // Inside the fence nobody moves CURRENT: what it names now is what is written to.
        self.live.refresh()?;
        let live = self.live.get();
        if !self.settled.as_ref().is_some_and(|settled| Arc::ptr_eq(settled, &live)) {
            // A writer that takes over puts an end to what its predecessor left half done.
            self.writer(&live)?;
            let directory = live.generation.index.directory();
            directory.sync_directory().map_err(TantivyError::from)?;
            live.reload()?;
            self.settled = Some(Arc::clone(&live));
        }
        let view = live.view();
        let fields = live.generation.fields;
        let mut batch = Batch::new(&view.searcher, fields);
        let mut builder = DocumentBuilder::with(live.generation.analysis.clone(), fields);
        let mut answers: Vec<Answer> = Vec::with_capacity(jobs.len());
        for changes in jobs {
            answers.push(match batch.take(changes, &mut builder) {
                Ok(outcomes) => Ok(outcomes),
                Err(error) => Err(engine_error(&error)),
            });
        }
        let writes = batch.into_writes();
        if writes.is_empty() {
            return Ok(answers);
        }
        passage.note_changes(writes.iter().map(|write| write.id()))?;
        let writer = self.writer(&live)?;
        for write in writes {
            write.to(writer)?;
        }
        let begun = Instant::now();
        writer.commit()?;
        self.figures.committed(begun.elapsed());
        live.reload()?;
        Ok(answers)
    }

    fn writer(&mut self, live: &Arc<Live>) -> Result<&mut StoryWriter, IndexError> {
        let is_of = |open: &(Arc<Live>, StoryWriter)| Arc::ptr_eq(&open.0, live);
        match &mut self.open {
            Some(open) if is_of(open) => {}
            other => {
                // An older writer has to release its lock before the next is opened.
                *other = None;
                let generation = &live.generation;
                let writer =
                    StoryWriter::open(&generation.index, generation.fields, 1, self.memory_bytes)?;
                let mut policy = LogMergePolicy::default();
                policy.set_min_layer_size(LEAST_LAYER);
                let merges = self.figures.merges.clone();
                writer.merge_by(Counted { policy, merges });
                *other = Some((Arc::clone(live), writer));
            }
        }
        match &mut self.open {
            Some((_, writer)) => Ok(writer),
            None => Err(IndexError::Worker),
        }
    }
}

/// The first job and those that are there with it, or come one after the other within this time.
fn gather(first: Job, jobs: &Receiver<Job>, wait: Duration) -> Vec<Job> {
    let end = Instant::now() + wait;
    let mut count = first.changes.len();
    let mut group = vec![first];
    while count < MOST_CHANGES
        && let Ok(job) = jobs.recv_deadline(end.min(Instant::now() + NEXT_COMER))
    {
        count += job.changes.len();
        group.push(job);
    }
    group
}
