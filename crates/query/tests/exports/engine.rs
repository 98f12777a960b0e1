//! A real engine that counts the searches it is asked for, and meets each as it is told to.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};
use dateline_query::EmbeddedEngine;

/// The engine; a search succeeds where no failure is left for it.
pub(crate) struct Counting {
    inner: EmbeddedEngine,
    failures: Mutex<VecDeque<Option<EngineError>>>,
    /// How long each search takes besides.
    delay: Duration,
    searches: AtomicUsize,
}

impl Counting {
    pub(crate) fn new(inner: &EmbeddedEngine) -> Arc<Self> {
        Self::meeting(inner, Vec::new(), Duration::ZERO)
    }

    /// One search after the other meets these failures, or none.
    pub(crate) fn meeting(
        inner: &EmbeddedEngine,
        failures: Vec<Option<EngineError>>,
        delay: Duration,
    ) -> Arc<Self> {
        let failures = Mutex::new(failures.into());
        Arc::new(Self { inner: inner.clone(), failures, delay, searches: AtomicUsize::new(0) })
    }

    /// How many searches were asked for.
    pub(crate) fn searches(&self) -> usize {
        self.searches.load(Ordering::SeqCst)
    }
}

impl Engine for Counting {
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        self.searches.fetch_add(1, Ordering::SeqCst);
        let failure = self.failures.lock().unwrap().pop_front().flatten();
        Box::pin(async move {
            tokio::time::sleep(self.delay).await;
            match failure {
                Some(failure) => Err(failure),
                None => self.inner.search(plan).await,
            }
        })
    }
    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        self.inner.apply(changes)
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
