//! A real engine that fails, or waits, when it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};
use dateline_query::EmbeddedEngine;
use tokio::sync::Semaphore;

/// What is to become of an attempt to write.
pub(crate) enum Fate {
    /// It succeeds.
    Done,
    /// It fails so.
    Fails(EngineError),
    /// It panics.
    Panics,
}

/// The engine; writes succeed where no fate is left.
pub(crate) struct Told {
    inner: EmbeddedEngine,
    fates: Mutex<VecDeque<Fate>>,
    /// How many changes each attempt had.
    attempts: Mutex<Vec<usize>>,
    /// A write takes one; without one it waits.
    pub(crate) turns: Semaphore,
}

impl Told {
    /// Writes meet these fates, one after the other.
    pub(crate) fn new(inner: &EmbeddedEngine, fates: Vec<Fate>) -> Arc<Self> {
        Arc::new(Self {
            inner: inner.clone(),
            fates: Mutex::new(fates.into()),
            attempts: Mutex::default(),
            turns: Semaphore::new(1_000_000),
        })
    }

    /// Writes wait until they are let go.
    pub(crate) fn waiting(inner: &EmbeddedEngine) -> Arc<Self> {
        let told = Self::new(inner, Vec::new());
        told.turns.forget_permits(1_000_000);
        told
    }

    pub(crate) fn attempts(&self) -> Vec<usize> {
        self.attempts.lock().unwrap().clone()
    }
}

impl Engine for Told {
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        self.inner.search(plan)
    }
    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        self.attempts.lock().unwrap().push(changes.len());
        let fate = self.fates.lock().unwrap().pop_front().unwrap_or(Fate::Done);
        Box::pin(async move {
            self.turns.acquire().await.unwrap().forget();
            match fate {
                Fate::Done => self.inner.apply(changes).await,
                Fate::Fails(error) => Err(error),
                Fate::Panics => panic!("a secret of the engine"),
            }
        })
    }
    fn story(&self, id: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        self.inner.story(id)
    }
    fn related(
        &self,
        id: StoryId,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        self.inner.related(id, limit)
    }
    fn suggest(&self, plan: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        self.inner.suggest(plan)
    }
    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        self.inner.stats()
    }
    fn health(&self) -> BoxFuture<'_, Health> {
        self.inner.health()
    }
}
