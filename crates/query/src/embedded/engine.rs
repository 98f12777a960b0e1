//! The engine as the port sees it: so many calls are computed at a time, the long ones on threads of
//! their own and never on those that serve connections.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_indexer::IndexError;
use dateline_indexer::analysis::Analysis;
use dateline_indexer::generation::{count_kinds, load_story};
use dateline_model::{Story, StoryId};
use tokio::task::yield_now;

use super::admission::{Admission, Load, Place, Turn};
use super::effort::is_little;
use super::live::{Live, LiveIndex};
use super::priority::step_back;
use super::room::RoomToKeep;
use super::stop::Stop;
use super::write::WriteQueue;

/// How much work an engine takes on.
#[derive(Clone, Copy, Debug)]
pub struct EngineOptions {
    /// How many searches run at once.
    pub search_threads: usize,
    /// How many more may wait for their turn.
    pub search_queue: usize,
    /// How long they may have to wait where that goes on.
    pub search_wait: Duration,
    /// How many words of a field and segment a beginning or a near word may stand for; of more, the
    /// most frequent ones are taken.
    pub expansions: usize,
    /// How many callers may wait for their changes to be written.
    pub write_queue: usize,
    /// How many bytes of memory the writer may use.
    pub writer_memory_bytes: usize,
}

/// tantivy behind the port.
#[derive(Clone)]
pub struct EmbeddedEngine {
    shared: Arc<Shared>,
}

struct Shared {
    live: Arc<LiveIndex>,
    writes: WriteQueue,
    admission: Arc<Admission>,
    /// With less room than this on its disk it is not ready.
    room: RoomToKeep,
    options: EngineOptions,
}

impl EmbeddedEngine {
    /// Opens the live generation of an index folder.
    ///
    /// # Errors
    /// [`IndexError::NoIndex`] where there is none, [`IndexError::Fingerprint`] where it was built
    /// by another version, otherwise a fault of the disk.
    pub fn open(index_dir: &Path, options: EngineOptions) -> Result<Self, IndexError> {
        let threads = options.search_threads.max(1);
        let admission =
            Arc::new(Admission::new(threads, options.search_queue, options.search_wait));
        Self::open_with(index_dir, options, admission)
    }

    /// Opens another index folder, whose searches share the room of this one's.
    ///
    /// # Errors
    /// As for [`EmbeddedEngine::open`].
    pub(crate) fn beside(&self, index_dir: &Path) -> Result<Self, IndexError> {
        let Shared { admission, options, .. } = self.shared.as_ref();
        Self::open_with(index_dir, *options, Arc::clone(admission))
    }

    fn open_with(
        index_dir: &Path,
        options: EngineOptions,
        admission: Arc<Admission>,
    ) -> Result<Self, IndexError> {
        let live = Arc::new(LiveIndex::open(index_dir)?);
        let (queue, memory) = (options.write_queue, options.writer_memory_bytes);
        let writes = WriteQueue::new(Arc::clone(&live), queue, memory);
        let room = RoomToKeep::default();
        Ok(Self { shared: Arc::new(Shared { live, writes, admission, options, room }) })
    }

    /// Moves to a generation that was built meanwhile and returns its number. Searches that run
    /// finish on theirs.
    ///
    /// # Errors
    /// Where the new generation cannot be opened; the engine stays on the old one.
    pub fn refresh(&self) -> Result<Option<u64>, IndexError> {
        let moved = self.shared.live.refresh()?;
        Ok(moved.map(dateline_indexer::generation::GenerationId::number))
    }

    /// Holds that the index was built with the analysis that is set. Asked when an index is opened: one
    /// that takes its place later is searched with the analysis that it was built with.
    ///
    /// # Errors
    /// [`IndexError::ProtectedWords`].
    pub fn require(&self, analysis: &Analysis) -> Result<(), IndexError> {
        let live = self.shared.live.get();
        if live.generation.analysis == *analysis {
            return Ok(());
        }
        Err(IndexError::ProtectedWords { path: live.generation.path.clone() })
    }

    /// What it is busy with.
    pub fn load(&self) -> Load {
        self.shared.admission.load()
    }

    /// Sets how much room its disk needs to have for it to be ready. From the beginning it needs none.
    pub fn keep_free(&self, bytes: u64) {
        self.shared.room.set(bytes);
    }

    /// Waits until every write that was asked for before is committed, or has failed.
    pub async fn settled(&self) {
        self.shared.writes.settled().await;
    }

    /// The way to its writer.
    pub(super) fn writes(&self) -> &WriteQueue {
        &self.shared.writes
    }

    /// The generation that answers.
    pub(super) fn live(&self) -> Arc<Live> {
        self.shared.live.get()
    }

    /// The folder that the generations lie in.
    pub(crate) fn index_dir(&self) -> &Path {
        self.shared.live.index_dir()
    }

    /// A whole story as it stands now. It waits for no search, and keeps its thread until it is read.
    ///
    /// # Errors
    /// [`IndexError`].
    pub(crate) fn stored(&self, id: &StoryId) -> Result<Option<Story>, IndexError> {
        let live = self.live();
        load_story(&live.view().searcher, live.generation.fields, id)
    }

