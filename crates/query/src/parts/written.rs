//! The engine over the whole index, whose writes the parts take over before they are acknowledged.

use std::sync::Arc;

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};

use super::Parts;

/// The whole index. An acknowledged write stands in the parts that may show it too.
pub struct WrittenToParts(Arc<Parts>);

impl WrittenToParts {
    /// The whole of these parts.
    pub fn new(parts: Arc<Parts>) -> Self {
        Self(parts)
    }
}

/// Writes, and has the parts take over what changed. Also what failed is looked at: that a write is not
/// acknowledged does not say that nothing of it was done.
async fn write(parts: Arc<Parts>, changes: Vec<Change>) -> Result<Vec<Outcome>, EngineError> {
    let mut ids: Vec<StoryId> = changes.iter().map(|change| change.id().clone()).collect();
    let outcomes = parts.whole.apply(changes).await;
    if let Ok(outcomes) = &outcomes {
        let is_change = [Outcome::Created, Outcome::Updated, Outcome::Removed];
        let mut outcomes = outcomes.iter();
        ids.retain(|_| outcomes.next().is_some_and(|outcome| is_change.contains(outcome)));
    }
    parts.take_over(ids).await;
    outcomes
}

impl Engine for WrittenToParts {
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        self.0.whole.search(plan)
    }

    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        // A task of its own: who wrote may hang up, and the parts have to be told all the same.
        let writing = tokio::spawn(write(Arc::clone(&self.0), changes));
        Box::pin(async { writing.await.map_err(EngineError::internal)? })
    }

    fn story(&self, id: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        self.0.whole.story(id)
    }

    fn related(
        &self,
        id: StoryId,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        self.0.whole.related(id, limit)
    }

    fn suggest(&self, plan: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        self.0.whole.suggest(plan)
    }

    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        self.0.whole.stats()
    }

    fn health(&self) -> BoxFuture<'_, Health> {
        self.0.whole.health()
    }
}
