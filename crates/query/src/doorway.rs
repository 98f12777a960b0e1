//! An engine that can be asked before it is open, and that says so when it is about to go.
//!
//! A server takes connections from its first moment on, so that whoever watches it is told what it
//! waits for instead of finding nobody. It is behind the port like any engine, so that nothing in front
//! of it has to know.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};

/// The way to an engine. Clones lead to the same one.
#[derive(Clone)]
pub struct Doorway(Arc<Way>);

struct Way {
    engine: OnceLock<Arc<dyn Engine>>,
    closing: AtomicBool,
    awaited: Box<dyn Fn() -> String + Send + Sync>,
}

impl Doorway {
    /// The way to an engine that is still to be opened. Until then, `awaited` says what is being waited
    /// for.
    pub fn new(awaited: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let (engine, closing) = (OnceLock::new(), AtomicBool::new(false));
        Self(Arc::new(Way { engine, closing, awaited: Box::new(awaited) }))
    }

    /// Leads to this engine from now on.
    pub fn open(&self, engine: Arc<dyn Engine>) {
        // A second one would be a mistake; the first one stays.
        let _ = self.0.engine.set(engine);
    }

    /// Says from now on that it is not ready, so that nobody is sent here any more. Who comes all the
    /// same is answered.
    pub fn close(&self) {
        self.0.closing.store(true, Ordering::Relaxed);
    }

    fn lead<'a, T>(
        &'a self,
        call: impl FnOnce(&'a dyn Engine) -> BoxFuture<'a, Result<T, EngineError>>,
    ) -> BoxFuture<'a, Result<T, EngineError>>
    where
        T: Send + 'a,
    {
        match self.0.engine.get() {
            Some(engine) => call(engine.as_ref()),
            None => {
                let reason = (self.0.awaited)();
                Box::pin(std::future::ready(Err(EngineError::NotOpen { reason })))
            }
        }
    }
}

impl fmt::Debug for Doorway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_open = self.0.engine.get().is_some();
        f.debug_struct("Doorway").field("is_open", &is_open).finish_non_exhaustive()
    }
}

impl Engine for Doorway {
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        self.lead(|engine| engine.search(plan))
    }

    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        self.lead(|engine| engine.apply(changes))
    }

    fn story(&self, id: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        self.lead(|engine| engine.story(id))
    }

    fn related(
        &self,
        id: StoryId,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        self.lead(|engine| engine.related(id, limit))
    }

    fn suggest(&self, plan: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        self.lead(|engine| engine.suggest(plan))
    }

    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        self.lead(|engine| engine.stats())
    }

    fn health(&self) -> BoxFuture<'_, Health> {
        let not_ready = |reason| -> BoxFuture<'_, Health> {
            Box::pin(std::future::ready(Health::NotReady(reason)))
        };
        match self.0.engine.get() {
            _ if self.0.closing.load(Ordering::Relaxed) => {
                not_ready("the server is stopping: send requests elsewhere".to_owned())
            }
            Some(engine) => engine.health(),
            None => not_ready((self.0.awaited)()),
        }
    }
}