    /// How many bytes of memory a writer may use.
    pub(crate) fn writer_memory_bytes(&self) -> usize {
        self.shared.options.writer_memory_bytes
    }

    /// Runs a computation when there is room for it, off the threads that serve connections. It stops
    /// soon after its caller has given up waiting, and only then leaves its place.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shared, &Stop) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let place = self.shared.admission.enter()?;
        self.compute_admitted(place, work).await
    }

    async fn compute_admitted<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce(&Shared, &Stop) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let turn = self.shared.admission.turn(place).await?;
        self.compute_in(turn, work).await
    }

    async fn compute_in<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce(&Shared, &Stop) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let shared = Arc::clone(&self.shared);
        let (stop, _waiting) = Stop::unless_waiting();
        let computed = tokio::task::spawn_blocking(move || {
            if !shared.admission.is_calm() {
                step_back();
            }
            let _turn = turn;
            let result = work(&shared, &stop);
            if stop.is_set() {
                shared.admission.gave_up();
            }
            result
        });
        computed.await.map_err(EngineError::internal)?
    }

    /// Answers a plan: on this thread where that is little work, else on one of its own. Once
    /// admitted, what is little does not wait for what is much, and there are no more of it at a time
    /// than threads that serve connections. But it lets all calls in first that have arrived, so that
    /// those for which there is no room are turned away at once and do not wait behind it unseen; and
    /// in a crowd it waits its turn as others do, for the threads are needed at the door.
    async fn answer(&self, plan: SearchPlan) -> Result<SearchResults, EngineError> {
        let came = Instant::now();
        let place = self.shared.admission.enter()?;
        let live = self.shared.live.get();
        let fields = live.generation.fields;
        if is_little(&plan, &live.view(), fields).map_err(EngineError::internal)? {
            if self.shared.admission.is_to_look_around() {
                yield_now().await;
            }
            if self.shared.admission.is_calm() {
                let _turn = self.shared.admission.at_once(place);
                let (waited, most) = (came.elapsed(), self.shared.options.expansions);
                let found = super::search::search(&live, &plan, most, &Stop::default());
                let mut results = found.map_err(EngineError::internal)?;
                results.stages.waited = waited;
                return Ok(results);
            }
        }
        let search = move |shared: &Shared, stop: &Stop| {
            let waited = came.elapsed();
            let results = super::search::search(&live, &plan, shared.options.expansions, stop);
            let mut results = results.map_err(EngineError::internal)?;
            results.stages.waited = waited;
            Ok(results)
        };
        self.compute_admitted(place, search).await
    }

    /// Completes what is being typed: bounded work, which waits for no search. What is asked for the
    /// first time may have to read more, so it is never done on a thread that serves connections.
    async fn complete(&self, plan: SuggestPlan) -> Result<Suggestions, EngineError> {
        let turn = self.shared.admission.at_once(self.shared.admission.enter()?);
        let live = self.shared.live.get();
        let complete = move |_: &Shared, stop: &Stop| {
            super::suggest::suggest(&live, &plan, stop).map_err(EngineError::internal)
        };
        self.compute_in(turn, complete).await
    }
}

impl Engine for EmbeddedEngine {
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        Box::pin(self.answer(plan))
    }

    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        Box::pin(self.shared.writes.apply(changes))
    }

    fn story(&self, id: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        Box::pin(self.compute(move |shared, _| {
            let live = shared.live.get();
            load_story(&live.view().searcher, live.generation.fields, &id)
                .map_err(EngineError::internal)
        }))
    }

    fn related(
        &self,
        id: StoryId,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        Box::pin(self.compute(move |shared, stop| {
            super::related::related(&shared.live.get(), &id, limit, stop)
                .map_err(EngineError::internal)
        }))
    }

    fn suggest(&self, plan: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        Box::pin(self.complete(plan))
    }

    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        Box::pin(self.compute(|shared, _| {
            let live = shared.live.get();
            let view = live.view();
            let searcher = &view.searcher;
            let counts =
                count_kinds(searcher, live.generation.fields).map_err(EngineError::internal)?;
            let index_bytes = live.generation.size_in_bytes().map_err(EngineError::internal)?;
            Ok(Stats {
                stories: counts.stories,
                events: counts.events,
                generation: live.generation.id.number(),
                segments: searcher.segment_readers().len() as u64,
                index_bytes,
                last_commit: live.generation.last_commit(),
            })
        }))
    }

    fn health(&self) -> BoxFuture<'_, Health> {
        Box::pin(async {
            let engine = self.clone();
            // A disk that is away may take its time to say so.
            let look = move || {
                let is_full = engine.writes().figures().is_full();
                engine.shared.room.look(engine.index_dir(), is_full)
            };
            let looked = tokio::task::spawn_blocking(look).await;
            looked.unwrap_or_else(|error| Health::NotReady(error.to_string()))
        })
    }
}
